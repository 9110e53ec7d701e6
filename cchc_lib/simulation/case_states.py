"""What some simulated wards state besides: cases carried over and in every state, overdue work, all levels of staff.

Wards report in different ways. A third of them state the cases that are carried over and pending, by field; another
third every state that a case may have. What is stated besides is moved out of figures that all wards state, so that
sums still hold. Cases pending at the end of a period are those carried over into the next one.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum, auto
from random import Random

from cchc_lib.quantities.dates import Period
from cchc_lib.simulation.figure_model import YEARLY_CASES, SimulatedWard, StatedValue
from cchc_lib.simulation.random_draws import random_count, random_part, seeded_random

Figures = Mapping[str, StatedValue]
"""The figures of a ward by code."""


class ReportingStyle(Enum):
    """How much a simulated ward states of its cases."""

    PLAIN = auto()
    """The cases received and resolved; the others are pending."""
    FORM = auto()
    """The cases carried over, and those pending in time and overdue, by field in biểu II.06a as well."""
    STATES = auto()
    """Every state of cases, without biểu II.06a, whose columns have no place for cases that ended without a result."""


_MOVED = (
    ("plan_tasks.in_progress", "plan_tasks.overdue", 0.2),
    ("plan_tasks.in_progress", "plan_tasks.not_started", 0.3),
    ("city_tasks.in_progress", "city_tasks.overdue", 0.3),
    ("petitions.pending", "petitions.overdue", 0.3),
    ("feedback.resolved", "feedback.in_progress", 0.25),
    ("feedback.resolved", "feedback.awaiting", 0.25),
    ("feedback.resolved", "feedback.overdue", 0.3),
    ("committee_staff.masters", "committee_staff.doctors", 0.05),
    ("committee_staff.bachelors", "committee_staff.intermediate", 0.04),
    ("committee_staff.bachelors", "committee_staff.other", 0.02),
    ("employees.masters", "employees.doctors", 0.05),
    ("employees.bachelors", "employees.intermediate", 0.04),
    ("employees.bachelors", "employees.other", 0.01),
)
"""The parts that few wards state: the figure that they are moved out of, their code, and their share of it."""


def reporting_style(ward: SimulatedWard, seed: int) -> ReportingStyle:
    """Return how a ward reports, which is the same in every period."""
    return seeded_random(seed, ward.unit.code, "style").choice(tuple(ReportingStyle))


def with_further_states(figures: Figures, ward: SimulatedWard, period: Period, seed: int) -> dict[str, StatedValue]:
    """Return the figures of a ward together with those that its way of reporting adds.

    Args:
        figures: what every ward states.
        ward: the traits of the ward.
        period: the days of the period.
        seed: the seed of the simulation.
    """
    style = reporting_style(ward, seed)
    if style is ReportingStyle.PLAIN:
        return dict(figures)
    rng = seeded_random(seed, ward.unit.code, period.name, "states")
    before = pending_at_end_of(ward, period.start - timedelta(days=1), seed)
    after = pending_at_end_of(ward, period.end, seed)
    further = dict(figures) | _flow(figures, before, after, rng, style)
    return _with_moved_parts(further, rng) if style is ReportingStyle.STATES else further


def pending_at_end_of(ward: SimulatedWard, day: date, seed: int) -> int:
    """Return the number of cases that are pending at the end of a day: about those of two days."""
    cases_of_a_day = ward.population * YEARLY_CASES * ward.activity / 365
    return random_count(max(3.0, 2 * cases_of_a_day), seeded_random(seed, ward.unit.code, f"pending {day}"))


def _flow(figures: Figures, before: int, after: int, rng: Random, style: ReportingStyle) -> dict[str, StatedValue]:
    """Return the cases to handle, and what became of them: (3) = (7) + (11), and those that ended without a result."""
    received, overdue = _count(figures, "procedures.received"), _count(figures, "procedures.resolved_overdue")
    late = random_part(after, 0.05, rng)
    ended = _ended(received, rng) if style is ReportingStyle.STATES else {}
    resolved = received + before - after - sum(ended.values())
    counts = {
        "to_handle": received + before, "received_new": received, "carried_over": before, "resolved": resolved,
        "resolved_on_time": resolved - overdue, "in_progress": after, "pending_in_time": after - late,
        "pending_overdue": late, **ended,
    }  # fmt: skip
    if style is ReportingStyle.STATES:
        counts |= _details(figures, counts, rng)
    return {f"procedures.{name}": Decimal(count) for name, count in counts.items()}


def _ended(received: int, rng: Random) -> dict[str, int]:
    names = ("stopped", "refused", "returned", "withdrawn")
    return {name: random_count(received * 0.002, rng) for name in names}


def _details(figures: Figures, counts: Mapping[str, int], rng: Random) -> dict[str, int]:
    """Return what is stated of the cases in each state; those that wait for the citizen are among the pending ones."""
    online, after = _count(figures, "procedures.received_online"), counts["in_progress"]
    on_time = counts["resolved_on_time"]
    waiting, early = random_part(after, 0.2, rng), random_part(on_time, 0.7, rng)
    full = max(_count(figures, "full_online.online"), random_part(online, 0.4, rng))
    awaited, awaited_late = random_count(3, rng), random_count(0.5, rng)
    return {
        "received_online_full": full, "received_online_partial": online - full, "resolved_early": early,
        "resolved_on_day": on_time - early, "awaiting_supplement": waiting,
        "awaiting_payment": random_part(after - waiting, 0.1, rng), "awaiting_acceptance": awaited + awaited_late,
        "awaiting_acceptance_in_time": awaited, "awaiting_acceptance_late": awaited_late,
        "not_accepted": random_count(2, rng), "apologies": _count(figures, "procedures.resolved_overdue"),
    }  # fmt: skip


def _with_moved_parts(figures: Figures, rng: Random) -> dict[str, StatedValue]:
    """Return figures of which some parts are stated apart, so that no sum changes."""
    moved = dict(figures)
    for source, part, share in _MOVED:
        count = random_part(_count(moved, source), share, rng)
        moved |= {source: Decimal(_count(moved, source) - count), part: Decimal(_count(moved, part) + count)}
    return moved


def _count(figures: Figures, code: str) -> int:
    value = figures.get(code)
    return int(value) if isinstance(value, Decimal) else 0
