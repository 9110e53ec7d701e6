"""Figures as a ward stated them, and the exact arithmetic over them.

A quantity is a figure or a tree of figures (`Sum`, `Difference`, `Ratio`). Numbers are exact fractions and are rounded
only when they are printed. Every quantity knows the figures from which it is computed.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from cchc_lib.quantities.dates import Month
from cchc_lib.quantities.units import Unit


class State(StrEnum):
    """Whether there is a number, and if not, why. Missing, zero and "không phát sinh" are three different states."""

    STATED = "stated"
    NONE_ARISEN = "none arisen"
    """The ward says that there was nothing to count (không phát sinh)."""
    NOT_GIVEN = "not given"
    """The ward says nothing (chưa có số liệu)."""
    UNDEFINED = "undefined"
    """A result that divides a number other than zero by zero."""


class Qualifier(StrEnum):
    """How a ward qualifies a number."""

    ABOUT = "about"
    NEARLY = "nearly"
    MORE_THAN = "more than"
    AT_LEAST = "at least"
    ABOVE = "above"


@dataclass(frozen=True)
class SourceCell:
    """The cell that a figure was read from; the file is relative to the data folder."""

    file: str
    row: int
    column: str


class Quantity(ABC):
    """A figure, or a calculation over figures."""

    @property
    @abstractmethod
    def state(self) -> State:
        """STATED if there is a number, otherwise the reason why there is none."""

    @property
    @abstractmethod
    def number(self) -> Fraction | None:
        """The exact value in its pure form (72,5% is 29/40); None unless the state is STATED."""

    @abstractmethod
    def figures(self) -> "tuple[Figure, ...]":
        """The figures that it is computed from, from left to right."""

    @abstractmethod
    def formula(self) -> str:
        """The calculation in figure codes: `a + b`, `a ÷ b`."""

    def __add__(self, other: "Quantity") -> "Quantity":
        return Sum(self, other)

    def __sub__(self, other: "Quantity") -> "Quantity":
        return Difference(self, other)

    def __truediv__(self, other: "Quantity") -> "Ratio":
        return Ratio(self, other)


@dataclass(frozen=True)
class Figure(Quantity):
    """One number, date or name that a ward stated, with the details of its text."""

    code: str
    label: str
    unit: Unit
    value: Decimal | Month | date | str | None
    """In its unit, as stated: 72.5 for 72,5%. None unless stated."""
    stated_as: State = State.STATED
    qualifier: Qualifier | None = None
    as_of: date | None = None
    as_written: str = ""
    unit_as_written: str = ""
    """The unit as the ward wrote it; empty if it wrote the number alone."""
    source: SourceCell | None = None

    @property
    def state(self) -> State:
        """STATED if there is a number, otherwise the reason why there is none."""
        return self.stated_as

    @cached_property
    def number(self) -> Fraction | None:
        """The exact number in its pure form; None unless the state is STATED."""
        return Fraction(self.value) / self.unit.scale if isinstance(self.value, Decimal) else None

    def figures(self) -> "tuple[Figure, ...]":
        """Return the figures behind the quantity, each once, from left to right."""
        return (self,)

    def formula(self) -> str:
        """Return the calculation in codes of figures."""
        return self.code


class Operation(Quantity, ABC):
    """A calculation with two operands."""

    symbol: str

    @property
    @abstractmethod
    def operands(self) -> tuple[Quantity, Quantity]:
        """The two operands, from left to right."""

    def figures(self) -> tuple[Figure, ...]:
        """Return the figures behind the quantity, each once, from left to right."""
        return tuple(dict.fromkeys(figure for operand in self.operands for figure in operand.figures()))

    def formula(self) -> str:
        """Return the calculation in codes of figures."""
        left, right = self.operands
        return f"{_bracketed(left, self)} {self.symbol} {_bracketed(right, self)}"

    @property
    def _states(self) -> set[State]:
        return {operand.state for operand in self.operands}


def _bracketed(operand: Quantity, parent: Operation) -> str:
    flat = isinstance(operand, Figure) or (isinstance(parent, Sum) and isinstance(operand, Sum))
    return operand.formula() if flat else f"({operand.formula()})"


@dataclass(frozen=True)
class _Additive(Operation):
    """A sum or difference of two quantities of one unit; an operand that did not arise counts as zero."""

    left: Quantity
    right: Quantity

    @property
    def operands(self) -> tuple[Quantity, Quantity]:
        """The two operands, from left to right."""
        return self.left, self.right

    @cached_property
    def state(self) -> State:
        """STATED if there is a number, otherwise the reason why there is none."""
        states = self._states
        for decisive in (State.NOT_GIVEN, State.UNDEFINED):
            if decisive in states:
                return decisive
        return State.NONE_ARISEN if states == {State.NONE_ARISEN} else State.STATED


@dataclass(frozen=True)
class Sum(_Additive):
    """The sum of two quantities of one unit."""

    symbol = "+"

    @cached_property
    def number(self) -> Fraction | None:
        """The exact number in its pure form; None unless the state is STATED."""
        return _zeroed(self.left) + _zeroed(self.right) if self.state is State.STATED else None


@dataclass(frozen=True)
class Difference(_Additive):
    """The difference of two quantities of one unit."""

    symbol = "−"

    @cached_property
    def number(self) -> Fraction | None:
        """The exact number in its pure form; None unless the state is STATED."""
        return _zeroed(self.left) - _zeroed(self.right) if self.state is State.STATED else None


@dataclass(frozen=True)
class Ratio(Operation):
    """A numerator and a denominator, which are divided when the ratio is printed; 0 ÷ 0 is "không phát sinh"."""

    numerator: Quantity
    denominator: Quantity
    symbol = "÷"

    @property
    def operands(self) -> tuple[Quantity, Quantity]:
        """The two operands, from left to right."""
        return self.numerator, self.denominator

    @cached_property
    def state(self) -> State:
        """STATED if there is a number, otherwise the reason why there is none."""
        states = self._states
        for decisive in (State.NOT_GIVEN, State.UNDEFINED):
            if decisive in states:
                return decisive
        if _zeroed(self.denominator) == 0:
            return State.NONE_ARISEN if _zeroed(self.numerator) == 0 else State.UNDEFINED
        return State.STATED

    @cached_property
    def number(self) -> Fraction | None:
        """The exact number in its pure form; None unless the state is STATED."""
        if self.state is not State.STATED:
            return None
        return _zeroed(self.numerator) / _zeroed(self.denominator)


def substitute_figures(quantity: Quantity, figures: Mapping[str, Figure]) -> Quantity:
    """Return the same calculation with other figures.

    Args:
        quantity: the calculation.
        figures: the new figures, by the codes of those that they replace.
    """
    if isinstance(quantity, Operation):
        return type(quantity)(*(substitute_figures(operand, figures) for operand in quantity.operands))
    return figures.get(quantity.code, quantity) if isinstance(quantity, Figure) else quantity


def _zeroed(quantity: Quantity) -> Fraction:
    return quantity.number or Fraction(0)


def total(first: Quantity, *others: Quantity) -> Quantity:
    """Return the sum of one or more quantities as a balanced tree, so that a long sum is not nested deeply."""
    if not others:
        return first
    every = (first, *others)
    half = len(every) // 2
    return Sum(total(*every[:half]), total(*every[half:]))
