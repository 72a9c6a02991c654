"""The article as a tree of divisions and blocks, for writers that need its shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yz_analysis.article import Article, Unit

__all__ = ["Block", "Division", "Piece", "check_hits", "divide"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of a block; ``id`` is ``""`` before the body, where none are numbered."""

    start: int
    end: int
    id: str


@dataclass(frozen=True, slots=True)
class Block:
    """A title, by-line, heading or paragraph.

    ``opens_line`` and ``closes_line`` say whether it begins and ends where a line of
    the text does: a run-in heading does not close its line.
    """

    kind: str
    pieces: tuple[Piece, ...]
    opens_line: bool
    closes_line: bool

    @property
    def start(self) -> int:
        """First character."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """One past the last character."""
        return self.pieces[-1].end


@dataclass(frozen=True, slots=True)
class Division:
    """A part or a sub-section: blocks, and divisions within it."""

    id: str
    kind: str
    start: int
    end: int
    children: tuple[Block | Division, ...]


def divide(article: Article) -> tuple[Block | Division, ...]:
    """Arrange an article as title, by-line and divisions, in text order.

    Blocks hold every character but the line ends between them.

    Examples
    --------
    >>> from yz_analysis import load_article
    >>> article = load_article(text="# 题目\\n## 一、民生\\n改善民生。人民满意。")
    >>> title, section = divide(article)
    >>> [(b.kind, [p.id for p in b.pieces]) for b in section.children]
    [('head', ['s1']), ('p', ['s2', 's3'])]
    """
    found: list[Block | Division] = []
    for part in article.parts:
        if part.id in ("title", "byline"):
            found += [
                _block(article, part.id, (Piece(p.start, p.end, ""),))
                for p in article.paragraphs
                if part.start <= p.start < part.end
            ]
    sentences = {unit.id: unit for unit in article.sentences}
    by_unit: dict[str, list[Piece]] = {}
    for unit in sentences.values():
        piece = Piece(unit.start, unit.end, unit.id)
        by_unit.setdefault(unit.subsection or unit.part, []).append(piece)
    for part in article.parts:
        subs = [sub for sub in article.subsections if sub.part == part.id]
        if part.id in ("title", "byline"):
            continue
        children: Sequence[Block | Division] = (
            [
                Division(sub.id, "subsection", sub.start, sub.end, _blocks(article, sub, by_unit))
                for sub in subs
            ]
            if subs
            else _blocks(article, part, by_unit)
        )
        found.append(Division(part.id, "part", part.start, part.end, tuple(children)))
    return tuple(found)


def _block(article: Article, kind: str, pieces: tuple[Piece, ...]) -> Block:
    start, end = pieces[0].start, pieces[-1].end
    return Block(
        kind,
        pieces,
        start == 0 or article.text[start - 1] == "\n",
        end == len(article.text) or article.text[end] == "\n",
    )


def _blocks(article: Article, unit: Unit, by_unit: dict[str, list[Piece]]) -> tuple[Block, ...]:
    """Gather the sentences of a part or sub-section into a heading and paragraphs."""
    lines: list[list[Piece]] = []
    for piece in by_unit.get(unit.id, []):
        if lines and lines[-1][-1].end == piece.start:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    blocks = []
    if unit.title and lines:
        first = lines[0]
        # A heading that fills its line is all of it, however many sentences it has.
        whole = article.text[first[0].start : first[-1].end] == unit.title
        size = len(first) if whole else 1
        blocks.append(_block(article, "head", tuple(first[:size])))
        lines[0] = first[size:]
    blocks += [_block(article, "p", tuple(line)) for line in lines if line]
    return tuple(blocks)


def check_hits(text: str, spans: Sequence[tuple[int, int, str]]) -> None:
    """Refuse hits that do not belong to a text.

    Parameters
    ----------
    text : str
        The text of an article.
    spans : sequence of (start, end, text)

    Raises
    ------
    ValueError
        When a span is empty, or its text does not stand where it says.
    """
    for start, end, words in spans:
        if start >= end or start < 0 or text[start:end] != words:
            raise ValueError(
                f"the hit {words!r} at {start} is not in the article; "
                "pass the article that the hits come from"
            )
