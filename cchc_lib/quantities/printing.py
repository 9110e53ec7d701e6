"""Values as Vietnamese text: the rounded number with its unit, or the words for a missing number."""

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from cchc_lib.quantities.dates import Month, format_date
from cchc_lib.quantities.figures import Figure, Qualifier, Quantity, Ratio, State
from cchc_lib.quantities.numbers import Rounding, format_number, round_number
from cchc_lib.quantities.samples import Pooled
from cchc_lib.quantities.units import Unit, ValueKind
from cchc_lib.quantities.value import Value


class PrintedForm(StrEnum):
    """The forms in which a value is printed."""

    FULL = "full"
    """With its unit: `3 văn bản`."""
    NUMBER = "number"
    """Without its unit: `3`."""
    NONE = "none"
    """As FULL, but zero in words, as offices write: `không có`."""


NONE_WORDS = "không có"
"""The words for zero in the form NONE."""
STATE_WORDS = {
    State.NONE_ARISEN: "không phát sinh",
    State.NOT_GIVEN: "chưa có số liệu",
    State.UNDEFINED: "không tính được",
}
"""The words for a missing number by its state."""
_ONE_DIGIT = re.compile(r"(?<!\d)[1-9](?!\d)")
_MAX_SUM_DECIMALS = 6
"""The decimal places of a sum in a calculation, if it is not a whole number; stated numbers have fewer."""
NO_INFORMATION = "chưa có thông tin"
"""The words for a missing name, year or day."""
QUALIFIER_WORDS = {
    Qualifier.ABOUT: "khoảng",
    Qualifier.NEARLY: "gần",
    Qualifier.MORE_THAN: "hơn",
    Qualifier.AT_LEAST: "tối thiểu",
    Qualifier.ABOVE: "trên",
}
"""The words for the qualifiers of numbers."""


def rounded_number(value: Value, rounding: Rounding) -> Decimal | None:
    """Return the number that is printed, in the value's unit; None if there is no number.

    A stated figure keeps the decimal places with which it was stated. A computed value has those of its unit, or none
    if it is a whole number (100%).
    """
    # A stated number is never rounded again: the report must agree with the data of the ward.
    if isinstance(value.quantity, Figure):
        return value.quantity.value if isinstance(value.quantity.value, Decimal) else None
    if value.number is None:
        return None
    scaled = value.number * value.unit.scale
    return round_number(scaled, 0 if scaled.denominator == 1 else value.unit.decimals, rounding)


def number_text(value: Value, rounding: Rounding) -> str:
    """Return the number with qualifier and without unit (`gần 7`), or the words for a missing number."""
    text = _bare_number_text(value, rounding)
    return _qualifier_text(value.quantity) + text if value.state is State.STATED else text


def _bare_number_text(value: Value, rounding: Rounding) -> str:
    """Return the number without qualifier and unit, or the words for a missing number."""
    if value.state is State.NOT_GIVEN and not value.unit.kind.is_numeric:
        return NO_INFORMATION
    if value.state is not State.STATED:
        return STATE_WORDS[value.state]
    number = rounded_number(value, rounding)
    if number is not None:
        return format_number(number, grouped=value.unit.kind is not ValueKind.YEAR)
    return _text_of_date_or_name(value.quantity)


def full_text(value: Value, rounding: Rounding) -> str:
    """Return the number with qualifier and unit (`gần 7 km`, `72,50%`), or the words for a missing number."""
    text = number_text(value, rounding)
    return value.unit.with_number(text) if value.state is State.STATED else text


def printed_text(value: Value, form: PrintedForm, rounding: Rounding) -> str:
    """Return a value as it is printed in one of the forms."""
    match form:
        case PrintedForm.NUMBER:
            return number_text(value, rounding)
        case PrintedForm.NONE if value.state is State.STATED and value.number == 0:
            return NONE_WORDS
        case _:
            return full_text(value, rounding)


def paper_text(value: Value, text: str) -> str:
    """Return a printed count below ten with a leading zero, as offices write it (`03 văn bản`); empty for others."""
    if value.unit.kind is not ValueKind.COUNT or not isinstance(value.number, Fraction | int):
        return ""
    digit = _ONE_DIGIT.search(text)
    return f"{text[: digit.start()]}0{text[digit.start() :]}" if digit and 1 <= value.number <= 9 else ""


def direction_word(change: Fraction) -> str:
    """Return the Vietnamese word for a rise or a fall."""
    return "tăng" if change > 0 else "giảm"


def change_text(before: Decimal, after: Decimal, unit: Unit) -> str:
    """Return the change of a stated number in words: `tăng 5 điểm phần trăm`."""
    change = after - before
    return f"{direction_word(Fraction(change))} {unit.difference_unit.with_number(format_number(abs(change)))}"


def operands_text(quantity: Quantity, rounding: Rounding) -> str:
    """Return the operands of a division: `8.747 / 8.785`, `15,5 / 113,12%`; empty for other quantities."""
    if isinstance(quantity, Pooled) and quantity.parts:
        decimals = (0 if part.denominator == 1 else _MAX_SUM_DECIMALS for part in quantity.parts)
        return " / ".join(
            format_number(round_number(part, places, rounding))
            for part, places in zip(quantity.parts, decimals, strict=True)
        )
    if not isinstance(quantity, Ratio):
        return ""
    parts = (Value("", "", figure.figures()[0].unit, figure) for figure in quantity.operands)
    return " / ".join(_operand(part, rounding) for part in parts)


def _operand(part: Value, rounding: Rounding) -> str:
    """Return an operand without qualifier and unit, except that a share keeps its %."""
    number = _bare_number_text(part, rounding)
    return part.unit.with_number(number) if part.unit.kind is ValueKind.SHARE and part.state is State.STATED else number


def calculation_text(value: Value, rounding: Rounding) -> str:
    """Return a division with its result, `8.747 / 8.785 = 99,57%`; for other quantities the printed value."""
    computed = operands_text(value.quantity, rounding)
    scaled = value.unit.scale if value.unit.kind is ValueKind.MEASURE else 1
    # A rate for each 1.000 people is multiplied; that a share is multiplied by 100% is understood.
    times = f" × {format_number(Decimal(scaled))}" if computed and scaled != 1 else ""
    return " = ".join(filter(None, (computed + times, full_text(value, rounding))))


def machine_text(value: Value, rounding: Rounding) -> str | None:
    """Return the printed value for machines: a decimal point, dates in ISO form; None if there is no value."""
    number = rounded_number(value, rounding)
    if number is not None:
        return str(number)
    match value.quantity:
        case Figure(value=Month(year, month)):
            return f"{year}-{month:02d}"
        case Figure(value=date() | str() as stated):
            return str(stated)
        case _:
            return None


def _text_of_date_or_name(quantity: Quantity) -> str:
    match quantity:
        case Figure(value=date() as day):
            return format_date(day)
        case Figure(value=Month() | str() as stated):
            return str(stated)
        case _:
            raise TypeError(f"nothing to print in {quantity!r}")


def _qualifier_text(quantity: Quantity) -> str:
    qualifier = quantity.qualifier if isinstance(quantity, Figure) else None
    return f"{QUALIFIER_WORDS[qualifier]}\u00a0" if qualifier else ""
