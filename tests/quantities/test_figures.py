"""Missing numbers, zero and "không phát sinh" stay different, and no ratio is rounded before it is printed."""

from collections.abc import Callable
from dataclasses import FrozenInstanceError
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.catalogue.units_of_measure import national_units
from cchc_lib.quantities.dates import Month
from cchc_lib.quantities.figures import Difference, Figure, Quantity, Ratio, State, Sum, total
from cchc_lib.quantities.units import CASES, PERCENT, Unit

STATED, NONE_ARISEN, NOT_GIVEN, UNDEFINED = (
    State.STATED,
    State.NONE_ARISEN,
    State.NOT_GIVEN,
    State.UNDEFINED,
)
NUMBERS = st.decimals(min_value=0, max_value=10**12, places=2)


def stated(value: int | Decimal | str, code: str = "a", unit: Unit = CASES) -> Figure:
    return Figure(code, code, unit, Decimal(value))


def unstated(state: State, code: str = "b") -> Figure:
    return Figure(code, code, CASES, None, state)


ZERO = stated(0, "zero")
FIVE = stated(5, "five")
NONE = unstated(NONE_ARISEN, "none")
MISSING = unstated(NOT_GIVEN, "missing")
IMPOSSIBLE = Ratio(FIVE, ZERO)


def test_zero_none_arisen_and_missing_are_three_things() -> None:
    assert [(figure.state, figure.number) for figure in (ZERO, NONE, MISSING)] == [
        (STATED, 0),
        (NONE_ARISEN, None),
        (NOT_GIVEN, None),
    ]


@pytest.mark.parametrize(
    ("left", "right", "state", "number"),
    [
        (FIVE, ZERO, STATED, 5),
        (FIVE, NONE, STATED, 5),
        (NONE, FIVE, STATED, 5),
        (ZERO, NONE, STATED, 0),
        (NONE, NONE, NONE_ARISEN, None),
        (FIVE, MISSING, NOT_GIVEN, None),
        (MISSING, NONE, NOT_GIVEN, None),
        (MISSING, MISSING, NOT_GIVEN, None),
        (FIVE, IMPOSSIBLE, UNDEFINED, None),
        (NONE, IMPOSSIBLE, UNDEFINED, None),
        (MISSING, IMPOSSIBLE, NOT_GIVEN, None),
    ],
)
def test_a_sum_is_missing_or_none_arisen_only_where_its_parts_are(
    left: Quantity, right: Quantity, state: State, number: int | None
) -> None:
    assert (Sum(left, right).state, Sum(left, right).number) == (state, number)


@pytest.mark.parametrize(
    ("left", "right", "state", "number"),
    [
        (FIVE, ZERO, STATED, 5),
        (FIVE, FIVE, STATED, 0),
        (ZERO, FIVE, STATED, -5),
        (FIVE, NONE, STATED, 5),
        (NONE, FIVE, STATED, -5),
        (NONE, NONE, NONE_ARISEN, None),
        (FIVE, MISSING, NOT_GIVEN, None),
        (NONE, MISSING, NOT_GIVEN, None),
        (IMPOSSIBLE, FIVE, UNDEFINED, None),
        (IMPOSSIBLE, MISSING, NOT_GIVEN, None),
    ],
)
def test_a_difference_is_missing_or_none_arisen_only_where_its_parts_are(
    left: Quantity, right: Quantity, state: State, number: int | None
) -> None:
    assert (Difference(left, right).state, Difference(left, right).number) == (state, number)


@pytest.mark.parametrize(
    ("numerator", "denominator", "state", "number"),
    [
        (FIVE, stated(8), STATED, Fraction(5, 8)),
        (ZERO, FIVE, STATED, 0),
        (NONE, FIVE, STATED, 0),
        (ZERO, ZERO, NONE_ARISEN, None),
        (ZERO, NONE, NONE_ARISEN, None),
        (NONE, ZERO, NONE_ARISEN, None),
        (NONE, NONE, NONE_ARISEN, None),
        (FIVE, ZERO, UNDEFINED, None),
        (FIVE, NONE, UNDEFINED, None),
        (FIVE, MISSING, NOT_GIVEN, None),
        (MISSING, FIVE, NOT_GIVEN, None),
        (MISSING, ZERO, NOT_GIVEN, None),
        (NONE, MISSING, NOT_GIVEN, None),
        (IMPOSSIBLE, FIVE, UNDEFINED, None),
        (FIVE, IMPOSSIBLE, UNDEFINED, None),
        (IMPOSSIBLE, MISSING, NOT_GIVEN, None),
    ],
)
def test_a_ratio_says_why_it_has_no_number(
    numerator: Quantity, denominator: Quantity, state: State, number: Fraction | None
) -> None:
    ratio = Ratio(numerator, denominator)
    assert (ratio.state, ratio.number) == (state, number)


@pytest.mark.parametrize("combine", [Sum, Difference, Ratio])
@pytest.mark.parametrize("left", [ZERO, FIVE, NONE, MISSING, IMPOSSIBLE])
@pytest.mark.parametrize("right", [ZERO, FIVE, NONE, MISSING, IMPOSSIBLE])
def test_a_result_has_a_number_exactly_where_it_is_stated(
    combine: Callable[[Quantity, Quantity], Quantity], left: Quantity, right: Quantity
) -> None:
    result = combine(left, right)
    assert (result.number is not None) == (result.state is STATED)


