"""Numbers in Vietnamese notation: a dot groups three digits (8.823), a comma precedes decimals (43,27)."""

import re
from decimal import Decimal, localcontext
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from babel.numbers import format_decimal

# A first group of zero, as in 0.125, is an English decimal and is refused.
_GROUPED = re.compile(r"-?[1-9]\d{0,2}(\.\d{3})+(,\d+)?", re.ASCII)
_PLAIN = re.compile(r"-?\d+(,\d+)?", re.ASCII)


class Rounding(StrEnum):
    """The way in which a number is shortened to the decimal places that are printed.

    Reports differ: some cut decimals off, most round half up, as the National Public Service Portal does.
    """

    HALF_UP = "half_up"
    """Round to the nearest number, and a half away from zero: 0,125 is 0,13."""
    TRUNCATE = "truncate"
    """Cut further decimals off: 0,129 is 0,12."""


def parse_number(text: str) -> Decimal:
    """Return the exact value of a Vietnamese number.

    Raises:
        ValueError: the text is not such a number; the message says what is expected. A dot that does not group three
            digits (98.8) is refused, since it may be a decimal point or a typing error.
    """
    if _GROUPED.fullmatch(text) or _PLAIN.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    if re.fullmatch(r"-?[\d.]+", text):
        raise ValueError("a dot groups three digits; write decimals with a comma (98,8)")
    raise ValueError("a number such as 8.823 or 43,27")


def round_number(number: Fraction, decimals: int, rounding: Rounding) -> Decimal:
    """Return an exact number rounded to `decimals` decimal places."""
    # Exact: integers only, so that no precision of the decimal context comes in.
    scaled = abs(number) * 10**decimals
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    if rounding is Rounding.HALF_UP and 2 * rest >= scaled.denominator:
        whole += 1
    # From text, since arithmetic on decimals rounds to the digits of its context.
    return Decimal(f"{whole if number >= 0 else -whole}E-{decimals}")


def format_number(number: Decimal, *, grouped: bool = True) -> str:
    """Return a number in Vietnamese notation with all its decimal places: 8.823, 43,27, 99,50."""
    sign, digits, exponent = number.as_tuple()
    return _formatted(sign, digits, int(exponent), grouped)


# Babel is slow, and reports of many wards print the same numbers again and again.
@lru_cache(maxsize=4096)
def _formatted(sign: int, digits: tuple[int, ...], exponent: int, grouped: bool) -> str:
    # The arguments are the parts of a number: as numbers, 99,5 and 99,50 are equal and would share one cached text.
    places = max(0, -exponent)
    pattern = ("#,##0" if grouped else "0") + ("." + "0" * places if places else "")
    with localcontext(prec=max(28, len(digits) + places + 2)):
        return str(
            format_decimal(Decimal((sign, digits, exponent)), format=pattern, locale="vi", decimal_quantization=False)
        )


def roman(number: int) -> str:
    """Return a number from 1 to 99 in Roman numerals."""
    tens, ones = divmod(number, 10)
    of_tens = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
    return of_tens[tens] + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
