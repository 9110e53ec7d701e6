"""Medians, ranks and pooled values of a sample."""

from decimal import Decimal
from fractions import Fraction
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.quantities.figures import Figure, Quantity, Ratio, State
from cchc_lib.quantities.numbers import Rounding
from cchc_lib.quantities.printing import calculation_text
from cchc_lib.quantities.samples import (
    Median,
    Pooled,
    Rank,
    RankOrder,
    Sample,
)
from cchc_lib.quantities.units import CASES, PERCENT
from cchc_lib.quantities.value import Value
from cchc_lib.record.formula import EvaluationContext, calculation_of, quantity_of


def stated(value: int | None) -> Figure:
    state = State.NOT_GIVEN if value is None else State.STATED
    return Figure("x", "", CASES, None if value is None else Decimal(value), state)


def sample(values: list[int | None], code: str = "x") -> Sample:
    return Sample(code, {f"w{at:05d}.{code}": stated(value) for at, value in enumerate(values)})


def share(part: int, whole: int) -> Quantity:
    return Ratio(Figure("part", "", CASES, Decimal(part)), Figure("whole", "", CASES, Decimal(whole)))


values = st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=1, max_size=20)


@given(values)
def test_the_median_is_that_of_the_known_values(numbers: list[int | None]) -> None:
    known = [number for number in numbers if number is not None]
    assert Median(sample(numbers)).number == (Fraction(median(known)) if known else None)


@given(values)
def test_a_rank_is_one_more_than_the_number_of_better_values(numbers: list[int | None]) -> None:
    of_all = sample(numbers)
    for code, own in of_all.members.items():
        high, low = (Rank(code, of_all, order).number for order in RankOrder)
        if own.number is None:
            assert (high, low) == (None, None)
        else:
            known = [number for number in numbers if number is not None]
            assert high == 1 + sum(number > own.number for number in known)
            assert low == 1 + sum(number < own.number for number in known)


def test_rates_are_pooled_by_their_parts_and_not_by_their_mean() -> None:
    of_all = Sample("x", {"w00001.x": share(1, 10), "w00002.x": share(0, 90)})
    pooled = Pooled(of_all)
    assert pooled.number == Fraction(1, 100)
    assert calculation_text(Value("", "", PERCENT, pooled), Rounding.HALF_UP) == "1 / 100 = 1%"


def test_counts_are_added_up_and_missing_ones_are_ignored() -> None:
    assert Pooled(sample([1, None, 4])).number == 5
    assert Pooled(sample([None])).state is State.NOT_GIVEN


def test_only_units_with_a_value_in_both_samples_are_pooled() -> None:
    before = Sample("x.previous", {"w00000.x.previous": stated(9), "w00001.x.previous": stated(None)})
    assert Pooled(sample([1, 2, 4]), before).number == 1


def test_rates_and_other_values_do_not_add_up() -> None:
    assert Pooled(Sample("x", {"w00001.x": share(1, 10), "w00002.x": stated(3)})).number is None


@pytest.mark.parametrize("of", [Median, Pooled, lambda sample_: Rank("w00001.x", sample_, RankOrder.LOWEST_FIRST)])
def test_a_quantity_over_a_sample_is_read_back_from_its_record(of) -> None:
    of_all = sample([3, 1, 2])
    quantity = of(of_all)
    again = quantity_of(calculation_of(quantity), EvaluationContext({}, {"x": of_all}))
    assert (again.number, again.formula()) == (quantity.number, quantity.formula())
