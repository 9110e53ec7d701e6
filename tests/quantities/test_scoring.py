"""The arithmetic of points."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.quantities.figures import Figure, Quantity, State
from cchc_lib.quantities.scoring import Product, Reached, Smaller
from cchc_lib.quantities.units import SCORE
from cchc_lib.record.formula import EvaluationContext, calculation_of, quantity_of

NUMBERS = st.decimals(min_value=0, max_value=1000, places=2)


def figure(code: str, value: Decimal | None, state: State = State.STATED) -> Figure:
    return Figure(code, code, SCORE, value, state)


@given(NUMBERS, NUMBERS)
def test_operations_are_those_of_fractions(left: Decimal, right: Decimal) -> None:
    one, other = figure("a.a", left), figure("b.b", right)
    assert Product(one, other).number == Fraction(left) * Fraction(right)
    assert Smaller(one, other).number == min(Fraction(left), Fraction(right))
    assert Reached(one, other).number == (1 if left >= right else 0)


@given(NUMBERS, NUMBERS, st.sampled_from((Product, Smaller, Reached)))
def test_a_record_gives_the_same_operation_back(left: Decimal, right: Decimal, kind: type) -> None:
    figures = {"a.a": figure("a.a", left), "b.b": figure("b.b", right)}
    quantity: Quantity = kind(*figures.values())
    calculation = calculation_of(quantity)
    assert calculation is not None
    read = quantity_of(calculation, EvaluationContext(figures))
    assert (read, read.formula()) == (quantity, quantity.formula())


def test_what_is_not_given_stays_so_and_what_did_not_arise_is_not_scored() -> None:
    stated = figure("a.a", Decimal(1))
    for kind in (Product, Smaller, Reached):
        for state in (State.NOT_GIVEN, State.NONE_ARISEN):
            result = kind(figure("b.b", None, state), stated)
            assert (result.state, result.number) == (state, None)


def test_a_number_just_below_a_threshold_does_not_reach_it() -> None:
    assert Reached(figure("a.a", Decimal("99.996")), figure("b.b", Decimal(100))).number == 0
