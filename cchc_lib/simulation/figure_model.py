"""A model of a ward's figures: sizes follow from its population, quality differs, and wards improve over time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from cchc_lib.indicators.procedures import OVERDUE_FIELDS
from cchc_lib.inputs.national_units import AdministrativeUnit
from cchc_lib.quantities.dates import Period
from cchc_lib.simulation.random_draws import random_count, random_division, random_part, seeded_random

StatedValue = Decimal | date | None
"""The value that a ward states; None for "none arisen"."""
_PEOPLE = {"phường": (34_000, 0.45), "xã": (21_000, 0.4), "đặc khu": (9_000, 0.9)}
"""For each kind of unit the median population, and the standard deviation of its logarithm."""
_YEARLY_CASES = 0.58
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
class _Draw:
    """The ward, the period and the generator from which figures are drawn."""

    ward: SimulatedWard
    period: Period
    step: int
    """The number of periods before this one."""
    rng: Random


_Counts = Mapping[str, int | Decimal | None]
"""Figures by code; None for "none arisen"."""


def draw_ward(unit: AdministrativeUnit, seed: int) -> SimulatedWard:
    """Return a ward with random traits; they are the same for the same unit and seed."""
    rng = seeded_random(seed, unit.code)
    median, spread = _PEOPLE[unit.kind]
    population = round(min(max(median * rng.lognormvariate(0, spread), 700), 180_000))
    return SimulatedWard(unit, population, rng.gauss(0, 1), rng.lognormvariate(0, 0.25))


def draw_figures(ward: SimulatedWard, period: Period, step: int, rng: Random) -> dict[str, StatedValue]:
    """Return every figure that a ward states for a period, by code.

    Args:
        ward: the traits of the ward.
        period: the days of the period.
        step: the number of periods before this one; wards improve with each step.
        rng: the generator.
    """
    figures: dict[str, StatedValue] = {"heading.period_from": period.start, "heading.period_to": period.end}
    draw = _Draw(ward, period, step, rng)
    # The order is part of the result: every theme takes its random numbers from the same generator.
    for theme in (_unit, _tasks, _reception, _legal, _cases, _rates, _staff, _schools, _money, _digital):
        figures |= {code: Decimal(value) if isinstance(value, int) else value for code, value in theme(draw).items()}
    return figures


def _unit(draw: _Draw) -> _Counts:
    area = draw.ward.unit.area or _with_two_decimals(draw.rng.randint(900, 6000))
    population = round(draw.ward.population * 1.002**draw.step)
    return {"ward.area": area, "ward.population": population, "ward.neighbourhoods": max(3, population // 1200)}


def _tasks(draw: _Draw) -> _Counts:
    planned, assigned = draw.rng.randint(18, 34), draw.rng.randint(12, 40)
    done = random_part(planned, 0.55 + 0.06 * draw.ward.quality + 0.05 * draw.step, draw.rng)
    late = min(assigned, random_count(0.6 - 0.3 * draw.ward.quality, draw.rng))
    under_way = min(assigned - late, draw.rng.randint(0, 5))
    return {
        "plan_tasks.groups": 7,
        **_in_group("plan_tasks", total=planned, completed=done, in_progress=planned - done),
        **_in_group(
            "city_tasks", total=assigned, on_time=assigned - late - under_way, late=late, in_progress=under_way
        ),
        "steering.initiatives": random_count(0.8, draw.rng),
        "communication.items": draw.rng.randint(10, 60),
    }


def _reception(draw: _Draw) -> _Counts:
    regular = random_count(draw.ward.population / 50_000 * draw.period.days, draw.rng)
    sessions = draw.period.days // 7  # Luật Tiếp công dân 42/2013/QH13, Điều 15: a day a week.
    chair, adhoc = draw.rng.randint(sessions // 2, 3 * sessions), draw.rng.randint(0, 1)
    matters = random_count(6 + draw.ward.population / 4_000, draw.rng)
    settled = random_part(matters, 0.85 + 0.04 * draw.ward.quality, draw.rng)
    return {
        **_in_group("reception", visits=regular + chair + adhoc, regular_visits=regular, chair_visits=chair),
        **_in_group("reception", adhoc_matters=adhoc, rooms=1, officers=1, chair_sessions=sessions),
        "petitions.complaints": None,
        **_in_group("petitions", received=matters, matters=matters, settled=settled, pending=matters - settled),
    }


def _legal(draw: _Draw) -> _Counts:
    checked = draw.rng.randint(0, 3)
    return {
        "legal.council_documents": None,
        **_in_group("legal", broadcasts=draw.rng.randint(10, 60), consultations=draw.rng.randint(20, 140)),
        **_in_group("legal", check_required=checked, check_processed=checked),
    }


def _cases(draw: _Draw) -> _Counts:
    ward = draw.ward
    mean = ward.population * _YEARLY_CASES * ward.activity * draw.period.days / 365
    # Even the smallest unit has some cases, so that its rates can be computed.
    received = max(40, random_count(mean, draw.rng))
    online = random_part(received, 0.74 + 0.06 * ward.quality + 0.03 * draw.step, draw.rng)
    resolved = received - random_count(received * 0.006, draw.rng)
    overdue = random_part(resolved, 0.005 * 2 ** (-0.9 * ward.quality - 0.3 * draw.step), draw.rng)
    fields = random_division(overdue, (1, 4, 3, 6, 1), draw.rng)
    payments, full = random_part(received, 0.55, draw.rng), random_part(received, 0.17, draw.rng)
    # Cases of full online services filed at the counter are part of all cases filed there.
    full_online = min(online, max(random_part(full, 0.97, draw.rng), full - (received - online)))
    return {
        **_in_group("procedures", visits=received + random_count(received * 0.1, draw.rng), received=received),
        **_in_group("procedures", received_online=online, received_direct=received - online, resolved=resolved),
        **_in_group("procedures", resolved_on_time=resolved - overdue, resolved_overdue=overdue),
        "procedures.in_progress": received - resolved,
        **{f"overdue.{field}": count for field, count in zip(OVERDUE_FIELDS, fields, strict=True)},
        **_in_group("payments", total=payments, online=random_part(payments, 0.93 + 0.02 * ward.quality, draw.rng)),
        **_in_group("full_online", received=full, online=full_online, direct=full - full_online),
    }


def _rates(draw: _Draw) -> _Counts:
    feedback = random_count(2, draw.rng)
    # The index of QĐ 766/QĐ-TTg has 100 points.
    score = 88 + 4 * draw.ward.quality + draw.step + draw.rng.gauss(0, 1)
    # The simulation puts the rates of electronic handling at 100%; a planted fault lowers one of them.
    complete_rates = ("at_centre", "city_system", "national_portal", "digitised", "electronic_results")
    return {
        **{f"procedures.{name}": 100 for name in complete_rates},
        "procedures.reused_data": min(100, 88 + round(4 * draw.ward.quality) + draw.step),
        "procedures.location_independent": None,
        **_in_group("feedback", received=feedback, resolved=feedback, awaiting=0, in_progress=0),
        "score766.total": _with_two_decimals(round(100 * min(99.5, max(60.0, score)))),
    }


def _staff(draw: _Draw) -> _Counts:
    committee = 30 + draw.ward.population // 2_500 + draw.rng.randint(-2, 3)
    council, military = 5, 3
    vacant = max(0, round(draw.rng.gauss(6 - draw.step, 2)))
    masters = random_part(committee, 0.24, draw.rng)
    college = random_count(0.5, draw.rng)
    advanced, elementary = random_part(committee, 0.14, draw.rng), random_count(1.5, draw.rng)
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


def _schools(draw: _Draw) -> _Counts:
    many = max(1, draw.ward.population // 9_000)
    kindergartens, primary, secondary = many + draw.rng.randint(0, 2), many, max(1, many - 1)
    schools = kindergartens + primary + secondary
    teaching, serving = schools * draw.rng.randint(34, 46), draw.rng.randint(5, 12)
    employees = teaching + serving
    masters, college = random_part(employees, 0.03, draw.rng), random_part(employees, 0.03, draw.rng)
    group_3 = random_part(schools, 0.6, draw.rng)
    return {
        **_in_group("overview", kindergartens=kindergartens, primary_schools=primary, secondary_schools=secondary),
        **_in_group("overview", public_units=schools + 1, public_service_units=1, public_employees=employees),
        "organisation.schools_received": schools,
        "quota.public_employees": employees + draw.rng.randint(5, 50),
        **_in_group("present", education_employees=teaching, service_unit_employees=serving),
        **_in_group("employees", total=employees, masters=masters, college=college),
        "employees.bachelors": employees - masters - college,
        **_in_group("autonomy", units=schools + 1, group_1=0, group_2=1, group_3=group_3, group_4=schools - group_3),
    }


def _money(draw: _Draw) -> _Counts:
    mean = draw.ward.population * 0.004 * draw.period.days / 112
    revenue = Decimal(round(mean * draw.rng.lognormvariate(0, 0.3) * 10)) / 10
    spent = Decimal(round(float(revenue) * 9.5)) / 10
    people = draw.rng.randint(1, 25)
    return {
        "budget.local_revenue": max(revenue, Decimal("0.5")),
        "budget.local_revenue_attainment": _with_two_decimals(draw.rng.randint(7000, 11800)),
        "budget.local_expenditure": max(spent, Decimal("0.4")),
        "budget.local_expenditure_attainment": _with_two_decimals(draw.rng.randint(6000, 9800)),
        "severance.paid_people": people,
        "severance.paid_amount": people * draw.rng.randint(400, 1_100) * 10**6,
    }


def _digital(draw: _Draw) -> _Counts:
    total = draw.rng.randint(350, 410)
    full, offline = random_part(total, 0.57, draw.rng), random_part(total, 0.06, draw.rng)
    return {
        **_in_group("services", total=total, full=full, partial=total - full - offline, offline=offline),
        "services.full_with_cases": random_part(full, 0.12, draw.rng),
        **_in_group("digital", computers=100, one_stop_accounts=100, portal_items=draw.rng.randint(20, 160)),
        "conduct.commitment": 100,
        "conduct.violations": None,
    }


def _with_two_decimals(hundredths: int) -> Decimal:
    return Decimal(hundredths).scaleb(-2)


def _in_group(group: str, **counts: int) -> dict[str, int]:
    return {f"{group}.{name}": count for name, count in counts.items()}
