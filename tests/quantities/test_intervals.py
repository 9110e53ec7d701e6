"""Intervals of proportions and significant differences agree with published tables."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.quantities.figures import Figure, Ratio
from cchc_lib.quantities.intervals import LowerBound, UpperBound, differ_significantly, is_proportion, wilson
from cchc_lib.quantities.units import CASES, DONG, PERCENT
from cchc_lib.record.formula import EvaluationContext, calculation_of, quantity_of


def share(part: int, whole: int, unit=CASES) -> Ratio:
    return Ratio(Figure("part", "", unit, Decimal(part)), Figure("whole", "", unit, Decimal(whole)))


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(81, 263, "0.2553", "0.3662"), (15, 148, "0.0624", "0.1605"), (0, 20, "0", "0.1611"), (1, 29, "0.0061", "0.1718")],
)
def test_the_interval_is_that_of_newcombe_1998_table_1(part: int, whole: int, low: str, high: str) -> None:
    ends = wilson(Fraction(part), Fraction(whole))
    assert [round(float(end), 4) for end in ends] == [float(low), float(high)]


counts = st.integers(1, 10**6).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))


@given(counts)
def test_the_interval_holds_its_share_and_stays_within_everything(pair: tuple[int, int]) -> None:
    low, high = wilson(Fraction(pair[0]), Fraction(pair[1]))
    assert 0 <= low <= Fraction(*pair) <= high <= 1


@given(counts, counts)
def test_the_order_of_two_values_does_not_decide_if_they_differ(one: tuple[int, int], other: tuple[int, int]) -> None:
    assert differ_significantly(share(*one), share(*other)) == differ_significantly(share(*other), share(*one))
    assert not differ_significantly(share(*one), share(*one))


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ((56, 70), (48, 80), True),
        ((9, 10), (3, 10), True),
        ((6, 7), (2, 7), True),
        ((5, 56), (0, 29), False),
        ((4, 4), (5, 6), False),
    ],
)
def test_two_shares_differ_as_newcombe_1998b_table_2_has_it(
    one: tuple[int, int], other: tuple[int, int], apart: bool
) -> None:
    assert differ_significantly(share(*one), share(*other)) is apart


def test_only_things_that_are_counted_have_a_share_with_an_interval() -> None:
    assert is_proportion(share(1, 2))
    assert not is_proportion(share(3, 2))
    assert not is_proportion(share(0, 0))
    assert not is_proportion(share(1, 2, DONG))
    assert not is_proportion(Figure("a", "", PERCENT, Decimal(50)))
    assert differ_significantly(share(1, 2, DONG), share(1, 3, DONG))


def test_a_bound_can_be_computed_again_from_its_record() -> None:
    rate = share(9, 10)
    for kind, name in ((LowerBound, "wilson_low"), (UpperBound, "wilson_high")):
        bound = kind(rate.numerator, rate.denominator)
        assert bound.formula() == f"{name}(part, whole)"
        figures = {figure.code: figure for figure in bound.figures()}
        assert quantity_of(calculation_of(bound), EvaluationContext(figures)) == bound
    assert LowerBound(*share(0, 0).operands).number is None
