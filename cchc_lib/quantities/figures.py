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

from cchc_lib.quantities.dates import Month, Period
from cchc_lib.quantities.units import Unit


class State(StrEnum):
    """The state of a number. A missing number, zero and "không phát sinh" are three different things."""

    STATED = "stated"
    """There is a number, which may be zero."""
    NONE_ARISEN = "none arisen"
    """The ward states that there was nothing to count (không phát sinh)."""
    NOT_GIVEN = "not given"
    """The ward states nothing (chưa có số liệu)."""
    UNDEFINED = "undefined"
    """A number other than zero is divided by zero."""


class Qualifier(StrEnum):
    """A word by which a ward makes a number inexact, such as `khoảng` or `hơn`."""

    ABOUT = "about"
    """The word `khoảng`."""
    NEARLY = "nearly"
    """The word `gần`."""
    MORE_THAN = "more than"
    """The word `hơn`."""
    AT_LEAST = "at least"
    """The word `tối thiểu`."""
    ABOVE = "above"
    """The word `trên`."""


@dataclass(frozen=True)
class SourceCell:
    """The cell of an input table from which something was read."""

    file: str
    """The path of the file below the data folder."""
    row: int
    """The number of the row in the file."""
    column: str
    """The name of the column."""


class Quantity(ABC):
    """A figure, or a calculation over figures."""

    @property
    @abstractmethod
    def state(self) -> State:
        """STATED if there is a number, otherwise the reason why there is none."""

    @property
    @abstractmethod
    def number(self) -> Fraction | None:
        """The exact number in its pure form (72,5% is 29/40); None unless the state is STATED."""

    @abstractmethod
    def figures(self) -> "tuple[Figure, ...]":
        """Return the figures behind the quantity, each once, from left to right."""

    @abstractmethod
    def formula(self) -> str:
        """Return the calculation in codes of figures: `a + b`, `a ÷ b`."""

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
    """The code, such as `procedures.received`."""
    label: str
    """The Vietnamese label."""
    unit: Unit
    """The unit in which the value is given."""
    value: Decimal | Month | date | str | None
    """The value in its unit, as stated: 72.5 for 72,5%; None unless the state is STATED."""
    stated_as: State = State.STATED
    """The state that the ward gave."""
    qualifier: Qualifier | None = None
    """The word that makes the number inexact; None if there is none."""
    as_of: date | None = None
    """The day for which the value was taken, if the text names one."""
    as_written: str = ""
    """The text as the ward wrote it."""
    unit_as_written: str = ""
    """The unit as the ward wrote it; empty if it wrote the number alone."""
    source: SourceCell | None = None
    """The cell of the value; None for figures that no file holds."""
    window: Period | None = None
    """The days that the figure covers, if the ward names them; None for those of the report."""

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
    """The sign or name of the operation in formulas and records."""

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
    def _missing_state(self) -> State | None:
        """The state that a missing operand gives to the result; None if no operand is missing."""
        states = {operand.state for operand in self.operands}
        return next((state for state in (State.NOT_GIVEN, State.UNDEFINED) if state in states), None)


def _bracketed(operand: Quantity, parent: Operation) -> str:
    # `total` nests a long sum as a balanced tree; brackets of sums within sums mean nothing to a reader.
    needs_none = isinstance(operand, Figure) or (isinstance(parent, Sum) and isinstance(operand, Sum))
    return operand.formula() if needs_none else f"({operand.formula()})"


@dataclass(frozen=True)
class BinaryOperation(Operation):
    """An operation with a left and a right operand, unlike a ratio, whose operands have names."""

    left: Quantity
    """The first operand."""
    right: Quantity
    """The second operand."""

    @property
    def operands(self) -> tuple[Quantity, Quantity]:
        """The two operands, from left to right."""
        return self.left, self.right

    @cached_property
    def state(self) -> State:
        """STATED if there is a number, otherwise the reason why there is none."""
        if self._missing_state:
            return self._missing_state
        return State.NONE_ARISEN if self._nothing_arose else State.STATED

    @property
    @abstractmethod
    def _nothing_arose(self) -> bool:
        """Whether the result did not arise, if both operands are known."""


class _Additive(BinaryOperation):
    """A sum or difference of two quantities of one unit; an operand that did not arise counts as zero."""

    @property
    def _nothing_arose(self) -> bool:
        return self.left.state is State.NONE_ARISEN and self.right.state is State.NONE_ARISEN


@dataclass(frozen=True)
class Sum(_Additive):
    """The sum of two quantities of one unit."""

    symbol = "+"

    @cached_property
    def number(self) -> Fraction | None:
        """The exact number in its pure form; None unless the state is STATED."""
        return _number_or_zero(self.left) + _number_or_zero(self.right) if self.state is State.STATED else None


@dataclass(frozen=True)
class Difference(_Additive):
    """The difference of two quantities of one unit."""

    symbol = "−"

    @cached_property
    def number(self) -> Fraction | None:
        """The exact number in its pure form; None unless the state is STATED."""
        return _number_or_zero(self.left) - _number_or_zero(self.right) if self.state is State.STATED else None


@dataclass(frozen=True)
class Ratio(Operation):
    """A numerator and a denominator, which are divided when the ratio is printed; 0 ÷ 0 is "không phát sinh"."""

    numerator: Quantity
    """The part."""
    denominator: Quantity
    """The whole, or the number of things among which the numerator is divided."""
    symbol = "÷"

    @property
    def operands(self) -> tuple[Quantity, Quantity]:
        """The two operands, from left to right."""
        return self.numerator, self.denominator

    @cached_property
    def state(self) -> State:
        """STATED if there is a number, otherwise the reason why there is none."""
        if self._missing_state:
            return self._missing_state
        # 0 of 0 is no rate: reports write «không phát sinh», and neither 0% nor 100%.
        if _number_or_zero(self.denominator) == 0:
            return State.NONE_ARISEN if _number_or_zero(self.numerator) == 0 else State.UNDEFINED
        return State.STATED

    @cached_property
    def number(self) -> Fraction | None:
        """The exact number in its pure form; None unless the state is STATED."""
        if self.state is not State.STATED:
            return None
        return _number_or_zero(self.numerator) / _number_or_zero(self.denominator)


def substitute_figures(quantity: Quantity, figures: Mapping[str, Figure]) -> Quantity:
    """Return the same calculation with other figures.

    Args:
        quantity: the calculation.
        figures: the new figures, by the codes of those that they replace.
    """
    if isinstance(quantity, Operation):
        return type(quantity)(*(substitute_figures(operand, figures) for operand in quantity.operands))
    return figures.get(quantity.code, quantity) if isinstance(quantity, Figure) else quantity


def _number_or_zero(quantity: Quantity) -> Fraction:
    # What did not arise has no number, but adds nothing to a sum.
    return quantity.number or Fraction(0)


def total(first: Quantity, *others: Quantity) -> Quantity:
    """Return the sum of one or more quantities as a balanced tree, so that a long sum is not nested deeply."""
    if not others:
        return first
    addends = (first, *others)
    half = len(addends) // 2
    return Sum(total(*addends[:half]), total(*addends[half:]))
