"""What one of many units stands at among them: the median of all, and its rank with ties."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from statistics import median

from cchc_lib.quantities.figures import Figure, Quantity, Ratio, State
from cchc_lib.quantities.value_key import Scope, ValueKey


@dataclass(frozen=True, eq=False)
class Sample:
    """The same value of many units; those that do not give it count for nothing."""

    code: str
    members: Mapping[str, Quantity]
    """By the member's code."""

    @cached_property
    def numbers(self) -> tuple[Fraction, ...]:
        """What is known, the lowest first."""
        return tuple(sorted(each.number for each in self.members.values() if each.number is not None))

    def states(self, unit: Scope) -> bool:
        """Return whether a unit gives this value."""
        code = str(ValueKey.parse(self.code).within(unit))
        return code in self.members and self.members[code].state is State.STATED


@dataclass(frozen=True, eq=False)
class Median(Quantity):
    """The middle of a sample; of an even number of values the middle between two."""

    sample: Sample
    symbol = "median"

    @property
    def state(self) -> State:
        """Whether there is a number, and if not, why."""
        return State.STATED if self.sample.numbers else State.NOT_GIVEN

    @cached_property
    def number(self) -> Fraction | None:
        """The exact number in its pure form; None unless the state is STATED."""
        return Fraction(median(self.sample.numbers)) if self.sample.numbers else None

    def figures(self) -> tuple[Figure, ...]:
        """Return the figures behind the quantity, each once, from left to right."""
        return ()  # The members are numbers of their own, each with what it stands on.

    def formula(self) -> str:
        """Return the calculation in codes of figures."""
        return f"{self.symbol}({self.sample.code})"


@dataclass(frozen=True, eq=False)
class Rank(Quantity):
    """The place of one value in a sample: one more than there are better ones, so that equal ones share it."""

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
        own, numbers = self.sample.members[self.own].number, self.sample.numbers
        if own is None:
            return None
        better = bisect_left(numbers, own) if self.symbol == LOWEST_FIRST else len(numbers) - bisect_right(numbers, own)
        return Fraction(1 + better)

    def figures(self) -> tuple[Figure, ...]:
        """Return the figures behind the quantity, each once, from left to right."""
        return ()

    def formula(self) -> str:
        """Return the calculation in codes of figures."""
        return f"{self.symbol}({self.own}; {self.sample.code})"


@dataclass(frozen=True, eq=False)
class Pooled(Quantity):
    """All members together: counts added up, rates as the sum of parts over the sum of wholes."""

    sample: Sample
    beside: Sample | None = None
    """Where given, only members that have a value there too count."""
    symbol = "pooled"

    @cached_property
    def stated(self) -> tuple[Quantity, ...]:
        """The members that count."""
        return tuple(
            each
            for code, each in self.sample.members.items()
            if each.state is State.STATED and (self.beside is None or self.beside.states(ValueKey.parse(code).scope))
        )

    @cached_property
    def parts(self) -> tuple[Fraction, Fraction] | None:
        """Of rates, the sum of their parts and that of their wholes; None of anything else."""
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
"""Both ways in which values may be better."""
