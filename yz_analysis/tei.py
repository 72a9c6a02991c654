"""Hits as a stand-off TEI P5 document: the text, and beside it what was tagged where.

How the spans point: at every place where a hit begins or ends an empty
``<anchor xml:id="c123"/>`` stands in the text, and ``<span from="#c123" to="#c127">``
names two of them. That is plain XML identity, which every XML tool resolves, while
the ``string-range()`` pointers of the Guidelines are read by hardly any; and hits may
overlap in any way. The number is the offset in characters, so a program needs no
anchors at all: the text content of ``<body>`` is the canonical text, character for
character, and ``c123`` stands before its 124th.

A character that XML 1.0 cannot hold stands as ``<g ref="#uFFFE">`` around one U+FFFD,
and the header describes it; so nothing is lost and no offset moves. In the header
itself such a character becomes U+FFFD.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.sax.saxutils import escape

import pandas as pd

from yz_analysis.divisions import Block, Division, check_hits, divide
from yz_analysis.style_names import LEVELS
from yz_analysis.tei_header import ILLEGAL, LAYERS, STATUS, Row, category_id, flat, write_header

if TYPE_CHECKING:
    from yz_analysis.article import Article
    from yz_analysis.codebook import Codebook

__all__ = ["format_tei"]


def _characters(text: str) -> str:
    """Escape text of the body without losing a character."""
    shown = escape(text, {"\r": "&#13;"})
    return ILLEGAL.sub(lambda m: f'<g ref="#u{ord(m[0]):04X}">\ufffd</g>', shown)


def format_tei(hits: pd.DataFrame, article: Article, codebook: Codebook | None = None) -> str:
    """Write an article and its hits as one stand-off TEI P5 document.

    Parameters
    ----------
    hits : DataFrame
        Rows of :func:`yz_analysis.annotate`; nested ones are written and marked.
    article : Article
        The article they were found in.
    codebook : Codebook, optional
        Adds its names and definitions of the themes to the header.

    Returns
    -------
    str
        Valid against the TEI schema ``tei_all``; the same for the same input.

    Raises
    ------
    ValueError
        When a hit is not in the article.

    Examples
    --------
    >>> from yz_analysis import annotate, load_article, load_codebook
    >>> article = load_article(text="坚持“四个自信”。")
    >>> tei = format_tei(annotate(article, load_codebook()), article)
    >>> '<anchor xml:id="c3"/>四个自信<anchor xml:id="c7"/>' in tei
    True
    """
    rows = hits.to_dict("records")
    check_hits(article.text, [(row["start"], row["end"], row["text"]) for row in rows])
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="zh">',
        *write_header(rows, article, codebook),
        f'<text><body xml:space="preserve">{_body(rows, article)}</body></text>',
        "<standOff>",
    ]
    numbered = [(f"h{number}", row) for number, row in enumerate(rows, 1)]
    for layer in LAYERS:
        lines.append(f'<spanGrp type="{layer}">')
        lines += [_span(name, row) for name, row in numbered if row["layer"] == layer]
        lines.append("</spanGrp>")
    return "\n".join([*lines, "</standOff>", "</TEI>", ""])


def _span(name: str, row: Row) -> str:
    categories = [category_id(row["layer"], row["code"])]
    if row["level"] in LEVELS:
        categories.append(f"level-{row['level']}")
    categories += [f"status-{status}" for status in STATUS if row[status]]
    ana = " ".join(f"#{category}" for category in categories)
    entry = quote(row["entry"].encode("utf-8", "replace"), safe=":.-_")
    source = entry if entry.startswith("rule:") else f"codebook:{entry}"
    content = escape(flat(row["text"]))
    years = "".join(
        f' {key}="{_year(value)}"'
        for key, value in (("from", row["year_from"]), ("to", row["year_to"]))
        if not pd.isna(value) and value != 0
    )
    if years:
        content = f"<date{years}>{content}</date>"
    return (
        f'<span xml:id="{name}" from="#c{row["start"]}" to="#c{row["end"]}" ana="{ana}" '
        f'source="{source}">{content}</span>'
    )


def _year(year: int) -> str:
    """Write a year as XML Schema has it: four digits at least, a minus before the era."""
    return f"{'-' if year < 0 else ''}{abs(year):04d}"


def _body(rows: list[Row], article: Article) -> str:
    text = article.text
    starts = sorted({row["start"] for row in rows})
    ends = sorted({row["end"] for row in rows} - set(starts))

    def run(start: int, end: int) -> str:
        """Write a stretch of text: a beginning stands before its character, an end after."""
        marks = starts[bisect_left(starts, start) : bisect_left(starts, end)]
        marks += ends[bisect_right(ends, start) : bisect_right(ends, end)]
        written, at = [], start
        for mark in sorted(marks):
            written += [_characters(text[at:mark]), f'<anchor xml:id="c{mark}"/>']
            at = mark
        return "".join([*written, _characters(text[at:end])])

    def write(children: Iterable[Block | Division], at: int, end: int) -> Iterator[str]:
        for child in children:
            yield run(at, child.start)
            at = child.end
            if isinstance(child, Division):
                yield f'<div type="{child.kind}" xml:id="{child.id}">'
                yield from write(child.children, child.start, child.end)
                yield "</div>"
                continue
            name, attributes = _tag(child)
            yield f"<{name}{attributes}>"
            for piece in child.pieces:
                words = run(piece.start, piece.end)
                yield f'<s xml:id="{piece.id}">{words}</s>' if piece.id else words
            yield f"</{name}>"
        yield run(at, end)

    return "".join(write(divide(article), 0, len(text)))


def _tag(block: Block) -> tuple[str, str]:
    if block.kind == "title":
        return "head", ' type="title"'
    if block.kind == "head" and not block.closes_line:
        return "head", ' rend="run-in"'
    if block.kind == "p" and not block.opens_line:
        return "p", ' rend="run-on"'
    return block.kind, ""
