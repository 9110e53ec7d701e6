"""The median of many, the rank of one among them, and all together."""

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
def test_the_median_is_that_of_what_is_known(numbers: list[int | None]) -> None:
    known = [each for each in numbers if each is not None]
    found = Median(sample(numbers)).number
    assert found == (Fraction(median(known)) if known else None)


@given(values)
def test_equal_values_share_a_rank_and_each_rank_tells_how_many_are_better(numbers: list[int | None]) -> None:
    of_all = sample(numbers)
    for code, own in of_all.members.items():
        high, low = (Rank(code, of_all, way).number for way in RankOrder)
        if own.number is None:
            assert (high, low) == (None, None)
        else:
            known = [each for each in numbers if each is not None]
            assert high == 1 + sum(each > own.number for each in known)
            assert low == 1 + sum(each < own.number for each in known)


def test_rates_are_pooled_by_their_parts_and_not_by_their_mean() -> None:
    of_all = Sample("x", {"w00001.x": share(1, 10), "w00002.x": share(0, 90)})
    pooled = Pooled(of_all)
    assert pooled.number == Fraction(1, 100)
    assert calculation_text(Value("", "", PERCENT, pooled), Rounding.HALF_UP) == "1 / 100 = 1%"


def test_counts_are_added_up_and_what_is_not_known_adds_nothing() -> None:
    assert Pooled(sample([1, None, 4])).number == 5
    assert Pooled(sample([None])).state is State.NOT_GIVEN


def test_only_those_are_pooled_that_have_a_value_beside() -> None:
    before = Sample("x.previous", {"w00000.x.previous": stated(9), "w00001.x.previous": stated(None)})
    assert Pooled(sample([1, 2, 4]), before).number == 1


def test_rates_and_other_values_do_not_add_up() -> None:
    assert Pooled(Sample("x", {"w00001.x": share(1, 10), "w00002.x": stated(3)})).number is None


@pytest.mark.parametrize("of", [Median, Pooled, lambda each: Rank("w00001.x", each, RankOrder.LOWEST_FIRST)])
def test_what_stands_on_a_sample_is_read_back_as_it_was(of) -> None:
    of_all = sample([3, 1, 2])
    quantity = of(of_all)
    again = quantity_of(calculation_of(quantity), EvaluationContext({}, {"x": of_all}))
    assert (again.number, again.formula()) == (quantity.number, quantity.formula())
