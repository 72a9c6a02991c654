"""Numeric abbreviations: a numeral that stands for a list (四个意识, 六稳六保).

No slogan is listed here. A label shows itself by its form and its place:
quotation marks around it, a list in apposition before it, a verb where a
counted thing would stand (四个全面), a repeated numeral (三严三实), a head noun
that only labels take (五位一体). Plain counts, dates, amounts, plans and
meetings share the numeral and none of these.
"""

import re

from yz_analysis.label_grammar import (
    ANY_NUMERAL,
    APPOSED,
    BEFORE_RANK,
    BLAND,
    DIGITS,
    DIGITS_AFTER,
    DOUBLED,
    EACH,
    ENUMERATED,
    FIRST_CLASS,
    FORMULA,
    FREE,
    GROUP,
    HEAD_OF_NAME,
    IDIOM,
    LISTED_BELOW,
    ORDINAL,
    POINTED_AT,
    PREDICATE,
    PREDICATED,
    REPEATED,
    RISING,
    RUN,
    SINGLE,
    TAIL,
    THING,
    UNITY,
    WIDE,
)
from yz_analysis.spans import Match, Quotation, pair_quotations
from yz_analysis.unpacking import list_size, unpack

__all__ = ["find_numeric", "read_label"]


def find_numeric(text: str) -> list[Match]:
    """Find the numeric abbreviations of a text.

    A quotation that is a label as a whole is one hit (四创建、三表彰); two
    quotations side by side are two. Ordinals (一号战略) and formulas (1+X) are
    hits with that flag. Plans (十四五), dates, amounts, ranks and plain counts
    are none.

    Returns
    -------
    list of Match
        In text order, none inside another. ``note`` holds flags, then
        ``n=``, ``head=`` and, where the text itself lists them beside the
        label, ``members=A|B|C``.

    Examples
    --------
    >>> [(m.start, m.note) for m in find_numeric("抓好发展和安全“两件大事”，用三年时间。")]
    [(8, 'quoted;apposition;n=2;head=大事;members=发展|安全')]
    """
    found = []
    for quotation in pair_quotations(text):
        short = quotation.end - quotation.start <= 24
        if short and ANY_NUMERAL.search(text, quotation.start, quotation.end):
            hit = _quoted(text, quotation)
            if hit:
                found.append(hit)
    for run in RUN.finditer(text):
        start = run.start()
        if run["counts"] is None or (start and text[start - 1] in BEFORE_RANK):
            continue
        match = FREE.match(text, start) or APPOSED.match(text, start)
        hit = _free(text, match) if match else None
        if hit:
            found.append(hit)
    # The longest of those that start together stays, then what overlaps it goes.
    found.sort(key=lambda hit: (hit.start, -hit.end))
    kept: list[Match] = []
    for hit in found:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def read_label(content: str) -> tuple[str, str] | None:
    """Say whether the whole of a quotation is a numeric label.

    Returns
    -------
    (flags, facts) or None
        ``flags`` is ``""``, ``"ordinal"`` or ``"formula"``; ``facts`` are the
        ``n=`` and ``head=`` items, several joined by ``+``.

    Examples
    --------
    >>> read_label("四创建、三表彰")
    ('', 'n=4+3;head=创建+表彰')
    >>> read_label("十四五") is None
    True
    """
    if not ANY_NUMERAL.search(content):
        return None
    content = content.translate(WIDE)
    if IDIOM.search(content):
        return None
    single = SINGLE.fullmatch(content)
    if single and single["head"] and not ANY_NUMERAL.search(single["head"]):
        size, head = single["size"], single["head"]
        return None if THING.match(head) else ("", _facts([(size, head)]))
    if FORMULA.fullmatch(content):
        return "formula", f"head={content}"
    if ORDINAL.fullmatch(content):
        return "ordinal", f"n={list_size(content[0])};head={content[2:]}"
    if FIRST_CLASS.fullmatch(content):
        return "", f"n=2;head={content[1:]}"
    if rising := RISING.fullmatch(content):
        return "", f"n={list_size(rising[1])};head={content[1]}+{content[3]}"
    if doubled := DOUBLED.fullmatch(content):
        return "", f"n={list_size(doubled[1])}+{list_size(doubled[1])};head={doubled[2]}"
    if unity := UNITY.fullmatch(content):
        return "", f"n={list_size(unity[1])};head={unity[2]}"
    if EACH.fullmatch(content) or ENUMERATED.match(content):
        return None
    parts = re.split("[、，,·]", content)
    singles = [SINGLE.fullmatch(part) for part in parts]
    if len(parts) == 1 and singles[0] is None:
        singles = [TAIL.fullmatch(content)]
    groups: list[tuple[str, str]] = []
    for part, one in zip(parts, singles, strict=True):
        many = GROUP.findall(part) if REPEATED.fullmatch(part) else []
        if len(many) > 1 or (many and len(parts) > 1):
            groups += many
        elif one and one["articles"]:
            groups.append((one["articles"], "条"))
        elif one and not THING.match(one["head"]):
            groups.append((one["size"], one["head"]))
        elif part.startswith("多") and len(parts) > 1 and len(part) == len(parts[0]):
            pass  # 一主一副、两翼联动、多点支撑
        else:
            return None
    if not groups or (len(parts) > 1 and all(size == "一" for size, _ in groups)):
        return None
    return "", _facts(groups)


