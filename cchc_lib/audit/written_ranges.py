"""The range of true values that a written number allows, by its precision and the word before it.

«5,65 ngàn» may be any number from 5.645 to 5.659, since some cut decimals off and others round; «trên 99%» any number
from 99% on; 8.823 cases are exactly 8.823. Rules of the audit compare ranges, so that a number is called wrong only if
no reading of it is right.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cchc_lib.audit.number_mentions import number_mentions, scale_of
from cchc_lib.audit.qualifier_mentions import mentioned_qualifier
from cchc_lib.quantities.figures import Difference, Figure, Qualifier, Quantity, Ratio, State, Sum
from cchc_lib.quantities.units import Unit, ValueKind


@dataclass(frozen=True)
class Range:
    """Numbers from a lowest to a highest one, both included."""

    low: Fraction
    """The lowest number."""
    high: Fraction | None
    """The highest number; None if there is no upper end."""

    @property
    def is_exact(self) -> bool:
        """Whether the range holds one number alone."""
        return self.low == self.high

    def meets(self, other: "Range") -> bool:
        """Return whether a number lies in both ranges."""
        return not self.is_above(other) and not other.is_above(self)

    def is_above(self, other: "Range") -> bool:
        """Return whether every number of this range is higher than every one of the other."""
        return other.high is not None and self.low > other.high

    def within(self, other: "Range") -> "Range":
        """Return the numbers that lie in both ranges, which must meet."""
        highs = [high for high in (self.high, other.high) if high is not None]
        return Range(max(self.low, other.low), min(highs, default=None))

    def __add__(self, other: "Range") -> "Range":
        return Range(self.low + other.low, _sum(self.high, other.high))

    def __sub__(self, other: "Range") -> "Range":
        """Return the differences that are not negative; the range is empty, with its end below zero, if none is."""
        low = Fraction(0) if other.high is None else max(Fraction(0), self.low - other.high)
        return Range(low, None if self.high is None else self.high - other.low)

    def __truediv__(self, other: "Range") -> "Range":
        low = Fraction(0) if other.high is None else self.low / other.high
        return Range(low, self.high / other.low if self.high is not None and other.low else None)

    def __mul__(self, other: "Range") -> "Range":
        high = None if None in (self.high, other.high) else (self.high or Fraction(0)) * (other.high or Fraction(0))
        return Range(self.low * other.low, high)


NOTHING_KNOWN = Range(Fraction(0), None)
"""The range of a number of which nothing is known but that it is not negative."""


def _sum(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one + other


@dataclass(frozen=True)
class WrittenNumber:
    """A number with what is known of how it was written."""

    value: Decimal
    """The number in its unit."""
    unit: Unit
    """The unit."""
    text: str = ""
    """The words of the ward; empty if they are not known."""
    qualifier: Qualifier | None = None
    """The word that makes the number inexact."""


def written_range(written: WrittenNumber) -> Range:
    """Return the range of true values that a written number allows, as pure numbers."""
    value, step = Fraction(written.value), _step(written)
    # Some round half up and others cut off: 43,27 may be 43,265 as well as 43,279.
    qualifier = written.qualifier or mentioned_qualifier(written.text)
    plain = Range(value - step / 2, value + step * Fraction(999_999, 1_000_000))
    widened = _widened(plain, value, step or _last_digit(written.value), qualifier)
    scale = written.unit.scale
    high = None if widened.high is None else widened.high / scale
    return Range(max(Fraction(0), widened.low) / scale, high)


def _step(written: WrittenNumber) -> Fraction:
    """Return the value of the last written place: 10 for «5,65 ngàn»; 0 for a count that is written out."""
    own_scale = scale_of(written.unit)
    for mention in number_mentions(written.text):
        if mention.scale and mention.value is not None and mention.value * mention.scale == written.value * own_scale:
            return Fraction(mention.scale, own_scale) * _place(mention.value)
    return Fraction(0) if written.unit.kind is ValueKind.COUNT else _place(written.value)


def _place(number: Decimal) -> Fraction:
    return Fraction(10) ** int(number.as_tuple().exponent)


def _last_digit(number: Decimal) -> Fraction:
    """Return the value of the last digit that is not zero: 100 for 8.800, and 1 for 0."""
    return Fraction(10) ** int(number.normalize().as_tuple().exponent) if number else Fraction(1)


def _widened(plain: Range, value: Fraction, step: Fraction, qualifier: Qualifier | None) -> Range:
    """Return the range of a number with a qualifier; reports round generously, by up to two steps."""
    match qualifier:
        case None:
            return plain
        case Qualifier.ABOUT:
            return Range(value - 2 * step, value + 2 * step)
        case Qualifier.NEARLY:
            return Range(value - 2 * step, value)
        case Qualifier.MORE_THAN:
            return Range(value, value + 2 * step)
        case Qualifier.AT_LEAST | Qualifier.ABOVE:
            return Range(value, None)


def range_of(quantity: Quantity) -> Range | None:
    """Return the range of a stated or computed quantity; None if nothing is known of it."""
    if quantity.state is State.NONE_ARISEN:
        return Range(Fraction(0), Fraction(0))
    match quantity:
        case Figure():
            return _range_of_figure(quantity)
        case Sum() | Difference() | Ratio():
            left, right = (range_of(operand) for operand in quantity.operands)
            if left is None or right is None:
                return None
            operations = {Sum: Range.__add__, Difference: Range.__sub__, Ratio: Range.__truediv__}
            return operations[type(quantity)](left, right)
        case _:
            return None if quantity.number is None else Range(quantity.number, quantity.number)


def _range_of_figure(figure: Figure) -> Range | None:
    if not isinstance(figure.value, Decimal) or figure.state is not State.STATED:
        return None
    text = figure.as_written
    has_scale = any(mention.scale for mention in number_mentions(text))
    words = text if has_scale else f"{text} {figure.unit_as_written}"
    return written_range(WrittenNumber(figure.value, figure.unit, words, figure.qualifier))
