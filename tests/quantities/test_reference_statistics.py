"""Statistics agree with independent implementations: statsmodels for intervals, scipy for the binomial distribution."""

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from scipy.stats import binom
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from cchc_lib.quantities.control_limits import INNER_TAIL, OUTER_TAIL, lower_limit, upper_limit
from cchc_lib.quantities.figures import Figure, Ratio
from cchc_lib.quantities.intervals import MIN_DENOMINATOR, differ_significantly, wilson
from cchc_lib.quantities.units import CASES

BINARY_NOISE = 1e-9
"""The difference up to which results in binary floating point count as equal."""


def proportions(largest: int, smallest: int = 1) -> st.SearchStrategy[tuple[int, int]]:
    """Return a strategy for a count `k` of `n`, with `n` between two sizes."""
    return st.integers(smallest, largest).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(proportions(10**6))
@example((0, 1))
@example((1, 1))
@example((0, 10**6))
def test_wilsons_interval_is_that_of_statsmodels(proportion: tuple[int, int]) -> None:
    count, whole = proportion
    expected = proportion_confint(count, whole, alpha=0.05, method="wilson")
    assert [float(end) for end in wilson(Fraction(count), Fraction(whole))] == pytest.approx(expected, abs=1e-7)


@given(proportions(10**5, MIN_DENOMINATOR), proportions(10**5, MIN_DENOMINATOR))
@example((0, 5), (5, 5))
@example((56, 70), (48, 80))
def test_two_proportions_differ_where_newcombes_interval_of_statsmodels_excludes_zero(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    low, high = confint_proportions_2indep(*one, *other, compare="diff", method="newcomb", alpha=0.05)
    # At the very edge, the rounding of the normal percentile to six decimals decides.
    assume(min(abs(low), abs(high)) > 1e-7)
    assert differ_significantly(ratio(*one), ratio(*other)) == (not low <= 0 <= high)


def ratio(count: int, whole: int) -> Ratio:
    return Ratio(Figure("count", "", CASES, Decimal(count)), Figure("whole", "", CASES, Decimal(whole)))


units = st.tuples(st.integers(1, 3000), st.fractions(0, 1, max_denominator=1000))


@given(units, st.sampled_from([INNER_TAIL, OUTER_TAIL]))
@example((3000, Fraction(1, 1000)), OUTER_TAIL)
@example((12, Fraction(5, 1000)), OUTER_TAIL)
def test_the_upper_limit_is_the_first_count_whose_binomial_tail_is_small_enough(
    unit: tuple[int, Fraction], chance: Decimal
) -> None:
    whole, share = unit
    limit = ceil(upper_limit(whole, share, chance))
    assert binom.sf(limit - 1, whole, float(share)) <= float(chance) + BINARY_NOISE
    assert binom.sf(limit - 2, whole, float(share)) > float(chance) - BINARY_NOISE


@given(units, st.sampled_from([INNER_TAIL, OUTER_TAIL]))
@example((3000, Fraction(1, 2)), OUTER_TAIL)
def test_the_lower_limit_is_the_last_count_whose_binomial_head_is_small_enough(
    unit: tuple[int, Fraction], chance: Decimal
) -> None:
    whole, share = unit
    limit = floor(lower_limit(whole, share, chance))
    assert binom.cdf(limit, whole, float(share)) <= float(chance) + BINARY_NOISE
    assert limit == whole or binom.cdf(limit + 1, whole, float(share)) > float(chance) - BINARY_NOISE
