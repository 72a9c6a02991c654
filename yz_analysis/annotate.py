"""Tag an article: every theme term, slogan and period reference, one row a span."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain, islice
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from yz_analysis.dates import Calendar, find_dates, prepare_calendar
from yz_analysis.matching import LAYERS, NO_YEAR, Ints, Row, Spans, holds, match_terms, spans_of
from yz_analysis.parallel import find_parallel
from yz_analysis.patterns import find_four, find_numeric, find_quotations
from yz_analysis.spans import pair_quotations

if TYPE_CHECKING:
    from yz_analysis.article import Article
    from yz_analysis.codebook import Codebook

__all__ = ["COLUMNS", "LAYERS", "annotate", "annotate_all"]

COLUMNS = (
    "layer", "code", "start", "end", "raw_start", "raw_end", "text", "entry", "quoted",
    "nested", "level", "year_from", "year_to", "sentence", "section",
)  # fmt: skip
# Articles worked on at once: enough for numpy to pay, few enough to stay in the cache.
_BATCH = 64

Column = npt.NDArray[Any]


@lru_cache(maxsize=8)
def _calendar(codebook: Codebook) -> Calendar:
    return prepare_calendar(codebook.calendar)


def _find_by_rule(text: str, base: int, calendar: Calendar, year: int | None) -> Iterator[Row]:
    """Run every rule that needs no list of terms on a text that begins at ``base``."""
    for find in (find_numeric, find_quotations, find_parallel, find_four):
        for m in find(text):
            yield 1, base + m.start, base + m.end, m.code, m.rule, "unknown", None, None
    for m in find_dates(text, year=year, calendar=calendar):
        yield 2, base + m.start, base + m.end, m.code, m.rule, "", m.year_from, m.year_to


def _count_once(hits: Spans, stops: tuple[Ints, Ints]) -> tuple[Spans, Column]:
    """Drop what stands in a name and what is found twice, sort, and say what is nested."""
    length = hits.end - hits.start
    longest = int(length.max(initial=0))
    place = (hits.start * (longest + 1) + longest - length) * len(LAYERS) + hits.layer
    # A list row comes before a rule that finds the same span: this sorting is stable.
    order = np.argsort(place, kind="stable")
    new = np.diff(place[order], prepend=-1) != 0
    in_name = (hits.layer == 1) & holds(stops, hits.start, hits.end)
    order = order[new & ~in_name[order]]
    hits = hits.take(order)
    free = [0] * len(LAYERS)  # where the last counted span of each layer ends
    nested = []
    for layer, start, end in zip(
        hits.layer.tolist(), hits.start.tolist(), hits.end.tolist(), strict=True
    ):
        inside = start < free[layer]
        nested.append(inside)
        if not inside:
            free[layer] = end
    return hits, np.array(nested, dtype=bool)


def _tag(
    articles: Sequence[Article], codebook: Codebook, lists: bool, years: Sequence[int | None]
) -> tuple[Ints, dict[str, Column]]:
    """Return the number of each hit's article and the columns, rows in text order."""
    texts = [article.text for article in articles]
    *begins, _ = accumulate(map(len, texts), initial=0)
    bases = np.array(begins, dtype=np.int64)
    calendar = _calendar(codebook)
    hits = spans_of(
        [
            row
            for text, base, year in zip(texts, begins, years, strict=True)
            for row in _find_by_rule(text, base, calendar, year)
        ]
    )
    stops = (bases[:0], bases[:0])
    if lists:
        listed, stops = match_terms(codebook, texts, bases)
        hits = Spans(*(np.concatenate(pair) for pair in zip(listed, hits, strict=True)))
    hits, nested = _count_once(hits, stops)
    number = np.searchsorted(bases, hits.start, side="right") - 1
    start, end = hits.start - bases[number], hits.end - bases[number]
    spans = zip(number.tolist(), start.tolist(), end.tolist(), strict=True)
    return number, {
        "layer": hits.layer,
        "code": hits.code,
        "start": start,
        "end": end,
        **_raw_places(articles, bases, hits),
        "text": np.array([texts[n][a:b] for n, a, b in spans], dtype=object),
        "entry": hits.entry,
        "quoted": _quoted(texts, bases, hits),
        "nested": nested,
        "level": hits.level,
        "year_from": hits.year_from,
        "year_to": hits.year_to,
        "sentence": _sentences(articles, bases, hits.start),
        "section": _sections(articles, bases, hits.start),
    }


def _begin(bases: Ints, starts: Sequence[Sequence[int]]) -> tuple[Ints, Ints]:
    """Return where the units of all articles begin, and the number of each article's first."""
    sizes = [len(some) for some in starts]
    local = np.fromiter(chain.from_iterable(starts), dtype=np.int64, count=sum(sizes))
    return local + np.repeat(bases, sizes), np.cumsum([0, *sizes])[:-1]