def test_numerator_and_denominator_are_kept_as_they_are() -> None:
    received, resolved = stated(8823, "received"), stated(8785, "resolved")
    ratio = Ratio(resolved, received)
    assert (ratio.numerator, ratio.denominator) == (resolved, received)


def test_a_ratio_is_not_rounded() -> None:
    assert Ratio(stated(1), stated(3)).number == Fraction(1, 3)


@pytest.mark.parametrize(
    ("unit", "number"), [("%", Fraction(29, 40)), ("điểm phần trăm", Fraction(29, 40)), ("km²", Fraction(145, 2))]
)
def test_a_stated_percentage_is_a_pure_number_within(unit: str, number: Fraction) -> None:
    assert stated("72.5", unit=national_units()[unit]).number == number


def test_counts_and_percentages_calculate_together() -> None:
    amount, attainment = stated("15.5", unit=national_units()["tỷ đồng"]), stated("50", unit=PERCENT)
    assert Ratio(amount, attainment).number == 31


@pytest.mark.parametrize("value", [date(2025, 10, 20), Month(2025, 11), "Sở Nội vụ"])
def test_a_figure_that_is_no_number_is_stated_and_has_none(value: date | Month | str) -> None:
    figure = Figure("a", "a", national_units()["chữ"], value)
    assert (figure.state, figure.number) == (STATED, None)


def test_the_operators_build_the_calculations() -> None:
    one, other = stated(3, "one"), stated(2, "other")
    assert (one + other, one - other, one / other) == (Sum(one, other), Difference(one, other), Ratio(one, other))


A, B, C = stated(7, "a"), stated(4, "b"), stated(2, "c")


@pytest.mark.parametrize(
    ("quantity", "formula"),
    [
        (A, "a"),
        (A + B, "a + b"),
        (A - B, "a − b"),
        (A / B, "a ÷ b"),
        (A + B + C, "a + b + c"),
        (A + (B + C), "a + b + c"),
        (A - (B + C), "a − (b + c)"),
        (A - B - C, "(a − b) − c"),
        (A - (B - C), "a − (b − c)"),
        ((A - B) + C, "(a − b) + c"),
        ((A + B) / C, "(a + b) ÷ c"),
        (A / (B / C), "a ÷ (b ÷ c)"),
    ],
)
def test_a_formula_reads_as_the_calculation_was_made(quantity: Quantity, formula: str) -> None:
    assert quantity.formula() == formula


def test_a_quantity_names_its_figures_from_left_to_right() -> None:
    assert ((C + A) / B).figures() == (C, A, B)


def test_a_figure_used_twice_is_named_once() -> None:
    assert ((A - B) / A).figures() == (A, B)


def test_a_quantity_without_a_number_still_names_its_figures() -> None:
    assert Ratio(MISSING, ZERO).figures() == (MISSING, ZERO)


def test_a_total_adds_up_all_its_parts() -> None:
    assert total(A, B, C).number == 13


def test_a_total_of_one_part_is_the_part_itself() -> None:
    assert total(A) is A


@given(NUMBERS, NUMBERS)
def test_a_sum_agrees_with_exact_arithmetic(one: Decimal, other: Decimal) -> None:
    assert Sum(stated(one), stated(other)).number == Fraction(one) + Fraction(other)


@given(NUMBERS, NUMBERS)
def test_a_difference_agrees_with_exact_arithmetic(one: Decimal, other: Decimal) -> None:
    assert Difference(stated(one), stated(other)).number == Fraction(one) - Fraction(other)


@given(NUMBERS, NUMBERS.filter(bool))
def test_a_ratio_agrees_with_exact_arithmetic(one: Decimal, other: Decimal) -> None:
    assert Ratio(stated(one), stated(other)).number == Fraction(one) / Fraction(other)


@given(st.lists(NUMBERS, min_size=1, max_size=8))
def test_a_total_agrees_with_exact_arithmetic(numbers: list[Decimal]) -> None:
    assert total(*map(stated, numbers)).number == sum(map(Fraction, numbers))


@given(NUMBERS, NUMBERS)
def test_what_was_added_can_be_taken_off_again(one: Decimal, other: Decimal) -> None:
    assert ((stated(one) + stated(other)) - stated(other)).number == Fraction(one)


@pytest.mark.parametrize("field", ["value", "code", "stated_as", "source"])
def test_a_figure_cannot_be_changed(field: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(stated(5), field, None)


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("quantity", [Sum(A, B), Difference(A, B)])
def test_a_calculation_cannot_be_changed(quantity: Quantity, side: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(quantity, side, C)


def test_calculating_leaves_the_figures_as_they_were() -> None:
    before = stated(8785, "resolved")
    after = stated(8785, "resolved")
    assert Ratio(after, stated(8823)).number == Fraction(8785, 8823)
    assert after == before


def test_a_long_sum_is_not_nested_deeply_and_reads_from_left_to_right() -> None:
    parts = [stated(at, f"f{at}") for at in range(200)]
    together = total(*parts)
    assert together.number == sum(range(200))
    assert together.formula() == " + ".join(f"f{at}" for at in range(200))
    assert depth(together) <= 9


def depth(quantity: Quantity) -> int:
    return 1 + max(map(depth, quantity.operands)) if isinstance(quantity, Sum) else 0
