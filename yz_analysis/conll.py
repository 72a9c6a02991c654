"""Hits as CoNLL-style columns: one word a line, a BIO tag for each layer."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from yz_analysis.divisions import Block, Division, check_hits, divide
from yz_analysis.tokens import segmenter, split_words

if TYPE_CHECKING:
    from yz_analysis.article import Article

__all__ = ["COLUMNS", "format_conll"]

COLUMNS = ("ID", "FORM", "START", "END", "SLOGAN", "THEME", "PERIOD")
_LAYERS = ("slogan", "theme", "period")


def format_conll(hits: pd.DataFrame, article: Article) -> str:
    """Write an article word by word, with the layers' tags in columns.

    The words are jieba's; where the edge of a hit cuts a word, the word is cut there,
    because hits are found on characters. White space is no word. Nested hits are left
    out. A hit that runs over the end of a sentence goes on with ``I-`` in the next.

    Parameters
    ----------
    hits : DataFrame
        Rows of :func:`yz_analysis.annotate`.
    article : Article
        The article they were found in.

    Returns
    -------
    str
        Tab-separated lines ``ID FORM START END SLOGAN THEME PERIOD``, a blank line
        behind each sentence, before it ``# sent_id`` (``title``, ``byline``, ``s1`` …)
        and ``# text``. ``START`` and ``END`` count characters of ``article.text``;
        tags are ``B-CODE``, ``I-CODE``, ``O``.

    Raises
    ------
    ValueError
        When a hit is not in the article, or two that are not nested overlap.

    Examples
    --------
    >>> from yz_analysis import annotate, load_article, load_codebook
    >>> article = load_article(text="坚持“四个自信”。")
    >>> hits = annotate(article, load_codebook(), lists=False)
    >>> [line.split("\\t")[1:5] for line in format_conll(hits, article).splitlines()[6:8]]
    [['四个', '3', '5', 'B-NUM'], ['自信', '5', '7', 'I-NUM']]
    """
    columns = ["layer", "start", "end", "code", "text"]
    rows = hits.loc[~hits["nested"], columns].sort_values(["start", "end"]).values.tolist()
    check_hits(article.text, [(start, end, text) for _, start, end, _, text in rows])
    # White space is no word, so a hit begins at its first character that is one.
    layers = {
        layer: [
            (end - len(text.lstrip()), end, code)
            for name, start, end, code, text in rows
            if name == layer
        ]
        for layer in _LAYERS
    }
    for layer, spans in layers.items():
        for before, after in pairwise(spans):
            if after[0] < before[1]:
                raise ValueError(
                    f"two {layer} hits overlap at character {after[0]} and neither is nested; "
                    "one column cannot show both"
                )
    edges = sorted({edge for _, start, end, _, _ in rows for edge in (start, end)})
    lines = [f"# global.columns = {' '.join(COLUMNS)}", f"# words = {segmenter()}"]
    for name, start, end in _sentences(article):
        lines += [f"# sent_id = {name}", f"# text = {article.text[start:end]}"]
        words = _words(article.text, start, end, edges)
        for number, (first, last) in enumerate(words, 1):
            tags = [_bio(spans, first) for spans in layers.values()]
            form = article.text[first:last]
            lines.append("\t".join([str(number), form, str(first), str(last), *tags]))
        lines.append("")
    return "\n".join(lines) + "\n"


def _sentences(article: Article) -> Iterator[tuple[str, int, int]]:
    """Yield title, by-line and sentences: name, start, end."""

    def walk(children: tuple[Block | Division, ...]) -> Iterator[tuple[str, int, int]]:
        for child in children:
            if isinstance(child, Division):
                yield from walk(child.children)
            else:
                yield from (
                    (piece.id or child.kind, piece.start, piece.end) for piece in child.pieces
                )

    return walk(divide(article))


def _words(text: str, start: int, end: int, edges: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the words of a sentence, cut at the edges of hits, without white space."""
    at = start
    for word in split_words(text[start:end]):
        last = at + len(word)
        cuts = edges[bisect_right(edges, at) : bisect_left(edges, last)]
        for first, stop in zip([at, *cuts], [*cuts, last], strict=True):
            if not text[first:stop].isspace():
                yield first, stop
        at = last


def _bio(spans: list[tuple[int, int, str]], at: int) -> str:
    found = bisect_right(spans, at, key=lambda span: span[0]) - 1
    if found < 0 or spans[found][1] <= at:
        return "O"
    start, _, code = spans[found]
    return f"{'B' if at == start else 'I'}-{code}"
