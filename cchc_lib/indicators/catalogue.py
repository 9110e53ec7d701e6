"""The catalogue of indicators, gathered from the themes' files in the report's order."""

from dataclasses import replace
from functools import cache
from types import ModuleType

from cchc_lib.indicators import (
    assessment,
    civil_service,
    digital,
    finance,
    institutions,
    organisation,
    procedures,
    reception,
    steering,
)
from cchc_lib.indicators.declaration import Indicator, declared
from cchc_lib.quantities.units import Unit

THEMES: tuple[ModuleType, ...] = (
    steering,
    reception,
    institutions,
    procedures,
    organisation,
    civil_service,
    finance,
    digital,
    assessment,
)


@cache
def indicators() -> dict[str, Indicator]:
    """Every indicator by code; its section is the name of its theme's file."""
    return {each.code: replace(each, section=section) for section, each in declared(THEMES, Indicator)}


def indicator_units() -> dict[str, Unit]:
    """The unit of each indicator: what claims and targets of it are stated in."""
    return {code: indicator.unit for code, indicator in indicators().items()}
