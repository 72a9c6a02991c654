"""Match a codebook's terms: one automaton a codebook, many texts at a time.

The places of many texts are told apart by one number, as if the texts stood one behind
another, so that whole columns are worked on at once. No span runs across a border.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt
from ahocorasick_rs import AhoCorasick, MatchKind

if TYPE_CHECKING:
    from yz_analysis.codebook import Codebook

__all__ = ["LAYERS", "NO_YEAR", "Ints", "Spans", "holds", "match_terms", "spans_of"]

LAYERS = ("theme", "slogan", "period")
NO_YEAR = -(1 << 62)  # an open bound, where a column takes integers only

Ints = npt.NDArray[np.int64]
Row = tuple[int, int, int, str, str, str, int | None, int | None]


class Spans(NamedTuple):
    """Tagged spans, a column each; ``start`` and ``end`` count through all the texts."""

    layer: Ints  # number in LAYERS
    start: Ints
    end: Ints
    code: npt.NDArray[np.object_]
    entry: npt.NDArray[np.object_]
    level: npt.NDArray[np.object_]
    year_from: Ints
    year_to: Ints

    def take(self, rows: npt.NDArray[Any]) -> Spans:
        """Return some of the spans, by number or by mask."""
        return Spans(*(column[rows] for column in self))


def spans_of(rows: Sequence[Row]) -> Spans:
    """Turn rows (layer, start, end, code, entry, level, years) into columns."""
    columns = list(zip(*rows, strict=True)) or [()] * len(Spans._fields)
    for at in (6, 7):
        columns[at] = tuple(NO_YEAR if year is None else year for year in columns[at])
    kinds = (int, int, int, object, object, object, int, int)
    return Spans(*(np.array(c, dtype=kind) for c, kind in zip(columns, kinds, strict=True)))


class _Entry(NamedTuple):
    """What one codebook row says of a span."""

    term: str
    layer: int
    code: str
    entry: str
    level: str
    year_from: int | None
    year_to: int | None
    guards: tuple[str, ...]  # contexts inside which it does not count


class _Lists(NamedTuple):
    """Lists of unlike length, one behind another: list i has ``size[i]`` items from ``first[i]``."""

    first: Ints
    size: Ints
    items: Ints

    def of(self, which: Ints) -> tuple[Ints, Ints]:
        """Return the items of some lists in turn, and for each the place in ``which``."""
        size = self.size[which]
        owner = np.repeat(np.arange(len(which)), size)
        within = np.arange(len(owner)) - np.repeat(np.cumsum(size) - size, size)
        return self.items[self.first[which[owner]] + within], owner


def _lists(groups: Sequence[Sequence[int]]) -> _Lists:
    size = np.array([len(group) for group in groups], dtype=np.int64)
    return _Lists(np.cumsum(size) - size, size, np.fromiter(chain(*groups), dtype=np.int64))


@dataclass(frozen=True, slots=True)
class _Matcher:
    """A codebook's terms and guard contexts, called patterns, in one automaton."""

    automaton: AhoCorasick
    lengths: Ints  # of each pattern
    entries: _Lists  # of each pattern
    guards: _Lists  # of each entry, as patterns
    guarded: Ints  # the entry of each item of ``guards``
    stops: npt.NDArray[np.bool_]  # the patterns whose spans hold no slogan
    labels: Spans  # of each entry; its places are not used


def _entries(codebook: Codebook) -> Iterator[_Entry]:
    """Yield every listed term; of two rows with one term and layer the first counts."""
    for t in codebook.theme_terms:
        yield _Entry(t.term, 0, t.theme, t.id, "", None, None, t.guards)
    for s in (*codebook.slogans, *codebook.formulations):
        yield _Entry(s.term, 1, s.kind, s.id, s.level, None, None, s.guards)
    for i in codebook.idioms:
        yield _Entry(i.term, 1, "FOUR", "idiom", "traditional", None, None, ())
    for p in codebook.periods:
        yield _Entry(p.term, 2, p.class_, p.id, "", p.year_from, p.year_to, p.guards)


