"""Values are printed with their unit and rounded once; a missing number is printed in words."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from cchc_lib.catalogue.units_of_measure import national_units
from cchc_lib.quantities.dates import Month
from cchc_lib.quantities.figures import Figure, Qualifier, Quantity, State
from cchc_lib.quantities.numbers import Rounding
from cchc_lib.quantities.printing import calculation_text, full_text, number_text, rounded_number
from cchc_lib.quantities.units import PERCENT, Unit, ValueKind
from cchc_lib.quantities.value import Value

NBSP = "\u00a0"


def figure(
    value: str | None, unit: str = "hồ sơ", state: State = State.STATED, said: Qualifier | None = None
) -> Figure:
    return Figure("a", "Nhãn", national_units()[unit], None if value is None else Decimal(value), state, said)


def stated(value: str, unit: str, said: Qualifier | None = None) -> Value:
    return Value.of(figure(value, unit, said=said))


def computed(quantity: Quantity, unit: str = "%") -> Value:
    return Value("rate", "Tỷ lệ", national_units()[unit], quantity)


def rate(numerator: int, denominator: int) -> Value:
    return computed(figure(str(numerator)) / figure(str(denominator)))


@pytest.mark.parametrize(
    ("numerator", "denominator", "text"),
    [
        (8785, 8823, "99,57%"),
        (6397, 8823, "72,50%"),
        (29, 40, "72,50%"),
        (38, 8785, "0,43%"),
        (3, 3, "100%"),
        (1, 4, "25%"),
        (0, 5, "0%"),
        (24, 20, "120%"),
        (99999, 100000, "100,00%"),
        (1, 100000, "0,00%"),
    ],
)
def test_a_rate_has_two_decimals_unless_it_is_whole(numerator: int, denominator: int, text: str) -> None:
    assert full_text(rate(numerator, denominator), Rounding.HALF_UP) == text


@pytest.mark.parametrize(
    ("numerator", "denominator", "text"), [(8785, 8823, "99,56%"), (4816, 4907, "98,14%"), (29, 40, "72,50%")]
)
def test_decimals_are_cut_off_if_the_ward_does_so(numerator: int, denominator: int, text: str) -> None:
    assert full_text(rate(numerator, denominator), Rounding.TRUNCATE) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("76.3", "%", "76,3%"),
        ("113.12", "%", "113,12%"),
        ("100", "%", "100%"),
        ("99.50", "%", "99,50%"),
        ("94.63", "điểm", f"94,63{NBSP}điểm"),
        ("15.5", "tỷ đồng", f"15,5{NBSP}tỷ đồng"),
        ("21738646640", "đồng", f"21.738.646.640{NBSP}đồng"),
        ("8823", "hồ sơ", f"8.823{NBSP}hồ sơ"),
        ("0", "đoàn", f"0{NBSP}đoàn"),
    ],
)
def test_a_stated_figure_keeps_its_places_beside_its_unit(value: str, unit: str, text: str) -> None:
    assert full_text(stated(value, unit), Rounding.HALF_UP) == text


@pytest.mark.parametrize("rounding", list(Rounding))
def test_a_stated_figure_is_never_rounded(rounding: Rounding) -> None:
    assert full_text(stated("76.3456789", "%"), rounding) == "76,3456789%"


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (Qualifier.ABOUT, "khoảng 7 km"),
        (Qualifier.NEARLY, "gần 7 km"),
        (Qualifier.MORE_THAN, "hơn 7 km"),
        (Qualifier.AT_LEAST, "tối thiểu 7 km"),
        (Qualifier.ABOVE, "trên 7 km"),
    ],
)
def test_the_qualifier_precedes_the_number(said: Qualifier, text: str) -> None:
    assert full_text(stated("7", "km", said), Rounding.HALF_UP).replace(NBSP, " ") == text


def test_qualifier_number_and_unit_do_not_part_at_the_end_of_a_line() -> None:
    assert full_text(stated("7", "km", Qualifier.NEARLY), Rounding.HALF_UP) == f"gần{NBSP}7{NBSP}km"


def test_the_number_without_unit_keeps_its_qualifier() -> None:
    assert number_text(stated("7", "km", Qualifier.ABOUT), Rounding.HALF_UP) == f"khoảng{NBSP}7"


def test_the_operands_of_a_calculation_are_bare_numbers() -> None:
    value = computed(figure("5", said=Qualifier.ABOUT) / figure("8"))
    assert calculation_text(value, Rounding.HALF_UP).startswith("5 / 8")


@pytest.mark.parametrize("text_of", [number_text, full_text])
@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Value.of(figure(None, state=State.NONE_ARISEN)), "không phát sinh"),
        (Value.of(figure(None, state=State.NOT_GIVEN)), "chưa có số liệu"),
        (Value("overview.x", "", Unit("", ValueKind.TEXT), figure(None, state=State.NOT_GIVEN)), "chưa có thông tin"),
        (Value.of(figure(None, state=State.NOT_GIVEN, said=Qualifier.ABOUT)), "chưa có số liệu"),
        (rate(0, 0), "không phát sinh"),
        (rate(5, 0), "không tính được"),
        (computed(figure("5") / figure(None, state=State.NOT_GIVEN)), "chưa có số liệu"),
    ],
)
def test_where_there_is_no_number_the_words_say_why(
    text_of: Callable[[Value, Rounding], str], value: Value, words: str
) -> None:
    assert text_of(value, Rounding.HALF_UP) == words


def test_a_stated_zero_is_printed_as_zero() -> None:
    assert number_text(stated("0", "hồ sơ"), Rounding.HALF_UP) == "0"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (date(2025, 10, 20), "ngày", "20/10/2025"),
        (Month(2025, 11), "tháng", "tháng 11 năm 2025"),
        ("Sở Nội vụ", "chữ", "Sở Nội vụ"),
        (Decimal(2026), "năm", "2026"),
    ],
)
def test_dates_months_years_and_words_stand_alone(value: date | Month | str | Decimal, unit: str, text: str) -> None:
    assert full_text(Value.of(Figure("a", "Nhãn", national_units()[unit], value)), Rounding.HALF_UP) == text


@pytest.mark.parametrize(
    ("quantity", "unit", "text"),
    [
        (figure("8823") / figure("49376"), "hồ sơ/1.000 dân", f"178,7{NBSP}hồ sơ/1.000 dân"),
        (figure("9875") / figure("8823"), "lượt/hồ sơ", f"1,12{NBSP}lượt/hồ sơ"),
        (figure("38") - figure("40"), "hồ sơ", f"-2{NBSP}hồ sơ"),
        (figure("8785") + figure("38"), "hồ sơ", f"8.823{NBSP}hồ sơ"),
        (figure("21738646640") / figure("23"), "đồng/người", f"945.158.550{NBSP}đồng/người"),
        (figure("76.3", "%") - figure("76", "%"), "điểm phần trăm", f"0,30{NBSP}điểm phần trăm"),
    ],
)
def test_a_computed_value_has_the_places_of_its_unit(quantity: Quantity, unit: str, text: str) -> None:
    assert full_text(computed(quantity, unit), Rounding.HALF_UP) == text


def test_the_rounded_number_is_in_the_unit_of_the_value() -> None:
    assert rounded_number(rate(8785, 8823), Rounding.HALF_UP) == Decimal("99.57")


@pytest.mark.parametrize("value", [rate(0, 0), rate(5, 0), Value.of(figure(None, state=State.NOT_GIVEN))])
def test_there_is_nothing_rounded_where_there_is_no_number(value: Value) -> None:
    assert rounded_number(value, Rounding.HALF_UP) is None


def test_a_value_of_a_figure_carries_its_code_label_and_unit() -> None:
    value = Value.of(figure("72.5", "%"))
    assert (value.code, value.label, value.unit) == ("a", "Nhãn", PERCENT)


def test_a_value_keeps_the_exact_number_behind_what_is_printed() -> None:
    assert rate(8785, 8823).number == Fraction(8785, 8823)


def test_a_calculation_shows_what_makes_it_true() -> None:
    plan = computed(figure("15.5", "tỷ đồng") / figure("113.12", "%"), "tỷ đồng")
    assert calculation_text(plan, Rounding.HALF_UP) == f"15,5 / 113,12% = 13,7{NBSP}tỷ đồng"
    load = computed(figure("8823", "hồ sơ") / figure("49376", "người"), "hồ sơ/1.000 dân")
    assert calculation_text(load, Rounding.HALF_UP) == f"8.823 / 49.376 × 1.000 = 178,7{NBSP}hồ sơ/1.000 dân"