def _quoted(text: str, quotation: Quotation) -> Match | None:
    content = text[quotation.start : quotation.end]
    label = read_label(content)
    if label is None and DIGITS.fullmatch(content) and DIGITS_AFTER.match(text, quotation.end + 1):
        label = "formula", f"head={content}"
    if label is None:
        return None
    flag, facts = label
    # Blanks next to the marks are no part of the label.
    start = quotation.end - len(content.lstrip())
    return _hit(text, start, start + len(content.strip()), "quoted", flag, facts)


def _free(text: str, match: re.Match[str]) -> Match | None:
    """Turn a match outside quotation marks into a hit, if it is a label after all."""
    start, end = match.span()
    label = match.group().translate(WIDE)
    form = match.lastgroup or ""
    if match.re is APPOSED:
        listed = unpack(text, start, end)
        if not listed.members or listed.place != "before":
            return None
        return _hit(text, start, end, "apposed", "", f"n={listed.size};head={match['head']}")
    if form == "formula":
        return _hit(text, start, end, form, form, f"head={label}")
    if form in ("pair", "space", "one") and IDIOM.search(text[max(0, start - 2) : end + 2]):
        return None
    if form in ("pair", "space"):
        # 一草一木, 一言一行: with nothing but ones a pair is an idiom.
        groups = GROUP.findall(label)
        if form == "pair" and all(size == "一" for size, _ in groups):
            return None
        if all(head in "省市县区镇乡村州" for _, head in groups):  # 两区三县 are counted
            return None
        return _hit(text, start, end, "repeated", "", _facts(groups))
    if form in ("head", "rule"):
        if _is_plain_count(text, start, end):
            return None
        if label.endswith("项原则"):
            name = HEAD_OF_NAME.match(text[max(0, start - 8) : start])
            start -= len(name["name"]) if name else 0
    size = "双" if form == "first" else match["size"]
    return _hit(text, start, end, "head", "", _facts([(size, match[form])]))


def _is_plain_count(text: str, start: int, end: int) -> bool:
    """Say whether N大X or N项X only counts: pointed at, predicated, or listed below."""
    before = text[max(0, start - 32) : start]
    if POINTED_AT.search(before[-2:]):
        return True
    closes = end == len(text) or text[end] in "，。；！？\n"
    if closes and PREDICATED.search(text, start, end) and PREDICATE.search(before):
        return True
    return bool(BLAND.search(text, start, end) and LISTED_BELOW.match(text, end))


def _facts(groups: list[tuple[str, str]]) -> str:
    sizes = "+".join(str(list_size(size)) for size, _ in groups)
    return f"n={sizes};head={'+'.join(head for _, head in groups)}"


def _hit(text: str, start: int, end: int, rule: str, flag: str, facts: str) -> Match:
    members = unpack(text, start, end) if "+" not in facts and not flag else None
    flags = ["quoted"] if rule == "quoted" else []
    if flag:
        flags.append(flag)
    listed = ""
    if members and members.members:
        flags.append("apposition" if members.place == "before" else "listed")
        if not members.complete:
            flags.append("partial")
        listed = f";members={'|'.join(members.members)}"
    return Match(start, end, "slogan", "NUM", f"rule:num-{rule}", ";".join([*flags, facts]) + listed)
