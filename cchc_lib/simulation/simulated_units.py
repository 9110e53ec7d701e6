"""The units to simulate: one province, several, or the country in one data folder."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.errors import UserError
from cchc_lib.inputs.added_catalogues import authority_catalogue
from cchc_lib.inputs.authority_calendars import authority_calendar
from cchc_lib.inputs.national_units import AdministrativeUnit, read_units, unit_slugs, units_of_province
from cchc_lib.inputs.periods import read_period
from cchc_lib.inputs.project import Project
from cchc_lib.quantities.dates import Period

COUNTRY = "all"
"""The value of `--province` that asks for every province of the country."""


@dataclass(frozen=True)
class SimulatedUnit:
    """A unit to simulate."""

    unit: AdministrativeUnit
    """The unit of the national list."""
    slug: str
    """The name of its folder."""
    periods: tuple[Period, ...]
    """The periods, with the days of its authority's calendar."""
    catalogue: Catalogue
    """The figures and indicators that its authority asks for."""


def simulated_units(
    project: Project, provinces: Iterable[str], periods: Sequence[str], count: int = 0
) -> tuple[SimulatedUnit, ...]:
    """Return the first units of each province.

    Args:
        project: the folders with the national list and the calendars of authorities.
        provinces: names, slugs or codes of provinces; `all` for every province of the country.
        periods: the names of the periods.
        count: how many units of each province to return; 0 for all.

    Raises:
        UserError: no such province exists, one has fewer units, or a name is that of no period.
        InputErrors: the files of an authority have faults.
    """
    country = read_units(project.reference)
    groups = [_first_units(units, count) for units in _chosen(country, provinces).values()]
    slugs = unit_slugs([unit for units in groups for unit in units], country)
    return tuple(
        SimulatedUnit(unit, slugs[unit.code], own_periods, catalogue)
        for units in groups
        for own_periods in [_periods(project, units[0].province, periods)]
        for catalogue in [authority_catalogue(project, units[0].province, units[0].province_kind)]
        for unit in units
    )


def _chosen(
    country: Sequence[AdministrativeUnit], provinces: Iterable[str]
) -> Mapping[str, tuple[AdministrativeUnit, ...]]:
    """Return the units of each province by its code, so that a province that is named twice counts once."""
    names = (name for asked in provinces for name in (_every_province(country) if asked == COUNTRY else (asked,)))
    groups = (units_of_province(country, name) for name in names)
    return {units[0].province_code: units for units in groups}


def _every_province(country: Iterable[AdministrativeUnit]) -> Iterator[str]:
    return iter(dict.fromkeys(unit.province_code for unit in country))


def _first_units(units: tuple[AdministrativeUnit, ...], count: int) -> tuple[AdministrativeUnit, ...]:
    if len(units) < count:
        raise UserError(f"{units[0].province} has {len(units)} units; {count} are asked for.")
    return units[: count or len(units)]


def _periods(project: Project, authority: str, names: Iterable[str]) -> tuple[Period, ...]:
    calendar = authority_calendar(project, authority)
    return tuple(read_period(name, calendar) for name in names)
