"""Where a coded span stands in the article: from its raw offsets, or from its words."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from itertools import islice

from yz_analysis.article import Article

__all__ = ["find_words", "from_raw", "trim"]


def from_raw(article: Article, raw_start: int, raw_end: int) -> tuple[int, int]:
    """Map a span of the raw file to the canonical text: :meth:`Article.to_raw` backwards.

    What cleaning took out (a page break, a mark of Markdown) has no place in the text;
    an end that lies in it moves inwards to the next character that was kept.

    Parameters
    ----------
    article : Article
    raw_start, raw_end : int
        Code points of ``article.raw``, end exclusive.

    Returns
    -------
    tuple of int
        Start and end in ``article.text``.

    Raises
    ------
    ValueError
        When the span is empty, lies outside the file, or holds nothing that was kept.

    Examples
    --------
    >>> from yz_analysis import load_article
    >>> article = load_article(text="# 题目\\n\\n人民立场，是根本立场。")
    >>> article.raw[6:10], from_raw(article, 6, 10)
    ('人民立场', (3, 7))
    """
    if not 0 <= raw_start < raw_end <= len(article.raw):
        raise ValueError(
            f"the offsets {raw_start} to {raw_end} are not within 0 to {len(article.raw)}"
        )
    first, kept = _text_offset(article, raw_start)
    start = first if kept else first + 1
    last, _ = _text_offset(article, raw_end - 1)
    if last < start:
        raise ValueError(
            f"the offsets {raw_start} to {raw_end} hold only what cleaning took out of the text"
        )
    return start, last + 1


def _text_offset(article: Article, raw_offset: int) -> tuple[int, bool]:
    """Return the last character kept at or before a raw offset, and whether it is the one there."""
    piece = bisect_right(article.raw_starts, raw_offset) - 1
    if piece < 0:
        return -1, False
    begins = article.text_starts[piece]
    ends = (*article.text_starts[piece + 1 : piece + 2], len(article.text))[0]
    offset = begins + raw_offset - article.raw_starts[piece]
    return min(offset, ends - 1), offset < ends


def trim(start: int, text: str) -> tuple[int, int]:
    """Return start and end of a span without the punctuation at its edges.

    Two spans with the same letters are the same span, whether or not one coder took the
    quotation marks along.

    Examples
    --------
    >>> trim(7, "“四个意识”")
    (8, 12)
    """
    places = [place for place, char in enumerate(text) if char.isalnum()]
    if not places:
        return start, start
    return start + places[0], start + places[-1] + 1


def find_words(article: Article, sentence: int, words: str) -> list[tuple[int, int]]:
    """Find the places where words that a coder typed begin in a sentence.

    The words are taken as they are; only when they do not stand so, by their letters
    alone, so that a half-width comma or a missing quotation mark loses no span.

    Parameters
    ----------
    article : Article
    sentence : int
        Number of the sentence, 0 for title and by-line.
    words : str
        May run on beyond the sentence's end.

    Returns
    -------
    list of tuple of int
        Start and end in ``article.text``, in text order; empty when the words do not
        stand there.

    Raises
    ------
    ValueError
        When there is no such sentence.

    Examples
    --------
    >>> from yz_analysis import load_article
    >>> article = load_article(text="坚持“四个自信”，坚定“四个自信”。")
    >>> find_words(article, 1, "四个自信")
    [(3, 7), (12, 16)]
    >>> find_words(article, 1, '坚持"四个自信"')
    [(0, 7)]
    """
    number = len(article.sentences)
    if not 0 <= sentence <= number:
        raise ValueError(f"there is no sentence {sentence}; they are 1 to {number}, 0 is the title")
    if sentence:
        first, last = article.sentences[sentence - 1].start, article.sentences[sentence - 1].end
    else:
        first, last = 0, article.body[0]
    found = []
    at = article.text.find(words, first) if words else -1
    while 0 <= at < last:
        found.append((at, at + len(words)))
        at = article.text.find(words, at + 1)
    return found or _find_letters(article.text, first, last, words)


def _find_letters(text: str, first: int, last: int, words: str) -> list[tuple[int, int]]:
    wanted = _letters(words)
    if not wanted:
        return []
    # As many letters as the sentence can have, and the words' own beyond its end.
    there = (at for at in range(first, len(text)) if text[at].isalnum())
    places = list(islice(there, last - first + len(wanted)))
    letters = "".join(_letters(text[at])[:1] or text[at] for at in places)
    found = []
    at = letters.find(wanted)
    while at >= 0 and places[at] < last:
        found.append((places[at], places[at + len(wanted) - 1] + 1))
        at = letters.find(wanted, at + 1)
    return found


def _letters(text: str) -> str:
    """Keep letters and digits, full-width ones made plain."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in plain if char.isalnum())
