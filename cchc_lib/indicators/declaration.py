"""What an indicator is: one declaration that tables, catalogue, docs and commands all read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cchc_lib.quantities.figures import Figure, Quantity
from cchc_lib.quantities.units import Unit

Formula = Callable[[Mapping[str, Figure]], Quantity]


class Direction(StrEnum):
    """Which way an indicator improves."""

    HIGHER = "higher"
    LOWER = "lower"
    NEUTRAL = "neutral"


@dataclass(frozen=True)
class Indicator:
    """A value computed from a ward's figures, and why it is computed so."""

    code: str
    label: str
    label_en: str
    unit: Unit
    formula: Formula
    """At most ten lines over the figures, which it takes by code."""
    direction: Direction = Direction.NEUTRAL
    reference: str = ""
    """The legal text that asks for it or defines it."""
    section: str = ""
    """Given by the theme's file."""


def share(part: str, whole: str) -> Formula:
    """One figure over another."""
    return lambda ward: ward[part] / ward[whole]


def as_reported(code: str) -> Formula:
    """A rate or score that the ward reports without what it is computed from."""
    return lambda ward: ward[code]
