"""What an indicator is: one declaration that tables, catalogue, docs and commands all read."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import ModuleType
from typing import TypeVar

from cchc_lib.quantities.figures import Figure, Quantity
from cchc_lib.quantities.units import Unit
from cchc_lib.quantities.value_key import ValueKey

Declaration = TypeVar("Declaration")
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
    accumulates: bool = False
    """Whether it grows with the days of the year, as the attainment of a yearly plan does."""
    section: str = ""
    """Given by the theme's file."""

    def __post_init__(self) -> None:
        ValueKey(self.code)  # Raises ValueError where the code ends in the name of an aspect.


def declared(themes: Iterable[ModuleType], kind: type[Declaration]) -> Iterator[tuple[str, Declaration]]:
    """Every declaration of a kind in the themes' files, alone or in a tuple, with the name of its file."""
    for theme in themes:
        for value in vars(theme).values():
            for each in value if isinstance(value, tuple) else (value,):
                if isinstance(each, kind):
                    yield theme.__name__.rpartition(".")[2], each


def share(part: str, whole: str) -> Formula:
    """One figure over another."""
    return lambda ward: ward[part] / ward[whole]


def as_reported(code: str) -> Formula:
    """A rate or score that the ward reports without what it is computed from."""
    return lambda ward: ward[code]
