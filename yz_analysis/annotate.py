"""Tag an article: every theme term, slogan and period reference, one row a span."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from ahocorasick_rs import AhoCorasick, MatchKind

from yz_analysis.dates import find_dates
from yz_analysis.parallel import find_parallel
from yz_analysis.patterns import find_four, find_numeric, find_quotations

if TYPE_CHECKING:
    from yz_analysis.article import Article
    from yz_analysis.codebook import Codebook

__all__ = ["COLUMNS", "LAYERS", "annotate", "annotate_all"]

_FAR = 1 << 62  # beyond the end of any text

LAYERS = ("theme", "slogan", "period")
COLUMNS = (
    "layer", "code", "start", "end", "raw_start", "raw_end", "text", "entry", "quoted",
    "nested", "level", "year_from", "year_to", "sentence", "section",
)  # fmt: skip
_DTYPES = {
    "layer": "str", "code": "str", "start": "int64", "end": "int64", "raw_start": "int64",
    "raw_end": "int64", "text": "str", "entry": "str", "quoted": "bool", "nested": "bool",
    "level": "str", "year_from": "Int64", "year_to": "Int64", "sentence": "int64",
    "section": "str",
}  # fmt: skip


_Rest = tuple[str, str, str, int | None, int | None]
Column = Sequence[object] | npt.NDArray[Any]


class _Entry(NamedTuple):
    """What one codebook row says of a span."""

    term: str
    layer: str
    code: str
    entry: str
    level: str
    year_from: int | None
    year_to: int | None
    guards: tuple[str, ...]  # contexts inside which it does not count


#: One tagged span, before it is placed in the article: number of its layer, start, end,
#: code, entry, level, first and last year. A bare tuple: there are hundreds an article.
_Hit = tuple[int, int, int, str, str, str, int | None, int | None]


@dataclass(frozen=True, slots=True)
class _Matcher:
    """A codebook's terms and guard contexts in one automaton."""

    automaton: AhoCorasick
    # By pattern: layer, guards (as patterns), and what follows the span in a hit.
    entries: tuple[tuple[tuple[int, tuple[int, ...], _Rest], ...], ...]
    contexts: frozenset[int]  # patterns that guard some entry
    stops: frozenset[int]  # patterns whose spans hold no slogan

    def find(self, text: str) -> tuple[list[_Hit], list[tuple[int, int]]]:
        """Return the list's hits, guards applied, and the spans that hold no slogan."""
        found = self.automaton.find_matches_as_indexes(text, overlapping=True)
        context_spans: dict[int, list[tuple[int, int]]] = {}
        stop_spans = []
        for number, start, end in found:
            if number in self.contexts:
                context_spans.setdefault(number, []).append((start, end))
            if number in self.stops:
                stop_spans.append((start, end))
        context_spans = {guard: _outermost(spans) for guard, spans in context_spans.items()}
        hits: list[_Hit] = []
        for number, start, end in found:
            for layer, guards, rest in self.entries[number]:
                if guards and any(
                    guard in context_spans and _inside(start, end, context_spans[guard])
                    for guard in guards
                ):
                    continue
                hits.append((layer, start, end, *rest))
        return hits, _outermost(stop_spans)


