"""Control limits agree with the exact binomial distribution."""

from decimal import Decimal
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.quantities.control_limits import INNER_TAIL, OUTER_TAIL, lower_limit, upper_limit


def chance_of_at_least(count: int, whole: int, share: Fraction) -> Fraction:
    exactly = (comb(whole, late) * share**late * (1 - share) ** (whole - late) for late in range(count, whole + 1))
    return sum(exactly, Fraction(0))


wholes = st.integers(1, 60)
shares = st.fractions(0, 1, max_denominator=200)


@given(wholes, shares, st.sampled_from([INNER_TAIL, OUTER_TAIL]))
def test_a_count_is_beyond_exactly_where_chance_seldom_makes_as_many(
    whole: int, share: Fraction, chance: Decimal
) -> None:
    limit = upper_limit(whole, share, chance)
    for count in range(1, whole + 1):
        tail = chance_of_at_least(count, whole, share)
        if abs(tail - Fraction(chance)) > Fraction(1, 10**20):
            assert (count >= limit) == (tail <= Fraction(chance)), (count, limit)


@given(wholes, shares, st.sampled_from([INNER_TAIL, OUTER_TAIL]))
def test_a_count_is_below_exactly_where_chance_seldom_makes_as_few(
    whole: int, share: Fraction, chance: Decimal
) -> None:
    limit = lower_limit(whole, share, chance)
    for count in range(whole + 1):
        head = 1 - chance_of_at_least(count + 1, whole, share)
        if abs(head - Fraction(chance)) > Fraction(1, 10**20):
            assert (count <= limit) == (head <= Fraction(chance)), (count, limit)


@given(wholes, shares)
def test_the_outer_limit_lies_outside_the_inner_one(whole: int, share: Fraction) -> None:
    assert upper_limit(whole, share, OUTER_TAIL) >= upper_limit(whole, share, INNER_TAIL)
    assert lower_limit(whole, share, OUTER_TAIL) <= lower_limit(whole, share, INNER_TAIL)


def test_one_late_case_of_twelve_is_within_what_chance_makes_and_three_are_not() -> None:
    """With the city at half a percent, the normal approximation would make an outlier of 1 case in 12."""
    limit = upper_limit(12, Fraction(5, 1000), OUTER_TAIL)
    assert 1 < limit < 3


@pytest.mark.parametrize(("share", "limit"), [(Fraction(0), 1), (Fraction(1), 11)])
def test_where_none_or_all_are_late_chance_makes_no_other_count(share: Fraction, limit: int) -> None:
    assert upper_limit(10, share, OUTER_TAIL) == limit
