"""Resampling within one text."""

from __future__ import annotations

import numpy as np
import pytest

from yz_analysis.statistics import resample_rates, wilson_interval


def test_the_same_seed_gives_the_same_numbers_and_another_seed_others() -> None:
    counts, sizes = [0, 3, 1, 0, 2], [40, 60, 50, 30, 70]
    first = resample_rates(counts, sizes, n=500)
    assert np.array_equal(first, resample_rates(counts, sizes, n=500))
    assert not np.array_equal(first, resample_rates(counts, sizes, n=500, seed=1))


def test_columns_share_their_draws() -> None:
    counts = np.array([[1, 2], [0, 0], [3, 6]])
    low, high = resample_rates(counts, [10, 10, 10], n=300)
    assert low[1] == pytest.approx(2 * low[0])
    assert high[1] == pytest.approx(2 * high[0])


def test_two_units_by_hand() -> None:
    # Of two units the mean is that of one, both, or the other: 1/4, 1/2, 1/4 of the draws.
    low, high = resample_rates([0, 1], [10, 10], n=2_000)
    assert (low[0], high[0]) == (0.0, 0.1)
    low, high = resample_rates([0, 1], [10, 10], n=2_000, level=0.4)
    assert (low[0], high[0]) == (0.05, 0.05)


def test_blocks_do_not_change_the_shape_of_the_answer() -> None:
    low, high = resample_rates(np.ones((7, 3)), np.full(7, 10), n=1_001)
    assert low.tolist() == high.tolist() == [0.1, 0.1, 0.1]


@pytest.mark.parametrize(
    ("counts", "sizes", "level"),
    [([], [], 0.95), ([1, 2], [1], 0.95), ([1], [1], 1.0), ([1], [1], 0.0), ([1], [[1]], 0.9)],
)
def test_what_does_not_fit_is_refused(counts: object, sizes: object, level: float) -> None:
    with pytest.raises(ValueError, match=r"do not fit|not between"):
        resample_rates(counts, sizes, level=level, n=10)  # type: ignore[arg-type]


# Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3 (score, no correction).
@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)  # fmt: skip
def test_wilson_intervals_meet_published_ones(
    successes: int, trials: int, low: float, high: float
) -> None:
    assert wilson_interval(successes, trials) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(("successes", "trials"), [(1, 0), (3, 2), (-1, 5)])
def test_no_proportion_is_refused(successes: int, trials: int) -> None:
    with pytest.raises(ValueError, match="no proportion"):
        wilson_interval(successes, trials)