def _inside(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    """Say whether some span, of many sorted by their start, holds another."""
    at = bisect_right(spans, (start, _FAR)) - 1
    return at >= 0 and spans[at][1] >= end


def _outermost(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Keep the spans that lie in no other, sorted: what :func:`_inside` looks through."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept


def _entries(codebook: Codebook) -> Iterator[_Entry]:
    """Yield every listed term; of two rows with one term and layer the first counts."""
    for t in codebook.theme_terms:
        yield _Entry(t.term, "theme", t.theme, t.id, "", None, None, t.guards)
    for s in (*codebook.slogans, *codebook.formulations):
        yield _Entry(s.term, "slogan", s.kind, s.id, s.level, None, None, s.guards)
    for i in codebook.idioms:
        yield _Entry(i.term, "slogan", "FOUR", "idiom", "traditional", None, None, ())
    for p in codebook.periods:
        yield _Entry(p.term, "period", p.class_, p.id, "", p.year_from, p.year_to, p.guards)


@lru_cache(maxsize=8)
def _matcher(codebook: Codebook) -> _Matcher:
    numbers: dict[str, int] = {}
    entries: list[list[tuple[_Entry, tuple[int, ...]]]] = []
    stops = set()

    def number(term: str) -> int:
        if term not in numbers:
            numbers[term] = len(numbers)
            entries.append([])
        return numbers[term]

    for entry in _entries(codebook):
        at = number(entry.term)
        if entry.code.startswith("X-"):
            stops.add(at)
        elif not any(known.layer == entry.layer for known, _ in entries[at]):
            entries[at].append((entry, tuple(number(context) for context in entry.guards)))
    return _Matcher(
        AhoCorasick(list(numbers), matchkind=MatchKind.Standard),
        tuple(
            tuple((LAYERS.index(e.layer), guards, e[2:7]) for e, guards in group)
            for group in entries
        ),
        frozenset(guard for group in entries for _, guards in group for guard in guards),
        frozenset(stops),
    )


def _find_by_rule(text: str, codebook: Codebook, year: int | None) -> list[_Hit]:
    """Run every rule that needs no list of terms."""
    hits: list[_Hit] = [
        (1, m.start, m.end, m.code, m.rule, "unknown", None, None)
        for find in (find_numeric, find_quotations, find_parallel, find_four)
        for m in find(text)
    ]
    hits += [
        (2, m.start, m.end, m.code, m.rule, "", m.year_from, m.year_to)
        for m in find_dates(text, year=year, calendar=codebook.calendar)
    ]
    return hits


def _count_once(hits: list[_Hit], stops: list[tuple[int, int]]) -> list[tuple[_Hit, bool]]:
    """Drop what stands in a name and what is found twice; say what is nested."""
    # A list row comes before a rule that finds the same span: sorting is stable.
    hits.sort(key=_place)
    ends = [0] * len(LAYERS)
    last = [(-1, -1)] * len(LAYERS)
    kept = []
    for hit in hits:
        layer, start, end = hit[:3]
        if last[layer] == (start, end) or (stops and layer == 1 and _inside(start, end, stops)):
            continue
        last[layer] = (start, end)
        nested = start < ends[layer]
        if not nested:
            ends[layer] = end
        kept.append((hit, nested))
    return kept


def _place(hit: _Hit) -> tuple[int, int, int]:
    return hit[1], -hit[2], hit[0]


def _tag(article: Article, codebook: Codebook, lists: bool, year: int | None) -> list[Column]:
    """Return the columns of the frame, rows in text order."""
    hits: list[_Hit] = []
    stops: list[tuple[int, int]] = []
    if lists:
        hits, stops = _matcher(codebook).find(article.text)
    hits += _find_by_rule(article.text, codebook, year)
    kept = _count_once(hits, stops)
    if not kept:
        return [[] for _ in COLUMNS]
    layers, starts, ends, codes, entries, levels, years_from, years_to = zip(
        *(hit for hit, _ in kept), strict=True
    )
    first, last = np.array(starts), np.array(ends)
    raw_first, raw_last = article.to_raw_all(first, last)
    return [
        [LAYERS[layer] for layer in layers],
        codes,
        first,
        last,
        raw_first,
        raw_last,
        [article.text[start:end] for start, end in zip(starts, ends, strict=True)],
        entries,
        _all_inside(first, last, _outermost((q.start, q.end) for q in article.quotations)),
        [nested for _, nested in kept],
        levels,
        years_from,
        years_to,
        article.sentences_at(first),
        article.parts_at(first),
    ]


def _all_inside(
    starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64], spans: list[tuple[int, int]]
) -> npt.NDArray[np.bool_]:
    """Do for many spans what :func:`_inside` does for one."""
    if not spans:
        return np.zeros(len(starts), dtype=bool)
    first, last = np.array(spans).T
    at = np.searchsorted(first, starts, side="right") - 1
    inside: npt.NDArray[np.bool_] = (at >= 0) & (last[at] >= ends)
    return inside


def _frame(columns: list[Column], names: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            name: pd.array(column, dtype=_DTYPES.get(name, "str"))  # type: ignore[call-overload]
            for name, column in zip(names, columns, strict=True)
        }
    )


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
    hits = _frame(_tag(article, codebook, lists, year), COLUMNS)
    hits.attrs = {"lists": lists, "source": article.source}
    return hits


def annotate_all(
    articles: Iterable[tuple[str, Article]],
    codebook: Codebook,
    *,
    lists: bool = True,
    year: int | None = None,
) -> pd.DataFrame:
    """Tag many articles into one frame, with the article's id as the first column.

    Much faster than joining one frame an article; the rows are the same.

    Returns
    -------
    pandas.DataFrame
        ``article`` and the columns of :func:`annotate`, in the order of the articles.
    """
    columns: list[list[object]] = [[] for _ in ("article", *COLUMNS)]
    for name, article in articles:
        tagged = _tag(article, codebook, lists, year)
        columns[0].extend([name] * len(tagged[0]))
        for column, more in zip(columns[1:], tagged, strict=True):
            column.extend(more)
    return _frame(list(columns), ("article", *COLUMNS))
