"""A ward's values beside those of its earlier periods: by how much they moved, and whether chance alone explains it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from cchc_lib.indicators.catalogue import compared_counts, indicators
from cchc_lib.indicators.declaration import Direction
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
"""A share of fewer carries its interval."""
_AS_LONG = 20
"""Periods are about as long where they differ by no more than one day in so many."""
BASIS_LABELS = {ComparisonBasis.PREVIOUS: "kỳ trước", ComparisonBasis.YEAR_BEFORE: "cùng kỳ năm trước"}
EARLIER_ASPECT = {ComparisonBasis.PREVIOUS: Aspect.PREVIOUS, ComparisonBasis.YEAR_BEFORE: Aspect.YEAR_BEFORE}
"""The aspect of a value that is its value in an earlier period."""
CHANGE_ASPECT = {
    ComparisonBasis.PREVIOUS: Aspect.PREVIOUS_CHANGE,
    ComparisonBasis.YEAR_BEFORE: Aspect.YEAR_BEFORE_CHANGE,
}
"""The aspect of a value that is its distance from an earlier period."""


class Verdict(StrEnum):
    """What became of a value."""

    IMPROVED = "improved"
    WORSENED = "worsened"
    CHANGED = "moved"
    """Of what has no better side, and of counts, which grow and shrink with what there is to count."""
    UNCHANGED = "unchanged"
    """Or by less than is printed."""
    WITHIN_NOISE = "within noise"
    """It moved by no more than chance alone may bring about."""


@dataclass(frozen=True)
class Trend:
    """A value now and in an earlier period."""

    before: Value
    after: Value
    rounding: Rounding
    """The ward's: what is judged is what a reader sees."""

    @property
    def direction_word(self) -> str:
        """The direction in which it moved, in words."""
        return direction_word(self.change)

    @property
    def change(self) -> Fraction:
        """By how much, exactly, as a pure number."""
        return (self.after.number or Fraction(0)) - (self.before.number or Fraction(0))

    @property
    def has_rounding_mismatch(self) -> bool:
        """Whether the difference of what is printed is another than the difference that is printed."""
        before, after = (rounded_number(each, self.rounding) or Decimal(0) for each in (self.before, self.after))
        unit = self.after.unit
        printed = round_number(self.change * unit.scale, unit.decimals, self.rounding)
        return Fraction(after) - Fraction(before) != Fraction(printed)

    @property
    def verdict(self) -> Verdict:
        """Judged on exact values."""
        moved, unit = self.change, self.after.unit
        texts = {number_text(value, self.rounding) for value in (self.before, self.after)}
        if len(texts) == 1 or not round_number(moved * unit.scale, unit.decimals, self.rounding):
            return Verdict.UNCHANGED
        if not differ_significantly(self.after.quantity, self.before.quantity):
            return Verdict.WITHIN_NOISE
        declared = indicators().get(self.after.code)
        direction = declared.direction if declared else Direction.NEUTRAL
        if direction is Direction.NEUTRAL or unit.kind is ValueKind.COUNT:
            return Verdict.CHANGED
        return Verdict.IMPROVED if (moved > 0) == (direction is Direction.HIGHER) else Verdict.WORSENED


def have_similar_length(one: Period, other: Period) -> bool:
    """Whether counts of two periods may be compared."""
    return abs(one.days - other.days) * _AS_LONG <= max(one.days, other.days)


def compared_codes(one: Period, other: Period) -> tuple[str, ...]:
    """What of two periods is compared: every indicator that can improve; what grows by the day only if as long."""
    judged = {code: each for code, each in indicators().items() if each.direction is not Direction.NEUTRAL}
    if have_similar_length(one, other):
        return *compared_counts(), *judged
    return tuple(
        code for code, each in judged.items() if each.unit.kind is not ValueKind.COUNT and not each.accumulates
    )


def trend_values(
    now: Mapping[str, Value], before: Mapping[str, Value], basis: ComparisonBasis, codes: Iterable[str]
) -> Iterator[Value]:
    """For each code that both periods know: the earlier value, the change, and intervals where there are few cases.

    Of what one period alone knows, the earlier value by itself, which may be none.
    """
    for code in codes:
        after, earlier = now[code], _earlier(before[code], basis)
        if after.number is not None or earlier.number is not None:
            yield earlier
        if after.number is not None and earlier.number is not None:
            yield from (*_bounds(after), *_bounds(earlier))
            yield change_value(earlier, after, basis)


def _earlier(value: Value, which: ComparisonBasis) -> Value:
    label, aspect = BASIS_LABELS[which], EARLIER_ASPECT[which]
    renamed = {
        figure.code: replace(
            figure, code=str(ValueKey(figure.code, aspects=(aspect,))), label=f"{figure.label} ({label})"
        )
        for figure in value.quantity.figures()
    }
    code, quantity = str(value.key.with_aspect(aspect)), substitute_figures(value.quantity, renamed)
    return Value(code, f"{value.label} ({label})", value.unit, quantity)


def _bounds(value: Value) -> Iterator[Value]:
    """The interval of a share of few."""
    quantity = value.quantity
    few = isinstance(quantity, Ratio) and is_proportion(quantity) and part_and_whole(quantity)[1] < SMALL_DENOMINATOR
    return interval_values(value) if few else iter(())


def interval_values(value: Value) -> Iterator[Value]:
    """The ends of the interval around a share of counts; nothing for what is none."""
    quantity = value.quantity
    if isinstance(quantity, Ratio) and is_proportion(quantity):
        ends = ((Aspect.LOW, "cận dưới", LowerBound), (Aspect.HIGH, "cận trên", UpperBound))
        for aspect, name, bound in ends:
            code, label = str(value.key.with_aspect(aspect)), f"{value.label}: {name} của khoảng tin cậy 95%"
            yield Value(code, label, value.unit, bound(quantity.numerator, quantity.denominator))


def change_value(before: Value, after: Value, basis: ComparisonBasis) -> Value:
    """By how far a value is from that of an earlier period, never below zero."""
    rises = (after.number or 0) > (before.number or 0)
    ends = (after.quantity, before.quantity) if rises else (before.quantity, after.quantity)
    label = f"{after.label}: chênh lệch so với {BASIS_LABELS[basis]}"
    return Value(str(after.key.with_aspect(CHANGE_ASPECT[basis])), label, after.unit.difference_unit, Difference(*ends))
