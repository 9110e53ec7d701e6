"""A model of a ward: its size, its quality, which improves over time, and its stocks on a day, such as staff."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from cchc_lib.inputs.national_units import AdministrativeUnit
from cchc_lib.simulation.random_draws import random_count, random_part, seeded_random

StatedValue = Decimal | date | None
"""The value that a ward states; None for "none arisen"."""
_PEOPLE = {"phường": (34_000, 0.45), "xã": (21_000, 0.4), "đặc khu": (9_000, 0.9)}
"""For each kind of unit the median population, and the standard deviation of its logarithm."""
_UNITS_BEGIN = date(2025, 7, 1)
"""The day on which today's units began, with their first ways of working."""
_DAYS_OF_QUARTER = 91
_LAST_QUARTER = 12
"""The number of quarters after which a ward gets no better."""


@dataclass(frozen=True)
class SimulatedWard:
    """The traits of a simulated ward, which are the same in every period."""

    unit: AdministrativeUnit
    """The unit of the national list."""
    population: int
    """The number of inhabitants when today's units began."""
    quality: float
    """The quality of the ward's work in standard deviations: 0 is the mean, 1 is better than five of six wards."""
    activity: float
    """The factor by which its cases exceed those of a usual ward of its size."""


@dataclass(frozen=True)
class _ModelContext:
    """The ward, the time and the generator from which figures are drawn."""

    ward: SimulatedWard
    progress: float
    """The quarters in which the ward has improved."""
    rng: Random


_FiguresByCode = Mapping[str, int | Decimal | None]
"""Figures by code; None for "none arisen"."""


def random_ward(unit: AdministrativeUnit, seed: int) -> SimulatedWard:
    """Return a ward with random traits; they are the same for the same unit and seed."""
    rng = seeded_random(seed, unit.code)
    median, spread = _PEOPLE[unit.kind]
    population = round(min(max(median * rng.lognormvariate(0, spread), 700), 180_000))
    return SimulatedWard(unit, population, rng.gauss(0, 1), rng.lognormvariate(0, 0.25))


def progress_on(day: date) -> float:
    """Return for how many quarters wards have improved by a day; their rates follow from it.

    It depends on the day alone, and not on the periods that are asked for.
    """
    return min(max((day - _UNITS_BEGIN).days / _DAYS_OF_QUARTER, 0.0), float(_LAST_QUARTER))


def figures_at_end_of(ward: SimulatedWard, day: date, seed: int) -> dict[str, StatedValue]:
    """Return the figures of what a ward has at the end of a day, by code: the same in every period that ends then.

    Args:
        ward: the traits of the ward.
        day: the last day of a period.
        seed: the seed of the simulation.
    """
    context = _ModelContext(ward, progress_on(day), seeded_random(seed, ward.unit.code, f"end of {day}"))
    area = ward.unit.area or _with_two_decimals(seeded_random(seed, ward.unit.code, "area").randint(900, 6000))
    figures: dict[str, StatedValue] = {"ward.area": area}
    # The order is part of the result: every theme takes its random numbers from the same generator.
    for theme in (_unit, _rates, _staff, _schools, _digital):
        figures |= {code: Decimal(value) if isinstance(value, int) else value for code, value in theme(context).items()}
    return figures


def _unit(context: _ModelContext) -> _FiguresByCode:
    population = round(context.ward.population * 1.002**context.progress)
    return {
        "ward.population": population,
        "ward.neighbourhoods": max(3, population // 1200),
        "plan_tasks.groups": 7,
        **_in_group("reception", rooms=1, officers=1),
        "petitions.complaints": None,
        "legal.council_documents": None,
    }


def _rates(context: _ModelContext) -> _FiguresByCode:
    # The index of QĐ 766/QĐ-TTg has 100 points.
    score = 86 + 4 * context.ward.quality + context.progress + context.rng.gauss(0, 1)
    # The simulation puts the rates of electronic handling at 100%; a planted fault lowers one of them.
    complete_rates = ("at_centre", "city_system", "national_portal", "digitised", "electronic_results")
    return {
        **{f"procedures.{name}": 100 for name in complete_rates},
        "procedures.reused_data": min(100, 86 + round(4 * context.ward.quality + context.progress)),
        "procedures.location_independent": None,
        "score766.total": _with_two_decimals(round(100 * min(99.5, max(60.0, score)))),
    }


def _staff(context: _ModelContext) -> _FiguresByCode:
    committee = 30 + context.ward.population // 2_500 + context.rng.randint(-2, 3)
    council, military = 5, 3
    vacant = max(0, round(context.rng.gauss(8 - context.progress, 2)))
    masters = random_part(committee, 0.24, context.rng)
    college = random_count(0.5, context.rng)
    advanced, elementary = random_part(committee, 0.14, context.rng), random_count(1.5, context.rng)
    return {
        **_in_group("overview", posts=committee + military, military_posts=military, divisions=3, service_centres=1),
        "organisation.divisions_established": 3,
        **_in_group("quota", council_committee=committee + council + vacant, military=military),
        "quota.civil_servants": committee + council + vacant + military,
        **_in_group("present", civil_servants=committee + council + military, council=council, committee=committee),
        "present.military": military,
        **_in_group("committee_staff", total=committee, masters=masters, bachelors=committee - masters - college),
        "committee_staff.college": college,
        **_in_group("committee_staff", theory_advanced=advanced, theory_elementary=elementary),
        "committee_staff.theory_intermediate": committee - advanced - elementary,
    }


def _schools(context: _ModelContext) -> _FiguresByCode:
    many = max(1, context.ward.population // 9_000)
    kindergartens, primary, secondary = many + context.rng.randint(0, 2), many, max(1, many - 1)
    schools = kindergartens + primary + secondary
    teaching, serving = schools * context.rng.randint(34, 46), context.rng.randint(5, 12)
    employees = teaching + serving
    masters, college = random_part(employees, 0.03, context.rng), random_part(employees, 0.03, context.rng)
    group_3 = random_part(schools, 0.6, context.rng)
    return {
        **_in_group("overview", kindergartens=kindergartens, primary_schools=primary, secondary_schools=secondary),
        **_in_group("overview", public_units=schools + 1, public_service_units=1, public_employees=employees),
        "organisation.schools_received": schools,
        "quota.public_employees": employees + context.rng.randint(5, 50),
        **_in_group("present", education_employees=teaching, service_unit_employees=serving),
        **_in_group("employees", total=employees, masters=masters, college=college),
        "employees.bachelors": employees - masters - college,
        **_in_group("autonomy", units=schools + 1, group_1=0, group_2=1, group_3=group_3, group_4=schools - group_3),
    }


def _digital(context: _ModelContext) -> _FiguresByCode:
    total = context.rng.randint(350, 410)
    full, offline = random_part(total, 0.57, context.rng), random_part(total, 0.06, context.rng)
    return {
        **_in_group("services", total=total, full=full, partial=total - full - offline, offline=offline),
        "services.full_with_cases": random_part(full, 0.12, context.rng),
        **_in_group("digital", computers=100, one_stop_accounts=100),
        "conduct.commitment": 100,
        "conduct.violations": None,
    }


def _with_two_decimals(hundredths: int) -> Decimal:
    return Decimal(hundredths).scaleb(-2)


def _in_group(group: str, **counts: int) -> dict[str, int]:
    return {f"{group}.{name}": count for name, count in counts.items()}
