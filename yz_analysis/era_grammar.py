"""Times told by an era: new era, new period, new century, new journey, the centenary.

新时代 is a time when entered, when an adverbial or when counted; before a noun it is a
modifier or part of a name (新时代文明实践), and no period.
"""

import re
from collections.abc import Callable, Mapping

from yz_analysis.date_grammar import ENTER, read_length
from yz_analysis.years import NUMBER, UNSPLIT, Entry, Reading, Rule

__all__ = ["ERA_RULES", "SINCE"]

_CLAUSE = "(?<![^，。；：、！？\\s])"  # a clause begins here
_EDGE = "[，。；：、！？）”\\s]|$"  # a clause or a quotation ends here

# A verb or an adverb after 在新时代: it is no modifier there.
_DOING = (
    "坚持|推进|推动|面临|要|必须|应当?|更[好加]|继续|如何|怎样|怎么|加强|做好|做到"
    "|实现|展现|谱写|书写|承担|肩负|担当|奋力|不断|得到|焕发|有了"
)

_NEW_ERA = re.compile(
    f"{ENTER}了?(?:中国特色社会主义)?新时代(?={_EDGE}|以[来后]|之?后|的|我国|我们|这)(?:以来|以后|之后|后)?"
    f"|新时代(?:以来|(?:的|这)?(?:伟大)?的?{NUMBER}年(?:以?来|间)?)"
    f"|在(?:中国特色社会主义)?新时代(?:的?(?:历史)?(?:条件|背景|形势)下|(?={_EDGE}|{_DOING}))"
    f"|{_CLAUSE}(?:中国特色社会主义)?新时代(?=，)"
)
_NEW_PERIOD = re.compile(
    f"(?:{ENTER}了?(?:一个)?|在)(?:我国)?(?:社会主义(?:现代化)?(?:建设|发展)的?)?"
    f"(?:新时期(?:以来|的?条件下|(?={_EDGE}))|新的(?:历史|发展)(?:时期|阶段))"
    f"|新时期以来|改革开放(?:和社会主义现代化建设)?的?(?:历史)?新时期"
    f"|{_CLAUSE}新时期(?=，)"
)
_NEW_CENTURY = re.compile(
    f"{ENTER}了?新世纪(?![版型])(?:以来|之?后)?|在?新世纪(?:以来|之?初|前夕|(?=，))|在新世纪(?=[里的])"
)
# 新的征程, 崭新征程, 第二个百年奋斗目标新征程, 现代化征程; 光辉的征程 looks back.
_NEW = "(?:崭?新的?|时代)(?:伟大|历史|辉煌|壮丽|更大)?的?"
_AIM = (
    "(?:(?:向?第二个百年奋斗目标|全面|建设|社会主义|现代化|强国|国家|进军|中国式|发展"
    "|民族复兴|伟大复兴)的?)"
)
_JOURNEY = re.compile(
    f"(?:(?:踏上|迈上|迈向|开启|走上|奋进|启航|领跑|奔赴|投身|站在|进军|在|{ENTER})了?(?:一条)?)?"
    f"(?:新时代)?{_AIM}{{0,6}}"
    f"(?:{_NEW}征程|(?<=现代化)征程|(?<=现代化建设)征程|(?<=现代化国家)征程)[上中]?"
    f"|{ENTER}新发展阶段"
)


def _threshold(
    kind: str, bounds: str, code: str
) -> Callable[[re.Match[str], int | None, Mapping[str, Entry]], Reading | None]:
    def read(
        match: re.Match[str], year: int | None, calendar: Mapping[str, Entry]
    ) -> Reading | None:
        term = "新发展阶段" if match.group().endswith("新发展阶段") else kind
        entry = calendar.get(term)
        first, last = (entry.year_from, entry.year_to) if entry else (None, None)
        if first is not None and year is not None and year < first:  # an older new journey
            entry, first = None, None
        if "新的" in match.group() and kind == "新时期":  # a new stage of something unnamed
            entry, first, last = None, None, None
        length = read_length(match.group()) if kind == "新时代" else None
        if first is not None and length and "来" not in match.group():
            last = first + length
        return Reading(code, first, last, bounds, entry)

    return read


