"""Type: how wide a text is, where it may break, and whether the font can draw it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from matplotlib.artist import Artist
from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.ft2font import LoadFlags
from matplotlib.text import Text

from yz_analysis import paths
from yz_analysis.style import FAMILY, FONT_FILES

__all__ = [
    "MissingGlyphError", "missing_characters", "settle_fonts", "shorten", "text_width", "wrap",
]  # fmt: skip

# No line begins with what closes, none ends with what opens (GB/T 15834).
_CLOSING = "，。、；：？！）」』》〉】〕”’%‰·…—"
_MARKS = "，；：。、,;:"
_OPENING = "（「『《〈【〔“‘"
_PIECE = re.compile(
    r"第[一二三四五六七八九十]+节|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—]+|\s+|.",
    re.DOTALL,
)
#: Fonts with many characters, tried first for what ours lacks.
_FALLBACKS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN",
    "WenQuanYi Zen Hei", "PingFang SC", "Microsoft YaHei", "Arial Unicode MS", "DejaVu Sans",
)  # fmt: skip


class MissingGlyphError(ValueError):
    """No font at hand has a character; a box would be drawn."""


@cache
def _characters(path: str) -> frozenset[int]:
    return frozenset(get_font(path).get_charmap())


@cache
def _own_characters() -> frozenset[int]:
    return frozenset.intersection(*(_characters(str(paths.font_dir() / f)) for f in FONT_FILES))


@cache
def _advance(char: str, bold: bool) -> float:
    """Return the width of a character in ems (one em where the font lacks it)."""
    if ord(char) not in _own_characters():
        return 1.0
    font = get_font(str(paths.font_dir() / FONT_FILES[bold]))
    font.set_size(100, 72)
    glyph = font.load_char(ord(char), flags=LoadFlags.NO_HINTING)
    return float(glyph.linearHoriAdvance) / 65536 / 100


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line of text in points."""
    return size * sum(_advance(char, bold) for char in text)


def _pieces(text: str) -> list[str]:
    """Cut a text into what may not be broken further."""
    pieces: list[str] = []
    for piece in _PIECE.findall(text):
        before = pieces[-1] if pieces else ""
        if before and not before.isspace() and (piece[0] in _CLOSING or before[-1] in _OPENING):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return _glue_numbers(pieces)


def _glue_numbers(pieces: Sequence[str]) -> list[str]:
    """Keep a number with its measure word: 4 个, 每千字 14.9 次."""
    glued: list[str] = []
    for piece in pieces:
        if (
            len(glued) >= 2
            and glued[-1] == " "
            and glued[-2][-1].isdigit()
            and "\u4e00" <= piece[0] <= "\u9fff"
        ):
            glued[-2:] = [glued[-2] + " " + piece]
        else:
            glued.append(piece)
    return glued


def _fill(
    pieces: Iterable[str], width: float, size: float, bold: bool, *, at_marks: bool = False
) -> list[str]:
    """Fill lines one after the other; with `at_marks` go back to a mark in a line's second half."""
    lines: list[str] = []
    line: list[str] = []
    for piece in pieces:
        line.append(piece)
        if len(line) == 1 or text_width("".join(line).strip(), size, bold=bold) <= width:
            continue
        cut = len(line) - 1
        if at_marks:
            marks = [i for i in range(1, cut + 1) if line[i - 1][-1] in _MARKS]
            cut = next(
                (
                    i for i in reversed(marks)
                    if text_width("".join(line[:i]), size, bold=bold) > width / 2
                ),
                cut,
            )  # fmt: skip
        lines.append("".join(line[:cut]).strip())
        line = [piece for i, piece in enumerate(line[cut:]) if i or not piece.isspace()]
    rest = "".join(line).strip()
    return [*lines, rest] if rest else lines


def wrap(
    text: str, width: float, size: float, *, bold: bool = False, even: bool = True
) -> list[str]:
    """Break a text into the fewest lines of a width in points.

    Chinese may break between any two characters, but no line begins with a closing
    mark or ends with an opening one; other words stay whole. Lines end at punctuation
    where that costs no line, and are of like length where they cannot; or they are
    just filled (``even=False``).

    Examples
    --------
    >>> from yz_analysis.style import register_fonts
    >>> wrap("站稳群众立场，把准方向", 45, 7)
    ['站稳群众立', '场，把准方向']
    >>> wrap("站稳群众立场，把准方向", 50, 7)
    ['站稳群众立场，', '把准方向']
    """
    pieces = _pieces(text)
    lines = _fill(pieces, width, size, bold)
    if not even:
        return lines
    marked = _fill(pieces, width, size, bold, at_marks=True)
    if len(marked) == len(lines):
        ends = [line[-1] in _MARKS for line in marked[:-1]]
        if all(ends):
            return marked
    low, high = width / max(len(lines), 1), width
    while len(lines) > 1 and high - low > size / 4:  # the narrowest measure with as few lines
        middle = (low + high) / 2
        tried = _fill(pieces, middle, size, bold)
        fits = all(text_width(line, size, bold=bold) <= middle for line in tried)
        if fits and len(tried) <= len(lines):
            lines, high = tried, middle
        else:
            low = middle
    return lines


def shorten(text: str, width: float, size: float) -> str:
    """Return the text, or as much of it as fits a width in points, with an ellipsis."""
    if text_width(text, size) <= width:
        return text
    room = width - text_width("…", size)
    kept = ""
    for char in text:
        room -= text_width(char, size)
        if room < 0:
            break
        kept += char
    return kept.rstrip() + "…"


@cache
def _family_with(char: str) -> str | None:
    """Return an installed family that has a character our font lacks."""
    entries = sorted(
        fontManager.ttflist,
        key=lambda e: (
            _FALLBACKS.index(e.name) if e.name in _FALLBACKS else len(_FALLBACKS),
            e.name,
            e.fname,
        ),
    )
    for entry in entries:
        if "LastResort" in entry.name.replace(" ", ""):  # it has every character, as a box
            continue
        try:
            if ord(char) in _characters(entry.fname):
                return entry.name
        except (OSError, RuntimeError):  # a font file that is gone or broken
            continue
    return None


def missing_characters(text: Text) -> list[str]:
    """Return the characters of a text object that none of its fonts has, sorted."""
    wanted = {char for char in text.get_text() if not char.isspace()}
    fonts: FontProperties = text.get_fontproperties()
    for family in fonts.get_family():
        if not wanted:
            break
        one = fonts.copy()
        one.set_family([family])
        try:
            path = fontManager.findfont(one, fallback_to_default=False)
        except ValueError:
            continue
        wanted = {char for char in wanted if ord(char) not in _characters(str(path))}
    return sorted(wanted)


def settle_fonts(artist: Artist) -> None:
    """Give each text below an artist fonts that have all its characters.

    Raises
    ------
    MissingGlyphError
        When no installed font has a character; it names the characters.
    """
    lost: set[str] = set()
    for found in artist.findobj(Text):
        assert isinstance(found, Text)
        more = []
        for char in missing_characters(found):
            family = _family_with(char)
            if family is None:
                lost.add(char)
            elif family not in more:
                more.append(family)
        if more:
            found.set_fontfamily([*(found.get_fontfamily() or [FAMILY]), *more])
    if lost:
        named = ", ".join(f"{char} (U+{ord(char):04X})" for char in sorted(lost))
        raise MissingGlyphError(
            f"no installed font has {named}; install one that does (Noto Sans CJK has most)"
        )
