"""The figures of a simulated ward: sizes from its population, quality of its own, a trend over the periods."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from cchc_lib.indicators.procedures import OVERDUE_FIELDS
from cchc_lib.inputs.national_units import AdministrativeUnit
from cchc_lib.quantities.dates import Period

StatedValue = Decimal | date | None
"""What a ward states; None where nothing arose."""

_PEOPLE = {"phường": (34_000, 0.45), "xã": (21_000, 0.4), "đặc khu": (9_000, 0.9)}
"""The median population of each kind of unit and its spread, as a factor e to that power."""
_YEARLY_CASES = 0.58
"""Cases a head and year; the reconstructed report has 8.823 of 49.376 people in 112 days."""


@dataclass(frozen=True)
class SimulatedWard:
    """What makes a simulated ward itself, in every period."""

    unit: AdministrativeUnit
    population: int
    quality: float
    """How well it works: 0 is usual, 1 is better than five of six."""
    activity: float
    """How many cases it has, beside others of its size."""


def seeded_random(seed: int, *names: str) -> Random:
    """What is drawn for something by its names; the same for the same seed and names, on every machine."""
    return Random("/".join((str(seed), *names)))  # noqa: S311 - made-up data, not secrets


def draw_ward(unit: AdministrativeUnit, seed: int) -> SimulatedWard:
    """A ward with its traits; the same for the same unit and seed."""
    chance = seeded_random(seed, unit.code)
    median, spread = _PEOPLE[unit.kind]
    population = round(min(max(median * chance.lognormvariate(0, spread), 700), 180_000))
    return SimulatedWard(unit, population, chance.gauss(0, 1), chance.lognormvariate(0, 0.25))


def draw_figures(ward: SimulatedWard, period: Period, step: int, chance: Random) -> dict[str, StatedValue]:
    """Every figure that the ward states for a period; `step` counts the periods from 0, and things get better."""
    found: dict[str, StatedValue] = {"heading.period_from": period.start, "heading.period_to": period.end}
    for theme in (_unit, _tasks, _reception, _legal, _cases, _rates, _staff, _schools, _money, _digital):
        counted = theme(ward, period, step, chance)
        found |= {code: Decimal(value) if isinstance(value, int) else value for code, value in counted.items()}
    return found


Counted = Mapping[str, int | Decimal | None]


def _unit(ward: SimulatedWard, _: Period, step: int, chance: Random) -> Counted:
    area = ward.unit.area or _hundredths(chance.randint(900, 6000))
    population = round(ward.population * 1.002**step)
    return {"ward.area": area, "ward.population": population, "ward.neighbourhoods": max(3, population // 1200)}


def _tasks(ward: SimulatedWard, _: Period, step: int, chance: Random) -> Counted:
    planned, asked = chance.randint(18, 34), chance.randint(12, 40)
    done = _share(planned, 0.55 + 0.06 * ward.quality + 0.05 * step, chance)
    late = min(asked, _few(0.6 - 0.3 * ward.quality, chance))
    under_way = min(asked - late, chance.randint(0, 5))
    return {
        "plan_tasks.groups": 7,
        **_parts("plan_tasks", total=planned, completed=done, in_progress=planned - done),
        **_parts("city_tasks", total=asked, on_time=asked - late - under_way, late=late, in_progress=under_way),
        "steering.initiatives": _few(0.8, chance),
        "communication.items": chance.randint(10, 60),
    }


def _reception(ward: SimulatedWard, period: Period, _: int, chance: Random) -> Counted:
    regular = _few(ward.population / 50_000 * period.days, chance)
    sessions = period.days // 7  # Luật Tiếp công dân 42/2013/QH13, Điều 15: a day a week.
    chair, adhoc = chance.randint(sessions // 2, 3 * sessions), chance.randint(0, 1)
    matters = _few(6 + ward.population / 4_000, chance)
    settled = _share(matters, 0.85 + 0.04 * ward.quality, chance)
    return {
        **_parts("reception", visits=regular + chair + adhoc, regular_visits=regular, chair_visits=chair),
        **_parts("reception", adhoc_matters=adhoc, rooms=1, officers=1, chair_sessions=sessions),
        "petitions.complaints": None,
        **_parts("petitions", received=matters, matters=matters, settled=settled, pending=matters - settled),
    }


def _legal(_: SimulatedWard, __: Period, ___: int, chance: Random) -> Counted:
    checked = chance.randint(0, 3)
    return {
        "legal.council_documents": None,
        **_parts("legal", broadcasts=chance.randint(10, 60), consultations=chance.randint(20, 140)),
        **_parts("legal", check_required=checked, check_processed=checked),
    }


def _cases(ward: SimulatedWard, period: Period, step: int, chance: Random) -> Counted:
    received = max(40, _few(ward.population * _YEARLY_CASES * ward.activity * period.days / 365, chance))
    online = _share(received, 0.74 + 0.06 * ward.quality + 0.03 * step, chance)
    resolved = received - _few(received * 0.006, chance)
    overdue = _share(resolved, 0.005 * 2 ** (-0.9 * ward.quality - 0.3 * step), chance)
    fields = _divided(overdue, (1, 4, 3, 6, 1), chance)
    payments, full = _share(received, 0.55, chance), _share(received, 0.17, chance)
    # What is handed in at the counter is part of all that is.
    full_online = min(online, max(_share(full, 0.97, chance), full - (received - online)))
    return {
        **_parts("procedures", visits=received + _few(received * 0.1, chance), received=received),
        **_parts("procedures", received_online=online, received_direct=received - online, resolved=resolved),
        **_parts("procedures", resolved_on_time=resolved - overdue, resolved_overdue=overdue),
        "procedures.in_progress": received - resolved,
        **{f"overdue.{field}": count for field, count in zip(OVERDUE_FIELDS, fields, strict=True)},
        **_parts("payments", total=payments, online=_share(payments, 0.93 + 0.02 * ward.quality, chance)),
        **_parts("full_online", received=full, online=full_online, direct=full - full_online),
    }


def _rates(ward: SimulatedWard, _: Period, step: int, chance: Random) -> Counted:
    asked = _few(2, chance)
    score = _hundredths(round(100 * min(99.5, max(60.0, 88 + 4 * ward.quality + step + chance.gauss(0, 1)))))
    whole = ("at_centre", "city_system", "national_portal", "digitised", "electronic_results")
    return {
        **{f"procedures.{name}": 100 for name in whole},
        "procedures.reused_data": min(100, 88 + round(4 * ward.quality) + step),
        "procedures.location_independent": None,
        **_parts("feedback", received=asked, resolved=asked, awaiting=0, in_progress=0),
        "score766.total": score,
    }


def _staff(ward: SimulatedWard, _: Period, step: int, chance: Random) -> Counted:
    committee = 30 + ward.population // 2_500 + chance.randint(-2, 3)
    council, military = 5, 3
    vacant = max(0, round(chance.gauss(6 - step, 2)))
    masters = _share(committee, 0.24, chance)
    college = _few(0.5, chance)
    advanced, elementary = _share(committee, 0.14, chance), _few(1.5, chance)
    return {
        **_parts("overview", posts=committee + military, military_posts=military, divisions=3, service_centres=1),
        "organisation.divisions_established": 3,
        **_parts("quota", council_committee=committee + council + vacant, military=military),
        "quota.civil_servants": committee + council + vacant + military,
        **_parts("present", civil_servants=committee + council + military, council=council, committee=committee),
        "present.military": military,
        **_parts("committee_staff", total=committee, masters=masters, bachelors=committee - masters - college),
        "committee_staff.college": college,
        **_parts("committee_staff", theory_advanced=advanced, theory_elementary=elementary),
        "committee_staff.theory_intermediate": committee - advanced - elementary,
    }


def _schools(ward: SimulatedWard, _: Period, __: int, chance: Random) -> Counted:
    many = max(1, ward.population // 9_000)
    kindergartens, primary, secondary = many + chance.randint(0, 2), many, max(1, many - 1)
    schools = kindergartens + primary + secondary
    teaching, serving = schools * chance.randint(34, 46), chance.randint(5, 12)
    employees = teaching + serving
    masters, college = _share(employees, 0.03, chance), _share(employees, 0.03, chance)
    group_3 = _share(schools, 0.6, chance)
    return {
        **_parts("overview", kindergartens=kindergartens, primary_schools=primary, secondary_schools=secondary),
        **_parts("overview", public_units=schools + 1, public_service_units=1, public_employees=employees),
        "organisation.schools_received": schools,
        "quota.public_employees": employees + chance.randint(5, 50),
        **_parts("present", education_employees=teaching, service_unit_employees=serving),
        **_parts("employees", total=employees, masters=masters, college=college),
        "employees.bachelors": employees - masters - college,
        **_parts("autonomy", units=schools + 1, group_1=0, group_2=1, group_3=group_3, group_4=schools - group_3),
    }


def _money(ward: SimulatedWard, period: Period, _: int, chance: Random) -> Counted:
    revenue = Decimal(round(ward.population * 0.004 * period.days / 112 * chance.lognormvariate(0, 0.3) * 10)) / 10
    spent = Decimal(round(float(revenue) * 9.5)) / 10
    people = chance.randint(1, 25)
    return {
        "budget.local_revenue": max(revenue, Decimal("0.5")),
        "budget.local_revenue_attainment": _hundredths(chance.randint(7000, 11800)),
        "budget.local_expenditure": max(spent, Decimal("0.4")),
        "budget.local_expenditure_attainment": _hundredths(chance.randint(6000, 9800)),
        "severance.paid_people": people,
        "severance.paid_amount": people * chance.randint(400, 1_100) * 10**6,
    }


def _digital(_: SimulatedWard, __: Period, ___: int, chance: Random) -> Counted:
    total = chance.randint(350, 410)
    full, offline = _share(total, 0.57, chance), _share(total, 0.06, chance)
    return {
        **_parts("services", total=total, full=full, partial=total - full - offline, offline=offline),
        "services.full_with_cases": _share(full, 0.12, chance),
        **_parts("digital", computers=100, one_stop_accounts=100, portal_items=chance.randint(20, 160)),
        "conduct.commitment": 100,
        "conduct.violations": None,
    }


def _hundredths(number: int) -> Decimal:
    """With two places, as rates are printed."""
    return Decimal(number).scaleb(-2)


def _parts(group: str, **counts: int) -> dict[str, int]:
    return {f"{group}.{name}": count for name, count in counts.items()}


def _few(mean: float, chance: Random) -> int:
    """A count around a mean, as spread as counts are."""
    return max(0, round(chance.gauss(mean, max(mean, 0.1) ** 0.5)))


def _share(whole: int, share: float, chance: Random) -> int:
    """A part of a whole around a share of it."""
    mean = whole * min(max(share, 0.0), 1.0)
    return min(whole, max(0, round(chance.gauss(mean, (mean * (1 - min(max(share, 0.0), 1.0))) ** 0.5))))


def _divided(whole: int, weights: Sequence[int], chance: Random) -> Iterator[int]:
    """A whole divided by chance, some parts heavier than others."""
    drawn = chance.choices(range(len(weights)), weights, k=whole)
    return (drawn.count(at) for at in range(len(weights)))
