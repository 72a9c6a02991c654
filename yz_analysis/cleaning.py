"""Raw file to canonical text, each kept character with the way back to its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Cleaned", "Paragraph", "clean"]

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+|\r\n?|[\n\v\f\x1c-\x1e\x85\u2028\u2029]")
# A line of dashes, or a page's number on a line of its own.
_RULE = re.compile(r"-{3,}|\*{3,}|_{3,}|={3,}|[-—–]{1,2} ?\d{1,4} ?[-—–]{1,2}|第 ?\d{1,4} ?页")
_HEADING = re.compile(r"(#{1,6})[ \u3000\t]+")
_BLOCK_MARK = re.compile(r"(?:>[ \t]?|[*+-][ \t]+)")
# Marks inside a line: what the groups hold stays. Lengths are bounded, so that a
# line of brackets is read in linear time.
_INLINE = re.compile(
    r"!\[[^\[\]\n]{0,200}\]\([^()\s]{0,500}\)"
    r"|\[(?P<link>[^\[\]\n]{1,200})\]\([^()\s]{1,500}\)"
    r"|\*\*(?P<bold>[^*\n]{1,300})\*\*"
    r"|__(?P<strong>[^_\n]{1,300})__"
)
# Characters that no reader sees: soft hyphen, zero-width blanks, joiners and direction marks,
# variation selectors. One inside a word would hide it. Embeddings and overrides of direction
# (U+202A-E, U+2066-9) stay: they can be seen, as they turn the text round.
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u2060-\u2064\u206a-\u206f\ufe00-\ufe0f\ufeff]+")
# Blanks that no writer of Chinese puts: those with a foreign word on both sides stay.
_BLANKS = r"(?<![A-Za-z \u3000\xa0])[ \u3000\xa0]+|(?<=[A-Za-z])[ \u3000\xa0]++(?![A-Za-z])"
_UNSEEN_OR_BLANKS = re.compile(f"{_UNSEEN.pattern}|{_BLANKS}")
_BETWEEN_HAN = re.compile("(?<=[\u3400-\u9fff])[ \u3000\xa0]+(?=[\u3400-\u9fff])")
#: Blanks between two Chinese characters, as a share of all characters: a text has some about
#: its names and titles; one cut into words has 0.2, one cut into characters 0.4.
_SPACED_SHARE = 0.15
#: Lines of one width, most of them with a mark inside and none at their end, were cut by a
#: program: so many at least, and so wide. Verses end with a mark, rows of a list have none.
_WRAPPED_LINES, _WRAPPED_WIDTH, _WIDTH_VARIES = 8, 18, 2
_ENDS_SENTENCE = frozenset("。！？!?；;：:”’」』）)》…")
_PAUSE = re.compile(r"[，。；：！？、]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the canonical text: its span and its Markdown heading level (0: none)."""

    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The canonical text, its paragraphs, its pieces' offsets, and what was done."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    text_starts: tuple[int, ...]
    raw_starts: tuple[int, ...]
    steps: tuple[str, ...]


@dataclass(slots=True)
class _Block:
    """Spans of the raw text that make one paragraph."""

    spans: list[tuple[int, int]]
    level: int = 0


def clean(raw: str) -> Cleaned:
    """Join page breaks; drop Markdown marks, blank lines and unseen marks; keep all else.

    A line of dashes, or a page's number, between two paragraphs is a page break when the
    first stops in the middle of a sentence: the two are joined. So are the lines of a text
    that a program cut at one width, and a text with blanks between its characters or words
    (OCR, segmented corpora) loses them. No other character changes.

    Examples
    --------
    >>> clean("# 题目\\n\\n改善\\n\\n---\\n\\n民生。").text
    '题目\\n改善\\n民生。'
    >>> clean("在发展中，改善\\n\\n---\\n\\n民生。").text
    '在发展中，改善民生。'
    >>> clean("人民 立场 是 根本 立场 。").text
    '人民立场是根本立场。'
    """
    done: dict[str, int] = {}
    blocks: list[_Block] = []
    drop = _UNSEEN_OR_BLANKS if _is_spaced(raw) else _UNSEEN
    width = _wrapped_width(raw)
    cut = -1  # end of the last line, when a program cut it off
    broken = False  # a page break stands between the last block and the next line
    for match in _LINE.finditer(raw):
        start, end = match.span()
        line = raw[start:end]
        if not line.strip():
            if line == "\f" and blocks:
                broken = True
            continue
        start += len(line) - len(line.lstrip())
        end -= len(line) - len(line.rstrip())
        if start > match.start() or end < match.end():
            _count(done, "去掉段首缩进与行尾空白 indents and trailing blanks removed")
        if _RULE.fullmatch(raw, start, end):
            _count(done, "去掉分隔线与页码 lines of dashes and page numbers removed")
            if raw[start] == "=":  # underlines a title, and never breaks a page
                if blocks and not blocks[-1].level:
                    blocks[-1].level = 1
            else:
                broken = bool(blocks)
            continue
        block = _read_line(raw, start, end, done, drop)
        if cut >= 0 and start == match.start() and _is_cut_there(raw, cut, blocks[-1], block):
            blocks[-1].spans.extend(block.spans)
            _count(done, "接合被截断的行 lines cut at one width joined")
        elif broken and blocks and _goes_on(raw, blocks[-1], block):
            blocks[-1].spans.extend(block.spans)
            _count(done, "接合句中的分页 page breaks inside a sentence joined")
        else:
            blocks.append(block)
        broken = False
        cut = end if width and end - match.start() >= width - _WIDTH_VARIES else -1
    blocks = [block for block in blocks if block.spans]
    steps = tuple(f"{what}: {number}" for what, number in done.items())
    return _assemble(raw, blocks, steps)


