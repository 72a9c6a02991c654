"""Times told by a name of the calendar: five-year plans, congresses, events, eras.

The names and their years are rows of the calendar; the wordings around them are
here. A name counts as a time only where the wording makes it one: 改革开放以来 does,
坚持改革开放 does not.
"""

import re
from collections.abc import Iterable, Mapping

from yz_analysis.date_grammar import MACRO_YEARS, read_length
from yz_analysis.years import (
    GAP,
    LOCALISER,
    NUMBER,
    UNSPLIT,
    Entry,
    Reading,
    Rule,
    localise,
    read_number,
)

__all__ = ["NAMED_RULES", "event_rule"]

_OPEN, _CLOSE = '[“‘「『"]', '[”’」』"]'
_STAGE = (
    "(?:(?:新的?)?(?:历史)?时期|时代|年代|期间|间期|年间|岁月|之初|初期|前期|中后期|中期|后期|末期"
    "|[初末](?![心步衷中级])|阶段|伊始|时(?=[，的])|途中|(?<=战争)中)"
)
# A length after a name: 新中国成立七十多年来. 一百年奋斗目标 and 三年行动 are aims.
_LENGTH = (
    f"(?:以来|后)?(?:的|这)?(?:近|这)?{NUMBER}个?(?P<unit>周年|年)(?:多)?(?P<since>以?来)?"
    "(?!奋斗目标|奋斗的目标|规划|计划|行动|任务)"
)
_WHEN = f"(?P<length>{_LENGTH})|(?P<tail>{LOCALISER})|(?P<stage>{_STAGE})"


# A term is looked up without the quotation marks it may be written with.
_UNQUOTED = str.maketrans("", "", '“”‘’「」『』"')


def _timed(match: re.Match[str], year: int | None, entry: Entry | None) -> Reading | None:
    """Read a name with the length, localiser or stage behind it; None without one."""
    first, last = (entry.year_from, entry.year_to) if entry else (None, None)
    if match["length"]:
        length = read_length(match["length"])
        if match["unit"] == "周年" and not match["since"]:
            if "胜利" in match.group():
                first = last
            at = None if first is None or length is None else first + length
            return Reading("event_allusion", at, at, "implied", entry)
        code = "explicit_macro" if length and length >= MACRO_YEARS else "explicit_marker"
        if match["since"] or length is None or first is None:
            return Reading(code, first, year if match["since"] else None, "stated", entry)
        return Reading(code, first, first + length, "stated", entry)
    if match["tail"]:
        return Reading("explicit_marker", *localise(match["tail"], first, last), "stated", entry)
    stage = match["stage"]
    if not stage:
        return None
    if stage in ("之初", "初期", "初", "前期", "伊始"):
        return Reading("explicit_marker", first, first, "implied", entry)
    if stage in ("后期", "末期", "末"):
        return Reading("explicit_marker", last, last, "implied", entry)
    return Reading("explicit_marker", first, last, "stated", entry)


# --- five-year plans ---------------------------------------------------------------------

_ORDINAL = "(?:十[一二三四五]?|[一二三四五六七八九])"
_PLAN_STAGE = (
    f"(?:期间|间期|时期|以来|以后|前期|后期|初期|末期|中后期|末(?!端)|[前头后]{NUMBER}年|第[一二三四五]年|最后一年"
    "|开局之年|收官之年|开局|收官|伊始)"
)
_PLAN_WORD = f"{GAP}(?:发展)?(?:计划|规划)(?:纲要|草案|建议)?"
_PLAN = re.compile(
    f"(?:{_OPEN}{GAP}(?P<quoted>{_ORDINAL})五{GAP}{_CLOSE}(?!普法|法制|[”’]|讲话)"
    f"(?P<word>{_PLAN_WORD})?(?:的?{GAP}(?P<stage>{_PLAN_STAGE}))?"
    f"|{UNSPLIT}(?<!第)(?P<bare>{_ORDINAL})五(?:(?P<word2>{_PLAN_WORD})(?:的?(?P<stage2>{_PLAN_STAGE}))?"
    f"|(?P<stage3>期间|时期|末期?(?!端)|以来))"
    f"|第{GAP}(?P<full>{_ORDINAL}){GAP}个五年(?P<word3>{_PLAN_WORD})?(?:的?(?P<stage4>{_PLAN_STAGE}))?)"
)


def _read_plan(
    match: re.Match[str], year: int | None, calendar: Mapping[str, Entry]
) -> Reading | None:
    """Read a plan: a dated programme; with 时期, 期间 and kin, or quoted alone, a period."""
    number = match["quoted"] or match["bare"] or match["full"]
    word = match["word"] or match["word2"] or match["word3"]
    stage = match["stage"] or match["stage2"] or match["stage3"] or match["stage4"]
    if match["full"] and not word and not stage:
        return None
    entry = calendar.get(f"{number}五")
    first, last = (entry.year_from, entry.year_to) if entry else (None, None)
    bounds = "stated"
    if stage and first is not None and last is not None:
        length = read_length(stage) or 1
        if stage[0] in "前头" and stage != "前期":
            last = first + length - 1
        elif stage[0] == "后" and stage != "后期":
            first = last - length + 1
        elif stage.startswith("第"):
            first = last = first + (read_number(stage[1]) or 1) - 1
        elif stage in ("初期", "伊始", "开局", "开局之年", "前期"):
            last, bounds = first, "implied"
        elif stage in ("末期", "末", "收官", "收官之年", "最后一年", "后期"):
            first, bounds = last, "implied"
        else:
            first, last = localise(stage, first, last)
    code = "explicit_marker" if stage or not word else "event_allusion"
    start, end = None, None
    if match["quoted"] and not word and not stage:  # the quotation marks are no part of it
        start, end = match.start() + 1, match.end() - 1
    return Reading(code, first, last, bounds, entry, start=start, end=end)


