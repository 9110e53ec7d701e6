"""A model of a ward's figures: sizes follow from its population, quality differs, and wards improve over time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from cchc_lib.catalogue.catalogue import national_catalogue
from cchc_lib.catalogue.definitions import FigureDefinition
from cchc_lib.indicators.cases import figures_of_fields
from cchc_lib.inputs.national_units import AdministrativeUnit
from cchc_lib.quantities.dates import Period
from cchc_lib.simulation.random_draws import random_count, random_division, random_part, seeded_random

StatedValue = Decimal | date | None
"""The value that a ward states; None for "none arisen"."""
_PEOPLE = {"phường": (34_000, 0.45), "xã": (21_000, 0.4), "đặc khu": (9_000, 0.9)}
"""For each kind of unit the median population, and the standard deviation of its logarithm."""
YEARLY_CASES = 0.58
"""Cases for each inhabitant and year. The report of Lưu Kiếm has 8.823 cases of 49.376 people in 112 days."""


@dataclass(frozen=True)
class SimulatedWard:
    """The traits of a simulated ward, which are the same in every period."""

    unit: AdministrativeUnit
    """The unit of the national list."""
    population: int
    """The number of inhabitants in the first period."""
    quality: float
    """The quality of the ward's work in standard deviations: 0 is the mean, 1 is better than five of six wards."""
    activity: float
    """The factor by which its cases exceed those of a usual ward of its size."""


@dataclass(frozen=True)
class _ModelContext:
    """The ward, the period and the generator from which figures are drawn."""

    ward: SimulatedWard
    period: Period
    step: int
    """The number of periods before this one."""
    rng: Random


_FiguresByCode = Mapping[str, int | Decimal | None]
"""Figures by code; None for "none arisen"."""


def random_ward(unit: AdministrativeUnit, seed: int) -> SimulatedWard:
    """Return a ward with random traits; they are the same for the same unit and seed."""
    rng = seeded_random(seed, unit.code)
    median, spread = _PEOPLE[unit.kind]
    population = round(min(max(median * rng.lognormvariate(0, spread), 700), 180_000))
    return SimulatedWard(unit, population, rng.gauss(0, 1), rng.lognormvariate(0, 0.25))


def random_figures(ward: SimulatedWard, period: Period, step: int, rng: Random) -> dict[str, StatedValue]:
    """Return the figures that every ward states for a period by itself, by code; those of yearly plans are not here.

    Args:
        ward: the traits of the ward.
        period: the days of the period.
        step: the number of periods before this one; wards improve with each step.
        rng: the generator.
    """
    figures: dict[str, StatedValue] = {"heading.period_from": period.start, "heading.period_to": period.end}
    context = _ModelContext(ward, period, step, rng)
    # The order is part of the result: every theme takes its random numbers from the same generator.
    for theme in (_unit, _tasks, _reception, _legal, _cases, _rates, _staff, _schools, _severance, _digital):
        figures |= {code: Decimal(value) if isinstance(value, int) else value for code, value in theme(context).items()}
    return figures


