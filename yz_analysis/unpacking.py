"""The members of a numeric label, where the text lists them beside it.

Only the list that touches the label is read: 发展和安全“两件大事”, or “四个意识”
（政治意识、…）. Members given as headings far from the label need the document.
"""

import re
from typing import NamedTuple

from yz_analysis.spans import HAN

__all__ = ["Unpacked", "list_size", "unpack"]

_ONES = dict(zip("一二三四五六七八九两兩双雙", (1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 2, 2, 2), strict=True))
_SIZES = {
    **_ONES,
    **{
        ("" if tens == 1 else ten) + "十" + (one if ones else ""): tens * 10 + ones
        for ten, tens in list(_ONES.items())[:9]
        for one, ones in [("", 0), *list(_ONES.items())[:9]]
    },
    **{f"一十{one}": 10 + ones for one, ones in list(_ONES.items())[:9]},
}
_FIRST_SIZE = re.compile("[0-9０-９]{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九两兩双雙]")
_OPENERS = "“‘「『\""
_CLOSERS = "”’」』\""
_OPENERS_AND_SPACE = _OPENERS + " \u3000"
# A list is short enough to be read at a glance; the bound keeps the work per label constant.
_REACH = 120
_STOPS = "。！？；：，,\n（("
_LINK = re.compile("以及|和|与|及")
# Verbs, prepositions and particles that lead into a list; what stands before
# the last of them is not part of the first member.
_LEAD = re.compile(
    f"[{HAN}]{{0,30}}(?:围绕|培育|壮大|做[强优大]|形成|加强|深化|抓住|健全|完善|发展|落实|强化|统筹好?|抓好|抓实|锚定|坚持|推进|实施|打造|构建|聚焦|突出|按照|针对|开展|"
    "建设|打好|做好|办好|筑牢|实现|通过|包括|涵盖|对|以|把|将|在|了|的|好)"
)
_AFTER = re.compile(
    f"[ \u3000]{{0,2}}[{_CLOSERS}]?[{HAN}]{{0,6}}?"
    "(?:[（(](?:即|指)?|：|:|——|，(?:即|就是|包括|分别是)|，?即[：:]?)"
)


class Unpacked(NamedTuple):
    """``members`` as the text writes them; ``place`` is before, after or empty.

    ``complete`` is False for a list that stops at 等 short of ``size`` members.
    """

    size: int
    members: tuple[str, ...]
    place: str
    complete: bool


def list_size(numeral: str) -> int:
    """Value of a numeral up to 99: 二十四 is 24, 两 and 双 are 2."""
    return _SIZES.get(numeral) or int(numeral)


def unpack(text: str, start: int, end: int) -> Unpacked:
    """Find the members that the label ``text[start:end]`` counts.

    Examples
    --------
    >>> unpack("总量、均量、质量“三量齐升”", 9, 13).members
    ('总量', '均量', '质量')
    """
    numeral = _FIRST_SIZE.search(text, start, end)
    size = list_size(numeral.group()) if numeral else 0
    if size < 2:
        return Unpacked(size, (), "", False)
    before = _list_before(text[max(0, start - _REACH) : start], size)
    if before:
        return Unpacked(size, before, "before", len(before) == size)
    after = _AFTER.match(text, end)
    if after:
        rest = text[after.end() : after.end() + _REACH * 2]
        stop = re.search("[。）)\n]", rest)
        rest = rest[: stop.start()] if stop else rest
        for mark in ("、", "，", "；"):
            parts = _split(rest, mark, size)
            if len(parts) == size:
                return Unpacked(size, tuple(parts), "after", True)
    return Unpacked(size, (), "", False)


def _split(window: str, mark: str, size: int) -> list[str]:
    parts = [_bare(part.strip()) for part in window.split(mark)]
    if len(parts) == size - 1:
        halves = _LINK.split(parts[-1])
        if len(halves) == 2 and all(halves):
            parts[-1:] = halves
    return parts if len(parts) > 1 and all(parts) else []


def _bare(part: str) -> str:
    """Take a member out of its own quotation marks, if they hold all of it."""
    if len(part) > 2 and part[0] in _OPENERS and part[-1] in _CLOSERS:
        return part[1:-1]
    return part


def _list_before(window: str, size: int) -> tuple[str, ...]:
    window = window.rstrip(_OPENERS_AND_SPACE)
    open_end = window.endswith("等")
    if open_end:
        window = window[:-1]
    if not window or window[-1] in "的这了个，。；：、！？\n":
        return ()
    if window[-1] in _CLOSERS:
        inside = max(map(window[:-1].rfind, _OPENERS))
        if "、" in window[inside + 1 : -1]:
            parts = _split(window[inside + 1 : -1], "、", size)
            return tuple(parts) if len(parts) == size else ()
    tail = window[max(map(window.rfind, _STOPS)) + 1 :]
    if "、" not in tail and (size > 2 or not _LINK.search(tail)):
        return ()
    parts = _split(tail, "、", size)
    if len(parts) > size or len(parts) < 2 or (len(parts) < size and not open_end):
        return ()
    first = _trim(parts[0], parts[1:])
    # Two halves joined by 和 alone are a list only if they weigh the same:
    # 发展和安全, but not 困难和重度残疾人.
    if "、" not in tail and abs(len(first) - len(parts[1])) > 1:
        return ()
    return (first, *parts[1:])


def _trim(first: str, others: list[str]) -> str:
    """Cut what leads into the list from its first member."""
    lead = _LEAD.match(first)
    if lead and len(first) - lead.end() > 1:
        return first[lead.end() :]
    longest = max(map(len, others))
    return first[-longest:] if len(first) > longest and len(set(map(len, others))) == 1 else first
