"""Statistics of a group of units: median, ranks with ties, and pooled values."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from statistics import median

from cchc_lib.quantities.figures import Figure, Quantity, Ratio, State
from cchc_lib.quantities.value_key import Scope, ValueKey


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
    """The same value of many units; units without the value are ignored."""

    code: str
    members: Mapping[str, Quantity]
    """The value of each unit, by its code such as `w11488.procedures.on_time_rate`."""

    @cached_property
    def numbers(self) -> tuple[Fraction, ...]:
        """The known numbers in ascending order."""
        return tuple(sorted(each.number for each in self.members.values() if each.number is not None))

    def states(self, unit: Scope) -> bool:
        """Return whether a unit gives this value."""
        code = str(ValueKey.parse(self.code).within(unit))
        return code in self.members and self.members[code].state is State.STATED


@dataclass(frozen=True, eq=False)
class Median(Quantity):
    """The median of a sample; of an even number of values, the mean of the middle two."""

    sample: Sample
    symbol = "median"

    @property
    def state(self) -> State:
        """Whether there is a number, and if not, why."""
        return State.STATED if self.sample.numbers else State.NOT_GIVEN

    @cached_property
    def number(self) -> Fraction | None:
        """The exact number in its pure form; None unless the state is STATED."""
        return median_of(self.sample.numbers)

    def figures(self) -> tuple[Figure, ...]:
        """Return the figures behind the quantity, each once, from left to right."""
        return ()  # Each member is a number of the record with its operands.

    def formula(self) -> str:
        """Return the calculation in codes of figures."""
        return f"{self.symbol}({self.sample.code})"


@dataclass(frozen=True, eq=False)
class Rank(Quantity):
    """The rank of one value in a sample: one plus the number of better values, so that equal values share a rank."""

    own: str
    """The member's code."""
    sample: Sample
    symbol: str
    """One of RANKS."""

    @property
    def state(self) -> State:
        """Whether there is a number, and if not, why."""
        return self.sample.members[self.own].state

    @cached_property
    def number(self) -> Fraction | None:
        """The exact number in its pure form; None unless the state is STATED."""
        own = self.sample.members[self.own].number
        if own is None:
            return None
        return Fraction(tied_rank(own, self.sample.numbers, lowest_first=self.symbol == LOWEST_FIRST))

    def figures(self) -> tuple[Figure, ...]:
        """Return the figures behind the quantity, each once, from left to right."""
        return ()

    def formula(self) -> str:
        """Return the calculation in codes of figures."""
        return f"{self.symbol}({self.own}; {self.sample.code})"


@dataclass(frozen=True, eq=False)
class Pooled(Quantity):
    """The pooled value of a sample: the sum of counts; of rates, the sum of numerators over that of denominators."""

    sample: Sample
    beside: Sample | None = None
    """A second sample; if given, only units that also have a value in it are pooled."""
    symbol = "pooled"

    @cached_property
    def stated(self) -> tuple[Quantity, ...]:
        """The values that are pooled."""
        return tuple(
            each
            for code, each in self.sample.members.items()
            if each.state is State.STATED and (self.beside is None or self.beside.states(ValueKey.parse(code).scope))
        )

    @cached_property
    def parts(self) -> tuple[Fraction, Fraction] | None:
        """The sum of numerators and the sum of denominators of rates; None for other values."""
        ratios = [each for each in self.stated if isinstance(each, Ratio)]
        if not ratios or len(ratios) < len(self.stated):
            return None
        part, whole = (sum((side.number or Fraction(0) for side in sides), Fraction(0)) for sides in _sides(ratios))
        return part, whole

    @property
    def state(self) -> State:
        """Whether there is a number, and if not, why."""
        return State.NOT_GIVEN if self.number is None else State.STATED

    @cached_property
    def number(self) -> Fraction | None:
        """The exact number in its pure form; None unless the state is STATED."""
        if self.parts:
            return self.parts[0] / self.parts[1] if self.parts[1] else None
        if not self.stated or any(isinstance(each, Ratio) for each in self.stated):
            return None
        return sum((each.number or Fraction(0) for each in self.stated), Fraction(0))

    def figures(self) -> tuple[Figure, ...]:
        """Return the figures behind the quantity, each once, from left to right."""
        return ()

    def formula(self) -> str:
        """Return the calculation in codes of figures."""
        return f"{self.symbol}({self.sample.code}{f'; {self.beside.code}' if self.beside else ''})"


def _sides(ratios: list[Ratio]) -> tuple[list[Quantity], list[Quantity]]:
    return [each.numerator for each in ratios], [each.denominator for each in ratios]


HIGHEST_FIRST, LOWEST_FIRST = "rank_highest_first", "rank_lowest_first"
RANKS = (HIGHEST_FIRST, LOWEST_FIRST)
"""The names of both orders: the highest value first, or the lowest."""
