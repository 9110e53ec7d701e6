"""What a simulated ward plans for a year, and the part of it that is done by each day.

All reports of a year have the same plan, and what is reached since the beginning of the year never falls.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate

from cchc_lib.quantities.dates import Period
from cchc_lib.simulation.figure_model import SimulatedWard
from cchc_lib.simulation.random_draws import seeded_random

_BUDGET_PER_PERSON = 0.013
"""The revenue that a ward plans for each inhabitant and year, in tỷ đồng."""
_SPENT = 0.95
"""The planned expenditure, as a part of the planned revenue."""
_WHOLE = 10_000
"""The parts in which a plan is counted: hundredths of a percent, as attainments are printed."""


@dataclass(frozen=True)
class YearPlan:
    """The plan of a ward for a year."""

    year: int
    tasks: int
    """The tasks of the reform plan."""
    revenue: int
    """The revenue in tỷ đồng."""
    expenditure: int
    """The expenditure in tỷ đồng."""
    reached: Mapping[str, float]
    """The part of the tasks, of the revenue and of the expenditure that is reached by the end of the year."""
    months: tuple[float, ...]
    """The part of the year's work that is done by the beginning of each month and by the end of the year."""

    def parts_reached(self, name: str, day: date) -> int:
        """Return how much of a plan is reached by the end of a day of the year, in hundredths of a percent."""
        done, next_done = self.months[day.month - 1 : day.month + 1]
        first_of_next = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
        days_of_month = (first_of_next - timedelta(days=1)).day
        return int(_WHOLE * self.reached[name] * (done + (next_done - done) * day.day / days_of_month))


def year_plan(ward: SimulatedWard, year: int, seed: int) -> YearPlan:
    """Return the plan of a ward for a year; it is the same for the same ward, year and seed."""
    rng = seeded_random(seed, ward.unit.code, f"year {year}")
    revenue = max(2, round(ward.population * _BUDGET_PER_PERSON * rng.lognormvariate(0, 0.3)))
    work = [rng.uniform(0.7, 1.3) for _ in range(12)]
    reached = {
        "tasks": min(1.0, max(0.4, 0.9 + 0.06 * ward.quality)),
        "revenue": rng.uniform(0.85, 1.2),
        "expenditure": rng.uniform(0.8, 1.0),
    }
    months = tuple(done / sum(work) for done in accumulate(work, initial=0.0))
    return YearPlan(year, rng.randint(18, 34), revenue, max(1, round(revenue * _SPENT)), reached, months)


def yearly_figures(ward: SimulatedWard, period: Period, seed: int) -> dict[str, Decimal]:
    """Return the figures of a period that follow from plans of a year, by code.

    They are those since the beginning of the year in which the period ends.
    """
    plan = year_plan(ward, period.end.year, seed)
    completed = plan.tasks * plan.parts_reached("tasks", period.end) // _WHOLE
    figures = {
        "plan_tasks.total": Decimal(plan.tasks),
        "plan_tasks.completed": Decimal(completed),
        "plan_tasks.in_progress": Decimal(plan.tasks - completed),
    }
    for name, planned in (("revenue", plan.revenue), ("expenditure", plan.expenditure)):
        parts = plan.parts_reached(name, period.end)
        figures[f"budget.local_{name}"] = (Decimal(planned) * parts / _WHOLE).normalize()
        figures[f"budget.local_{name}_attainment"] = Decimal(parts).scaleb(-2)
    return figures
