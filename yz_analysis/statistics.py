"""Measures: numbers in, numbers out. No table, no article."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from yz_analysis.reliability import alpha_interval, krippendorff_alpha

__all__ = [
    "alpha_interval", "krippendorff_alpha", "resample_rates", "resample_ratios", "wilson_interval",
]  # fmt: skip

#: Resampled weights held in memory at a time (a block of 1,000 × sentences).
_BLOCK = 1_000
#: … but no more than so many numbers: a long text has many sentences.
_CELLS = 20_000_000
_Floats = npt.NDArray[np.float64]


def resample_rates(
    counts: npt.ArrayLike,
    sizes: npt.ArrayLike,
    *,
    level: float = 0.95,
    n: int = 10_000,
    seed: int = 0,
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Percentile intervals of ratio-of-sums rates, resampling the units of one text.

    The units (sentences, say) are drawn with replacement, as many as there are;
    every column is counted on the same draws. The interval says how much a rate
    hangs on single units of this text. It is no inference to other texts.

    Parameters
    ----------
    counts : array-like, shape (units,) or (units, columns)
        Hits in each unit.
    sizes : array-like, shape (units,)
        Denominator of each unit, in letters.
    level : float, default 0.95
        Share of the resampled rates inside the interval.
    n : int, default 10_000
        Number of resamples.
    seed : int, default 0
        Seed of the generator; the same seed gives the same numbers.

    Returns
    -------
    low, high : ndarray, shape (columns,)
        In hits per unit of `sizes`. Draws whose sizes sum to 0 are left out; NaN when
        no draw is left.

    Raises
    ------
    ValueError
        When the shapes do not fit, there is no unit, or `level` is not in (0, 1).

    References
    ----------
    Efron, B. & Tibshirani, R. J. (1993). An Introduction to the Bootstrap, ch. 13.

    Examples
    --------
    >>> low, high = resample_rates([1, 1, 1, 1], [10, 10, 10, 10], n=100)
    >>> float(low[0]), float(high[0])
    (0.1, 0.1)
    """
    table = np.atleast_2d(np.asarray(counts, dtype=float).T).T
    denominators = np.asarray(sizes, dtype=float)
    if denominators.ndim != 1 or len(denominators) == 0 or len(table) != len(denominators):
        raise ValueError(
            f"counts of shape {np.shape(counts)} and sizes of shape {np.shape(sizes)} do not fit: "
            "give one size a unit, at least one unit"
        )
    if not 0 < level < 1:
        raise ValueError(f"level {level} is not between 0 and 1")
    if n < 1:
        raise ValueError(f"n {n}: give at least one resample")
    units = len(denominators)
    generator = np.random.default_rng(seed)
    rates = []
    block = max(1, min(_BLOCK, _CELLS // units))
    for first in range(0, n, block):
        rows = min(block, n - first)
        weights = generator.multinomial(units, np.full(units, 1 / units), size=rows)
        totals = weights @ denominators
        rates.append((weights @ table)[totals > 0] / totals[totals > 0, None])
    tail = (1 - level) / 2
    kept = np.concatenate(rates)
    if not len(kept):
        nothing = np.full(table.shape[1], np.nan)
        return nothing, nothing.copy()
    low, high = np.quantile(kept, (tail, 1 - tail), axis=0)
    return low, high


def resample_ratios(
    numerators: npt.ArrayLike,
    denominators: npt.ArrayLike,
    *,
    level: float = 0.95,
    n: int = 10_000,
    seed: int = 0,
) -> tuple[_Floats, _Floats]:
    """Percentile intervals of ratios of sums, each column over its own denominator.

    As :func:`resample_rates`, where all columns share one denominator; F1 has its own
    in every row of a table.

    Parameters
    ----------
    numerators, denominators : array-like, shape (units, columns)
    level, n, seed
        As for :func:`resample_rates`.

    Returns
    -------
    low, high : ndarray, shape (columns,)
        Draws whose denominator sums to 0 are left out; NaN for a column that has
        nothing else.

    Raises
    ------
    ValueError
        When the shapes do not fit, there is no unit, or `level` is not in (0, 1).

    Examples
    --------
    >>> low, high = resample_ratios([[1], [1]], [[2], [2]], n=50)
    >>> float(low[0]), float(high[0])
    (0.5, 0.5)
    """
    above, below = (np.asarray(table, dtype=float) for table in (numerators, denominators))
    if above.ndim != 2 or above.shape != below.shape or len(above) == 0:
        raise ValueError(
            f"numerators of shape {above.shape} and denominators of shape {below.shape} do not "
            "fit: give both a row a unit, at least one, and a column a ratio"
        )
    if not 0 < level < 1:
        raise ValueError(f"level {level} is not between 0 and 1")
    units = len(above)
    weights = np.random.default_rng(seed).multinomial(units, np.full(units, 1 / units), size=n)
    tops, sums = weights @ above, weights @ below
    low, high = np.full((2, above.shape[1]), np.nan)
    for column in range(above.shape[1]):
        kept = sums[:, column] > 0
        if kept.any():
            tail = (1 - level) / 2
            low[column], high[column] = np.quantile(
                tops[kept, column] / sums[kept, column], (tail, 1 - tail)
            )
    return low, high


def wilson_interval(successes: int, trials: int, *, level: float = 0.95) -> tuple[float, float]:
    """Wilson's score interval of a proportion.

    Parameters
    ----------
    successes, trials : int
        Counts; at least one trial.
    level : float, default 0.95

    Returns
    -------
    tuple of float
        Lower and upper bound, between 0 and 1.

    Raises
    ------
    ValueError
        When there is no trial, the counts do not fit, or `level` is not in (0, 1).

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical
    inference. Journal of the American Statistical Association 22, 209-212.

    Examples
    --------
    >>> [round(bound, 3) for bound in wilson_interval(145, 200)]
    [0.659, 0.782]
    """
    if not 0 <= successes <= trials or trials < 1:
        raise ValueError(f"{successes} of {trials} is no proportion: give 0 to n of n trials")
    if not 0 < level < 1:
        raise ValueError(f"level {level} is not between 0 and 1")
    z = NormalDist().inv_cdf((1 + level) / 2)
    share = successes / trials
    middle = (share + z * z / (2 * trials)) / (1 + z * z / trials)
    half = (
        z / (1 + z * z / trials)
        * (share * (1 - share) / trials + z * z / (4 * trials * trials)) ** 0.5
    )  # fmt: skip
    return max(middle - half, 0.0), min(middle + half, 1.0)