def _read_century(match: re.Match[str], year: int | None, _: Mapping[str, Entry]) -> Reading:
    if year is not None and year < 1990:
        return Reading("explicit_marker", bounds="implied")
    return Reading("explicit_marker", 2001, None, "stated")


# --- spans over periods, terms of office -------------------------------------------------

_MACRO = re.compile(
    "(?:一?百|100)多?年(?:奋斗(?!目标|的目标)|党史|历程|征程|伟业|荣光|辉煌|风华|沧桑|历史)"
    f"|{UNSPLIT}(?:[五5数几]千)多?年(?:以?来|的?文明史?|的?历史)"
)


def _read_macro(match: re.Match[str], year: int | None, calendar: Mapping[str, Entry]) -> Reading:
    entry = calendar.get("建党") if "百" in match.group() or "100" in match.group() else None
    if entry is None or entry.year_from is None:
        return Reading("explicit_macro", bounds="supplied")
    return Reading(
        "explicit_macro",
        entry.year_from,
        entry.year_from + 100,
        "supplied",
        entry,
    )


_OFFICE = re.compile(
    "[本上新]一?届(?:政府|人大|党委|市委|县委|省委|区委)(?:的?任期内?|期间|初期|伊始"
    "|(?:成立|组成|履职|任职|就任|换届)?以来)"
)
_WORDS = "[^，。；：、！？\\s（）《》0-9]"
# Any other clause that opens with X以来: an event that the calendar does not name. Who did
# it may stand before 自 (我市自启动改革以来); 自 also begins words (自治区成立以来).
_SINCE = re.compile(
    "(?<![^，。；：、！？\\s])(?:特别是|尤其是|这是)?"
    f"(?:(?:{_WORDS}{{0,10}}?(?:同志|[他她我市县区镇村]))?(?:自从|自(?=[到从开实启上任组创推担入正参当获设]|成立|建[成立]))|自(?![治身然主我由动])|从(?!严))?"
    f"(?P<event>{_WORDS}{{2,14}}|{_WORDS}{{2,24}}会议?)以来"
)


def _read_office(match: re.Match[str], year: int | None, _: Mapping[str, Entry]) -> Reading:
    return Reading("explicit_marker", bounds="implied")


_ENTERS = "进步跨迈走踏"  # what ENTER begins with
ERA_RULES = (
    Rule(
        "rule:new-era", _NEW_ERA, _threshold("新时代", "stated", "explicit_marker"),
        re.compile(f"[{_ENTERS}新在中]"), ("新时代",), 12,
    ),
    Rule(
        "rule:new-period", _NEW_PERIOD, _threshold("新时期", "stated", "explicit_marker"),
        re.compile(f"[{_ENTERS}在新改]"), ("新时期", "新的历史", "新的发展"), 24,
    ),
    Rule(
        "rule:new-century", _NEW_CENTURY, _read_century,
        re.compile(f"[{_ENTERS}在新]"), ("新世纪",), 4,
    ),
    Rule(
        "rule:journey", _JOURNEY, _threshold("新征程", "supplied", "future_orientation"),
        re.compile(f"[{_ENTERS}开奋启领奔投站在新向第全建社现强国中发民伟崭时征]"),
        ("征程", "新发展阶段"), 90,
    ),
    Rule(
        "rule:macro", _MACRO, _read_macro, re.compile("[一百1五5数几]"),
        ("百年", "百多年", "00年", "00多年", "千年", "千多年"), 2,
    ),
    Rule("rule:office", _OFFICE, _read_office, re.compile("[本上新]"), ("届",), 3),
)  # fmt: skip
SINCE = Rule(
    "rule:since", _SINCE, _read_office, re.compile("(?<![^，。；：、！？\\s])."), ("以来",), 32
)