def _unit(context: _ModelContext) -> _FiguresByCode:
    area = context.ward.unit.area or _with_two_decimals(context.rng.randint(900, 6000))
    population = round(context.ward.population * 1.002**context.step)
    return {"ward.area": area, "ward.population": population, "ward.neighbourhoods": max(3, population // 1200)}


def _tasks(context: _ModelContext) -> _FiguresByCode:
    assigned = context.rng.randint(12, 40)
    late = min(assigned, random_count(0.6 - 0.3 * context.ward.quality, context.rng))
    under_way = min(assigned - late, context.rng.randint(0, 5))
    return {
        "plan_tasks.groups": 7,
        **_in_group(
            "city_tasks", total=assigned, on_time=assigned - late - under_way, late=late, in_progress=under_way
        ),
        "steering.initiatives": random_count(0.8, context.rng),
        "communication.items": context.rng.randint(10, 60),
    }


def _reception(context: _ModelContext) -> _FiguresByCode:
    regular = random_count(context.ward.population / 50_000 * context.period.days, context.rng)
    sessions = context.period.days // 7  # Luật Tiếp công dân 42/2013/QH13, Điều 15: a day a week.
    chair, adhoc = context.rng.randint(sessions // 2, 3 * sessions), context.rng.randint(0, 1)
    matters = random_count(6 + context.ward.population / 4_000, context.rng)
    settled = random_part(matters, 0.85 + 0.04 * context.ward.quality, context.rng)
    return {
        **_in_group("reception", visits=regular + chair + adhoc, regular_visits=regular, chair_visits=chair),
        **_in_group("reception", adhoc_matters=adhoc, rooms=1, officers=1, chair_sessions=sessions),
        "petitions.complaints": None,
        **_in_group("petitions", received=matters, matters=matters, settled=settled, pending=matters - settled),
    }


def _legal(context: _ModelContext) -> _FiguresByCode:
    checked = context.rng.randint(0, 3)
    return {
        "legal.council_documents": None,
        **_in_group("legal", broadcasts=context.rng.randint(10, 60), consultations=context.rng.randint(20, 140)),
        **_in_group("legal", check_required=checked, check_processed=checked),
    }


def _overdue_figures() -> Iterable[FigureDefinition]:
    return figures_of_fields(national_catalogue()).values()


def _cases(context: _ModelContext) -> _FiguresByCode:
    ward = context.ward
    mean = ward.population * YEARLY_CASES * ward.activity * context.period.days / 365
    # Even the smallest unit has some cases, so that its rates can be computed.
    received = max(40, random_count(mean, context.rng))
    online = random_part(received, 0.74 + 0.06 * ward.quality + 0.03 * context.step, context.rng)
    resolved = received - random_count(received * 0.006, context.rng)
    overdue = random_part(resolved, 0.005 * 2 ** (-0.9 * ward.quality - 0.3 * context.step), context.rng)
    fields = random_division(overdue, (1, 4, 3, 6, 1), context.rng)
    payments, full = random_part(received, 0.55, context.rng), random_part(received, 0.17, context.rng)
    # Cases of full online services filed at the counter are part of all cases filed there.
    full_online = min(online, max(random_part(full, 0.97, context.rng), full - (received - online)))
    return {
        **_in_group("procedures", visits=received + random_count(received * 0.1, context.rng), received=received),
        **_in_group("procedures", received_online=online, received_direct=received - online, resolved=resolved),
        **_in_group("procedures", resolved_on_time=resolved - overdue, resolved_overdue=overdue),
        "procedures.in_progress": received - resolved,
        **{
            f"overdue.{field}": count
            for field, count in zip(figures_of_fields(national_catalogue()), fields, strict=True)
        },
        **_in_group("payments", total=payments, online=random_part(payments, 0.93 + 0.02 * ward.quality, context.rng)),
        **_in_group("full_online", received=full, online=full_online, direct=full - full_online),
    }


def _rates(context: _ModelContext) -> _FiguresByCode:
    feedback = random_count(2, context.rng)
    # The index of QĐ 766/QĐ-TTg has 100 points.
    score = 88 + 4 * context.ward.quality + context.step + context.rng.gauss(0, 1)
    # The simulation puts the rates of electronic handling at 100%; a planted fault lowers one of them.
    complete_rates = ("at_centre", "city_system", "national_portal", "digitised", "electronic_results")
    return {
        **{f"procedures.{name}": 100 for name in complete_rates},
        "procedures.reused_data": min(100, 88 + round(4 * context.ward.quality) + context.step),
        "procedures.location_independent": None,
        **_in_group("feedback", received=feedback, resolved=feedback, awaiting=0, in_progress=0),
        "score766.total": _with_two_decimals(round(100 * min(99.5, max(60.0, score)))),
    }


def _staff(context: _ModelContext) -> _FiguresByCode:
    committee = 30 + context.ward.population // 2_500 + context.rng.randint(-2, 3)
    council, military = 5, 3
    vacant = max(0, round(context.rng.gauss(6 - context.step, 2)))
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


def _severance(context: _ModelContext) -> _FiguresByCode:
    people = context.rng.randint(1, 25)
    return {
        "severance.paid_people": people,
        "severance.paid_amount": people * context.rng.randint(400, 1_100) * 10**6,
    }


def _digital(context: _ModelContext) -> _FiguresByCode:
    total = context.rng.randint(350, 410)
    full, offline = random_part(total, 0.57, context.rng), random_part(total, 0.06, context.rng)
    return {
        **_in_group("services", total=total, full=full, partial=total - full - offline, offline=offline),
        "services.full_with_cases": random_part(full, 0.12, context.rng),
        **_in_group("digital", computers=100, one_stop_accounts=100, portal_items=context.rng.randint(20, 160)),
        "conduct.commitment": 100,
        "conduct.violations": None,
    }


def _with_two_decimals(hundredths: int) -> Decimal:
    return Decimal(hundredths).scaleb(-2)


def _in_group(group: str, **counts: int) -> dict[str, int]:
    return {f"{group}.{name}": count for name, count in counts.items()}
