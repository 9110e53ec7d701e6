"""The catalogue of indicators: all themes of the report, and the definition behind each code."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

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
from cchc_lib.indicators.declaration import Indicator
from cchc_lib.inputs.catalogue import Definition, figure_definitions
from cchc_lib.quantities.units import Unit
from cchc_lib.quantities.value_key import ValueKey

THEMES: Mapping[str, tuple[Indicator, ...]] = {
    "steering": steering.INDICATORS,
    "reception": reception.INDICATORS,
    "institutions": institutions.INDICATORS,
    "procedures": procedures.INDICATORS,
    "organisation": organisation.INDICATORS,
    "civil_service": civil_service.INDICATORS,
    "finance": finance.INDICATORS,
    "digital": digital.INDICATORS,
    "assessment": assessment.INDICATORS,
}
"""The indicators of each theme, in the report's order."""


@cache
def indicators() -> Mapping[str, Indicator]:
    """Return every indicator by its code, in the report's order."""
    return indicators_of(THEMES)


def indicators_of(themes: Mapping[str, tuple[Indicator, ...]]) -> Mapping[str, Indicator]:
    """Return the indicators of several themes by code, each with the name of its theme as its section.

    Raises:
        ValueError: two indicators have the same code.
    """
    by_code: dict[str, Indicator] = {}
    pairs = ((section, indicator) for section, declared in themes.items() for indicator in declared)
    for section, indicator in pairs:
        if indicator.code in by_code:
            sections = f"{by_code[indicator.code].section} and {section}"
            raise ValueError(f"the indicator code '{indicator.code}' is declared twice, in {sections}; rename one")
        by_code[indicator.code] = replace(indicator, section=section)
    return by_code


def indicator_units() -> dict[str, Unit]:
    """Return the unit of each indicator, in which claims and targets of it are stated."""
    return {code: indicator.unit for code, indicator in indicators().items()}


def definition_of(code: str) -> Indicator | Definition | None:
    """Return the declaration behind a value: that of its indicator or figure, whatever its scope and aspects.

    Returns:
        None for counts of cases by field, which have no declaration.
    """
    base = ValueKey.parse(code).base
    return indicators().get(base) or figure_definitions().get(base)


@cache
def compared_counts() -> tuple[str, ...]:
    """Return the codes of the counts that are compared between periods of similar length and added up over a city."""
    return tuple(code for code, definition in figure_definitions().items() if definition.is_compared)
