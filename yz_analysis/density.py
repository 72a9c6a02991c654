"""Slogan density as a family of measures, by part, along the text, and by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from yz_analysis.counts import body_parts, by_sentence, count_by_part, rate, rate_intervals, select
from yz_analysis.notes import COUNTS, INTERVALS, NESTING, PARTS, Said, body, note

if TYPE_CHECKING:
    from yz_analysis.article import Article

__all__ = [
    "KINDS", "MEASURES", "count_density", "count_density_by_part", "count_kinds",
    "count_kinds_by_part", "curve_density",
]  # fmt: skip

#: Kinds of slogan, from the strictest form to the loosest.
KINDS = ("NUM", "ABB", "QUO", "PAR", "TIFA", "BRAND", "MOB", "FOUR")
#: The density family: which kinds each measure counts.
MEASURES = {"D0": KINDS[:2], "D1": KINDS[:6], "D2": KINDS[:7], "D3": KINDS}


WITHIN_KIND = Said(
    "各类分别计数，同类重叠者取最长", "each kind by itself, of overlapping hits the longest"
)


def _coverage(chosen: pd.DataFrame, article: Article, start: int, end: int) -> float:
    letters = article.letters(start, end)
    spans = zip(chosen["start"].tolist(), chosen["end"].tolist(), strict=True)
    covered = sum(
        article.letters(max(a, start), min(b, end)) for a, b in spans if a < end and b > start
    )
    return covered / letters if letters else float("nan")


def count_density(hits: pd.DataFrame, article: Article, *, intervals: bool = True) -> pd.DataFrame:
    """Measure slogan density four ways; there is no single density.

    Parameters
    ----------
    hits : DataFrame
        Rows of :func:`yz_analysis.annotate`.
    article : Article
    intervals : bool, default True
        With False nothing is resampled, and ``low`` and ``high`` are missing.

    Returns
    -------
    pandas.DataFrame
        One row a measure: ``measure`` (D0 strict: NUM, ABB; D1 core: and QUO, PAR,
        TIFA, BRAND; D2: and MOB; D3 broad: and FOUR), ``kinds``, ``hits``,
        ``hits_per_1000_letters``, ``low`` and ``high`` (95 % interval, resampling
        sentences within the text), ``coverage`` (share of the letters inside some
        hit), ``share_of_sentences`` (with at least one hit).
    """
    chosen = {name: select(hits, "slogan", kinds) for name, kinds in MEASURES.items()}
    columns = [by_sentence(table, article) for table in chosen.values()]
    low, high = rate_intervals(columns, article, intervals)
    rows = [
        (
            name, " ".join(MEASURES[name]), len(table), rate(len(table), article.letters()),
            lo, hi, _coverage(table, article, *article.body),
            sum(map(bool, column)) / max(len(column), 1),
        )
        for (name, table), column, lo, hi in zip(
            chosen.items(), columns, low, high, strict=True
        )
    ]  # fmt: skip
    names = ["measure", "kinds", "hits", "hits_per_1000_letters", "low", "high", "coverage",
             "share_of_sentences"]  # fmt: skip
    return note(
        pd.DataFrame(rows, columns=names),
        body(article, sentences=True),
        NESTING.then(INTERVALS),
    )


def count_density_by_part(hits: pd.DataFrame, article: Article) -> pd.DataFrame:
    """Measure slogan density in each part of the body.

    Returns
    -------
    pandas.DataFrame
        One row a measure and part: ``measure``, ``part``, ``letters``, ``hits``,
        ``hits_per_1000_letters``, ``coverage``.
    """
    rows = []
    for name, kinds in MEASURES.items():
        chosen = select(hits, "slogan", kinds)
        for part in body_parts(article):
            n = int((chosen["section"] == part.id).sum())
            letters = article.letters(part.start, part.end)
            coverage = _coverage(chosen, article, part.start, part.end)
            rows.append((name, part.id, letters, n, rate(n, letters), coverage))
    names = ["measure", "part", "letters", "hits", "hits_per_1000_letters", "coverage"]
    return note(pd.DataFrame(rows, columns=names), PARTS, NESTING)


def curve_density(
    hits: pd.DataFrame, article: Article, measure: str = "D1", *, window: int = 300, step: int = 10
) -> pd.DataFrame:
    """Measure slogan density in a window that slides along the body.

    Parameters
    ----------
    measure : {"D0", "D1", "D2", "D3"}
    window, step : int
        Width of the window and distance between two, in letters.

    Returns
    -------
    pandas.DataFrame
        One row a window: ``position`` (its centre, in letters from the start of the
        body), ``hits_per_1000_letters`` (hits that begin in it), ``coverage``.
        Windows lie wholly inside the body; a shorter body gives one window.
    """
    if measure not in MEASURES:
        raise ValueError(f"{measure!r} is no measure; choose one of {', '.join(MEASURES)}")
    if window < 1 or step < 1:
        raise ValueError("window and step are counted in letters: give at least 1")
    chosen = select(hits, "slogan", MEASURES[measure])
    total = article.letters()
    first = article.body[0]
    covered = np.zeros(total + 1)
    begins = np.zeros(total + 1)
    for start, end in zip(chosen["start"].tolist(), chosen["end"].tolist(), strict=True):
        left = article.letters(first, start)
        covered[left : article.letters(first, end)] = 1
        begins[left] += 1
    width = min(window, total)
    left_edges = np.arange(0, total - width + 1, step)
    sums = np.concatenate([[0.0], np.cumsum(covered[:-1])])
    starts = np.concatenate([[0.0], np.cumsum(begins[:-1])])
    table = pd.DataFrame(
        {
            "position": left_edges + width / 2,
            "hits_per_1000_letters": 1000
            * (starts[left_edges + width] - starts[left_edges])
            / max(width, 1),
            "coverage": (sums[left_edges + width] - sums[left_edges]) / max(width, 1),
        }
    )
    return note(
        table,
        Said(f"每窗 {width} 字", f"windows of {width} letters"),
        Said(measure, measure).then(NESTING),
    )


def count_kinds(hits: pd.DataFrame) -> pd.DataFrame:
    """Count slogan hits of the body by kind, each kind by itself.

    Returns
    -------
    pandas.DataFrame
        One row a kind: ``kind``, ``hits``. A hit nested in one of another kind
        counts, so the sum may exceed D3.
    """
    rows = [(kind, len(select(hits, "slogan", [kind]))) for kind in KINDS]
    return note(pd.DataFrame(rows, columns=["kind", "hits"]), COUNTS, WITHIN_KIND)


def count_kinds_by_part(hits: pd.DataFrame, article: Article) -> pd.DataFrame:
    """Count slogan hits by kind in each part of the body, each kind by itself.

    Returns
    -------
    pandas.DataFrame
        One row a kind and part, kinds outer: ``kind``, ``part``, ``hits``,
        ``letters``, ``hits_per_1000_letters``.
    """
    chosen = pd.concat([select(hits, "slogan", [kind]) for kind in KINDS])
    table = count_by_part(chosen, article, KINDS, "kind")
    return note(table, PARTS, WITHIN_KIND)
