"""Comparison of a ward's values with those of earlier periods: the change and its statistical significance."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.catalogue.definitions import Direction
from cchc_lib.inputs.periods import ComparisonBasis
from cchc_lib.quantities.dates import Period
from cchc_lib.quantities.figures import Difference, Ratio, substitute_figures
from cchc_lib.quantities.intervals import LowerBound, UpperBound, differ_significantly, is_proportion, part_and_whole
from cchc_lib.quantities.numbers import Rounding, round_number
from cchc_lib.quantities.printing import direction_word, number_text, rounded_number
from cchc_lib.quantities.units import ValueKind
from cchc_lib.quantities.value import Value
from cchc_lib.quantities.value_key import Aspect, ValueKey

SMALL_DENOMINATOR = 100
"""The denominator below which a proportion is printed with its confidence interval (ADR 11)."""
# A judgement: one day in twenty lets quarters of 90 and 92 days be compared, but not periods of 90 and 112 days.
_MAX_LENGTH_DIFFERENCE = Fraction(1, 20)
"""The part of the longer period by which two periods of similar length may differ."""
BASIS_LABELS = {ComparisonBasis.PREVIOUS: "kỳ trước", ComparisonBasis.YEAR_BEFORE: "cùng kỳ năm trước"}
"""The Vietnamese names of the earlier periods."""
EARLIER_ASPECT = {ComparisonBasis.PREVIOUS: Aspect.PREVIOUS, ComparisonBasis.YEAR_BEFORE: Aspect.YEAR_BEFORE}
"""The aspect of a value that is its value in an earlier period."""
CHANGE_ASPECT = {
    ComparisonBasis.PREVIOUS: Aspect.PREVIOUS_CHANGE,
    ComparisonBasis.YEAR_BEFORE: Aspect.YEAR_BEFORE_CHANGE,
}
"""The aspect of a value that is its distance from an earlier period."""


class Verdict(StrEnum):
    """The judgement on the change of a value."""

    IMPROVED = "improved"
    """A change in the better direction of the indicator."""
    WORSENED = "worsened"
    """A change against the better direction of the indicator."""
    CHANGED = "changed"
    """A change that is neither better nor worse: of a neutral indicator, or of a count."""
    UNCHANGED = "unchanged"
    """No change, or one that is too small to be printed."""
    WITHIN_NOISE = "within noise"
    """A change that is not statistically significant."""


@dataclass(frozen=True)
class Trend:
    """A value now and in an earlier period."""

    before: Value
    """The value in the earlier period."""
    after: Value
    """The value now."""
    direction: Direction
    """The direction in which the value improves."""
    rounding: Rounding
    """The rounding of the ward; the judgement is about the numbers as they are printed."""

    @property
    def direction_word(self) -> str:
        """The Vietnamese word for a rise or a fall."""
        return direction_word(self.change)

    @property
    def change(self) -> Fraction:
        """The exact change as a pure number; negative for a fall."""
        return (self.after.number or Fraction(0)) - (self.before.number or Fraction(0))

    @property
    def has_rounding_mismatch(self) -> bool:
        """True if the printed change differs from the difference of the printed values, because of rounding."""
        before, after = (rounded_number(value, self.rounding) or Decimal(0) for value in (self.before, self.after))
        unit = self.after.unit
        printed = round_number(self.change * unit.scale, unit.decimals, self.rounding)
        return Fraction(after) - Fraction(before) != Fraction(printed)

    @property
    def verdict(self) -> Verdict:
        """The judgement on the exact change."""
        change, unit = self.change, self.after.unit
        texts = {number_text(value, self.rounding) for value in (self.before, self.after)}
        # A reader who sees equal numbers must not be told that they changed.
        if len(texts) == 1 or not round_number(change * unit.scale, unit.decimals, self.rounding):
            return Verdict.UNCHANGED
        if not differ_significantly(self.after.quantity, self.before.quantity):
            return Verdict.WITHIN_NOISE
        # More cases or fewer say nothing about how well they were handled.
        if self.direction is Direction.NEUTRAL or unit.kind is ValueKind.COUNT:
            return Verdict.CHANGED
        return Verdict.IMPROVED if (change > 0) == (self.direction is Direction.HIGHER) else Verdict.WORSENED


def have_similar_length(one: Period, other: Period) -> bool:
    """Return whether two periods have a similar length, so that their counts may be compared."""
    return abs(one.days - other.days) <= max(one.days, other.days) * _MAX_LENGTH_DIFFERENCE


def compared_codes(catalogue: Catalogue, one: Period, other: Period) -> tuple[str, ...]:
    """Return the codes that two periods are compared by: all indicators with a better direction.

    Counts and indicators that accumulate over the year are compared only between periods of similar length.
    """
    directed = {
        code: indicator
        for code, indicator in catalogue.indicators.items()
        if indicator.direction is not Direction.NEUTRAL
    }
    if have_similar_length(one, other):
        return *catalogue.compared_counts, *directed
    return tuple(
        code
        for code, indicator in directed.items()
        if indicator.unit.kind is not ValueKind.COUNT and not indicator.accumulates
    )


def trend_values(
    now: Mapping[str, Value], before: Mapping[str, Value], basis: ComparisonBasis, codes: Iterable[str]
) -> Iterator[Value]:
    """Yield the earlier value of each code, and if both values are known, the change and their intervals.

    If only one of the two values is known, the earlier value alone is yielded, which may be missing.

    Args:
        now: the values of this period by code.
        before: the values of the earlier period by code.
        basis: the earlier period that it is.
        codes: the codes to compare.
    """
    for code in codes:
        after, earlier = now[code], _as_earlier_value(before[code], basis)
        if after.number is not None or earlier.number is not None:
            yield earlier
        if after.number is not None and earlier.number is not None:
            yield from (*_intervals_of_small_counts(after), *_intervals_of_small_counts(earlier))
            yield change_value(earlier, after, basis)


def _as_earlier_value(value: Value, basis: ComparisonBasis) -> Value:
    """Return a value of an earlier period with that period in its code and label, and in those of its figures."""
    label, aspect = BASIS_LABELS[basis], EARLIER_ASPECT[basis]
    renamed = {
        figure.code: replace(
            figure, code=str(ValueKey(figure.code, aspects=(aspect,))), label=f"{figure.label} ({label})"
        )
        for figure in value.quantity.figures()
    }
    code, quantity = str(value.key.with_aspect(aspect)), substitute_figures(value.quantity, renamed)
    return Value(code, f"{value.label} ({label})", value.unit, quantity)


def _intervals_of_small_counts(value: Value) -> Iterator[Value]:
    """Yield both ends of the confidence interval of a proportion with a small denominator; nothing for other values."""
    quantity = value.quantity
    if isinstance(quantity, Ratio) and is_proportion(quantity) and part_and_whole(quantity)[1] < SMALL_DENOMINATOR:
        yield from interval_values(value)


def interval_values(value: Value) -> Iterator[Value]:
    """Yield both ends of the confidence interval of a proportion; nothing for other values."""
    quantity = value.quantity
    if isinstance(quantity, Ratio) and is_proportion(quantity):
        ends = ((Aspect.LOW, "cận dưới", LowerBound), (Aspect.HIGH, "cận trên", UpperBound))
        for aspect, name, bound in ends:
            code, label = str(value.key.with_aspect(aspect)), f"{value.label}: {name} của khoảng tin cậy 95%"
            yield Value(code, label, value.unit, bound(quantity.numerator, quantity.denominator))


def change_value(before: Value, after: Value, basis: ComparisonBasis) -> Value:
    """Return the distance between a value and that of an earlier period, which is never below zero."""
    rises = (after.number or 0) > (before.number or 0)
    # The text names the direction, such as `giảm`, and the number follows without a sign.
    operands = (after.quantity, before.quantity) if rises else (before.quantity, after.quantity)
    label = f"{after.label}: chênh lệch so với {BASIS_LABELS[basis]}"
    return Value(
        str(after.key.with_aspect(CHANGE_ASPECT[basis])), label, after.unit.difference_unit, Difference(*operands)
    )