def _count(done: dict[str, int], what: str) -> None:
    done[what] = done.get(what, 0) + 1


def _is_spaced(raw: str) -> bool:
    """Say whether blanks stand between the characters or words of a Chinese text."""
    few = _SPACED_SHARE * len(raw)
    return raw.count(" ") + raw.count("\u3000") > few and len(_BETWEEN_HAN.findall(raw)) > few


def _wrapped_width(raw: str) -> int:
    """Return the width that a program cut the lines of a text to, 0 when none did."""
    ends = raw.count("\n")
    if ends + 1 < _WRAPPED_LINES or ends * 50 < len(raw):  # lines longer than a page is wide
        return 0
    lines = [line for line in map(str.rstrip, raw.split("\n")) if line]
    if len(lines) < _WRAPPED_LINES:
        return 0
    width = sorted(map(len, lines))[len(lines) * 3 // 4]
    full = [line for line in lines if abs(len(line) - width) <= _WIDTH_VARIES]
    if width < _WRAPPED_WIDTH or len(full) * 2 < len(lines):
        return 0
    broken_off = sum(line[-1].isalnum() and bool(_PAUSE.search(line)) for line in full)
    return width if broken_off > 0.6 * len(full) else 0


def _is_cut_there(raw: str, cut: int, before: _Block, after: _Block) -> bool:
    """Say whether the next line goes on where the last one was cut."""
    if before.level or after.level or not after.spans or raw[cut - 1] in "。！？!?…":
        return False
    start = after.spans[0][0]
    gap, edges = raw[cut:start], raw[cut - 1] + raw[start]
    # Two lines with an empty one between them are two paragraphs, and a foreign word that
    # meets another needs the line's end between them.
    return gap.strip(" \r") == "\n" and not (edges.isascii() and edges.isalnum())


def _read_line(
    raw: str, start: int, end: int, done: dict[str, int], drop: re.Pattern[str]
) -> _Block:
    level = 0
    heading = _HEADING.match(raw, start, end)
    if heading:
        level = len(heading[1])
        start = heading.end()
        _count(done, "去掉标题标记 heading marks removed")
    else:
        mark = _BLOCK_MARK.match(raw, start, end)
        if mark:
            start = mark.end()
            _count(done, "去掉引用与列表标记 quotation and list marks removed")
    spans = []
    at = start
    for match in _INLINE.finditer(raw, start, end):
        spans.append((at, match.start()))
        if match.lastgroup:
            spans.append(match.span(match.lastgroup))
        at = match.end()
        _count(done, "去掉加粗、链接与图片标记 bold marks, links and images removed")
    spans.append((at, end))
    if drop.search(raw, start, end):
        spans = [piece for span in spans for piece in _without(raw, *span, drop)]
        _count(
            done,
            "去掉不可见字符（所在行数）invisible characters removed (lines)"
            if drop is _UNSEEN
            else "去掉字词间空格（所在行数）blanks between characters removed (lines)",
        )
    return _Block([span for span in spans if span[0] < span[1]], level)


def _without(raw: str, start: int, end: int, drop: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for match in drop.finditer(raw, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


def _goes_on(raw: str, before: _Block, after: _Block) -> bool:
    """Say whether a paragraph stops in mid-sentence and the next one takes it up."""
    if before.level or after.level or not before.spans or not after.spans:
        return False
    start, end = before.spans[-1]
    if raw[end - 1] in _ENDS_SENTENCE or not _PAUSE.search(raw, start, end):
        return False
    start, end = after.spans[0][0], after.spans[-1][1]  # a by-line takes no sentence up
    return raw[end - 1] in _ENDS_SENTENCE or bool(_PAUSE.search(raw, start, end))


def _assemble(raw: str, blocks: list[_Block], steps: tuple[str, ...]) -> Cleaned:
    pieces: list[str] = []
    text_starts: list[int] = []
    raw_starts: list[int] = []
    paragraphs: list[Paragraph] = []
    length = 0

    def add(piece: str, raw_start: int) -> None:
        nonlocal length
        pieces.append(piece)
        text_starts.append(length)
        raw_starts.append(raw_start)
        length += len(piece)

    for block in blocks:
        if paragraphs:
            add("\n", raw_starts[-1] + len(pieces[-1]))
        first = length
        for start, end in block.spans:
            add(raw[start:end], start)
        paragraphs.append(Paragraph(first, length, block.level))
    return Cleaned("".join(pieces), tuple(paragraphs), tuple(text_starts), tuple(raw_starts), steps)
