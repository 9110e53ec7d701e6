"""Statistics of a group of units: median, ranks with ties, and pooled values."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from statistics import median

from cchc_lib.quantities.figures import Figure, Quantity, Ratio, State
from cchc_lib.quantities.value_key import Aspect, Scope, ValueKey


def median_of(numbers: Sequence[Fraction]) -> Fraction | None:
    """Return the median of exact numbers, of an even count the mean of the middle two; None if there are none."""
    return Fraction(median(numbers)) if numbers else None


def tied_rank(number: Fraction, numbers: Sequence[Fraction], *, lowest_first: bool) -> int:
    """Return the rank of a number: one more than the count of better ones, so that equal ones share a rank.

    Args:
        number: the number to rank.
        numbers: all numbers of the group, sorted upwards.
        lowest_first: whether a lower number is better.
    """
    better = bisect_left(numbers, number) if lowest_first else len(numbers) - bisect_right(numbers, number)
    return 1 + better


@dataclass(frozen=True, eq=False)
class Sample:
    """The same value of many units; units without the value are ignored.

    A unit that states no parts of a rate may be a member by the rate that it published. Such a rate has a position
    among the others, so that medians and ranks use it. It has no counts, so that no pooled value does.
    """

    code: str
    """The code of the value without a unit, such as `procedures.on_time_rate`."""
    members: Mapping[str, Quantity]
    """The value of each unit, by its code such as `w11488.procedures.on_time_rate`; `.claimed` ends that of a claim."""

    @cached_property
    def numbers(self) -> tuple[Fraction, ...]:
        """The known numbers in ascending order."""
        return tuple(sorted(member.number for member in self.members.values() if member.number is not None))

    @cached_property
    def claims(self) -> tuple[Quantity, ...]:
        """The members that are rates as their units published them."""
        return tuple(member for code, member in self.members.items() if _is_claim(code))

    def has_value_of(self, unit: Scope) -> bool:
        """Return whether a unit states the value of this sample."""
        code = str(ValueKey.parse(self.code).within(unit))
        return code in self.members and self.members[code].state is State.STATED


class RankOrder(StrEnum):
    """The order in which values are ranked; the name is that of the operation in formulas and records."""

    HIGHEST_FIRST = "rank_highest_first"
    """The highest value has rank 1."""
    LOWEST_FIRST = "rank_lowest_first"
    """The lowest value has rank 1."""


# The members of a sample are not among the figures of the quantities below. Each member is a number of the same record
# with its figures; repeated with each median and rank they would make the record of a city many times larger (ADR 12).


@dataclass(frozen=True, eq=False)
class Median(Quantity):
    """The median of a sample; of an even number of values, the mean of the middle two."""

    sample: Sample
    """The values of the units."""
    symbol = "median"

    @property
    def state(self) -> State:
        """STATED if there is a number, otherwise the reason why there is none."""
        return State.STATED if self.sample.numbers else State.NOT_GIVEN

    @cached_property
    def number(self) -> Fraction | None:
        """The exact number in its pure form; None unless the state is STATED."""
        return median_of(self.sample.numbers)

    def figures(self) -> tuple[Figure, ...]:
        """Return no figures, since the sample holds them."""
        return ()

    def formula(self) -> str:
        """Return the calculation in codes of figures."""
        return f"{self.symbol}({self.sample.code})"


@dataclass(frozen=True, eq=False)
class Rank(Quantity):
    """The rank of one value in a sample: one plus the number of better values, so that equal values share a rank."""

    member: str
    """The code of the value in the sample."""
    sample: Sample
    """The values of the units."""
    symbol: RankOrder
    """The order of the values."""

    @property
    def state(self) -> State:
        """STATED if there is a number, otherwise the reason why there is none."""
        return self.sample.members[self.member].state

    @cached_property
    def number(self) -> Fraction | None:
        """The exact number in its pure form; None unless the state is STATED."""
        number = self.sample.members[self.member].number
        if number is None:
            return None
        lowest_first = self.symbol is RankOrder.LOWEST_FIRST
        return Fraction(tied_rank(number, self.sample.numbers, lowest_first=lowest_first))

    def figures(self) -> tuple[Figure, ...]:
        """Return no figures, since the sample holds them."""
        return ()

    def formula(self) -> str:
        """Return the calculation in codes of figures."""
        return f"{self.symbol}({self.member}; {self.sample.code})"


@dataclass(frozen=True, eq=False)
class Pooled(Quantity):
    """The pooled value of a sample: the sum of counts; of rates, the sum of numerators over that of denominators."""

    sample: Sample
    """The values of the units."""
    paired_with: Sample | None = None
    """A second sample; if given, only units that also have a value in it are pooled."""
    symbol = "pooled"

    @cached_property
    def stated(self) -> tuple[Quantity, ...]:
        """The values that are pooled."""
        paired_with = self.paired_with
        return tuple(
            member
            for code, member in self.sample.members.items()
            if member.state is State.STATED
            and not _is_claim(code)
            and (paired_with is None or paired_with.has_value_of(ValueKey.parse(code).scope))
        )

    @cached_property
    def parts(self) -> tuple[Fraction, Fraction] | None:
        """The sum of numerators and the sum of denominators of rates; None for other values."""
        ratios = [member for member in self.stated if isinstance(member, Ratio)]
        if not ratios or len(ratios) < len(self.stated):
            return None
        return _sum_of(ratio.numerator for ratio in ratios), _sum_of(ratio.denominator for ratio in ratios)

    @property
    def state(self) -> State:
        """STATED if there is a number, otherwise the reason why there is none."""
        return State.NOT_GIVEN if self.number is None else State.STATED

    @cached_property
    def number(self) -> Fraction | None:
        """The exact number in its pure form; None unless the state is STATED."""
        if self.parts:
            return self.parts[0] / self.parts[1] if self.parts[1] else None
        # A sum of rates, or of rates and counts, has no meaning.
        if not self.stated or any(isinstance(member, Ratio) for member in self.stated):
            return None
        return _sum_of(self.stated)

    def figures(self) -> tuple[Figure, ...]:
        """Return no figures, since the sample holds them."""
        return ()

    def formula(self) -> str:
        """Return the calculation in codes of figures."""
        return f"{self.symbol}({self.sample.code}{f'; {self.paired_with.code}' if self.paired_with else ''})"


def _is_claim(code: str) -> bool:
    return ValueKey.parse(code).aspect is Aspect.CLAIMED


def _sum_of(quantities: Iterable[Quantity]) -> Fraction:
    return sum((quantity.number or Fraction(0) for quantity in quantities), Fraction(0))
