"""The arithmetic of points: a product, the smaller of two numbers, and whether a number reaches a threshold."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from cchc_lib.quantities.figures import BinaryOperation, State


class _ScoringStep(BinaryOperation):
    """A step of scoring, which needs two numbers: what did not arise has neither reached a threshold nor missed it."""

    @property
    def _nothing_arose(self) -> bool:
        return State.NONE_ARISEN in (self.left.state, self.right.state)

    def _numbers(self) -> tuple[Fraction, Fraction] | None:
        left, right = self.left.number, self.right.number
        return (left, right) if left is not None and right is not None else None


@dataclass(frozen=True)
class Product(_ScoringStep):
    """The product of two quantities."""

    symbol = "×"

    @cached_property
    def number(self) -> Fraction | None:
        """The exact number in its pure form; None unless the state is STATED."""
        numbers = self._numbers()
        return numbers[0] * numbers[1] if numbers else None


@dataclass(frozen=True)
class Smaller(_ScoringStep):
    """The smaller of two quantities of one unit."""

    symbol = "min"

    @cached_property
    def number(self) -> Fraction | None:
        """The exact number in its pure form; None unless the state is STATED."""
        numbers = self._numbers()
        return min(numbers) if numbers else None

    def formula(self) -> str:
        """Return the calculation in codes of figures."""
        return f"min({self.left.formula()}; {self.right.formula()})"


@dataclass(frozen=True)
class Reached(_ScoringStep):
    """One if the first quantity is at least the second, which is of the same unit; otherwise zero."""

    symbol = "≥"

    @cached_property
    def number(self) -> Fraction | None:
        """The exact number in its pure form; None unless the state is STATED."""
        numbers = self._numbers()
        # The exact numbers are compared, and not the rounded ones: 99,6% does not reach 100%.
        return Fraction(numbers[0] >= numbers[1]) if numbers else None