@lru_cache(maxsize=8)
def _matcher(codebook: Codebook) -> _Matcher:
    numbers: dict[str, int] = {}
    known: dict[tuple[str, int], _Entry] = {}
    stops = set()
    for entry in _entries(codebook):
        for term in (entry.term, *entry.guards):
            numbers.setdefault(term, len(numbers))
        if entry.code.startswith("X-"):
            stops.add(numbers[entry.term])
        else:
            known.setdefault((entry.term, entry.layer), entry)
    patterns = list(numbers)
    by_pattern: list[list[int]] = [[] for _ in patterns]
    for at, entry in enumerate(known.values()):
        by_pattern[numbers[entry.term]].append(at)
    guards = _lists([[numbers[guard] for guard in entry.guards] for entry in known.values()])
    return _Matcher(
        AhoCorasick(patterns, matchkind=MatchKind.Standard),
        np.array([len(pattern) for pattern in patterns], dtype=np.int64),
        _lists(by_pattern),
        guards,
        np.repeat(np.arange(len(known)), guards.size),
        np.isin(np.arange(len(patterns)), list(stops)),
        spans_of([(e.layer, 0, 0, *e[2:7]) for e in known.values()]),
    )


def match_terms(
    codebook: Codebook, texts: Sequence[str], bases: Ints
) -> tuple[Spans, tuple[Ints, Ints]]:
    """Find the listed terms of some texts, guards applied.

    Parameters
    ----------
    codebook : Codebook
    texts : sequence of str
    bases : ndarray of int
        Where each text begins, counted through all of them.

    Returns
    -------
    Spans, (starts, ends)
        Every listed term, overlapping ones included, and the spans that hold no slogan,
        in order of their start.
    """
    matcher = _matcher(codebook)
    found = [matcher.automaton.find_matches_as_indexes(text, overlapping=True) for text in texts]
    sizes = [len(matches) for matches in found]
    numbers = chain.from_iterable(chain.from_iterable(found))
    flat = np.fromiter(numbers, dtype=np.int64, count=3 * sum(sizes)).reshape(-1, 3)
    pattern = flat[:, 0]
    start, end = flat[:, 1:].T + np.repeat(bases, sizes)
    entry, match = matcher.entries.of(pattern)
    guarded = _guarded(matcher, entry, start[match], end[match], pattern, start)
    entry, match = entry[~guarded], match[~guarded]
    stop = np.flatnonzero(matcher.stops[pattern])
    stop = stop[np.argsort(start[stop], kind="stable")]
    hits = matcher.labels.take(entry)._replace(start=start[match], end=end[match])
    return hits, (start[stop], end[stop])


def _guarded(
    matcher: _Matcher, entry: Ints, start: Ints, end: Ints, pattern: Ints, places: Ints
) -> npt.NDArray[np.bool_]:
    """Say which hits stand in a context that their entry does not count in.

    All spans of a context are of one length, so of those that start before a hit only
    the last can hold it: one search for all hits in the sorted (context, start).
    """
    guarded = np.zeros(len(entry), dtype=bool)
    there = np.zeros(len(matcher.lengths), dtype=bool)
    there[pattern] = True
    # Only entries with a context that is there at all are looked at: most have none.
    watched = np.zeros(len(matcher.guards.size), dtype=bool)
    watched[matcher.guarded[there[matcher.guards.items]]] = True
    some = np.flatnonzero(watched[entry])
    context, hit = matcher.guards.of(entry[some])
    seen = there[context]
    context, hit = context[seen], some[hit[seen]]
    if len(context):
        far = int(places.max()) + 1
        spans = np.sort(pattern * far + places)
        at = np.searchsorted(spans, context * far + start[hit], side="right") - 1
        same = (at >= 0) & (spans[at] // far == context)
        holding = same & (spans[at] % far + matcher.lengths[context] >= end[hit])
        guarded[hit[holding]] = True
    return guarded


def holds(outer: tuple[Ints, Ints], starts: Ints, ends: Ints) -> npt.NDArray[np.bool_]:
    """Say for each span whether some other one, of those sorted by start, holds it."""
    first, last = outer
    if not len(first):
        return np.zeros(len(starts), dtype=bool)
    reach = np.maximum.accumulate(last)
    at = np.searchsorted(first, starts, side="right") - 1
    inside: npt.NDArray[np.bool_] = (at >= 0) & (reach[at] >= ends)
    return inside
