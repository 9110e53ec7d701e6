"""The central type of the library: a number of one ward and period, with its code, label and unit."""

from dataclasses import dataclass
from fractions import Fraction

from cchc_lib.quantities.figures import Figure, Quantity, State
from cchc_lib.quantities.units import Unit
from cchc_lib.quantities.value_key import ValueKey


@dataclass(frozen=True)
class Value:
    """A figure or an indicator of one ward and period."""

    code: str
    """The printed form of the value's key."""
    label: str
    """The Vietnamese label."""
    unit: Unit
    """The unit in which the value is printed."""
    quantity: Quantity
    """The figure or calculation that gives the number."""

    @classmethod
    def of(cls, figure: Figure) -> "Value":
        """Return a stated figure as a value."""
        return cls(figure.code, figure.label, figure.unit, figure)

    @property
    def key(self) -> ValueKey:
        """The key whose printed form is the code."""
        return ValueKey.parse(self.code)

    @property
    def state(self) -> State:
        """STATED if there is a number, otherwise the reason why there is none."""
        return self.quantity.state

    @property
    def number(self) -> Fraction | None:
        """The exact pure number (1/2 for 50%); None if there is none."""
        return self.quantity.number
