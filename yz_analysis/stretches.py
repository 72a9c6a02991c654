"""Stretches of a text in which members can stand: segments joined by soft marks.

A stretch ends at a full stop, a bracket or a dash, at a segment of one or two signs,
and at the marks of a quotation that itself holds several segments. Other quotation
marks are passed over.
"""

import re
from collections.abc import Iterator

from yz_analysis.frames import QUOTES
from yz_analysis.spans import HAN, pair_quotations

__all__ = ["LONGEST", "SOFT", "find_beats", "find_halves", "find_stretches"]

SOFT = "、，；"
_MARK = re.compile(f"([{SOFT}])")
_CUT = f"{SOFT}。！？：\n（）()—…"
LONGEST = 100  # segments without a full stop; more is no sentence
# Segments of three signs or more. One that stands alone is taken too, so that each
# sign is read once.
_STRETCH = re.compile(f"[^{_CUT}]{{3,}}(?:[{SOFT}][^{_CUT}]{{3,}}){{0,{LONGEST - 1}}}")
_HALVES = re.compile(f"[{QUOTES}]([{HAN}]{{3,9}})[ \u3000]+([{HAN}]{{3,9}})[{QUOTES}]")
# A thing and how it is to be, three times or more: 水清、岸绿、景美.
_BE = "清绿畅美净蓝洁亮新富强兴旺安稳优高"
_BEATS = re.compile(f"、[{HAN}][{_BE}](?:、[{HAN}][{_BE}]){{1,8}}(?![{HAN}、])")
_FIRST = re.compile(f"[^{HAN}、]?[{HAN}][{_BE}]")
# What may stand between a stretch and the mark that closes its quotation.
_REST = re.compile(f"[{_CUT}]?|[{SOFT}][^{_CUT}]{{0,2}}[{_CUT}]?")


def find_stretches(text: str) -> Iterator[tuple[bool, int, list[str]]]:
    """Cut the text at full stops and at quotations that hold several segments.

    Yields whether a quotation is filled, the start, and segments and marks in turn.
    """
    opens = closes = -1  # the quotation that the edges of the region belong to
    start = 0
    for edge, quotation in (*_edges(text), (len(text), -2)):
        opens, closes = closes, quotation
        for match in _STRETCH.finditer(text, start, edge):
            pieces = _MARK.split(match.group())
            if len(pieces) > 1:
                filled = opens == closes and match.start() == start
                yield filled and _closes(text, match.end(), edge, pieces), match.start(), pieces
        start = edge + 1


def _edges(text: str) -> list[tuple[int, int]]:
    """Return the marks of quotations that hold several segments, each with its quotation."""
    edges = []
    comma = -1
    for number, quotation in enumerate(pair_quotations(text)):
        if comma < quotation.start:  # quotations come by their start: one way through the text
            found = _MARK.search(text, quotation.start)
            comma = found.start() if found else len(text)
        if comma < quotation.end and text[quotation.end] in QUOTES:
            edges += [(quotation.start - 1, number), (quotation.end, number)]
    return sorted(edges)


def _closes(text: str, end: int, edge: int, pieces: list[str]) -> bool:
    """Whether a stretch goes up to the closing mark: “治国有常，利民为本。”."""
    if len(pieces) > 2 * LONGEST - 2 and edge - end > 1:
        return False
    return edge - end < 5 and _REST.fullmatch(text, end, edge) is not None


def find_beats(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and number of members of series whose members have two signs: 水清、岸绿、景美."""
    for match in _BEATS.finditer(text):
        start = match.start() - 2  # sought from the mark, which is faster
        if start >= 0 and _FIRST.fullmatch(text, max(start - 1, 0), start + 2):
            yield start, match.end(), match.group().count("、") + 1


def find_halves(text: str) -> Iterator[tuple[int, list[str]]]:
    """Start and halves of quotations that a blank parts evenly: “守初心 担使命”."""
    if " " in text or "\u3000" in text:
        for match in _HALVES.finditer(text):
            if len(match[1]) == len(match[2]):
                yield match.start(1), [match[1], match[2]]
