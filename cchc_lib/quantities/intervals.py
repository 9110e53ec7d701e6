"""Confidence intervals of proportions, and the test of whether two proportions differ significantly.

The interval is Wilson's score interval of 95% (E. B. Wilson, JASA 22, 1927). Two proportions are compared by the hybrid
score interval of R. G. Newcombe, Statistics in Medicine 17, 1998, method 10. Both are valid for small counts and for
proportions of 0 and 100%.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import isqrt

from cchc_lib.quantities.figures import Figure, Operation, Quantity, Ratio, State
from cchc_lib.quantities.samples import Pooled
from cchc_lib.quantities.units import DONG, ValueKind

_NORMAL_QUANTILE = Fraction(1959964, 1000000)
"""The 97,5th percentile of the standard normal distribution."""
MIN_DENOMINATOR = 5
"""The smallest denominator with which proportions are compared; below it Newcombe's interval is too narrow."""
_ROOT_PRECISION = 10**24
"""The precision of roots, which are computed with integers so that every machine gives the same result."""


def _root(number: Fraction) -> Fraction:
    return Fraction(isqrt(number.numerator * _ROOT_PRECISION**2 // number.denominator), _ROOT_PRECISION)


def wilson(part: Fraction, whole: Fraction) -> tuple[Fraction, Fraction]:
    """Return the lower and upper end of Wilson's interval of 95% for `part` of `whole`, where `whole` is above zero."""
    share, spread = part / whole, _NORMAL_QUANTILE**2 / whole
    middle = share + spread / 2
    reach = _root(spread * (share * (1 - share) + spread / 4))
    low = (middle - reach) / (1 + spread) if part else Fraction(0)
    # At 0 and 100% the end is exactly 0 or 1; the root, which is cut off, would miss it by its last digit.
    return low, (middle + reach) / (1 + spread) if part < whole else Fraction(1)


@dataclass(frozen=True)
class Bound(Operation):
    """One end of the confidence interval of a proportion."""

    numerator: Quantity
    """The part."""
    denominator: Quantity
    """The whole."""
    end = 0
    """The position of this end in what `wilson` returns: 0 for the lower, 1 for the upper one."""

    @property
    def operands(self) -> tuple[Quantity, Quantity]:
        """The two operands, from left to right."""
        return self.numerator, self.denominator

    def formula(self) -> str:
        """Return the calculation in codes of figures."""
        return f"{self.symbol}({self.numerator.formula()}, {self.denominator.formula()})"

    @cached_property
    def state(self) -> State:
        """STATED if there is a number, otherwise the reason why there is none."""
        return Ratio(self.numerator, self.denominator).state

    @cached_property
    def number(self) -> Fraction | None:
        """The exact number in its pure form; None unless the state is STATED."""
        share = Ratio(self.numerator, self.denominator)
        return wilson(*part_and_whole(share))[self.end] if share.number is not None and is_proportion(share) else None


@dataclass(frozen=True)
class LowerBound(Bound):
    """The lower end of the confidence interval."""

    symbol = "wilson_low"
    end = 0


@dataclass(frozen=True)
class UpperBound(Bound):
    """The upper end of the confidence interval."""

    symbol = "wilson_high"
    end = 1


def part_and_whole(share: Ratio) -> tuple[Fraction, Fraction]:
    """Return the numerator and denominator of a ratio; a count that did not arise is 0."""
    return share.numerator.number or Fraction(0), share.denominator.number or Fraction(0)


def is_proportion(quantity: Quantity) -> bool:
    """Return whether a quantity is a proportion: some of a number of counted things of one kind."""
    if not isinstance(quantity, Ratio) or quantity.number is None or not all(map(_is_count, quantity.figures())):
        return False
    part, whole = part_and_whole(quantity)
    # Cases per person are a ratio of counts, too, but no proportion; staff over posts are one.
    return 0 <= part <= whole and len({figure.unit.counted for figure in quantity.figures()}) == 1


def _proportion_counts(quantity: Quantity) -> tuple[Fraction, Fraction] | None:
    """Return part and whole of a proportion, also of one pooled over many units; None for other quantities."""
    if isinstance(quantity, Pooled):
        return quantity.parts if all(map(is_proportion, quantity.stated)) else None
    return part_and_whole(quantity) if isinstance(quantity, Ratio) and is_proportion(quantity) else None


def _is_count(figure: Figure) -> bool:
    # An amount of money is a whole number of đồng, but no sample of single đồng.
    return figure.unit.kind is ValueKind.COUNT and figure.unit != DONG


def differ_significantly(one: Quantity, other: Quantity) -> bool:
    """Return whether two proportions differ significantly; for other quantities, whether they differ at all."""
    if one.number is None or other.number is None:
        return False
    apart = one.number - other.number
    pair = [counts for quantity in (one, other) if (counts := _proportion_counts(quantity))]
    # Scores, amounts and rates without counts have no sampling error that could be computed.
    if len(pair) < 2:
        return apart != 0
    if min(whole for _, whole in pair) < MIN_DENOMINATOR:
        return False
    (low, high), (other_low, other_high) = (wilson(*counts) for counts in pair)
    # Zero lies outside Newcombe's interval (method 10) if the difference exceeds its arm towards zero.
    if apart > 0:
        return apart**2 > (one.number - low) ** 2 + (other_high - other.number) ** 2
    return apart**2 > (high - one.number) ** 2 + (other.number - other_low) ** 2
