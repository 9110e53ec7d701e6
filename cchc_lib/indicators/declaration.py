"""The declaration of an indicator: code, labels, unit, formula and direction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cchc_lib.inputs.catalogue import Outcome
from cchc_lib.quantities.figures import Quantity
from cchc_lib.quantities.units import Unit
from cchc_lib.quantities.value_key import ValueKey

Formula = Callable[[Mapping[str, Quantity]], Quantity]
"""A function from what a ward states, by the codes of figures, to the value of an indicator."""


class Direction(StrEnum):
    """The direction in which an indicator improves."""

    HIGHER = "higher"
    """A higher value is better."""
    LOWER = "lower"
    """A lower value is better."""
    NEUTRAL = "neutral"
    """Neither is better."""


@dataclass(frozen=True)
class Indicator:
    """A value that is computed from a ward's figures by a declared formula.

    Raises:
        ValueError: the code ends in the name of an aspect, such as `.previous`.
    """

    code: str
    """The code, which no figure and no other indicator has."""
    label: str
    """The Vietnamese label, which also reads within a sentence."""
    label_en: str
    """The English label."""
    unit: Unit
    """The unit of the value."""
    formula: Formula
    """The calculation, at most ten lines long."""
    direction: Direction = Direction.NEUTRAL
    """The direction in which it improves; NEUTRAL if neither is better."""
    reference: str = ""
    """The legal text that asks for the indicator or defines it."""
    accumulates: bool = False
    """True if it grows with the days of the year, as the attainment of a yearly plan does."""
    may_exceed_whole: bool = False
    """True if a rate may be above 100%, as the attainment of a plan may."""
    complement: str = ""
    """The code of the rate that makes 100% together with this one; declared on one of the two."""
    outcome: Outcome | None = None
    """The outcome of the tasks or cases that it counts, which decides their colour in charts."""
    follows_data: bool = False
    """True if the formula depends on which figures a ward states, as that of the pending cases does."""
    section: str = ""
    """The name of its theme; the catalogue fills it in."""

    def __post_init__(self) -> None:
        # A key refuses a code that could be read as an aspect of another value.
        ValueKey(self.code)


def share(part: str, whole: str) -> Formula:
    """Return the formula of one figure divided by another.

    Args:
        part: the code of the numerator.
        whole: the code of the denominator.
    """
    return lambda ward: ward[part] / ward[whole]


def as_reported(code: str) -> Formula:
    """Return the formula of a rate or score that wards state without the counts behind it."""
    return lambda ward: ward[code]
