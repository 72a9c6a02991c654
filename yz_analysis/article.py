"""The article: its canonical text, its units, and the way back to the raw file."""

from __future__ import annotations

import warnings
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path

import numpy as np
import numpy.typing as npt

from yz_analysis import paths
from yz_analysis.cleaning import Paragraph, clean
from yz_analysis.decoding import ArticleError, check_text, read_text
from yz_analysis.structure import Unit, find_clauses, find_parts, find_quotations, find_sentences
from yz_analysis.traditional import ScriptWarning, looks_traditional, to_simplified

__all__ = ["Article", "ArticleError", "Unit", "load_article"]


Offsets = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Article:
    """One article, read once and never changed.

    All offsets are code points, zero-based, end exclusive, in :attr:`text`.
    Not slotted: the units are worked out when first asked for, and kept.

    Attributes
    ----------
    raw : str
        The decoded file, untouched.
    text : str
        The canonical text: page breaks and lines cut at one width joined; Markdown marks,
        blank lines, page numbers, characters that nobody sees (zero-width, direction) and,
        where they part every character or word, blanks gone; one newline between
        paragraphs, every other character as it was.
    source : str
        File name, or ``"text"`` for a string.
    encoding : str
        Encoding the file was read in (``""`` for a string).
    steps : tuple of str
        What cleaning did, in words, in order.
    """

    raw: str
    text: str
    source: str
    encoding: str
    steps: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    text_starts: tuple[int, ...]
    raw_starts: tuple[int, ...]

    @cached_property
    def _structure(self) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
        return find_parts(self.text, self.paragraphs)

    @property
    def parts(self) -> tuple[Unit, ...]:
        """Title, by-line, introduction, sections, conclusion: those that there are."""
        return self._structure[0]

    @property
    def subsections(self) -> tuple[Unit, ...]:
        """Each section's lead (``section_1.0``, with its title) and sub-sections."""
        return self._structure[1]

    @cached_property
    def sentences(self) -> tuple[Unit, ...]:
        """Sentences of the body, numbered from 1; together they lose no character."""
        return find_sentences(self.text, self.paragraphs, self.parts, self.subsections)

    @cached_property
    def clauses(self) -> tuple[Unit, ...]:
        """Clauses of the body: pieces between ，；。！？： with a letter or digit."""
        return find_clauses(self.text, self.sentences)

    @cached_property
    def quotations(self) -> tuple[Unit, ...]:
        """Quotations, marks excluded, title included, in text order."""
        return find_quotations(self.text, self.parts, self.sentences)

    @property
    def title(self) -> str:
        """The title, or ``""`` when the text has none."""
        return self._part_text("title")

    @property
    def author(self) -> str:
        """The by-line's first line, or ``""`` when the text has none."""
        return self._part_text("byline").partition("\n")[0]

    @cached_property
    def body(self) -> tuple[int, int]:
        """Start and end of the body: all but title and by-line."""
        starts = [part.start for part in self.parts if part.id not in ("title", "byline")]
        return (starts[0] if starts else len(self.text)), len(self.text)

    def letters(self, start: int | None = None, end: int | None = None) -> int:
        """Count letters and digits (Unicode L*, N*); of the body when called bare.

        This is the denominator of every rate.

        Examples
        --------
        >>> load_article(text="坚持“四个自信”，1+X。").letters()
        8
        """
        first, last = self.body
        totals = self._letter_totals
        return totals[last if end is None else end] - totals[first if start is None else start]

    def characters(self, start: int | None = None, end: int | None = None) -> int:
        """Count characters without white space; of the body when called bare."""
        first, last = self.body
        piece = self.text[first if start is None else start : last if end is None else end]
        return sum(map(len, piece.split()))

    @cached_property
    def _letter_totals(self) -> list[int]:
        return list(accumulate(map(str.isalnum, self.text), initial=0))

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of :attr:`text` back to the raw file.

        Returns
        -------
        tuple of int
            ``raw[raw_start:raw_end]`` is the span's text, with whatever cleaning
            took out of its middle (a page break, say) still in it.

        Raises
        ------
        ValueError
            When the span lies outside the text or ends before it starts.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"span {start}–{end} is not within 0–{len(self.text)}")
        if start == end:
            return self._raw_offset(start), self._raw_offset(start)
        return self._raw_offset(start), self._raw_offset(end - 1) + 1

    def _raw_offset(self, offset: int) -> int:
        piece = bisect_right(self.text_starts, offset) - 1
        return self.raw_starts[piece] + offset - self.text_starts[piece]

    def _part_text(self, part_id: str) -> str:
        return next((self.text[p.start : p.end] for p in self.parts if p.id == part_id), "")

    def to_raw_all(self, starts: Offsets, ends: Offsets) -> tuple[Offsets, Offsets]:
        """Do for many spans, none of them empty, what :meth:`to_raw` does for one."""
        text_starts, raw_starts = np.array(self.text_starts), np.array(self.raw_starts)
        shift = raw_starts - text_starts
        first = starts + shift[np.searchsorted(text_starts, starts, side="right") - 1]
        last = ends + shift[np.searchsorted(text_starts, ends - 1, side="right") - 1]
        return first, last

    def part_at(self, offset: int) -> str:
        """Return the id of the part that holds a character."""
        return self.parts_at(np.array([offset]))[0]

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence that holds a character, 0 before the body."""
        return int(self.sentences_at(np.array([offset]))[0])

    def parts_at(self, offsets: Offsets) -> list[str]:
        """Return the ids of the parts that hold characters."""
        found = _find(self.parts, offsets)
        return [self.parts[at].id for at in found.tolist()]

    def sentences_at(self, offsets: Offsets) -> Offsets:
        """Return the numbers of the sentences that hold characters, 0 before the body."""
        if not self.sentences:
            return np.zeros(len(offsets), dtype=np.int64)
        return np.where(offsets < self.body[0], 0, _find(self.sentences, offsets) + 1)


def _find(units: Sequence[Unit], offsets: Offsets) -> Offsets:
    starts = np.array([unit.start for unit in units])
    return np.maximum(np.searchsorted(starts, offsets, side="right") - 1, 0)


def load_article(
    path: str | Path | None = None, *, text: str | None = None, simplify: bool = False
) -> Article:
    """Load the project's article, another file, or a string.

    Parameters
    ----------
    path : path-like, optional
        A text file: Markdown or plain, in UTF-8, UTF-16, GB18030, HZ or Big5.
    text : str, optional
        The text itself, instead of a file.
    simplify : bool, default False
        Turn traditional characters into simplified ones, one for one; ``raw`` keeps
        them, and so every offset its meaning. Needs OpenCC (extra ``corpus``).

    Returns
    -------
    Article

    Warns
    -----
    ScriptWarning
        When the text is in traditional characters and `simplify` was not asked for: the
        codebook's lists are in simplified ones.

    Raises
    ------
    ArticleError
        When the text cannot be read, is empty, ruined, or holds no Chinese.
    TypeError
        When both a path and a text are given.

    Examples
    --------
    >>> article = load_article(text="人民立场，是最根本的立场。相信群众！")
    >>> [article.text[s.start:s.end] for s in article.sentences]
    ['人民立场，是最根本的立场。', '相信群众！']
    """
    if text is not None:
        if path is not None:
            raise TypeError("give either a path or a text, not both")
        check_text(text)
        raw, encoding, source = text, "", "text"
    else:
        file = Path(paths.article_path() if path is None else path)
        raw, encoding = read_text(file)
        source = file.name
    cleaned = clean(raw)
    if not cleaned.paragraphs:
        raise ArticleError("nothing is left of the text without its marks; check the file")
    canonical, steps = cleaned.text, cleaned.steps
    if simplify:
        canonical = to_simplified(canonical)
        turned = sum(map(str.__ne__, canonical, cleaned.text))
        steps = (*steps, f"繁体转为简体 traditional characters turned into simplified: {turned}")
    elif looks_traditional(canonical):
        warnings.warn(
            f"{source}: the text is in traditional characters, which the codebook's lists do not "
            "know; turn them (simplify=True, --to-simplified). 原文为繁体，词表为简体，请先转换",
            ScriptWarning,
            stacklevel=2,
        )
    return Article(
        raw,
        canonical,
        source,
        encoding,
        steps,
        cleaned.paragraphs,
        cleaned.text_starts,
        cleaned.raw_starts,
    )