def _raw_places(articles: Sequence[Article], bases: Ints, hits: Spans) -> dict[str, Column]:
    """Do for all hits what :meth:`Article.to_raw` does for one."""
    pieces, _ = _begin(bases, [article.text_starts for article in articles])
    raw, _ = _begin(0 * bases, [article.raw_starts for article in articles])
    shift = raw - pieces
    last = hits.end - 1
    return {
        "raw_start": hits.start + shift[np.searchsorted(pieces, hits.start, side="right") - 1],
        "raw_end": last + shift[np.searchsorted(pieces, last, side="right") - 1] + 1,
    }


def _quoted(texts: Sequence[str], bases: Ints, hits: Spans) -> Column:
    """Say which hits stand inside quotation marks."""
    pairs = [pair_quotations(text) for text in texts]
    opens, _ = _begin(bases, [[q.start for q in some] for some in pairs])
    closes, _ = _begin(bases, [[q.end for q in some] for some in pairs])
    return holds((opens, closes), hits.start, hits.end)


def _sentences(articles: Sequence[Article], bases: Ints, starts: Ints) -> Column:
    """Return the numbers of the sentences that hold the hits, 0 before the body."""
    number = np.searchsorted(bases, starts, side="right") - 1
    begins, first = _begin(bases, [[s.start for s in article.sentences] for article in articles])
    body = np.array([article.body[0] for article in articles]) + bases
    counted = np.searchsorted(begins, starts, side="right") - first[number]
    return np.where(starts < body[number], 0, counted)


def _sections(articles: Sequence[Article], bases: Ints, starts: Ints) -> Column:
    """Name the parts that hold the hits."""
    number = np.searchsorted(bases, starts, side="right") - 1
    begins, first = _begin(bases, [[p.start for p in article.parts] for article in articles])
    ids = np.array([part.id for article in articles for part in article.parts], dtype=object)
    return ids[np.maximum(np.searchsorted(begins, starts, side="right") - 1, first[number])]


def _frame(parts: Sequence[dict[str, Column]]) -> pd.DataFrame:
    """Put the columns of several batches, at least one, into one frame."""
    made: dict[str, Any] = {}
    for name in parts[0]:
        column = np.concatenate([part[name] for part in parts])
        if name == "layer":
            made[name] = pd.array(LAYERS, dtype="str").take(column)
        elif name in ("year_from", "year_to"):
            made[name] = pd.arrays.IntegerArray(column, column == NO_YEAR)
        else:
            made[name] = pd.array(column, dtype="str") if column.dtype == object else column
    return pd.DataFrame(made)


def annotate(
    article: Article, codebook: Codebook, *, lists: bool = True, year: int | None = None
) -> pd.DataFrame:
    """Tag every theme term, slogan and period reference of an article.

    Within one layer the text is read from left to right and the longest span
    counts; what lies inside it (or runs across its end) is kept with
    ``nested=True``. Layers do not see each other, so a slogan may hold a theme
    term. Where a list row and a rule find the same span, the row is named.

    Parameters
    ----------
    article : Article
    codebook : Codebook
    lists : bool, default True
        With False only the rules run: what is found without having been told.
        Themes need a list, so there are none then.
    year : int, optional
        The year of the text, which 去年 and 过去五年 are reckoned from.

    Returns
    -------
    pandas.DataFrame
        One row a hit, in text order, longer before shorter. ``start`` and ``end``
        count characters of ``article.text``; ``raw_start`` and ``raw_end`` those of
        ``article.raw``; ``sentence`` is 0 in the title and by-line; ``quoted`` says
        that the span stands inside quotation marks; a missing year is an open end.
        Empty, with the same columns, when nothing is found.

    Examples
    --------
    >>> from yz_analysis import load_article, load_codebook
    >>> article = load_article(text="坚持“四个自信”。")
    >>> hits = annotate(article, load_codebook())
    >>> hits.loc[hits["layer"] == "slogan", ["code", "text"]].values.tolist()
    [['NUM', '四个自信']]
    """
    _, columns = _tag([article], codebook, lists, [year])
    hits = _frame([columns])
    hits.attrs = {"lists": lists, "source": article.source}
    return hits


def annotate_all(
    articles: Iterable[tuple[str, Article]],
    codebook: Codebook,
    *,
    lists: bool = True,
    year: int | Mapping[str, int | None] | None = None,
) -> pd.DataFrame:
    """Tag many articles into one frame, with the article's id as the first column.

    Much faster than joining one frame an article; the rows are the same.

    Parameters
    ----------
    articles : iterable of (str, Article)
        Each with its id.
    codebook : Codebook
    lists : bool, default True
        As for :func:`annotate`.
    year : int or mapping, optional
        The year of the texts: one for all, or each by its id; none where it is unknown.

    Returns
    -------
    pandas.DataFrame
        ``article`` and the columns of :func:`annotate`, in the order of the articles.
    """
    years = year if isinstance(year, Mapping) else {}
    one = None if isinstance(year, Mapping) else year
    left = iter(articles)
    parts: list[dict[str, Column]] = []
    batch = list(islice(left, _BATCH))
    while batch or not parts:
        texts = [article for _, article in batch]
        number, columns = _tag(texts, codebook, lists, [years.get(name, one) for name, _ in batch])
        names = np.array([name for name, _ in batch], dtype=object)
        parts.append({"article": names[number], **columns})
        batch = list(islice(left, _BATCH))
    return _frame(parts)