# --- congresses and plenums --------------------------------------------------------------

_CONGRESS = re.compile(
    "(?:(?P<party>中国共产党|中共|党)的?)?(?:"
    f"{UNSPLIT}(?P<short>[一二三四五六七八九]|二?十[一二三四五六七八九]?)大"
    f"|{UNSPLIT}第?(?P<plenum>[一二三四五六七八九]|二?十[一二三四五六七八九]?)届(?:中央委员会)?"
    "(?:第?(?P<session>[一二三四五六七八九十]{1,2})(?:中全会|次全体会议))"
    "|第(?P<long>[一二三四五六七八九]|二?十[一二三四五六七八九]?)次全国代表大会)"
    f"(?P<filler>(?:胜利)?(?:召开|闭幕|开幕))?(?:{_WHEN})?"
)


def _read_congress(
    match: re.Match[str], year: int | None, calendar: Mapping[str, Entry]
) -> Reading | None:
    if match["plenum"]:
        entry = calendar.get(f"{match['plenum']}届{match['session']}中全会")
    else:
        entry = calendar.get(f"{match['short'] or match['long']}大")
    timed = _timed(match, year, entry)
    # 十大工程, 十二大产业: without 党的 only an adverbial shows that a congress is meant.
    if not match["party"] and not match["plenum"] and not timed:
        return None
    if timed:
        return timed
    if match.string.startswith(("精神", "的精神"), match.end()):  # the doctrine, not the meeting
        return None
    first, last = (entry.year_from, entry.year_to) if entry else (None, None)
    end = match.start("filler") if match["filler"] else match.end()
    return Reading("event_allusion", first, last, "stated", entry, end=end)


# --- events and eras of the calendar -----------------------------------------------------

_FILLER = (
    "(?:祖国|战争|(?:基本|正式)?(?:召开|成立|建立|开始|结束|胜利|发生|爆发|暴发|完成|实行|提出"
    "|出现|实施))"
)
# Rows of these kinds are read by rules of their own.
_OTHER_KINDS = {"plan", "congress", "plenum", "threshold"}


def _named_patterns(terms: Iterable[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the pattern of the names with what stands round them, and that of its opening."""
    by_first: dict[str, list[str]] = {}
    for term in sorted(terms, key=lambda t: (-len(t), t)):
        by_first.setdefault(term[0], []).append(
            re.sub(f"{_OPEN}|{_CLOSE}", '[“”"]?', re.escape(term[1:]))
        )
    groups = [(re.escape(first), "|".join(rest)) for first, rest in by_first.items()]
    branches = "|".join(f"{first}(?:{rest})" for first, rest in groups)
    # Each branch opens with a character of its own, which lets `re` leap to the next one.
    openings = [f"{first}(?=(?:{rest}))" for first, rest in groups]
    named = re.compile(
        f"(?<![思想])(?P<quote>{_OPEN})?(?P<term>{branches})(?(quote){_CLOSE})"
        f"(?P<filler>{_FILLER})?(?:{_WHEN})?"
    )
    return named, re.compile("|".join([*_OPEN[1:-1], *openings]))


def event_rule(calendar: Iterable[Entry]) -> Rule | None:
    """Return the rule for the calendar's events and eras, or None for an empty calendar."""
    named = {
        re.sub(f"{_OPEN}|{_CLOSE}", "", e.term): e for e in calendar if e.kind not in _OTHER_KINDS
    }
    if not named:
        return None

    def read(match: re.Match[str], year: int | None, _: Mapping[str, Entry]) -> Reading | None:
        entry = named[match["term"].translate(_UNQUOTED)]
        timed = _timed(match, year, entry)
        if timed:
            return timed
        # A founding (建国) or a policy (改革开放) is no time until the wording dates by it,
        # and no event is alluded to before it happens.
        early = year is not None and entry.year_from is not None and year < entry.year_from
        if entry.kind in ("founding", "policy") or early:
            return None
        start, end = match.span("term")
        code = "explicit_marker" if entry.kind == "era" else "event_allusion"
        return Reading(code, entry.year_from, entry.year_to, "stated", entry, start=start, end=end)

    pattern, opening = _named_patterns(e.term for e in named.values())
    return Rule("rule:named", pattern, read, opening)


_ONES = "一二三四五六七八九十"
NAMED_RULES = (
    Rule("rule:plan", _PLAN, _read_plan, re.compile(f"[“‘「『\"{_ONES}第]"), ("五",), 6),
    Rule(
        "rule:congress", _CONGRESS, _read_congress,
        re.compile(f"[{_ONES}中党第](?=[{_ONES}国共的第大届])"),
    ),
)  # fmt: skip
