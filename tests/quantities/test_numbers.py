"""Vietnamese numbers are read and written without losing a digit, and rounding is exact."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.quantities.numbers import Rounding, format_number, parse_number, round_number

PLACES = st.integers(min_value=0, max_value=6)
EXACT = st.fractions(min_value=-(10**12), max_value=10**12)
DECIMALS = st.builds(
    lambda digits, places: Decimal(f"{digits}E-{places}"),
    st.integers(min_value=-(10**18), max_value=10**18),
    st.integers(min_value=0, max_value=8),
)
"""A strategy for decimals of up to 19 digits, trailing zeros included."""
BOTH_WAYS = pytest.mark.parametrize("rounding", list(Rounding))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"),
        ("7", "7"),
        ("1409", "1409"),
        ("1.409", "1409"),
        ("8.823", "8823"),
        ("49.376", "49376"),
        ("21.738.646.640", "21738646640"),
        ("43,27", "43.27"),
        ("0,44", "0.44"),
        ("1.234.567,89", "1234567.89"),
        ("1234567,89", "1234567.89"),
        ("-12,5", "-12.5"),
        ("-1.409", "-1409"),
    ],
)
def test_a_vietnamese_number_is_read_exactly(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)


def test_the_places_a_number_was_written_with_are_kept() -> None:
    assert str(parse_number("99,50")) == "99.50"


@pytest.mark.parametrize("text", ["98.8", "1.40", "12.34.567", "8.8234", "1.2345", "1234.567", ".5", "5.", "8..823"])
def test_a_dot_that_groups_no_three_digits_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="a dot groups three digits; write decimals with a comma"):
        parse_number(text)


@pytest.mark.parametrize("text", ["0.125", "0.440", "00.125", "-0.500", "012.345"])
def test_a_group_that_leads_with_zero_is_an_english_decimal_and_refused(text: str) -> None:
    with pytest.raises(ValueError, match="comma"):
        parse_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        ",5",
        "5,",
        "8,823.5",
        "1,2,3",
        "8 823",
        "8.823 hồ sơ",
        "gần 7",
        "1e5",
        "NaN",
        "Infinity",
        "+5",
        "--5",
        "½",
        "5²",
        "0x10",
        "1_000",
        "43,27%",
        "8.823\n",
        " 7",
        "−5",
    ],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"8\.823|comma"):
        parse_number(text)


@given(st.text(max_size=12) | st.text(alphabet="0123456789.,-", max_size=12))
def test_any_text_is_either_a_finite_number_or_refused_with_a_value_error(text: str) -> None:
    try:
        assert parse_number(text).is_finite()
    except ValueError as error:
        assert "number" in str(error) or "comma" in str(error)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0", "0"),
        ("999", "999"),
        ("1000", "1.000"),
        ("8823", "8.823"),
        ("21738646640", "21.738.646.640"),
        ("43.27", "43,27"),
        ("99.50", "99,50"),
        ("0.05", "0,05"),
        ("-1409.5", "-1.409,5"),
        ("1E+3", "1.000"),
    ],
)
def test_a_number_is_written_the_vietnamese_way(number: str, text: str) -> None:
    assert format_number(Decimal(number)) == text


def test_a_year_is_written_without_groups() -> None:
    assert format_number(Decimal(2026), grouped=False) == "2026"


@given(DECIMALS, st.booleans())
def test_what_was_written_reads_as_the_same_number_with_the_same_places(number: Decimal, grouped: bool) -> None:
    assert parse_number(format_number(number, grouped=grouped)).as_tuple() == number.as_tuple()


@given(DECIMALS)
def test_writing_a_number_loses_and_adds_no_digit(number: Decimal) -> None:
    assert re.sub(r"\D", "", format_number(number)) == re.sub(r"\D", "", f"{number:f}")


@given(DECIMALS)
def test_a_written_number_is_grouped_by_three(number: Decimal) -> None:
    assert re.fullmatch(r"-?\d{1,3}(\.\d{3})*(,\d+)?", format_number(number))


@given(DECIMALS)
def test_a_number_without_groups_has_no_dot(number: Decimal) -> None:
    assert "." not in format_number(number, grouped=False)


@pytest.mark.parametrize("text", ["1" * 28 + ",5", "123." + ".".join(["456"] * 12) + ",123456789"])
def test_a_number_of_very_many_digits_is_written_with_all_of_them(text: str) -> None:
    assert format_number(parse_number(text)).replace(".", "") == text.replace(".", "")


@pytest.mark.parametrize(
    ("exact", "places", "half_up", "truncated"),
    [
        (Fraction(8747, 8785) * 100, 2, "99.57", "99.56"),
        (Fraction(8785, 8823) * 100, 2, "99.57", "99.56"),
        (Fraction(6397, 8823) * 100, 2, "72.50", "72.50"),
        (Fraction(4816, 4907) * 100, 2, "98.15", "98.14"),
        (Fraction(1396, 1409) * 100, 2, "99.08", "99.07"),
        (Fraction(2, 3), 0, "1", "0"),
        (Fraction(-2, 3), 1, "-0.7", "-0.6"),
    ],
)
def test_each_rounding_gives_its_own_number(exact: Fraction, places: int, half_up: str, truncated: str) -> None:
    assert str(round_number(exact, places, Rounding.HALF_UP)) == half_up
    assert str(round_number(exact, places, Rounding.TRUNCATE)) == truncated


@pytest.mark.parametrize(
    ("exact", "places", "printed"),
    [
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("2.675", 2, "2.68"),
        ("1.005", 2, "1.01"),
        ("0.125", 2, "0.13"),
        ("-0.5", 0, "-1"),
        ("-2.5", 0, "-3"),
        ("-1.005", 2, "-1.01"),
    ],
)
def test_a_half_goes_up_and_away_from_zero(exact: str, places: int, printed: str) -> None:
    assert str(round_number(Fraction(exact), places, Rounding.HALF_UP)) == printed


@given(st.integers(min_value=-(10**12), max_value=10**12), PLACES)
def test_every_half_goes_to_the_number_farther_from_zero(whole: int, places: int) -> None:
    half = Fraction(2 * whole + 1, 2 * 10**places)
    assert abs(Fraction(round_number(half, places, Rounding.HALF_UP))) == abs(half) + Fraction(1, 2 * 10**places)


@given(EXACT, PLACES)
def test_half_up_is_off_by_at_most_half_a_place(exact: Fraction, places: int) -> None:
    assert abs(Fraction(round_number(exact, places, Rounding.HALF_UP)) - exact) <= Fraction(1, 2 * 10**places)


@given(EXACT, PLACES)
def test_truncating_goes_towards_zero_by_less_than_a_place(exact: Fraction, places: int) -> None:
    cut = Fraction(round_number(exact, places, Rounding.TRUNCATE))
    assert 0 <= abs(exact) - abs(cut) < Fraction(1, 10**places)
    assert cut * exact >= 0


@BOTH_WAYS
@given(exact=EXACT, places=PLACES)
def test_a_rounded_number_has_the_places_that_were_asked_for(exact: Fraction, places: int, rounding: Rounding) -> None:
    assert round_number(exact, places, rounding).as_tuple().exponent == -places


@BOTH_WAYS
@given(exact=EXACT, places=PLACES)
def test_negative_numbers_round_as_their_positive_ones(exact: Fraction, places: int, rounding: Rounding) -> None:
    assert round_number(-exact, places, rounding) == -round_number(exact, places, rounding)


@BOTH_WAYS
@given(exact=EXACT, places=PLACES)
def test_rounding_a_rounded_number_changes_nothing(exact: Fraction, places: int, rounding: Rounding) -> None:
    once = round_number(exact, places, rounding)
    assert round_number(Fraction(once), places, rounding) == once


@BOTH_WAYS
@given(one=EXACT, other=EXACT, places=PLACES)
def test_rounding_never_changes_the_order_of_two_numbers(
    one: Fraction, other: Fraction, places: int, rounding: Rounding
) -> None:
    smaller, greater = sorted((one, other))
    assert round_number(smaller, places, rounding) <= round_number(greater, places, rounding)


@BOTH_WAYS
def test_rounding_a_very_long_number_loses_no_digit_before_the_comma(rounding: Rounding) -> None:
    assert str(round_number(Fraction(10**30 + 1), 2, rounding)) == "1" + "0" * 29 + "1.00"
