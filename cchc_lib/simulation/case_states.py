"""The cases of a simulated ward as it states them, and parts that few wards state: overdue plans, all levels of staff.

Wards report in different ways. A third of them state the cases that are carried over and pending, by field; another
third every state that a case may have. What is stated besides is moved out of figures that all wards state, so that
sums still hold.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from random import Random

from cchc_lib.catalogue.catalogue import national_catalogue
from cchc_lib.indicators.cases import figures_of_fields
from cchc_lib.simulation.case_days import ENDS, CaseCounts, summed
from cchc_lib.simulation.figure_model import SimulatedWard, StatedValue
from cchc_lib.simulation.random_draws import random_count, random_part, seeded_random
from cchc_lib.simulation.reporting_style import ReportingStyle, reporting_style

Figures = Mapping[str, StatedValue]
"""The figures of a ward by code."""


_MOVED = (
    ("plan_tasks.in_progress", "plan_tasks.overdue", 0.2),
    ("plan_tasks.in_progress", "plan_tasks.not_started", 0.3),
    ("committee_staff.masters", "committee_staff.doctors", 0.05),
    ("committee_staff.bachelors", "committee_staff.intermediate", 0.04),
    ("committee_staff.bachelors", "committee_staff.other", 0.02),
    ("employees.masters", "employees.doctors", 0.05),
    ("employees.bachelors", "employees.intermediate", 0.04),
    ("employees.bachelors", "employees.other", 0.01),
)
"""The parts that few wards state: the figure that they are moved out of, their code, and their share of it."""


def stated_cases(counts: Sequence[CaseCounts], ward: SimulatedWard, end: date, seed: int) -> dict[str, StatedValue]:
    """Return the figures that a ward states of its cases.

    Args:
        counts: the cases of each field in the period.
        ward: the traits of the ward.
        end: the last day of the period.
        seed: the seed of the simulation.
    """
    style = reporting_style(ward, seed)
    total = {name: summed(counts, name) for name in ("received", "resolved", "overdue", "carried_over", "pending")}
    stated = {
        "received": total["received"], "received_online": summed(counts, "online"),
        "received_direct": summed(counts, "direct"), "resolved": total["resolved"],
        "resolved_on_time": total["resolved"] - total["overdue"], "resolved_overdue": total["overdue"],
        "in_progress": total["pending"],
    }  # fmt: skip
    if style is not ReportingStyle.PLAIN:
        late = sum(late_cases(counts, ward, end, seed))
        stated |= {
            "to_handle": total["received"] + total["carried_over"], "received_new": total["received"],
            "carried_over": total["carried_over"], "pending_in_time": total["pending"] - late, "pending_overdue": late,
        }  # fmt: skip
    if style is ReportingStyle.STATES:
        stated |= {name: summed(counts, name) for name in ENDS}
        stated |= _details(counts, seeded_random(seed, ward.unit.code, f"details at the end of {end}"))
    by_field = zip(figures_of_fields(national_catalogue()), counts, strict=True)
    return {
        **{f"procedures.{name}": Decimal(count) for name, count in stated.items()},
        **{f"overdue.{field}": Decimal(count.overdue) for field, count in by_field},
    }


def late_cases(counts: Sequence[CaseCounts], ward: SimulatedWard, end: date, seed: int) -> tuple[int, ...]:
    """Return how many of the pending cases of each field are overdue at the end of a day; about one of twenty."""
    rng = seeded_random(seed, ward.unit.code, f"late at the end of {end}")
    return tuple(random_part(count.pending, 0.05, rng) for count in counts)


def _details(counts: Sequence[CaseCounts], rng: Random) -> dict[str, int]:
    """Return what is stated of the cases in each state; those that wait for the citizen are among the pending ones."""
    pending, overdue, early = (summed(counts, name) for name in ("pending", "overdue", "early"))
    waiting = random_part(pending, 0.2, rng)
    awaited, awaited_late = random_count(3, rng), random_count(0.5, rng)
    return {
        "resolved_early": early, "resolved_on_day": summed(counts, "resolved") - overdue - early,
        "awaiting_supplement": waiting, "awaiting_payment": random_part(pending - waiting, 0.1, rng),
        "awaiting_acceptance": awaited + awaited_late, "awaiting_acceptance_in_time": awaited,
        "awaiting_acceptance_late": awaited_late, "apologies": overdue,
    }  # fmt: skip


def case_rows(
    counts: Sequence[CaseCounts], ward: SimulatedWard, end: date, seed: int
) -> tuple[Mapping[str, object], ...]:
    """Return the rows of biểu II.06a by column; none for a ward whose cases end in ways that it has no columns for.

    Args:
        counts: the cases of each field in the period.
        ward: the traits of the ward.
        end: the last day of the period.
        seed: the seed of the simulation.
    """
    if reporting_style(ward, seed) is ReportingStyle.STATES:
        return ()
    fields = zip(
        figures_of_fields(national_catalogue()).items(), counts, late_cases(counts, ward, end, seed), strict=True
    )
    return tuple(
        {
            "code": code, "field": figure.name, "received": count.received + count.carried_over,
            "received_online": count.online, "received_direct": count.direct, "carried_over": count.carried_over,
            "resolved": count.resolved, "resolved_early": count.early,
            "resolved_on_time": count.resolved - count.early - count.overdue, "resolved_overdue": count.overdue,
            "pending": count.pending, "pending_in_time": count.pending - late, "pending_overdue": late,
        }
        for (code, figure), count, late in fields
    )  # fmt: skip


def with_moved_parts(figures: Figures, ward: SimulatedWard, end: date, seed: int) -> dict[str, StatedValue]:
    """Return figures at the end of a day of which a ward may state some parts apart, so that no sum changes."""
    moved = dict(figures)
    if reporting_style(ward, seed) is not ReportingStyle.STATES:
        return moved
    rng = seeded_random(seed, ward.unit.code, f"parts at the end of {end}")
    for source, part, share in _MOVED:
        count = random_part(count_of(moved, source), share, rng)
        moved |= {source: Decimal(count_of(moved, source) - count), part: Decimal(count_of(moved, part) + count)}
    return moved


def count_of(figures: Figures, code: str) -> int:
    """Return a stated count; 0 if nothing arose or the ward does not state it."""
    value = figures.get(code)
    return int(value) if isinstance(value, Decimal) else 0
