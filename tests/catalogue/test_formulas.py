"""Formulas are parsed by a small grammar and compute exactly what they say."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.catalogue.formulas import FormulaError, Known, parse_formula
from cchc_lib.quantities.figures import Figure, Quantity
from cchc_lib.quantities.units import CASES

AMOUNTS = {f"cases.{letter}": Decimal(number) for letter, number in zip("abcde", (2, 3, 5, 7, 11), strict=True)}
WARD: dict[str, Quantity] = {code: Figure(code, code, CASES, amount) for code, amount in AMOUNTS.items()}
KNOWN = Known(frozenset(AMOUNTS), {}, {})


@st.composite
def expressions(draw: st.DrawFn, depth: int = 3) -> tuple[str, Fraction]:
    """Draw the text of a formula and its value."""
    if depth == 0 or draw(st.booleans()):
        code = draw(st.sampled_from(sorted(AMOUNTS)))
        return code, Fraction(AMOUNTS[code])
    left, one = draw(expressions(depth=depth - 1))
    right, other = draw(expressions(depth=depth - 1))
    sign = draw(st.sampled_from("+-/" if other else "+-"))
    value = {"+": one + other, "-": one - other, "/": one / other if other else one}[sign]
    return f"({left}) {sign} ({right})", value


@given(expressions())
def test_a_formula_computes_the_number_that_it_stands_for(expression: tuple[str, Fraction]) -> None:
    text, value = expression
    assert (parse_formula(text, KNOWN)(WARD).number or 0) == value


@pytest.mark.parametrize(
    ("text", "printed", "value"),
    [
        ("cases.a", "cases.a", 2),
        ("cases.a+cases.b + cases.c", "cases.a + cases.b + cases.c", 10),
        ("cases.e - cases.a - cases.b", "(cases.e − cases.a) − cases.b", 6),
        ("cases.e - cases.a + cases.b", "(cases.e − cases.a) + cases.b", 12),
        ("cases.a / cases.b + cases.c", "(cases.a ÷ cases.b) + cases.c", Fraction(17, 3)),
        ("(cases.a + cases.b) ÷ cases.c", "(cases.a + cases.b) ÷ cases.c", 1),
    ],
)
def test_division_binds_closer_and_signs_apply_from_left_to_right(text: str, printed: str, value: Fraction) -> None:
    quantity = parse_formula(text, KNOWN)(WARD)
    assert (quantity.formula(), quantity.number) == (printed, value)


@pytest.mark.parametrize(
    "text",
    ["", "cases.a +", "/ cases.a", "cases.a cases.b", "(cases.a", "cases.a)", "cases.x", "1 + 1", "()", "(" * 999],
)
def test_what_is_no_formula_is_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        parse_formula(text, KNOWN)


@given(st.text(st.sampled_from("abc.()+-/÷− \n1_"), max_size=40))
def test_any_text_is_a_formula_or_an_error(text: str) -> None:
    try:
        formula = parse_formula(text, KNOWN)
    except FormulaError:
        return
    assert set(figure.code for figure in formula(WARD).figures()) <= set(AMOUNTS)


def test_only_the_share_of_two_codes_tells_what_it_divides() -> None:
    assert parse_formula("cases.a / cases.b", KNOWN).divided == ("cases.a", "cases.b")
    assert parse_formula("cases.a / (cases.b)", KNOWN).divided is None
    assert parse_formula("cases.a + cases.b", KNOWN).divided is None


def test_the_limit_of_a_formula_says_what_it_counts() -> None:
    with pytest.raises(FormulaError, match="201 codes and signs; expected a formula of 1 to 200 codes and signs"):
        parse_formula(" + ".join(["cases.a"] * 101), KNOWN)
