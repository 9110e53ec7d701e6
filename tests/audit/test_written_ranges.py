"""A written number allows a range: it contains the true number, and no number beyond the written precision."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.audit.qualifier_mentions import mentioned_qualifier
from cchc_lib.audit.written_ranges import Range, WrittenNumber, written_range
from cchc_lib.catalogue.units_of_measure import national_units
from cchc_lib.quantities.figures import Qualifier
from cchc_lib.quantities.numbers import Rounding, format_number, round_number
from cchc_lib.quantities.units import CASES, PERCENT

TRUE_RATES = st.fractions(0, 1)
PLACES = st.integers(0, 3)


def holds(range_: Range, number: Fraction) -> bool:
    return range_.meets(Range(number, number))


@given(TRUE_RATES, PLACES, st.sampled_from(Rounding))
def test_a_rate_lies_in_the_range_of_what_is_printed_of_it(rate: Fraction, places: int, rounding: Rounding) -> None:
    printed = round_number(rate * 100, places, rounding)
    assert holds(written_range(WrittenNumber(printed, PERCENT)), rate)


@given(TRUE_RATES, PLACES, st.sampled_from((-2, 2)))
def test_a_rate_two_steps_away_does_not(rate: Fraction, places: int, steps: int) -> None:
    printed = round_number(rate * 100, places, Rounding.HALF_UP) + Decimal(steps).scaleb(-places)
    if printed >= 0:
        assert not holds(written_range(WrittenNumber(printed, PERCENT)), rate)


@given(st.integers(1000, 10**7))
def test_a_count_that_is_written_out_is_exact(count: int) -> None:
    text = f"{format_number(Decimal(count))} hồ sơ"
    assert written_range(WrittenNumber(Decimal(count), CASES, text)) == Range(Fraction(count), Fraction(count))


@given(st.integers(1000, 10**6), PLACES, st.sampled_from(Rounding))
def test_a_count_lies_in_the_range_of_its_thousands(count: int, places: int, rounding: Rounding) -> None:
    thousands = round_number(Fraction(count, 1000), places, rounding)
    written = WrittenNumber(thousands * 1000, CASES, f"{format_number(thousands)} ngàn hồ sơ")
    assert holds(written_range(written), Fraction(count))


@given(st.decimals(1, 10**6, places=1), st.sampled_from(Qualifier))
def test_a_qualifier_opens_the_range_to_its_side_alone(value: Decimal, qualifier: Qualifier) -> None:
    range_ = written_range(WrittenNumber(value, national_units()["tỷ đồng"], "", qualifier))
    assert holds(range_, Fraction(value))
    below, above = Fraction(value) - Fraction(1, 100), Fraction(value) + Fraction(1, 100)
    assert holds(range_, above) is (qualifier is not Qualifier.NEARLY)
    assert holds(range_, below) is (qualifier in (Qualifier.NEARLY, Qualifier.ABOUT))


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("đạt trên 99%", Qualifier.ABOVE),
        ("gần 60 ngàn hồ sơ", Qualifier.NEARLY),
        ("ít nhất 4 lần", Qualifier.AT_LEAST),
        ("8.291/8.400, trên 99%", None),
        ("trên số tiếp nhận 99%", None),
        ("99% trên 8.400 hồ sơ", None),
        ("hơn nữa 5", None),
    ],
)
def test_a_word_right_before_the_first_number_is_its_qualifier(text: str, qualifier: Qualifier | None) -> None:
    assert mentioned_qualifier(text) is qualifier


NUMBERS = st.fractions(0, 1000)


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_the_sum_of_numbers_lies_in_the_sum_of_their_ranges(a: Fraction, b: Fraction, c: Fraction, d: Fraction) -> None:
    one, other = Range(min(a, b), max(a, b)), Range(min(c, d), max(c, d))
    for left in (one.low, one.high):
        for right in (other.low, other.high):
            assert left is not None and right is not None
            assert holds(one + other, left + right)
            assert holds(one * other, left * right)
            if left >= right:
                assert holds(one - other, left - right)
            if right:
                assert holds(one / other, left / right)
