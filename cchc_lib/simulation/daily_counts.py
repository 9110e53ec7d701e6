"""What a simulated ward counts beside its cases, by day: tasks, visits, items, payments.

As with cases, a period is the sum of its days. Of tasks, matters and feedback that came in during a period, some are
still open when it ends; these stay open, so that what is open of a half-year is what is open of its two quarters.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from cchc_lib.quantities.dates import Period
from cchc_lib.simulation.case_days import arrivals_of_day
from cchc_lib.simulation.figure_model import SimulatedWard
from cchc_lib.simulation.random_draws import random_count, random_part, seeded_random
from cchc_lib.simulation.reporting_style import ReportingStyle, reporting_style

_DAYS_OF_QUARTER = 91
_AMOUNTS = range(400, 1_100)
"""What is paid to one person who leaves, in millions of đồng."""


@dataclass(frozen=True)
class _DayContext:
    """The ward, the day and the generator from which its counts are drawn."""

    ward: SimulatedWard
    day: date
    seed: int
    rng: Random

    @property
    def states_everything(self) -> bool:
        """Whether the ward is one of those that state overdue and unfinished work apart."""
        return reporting_style(self.ward, self.seed) is ReportingStyle.STATES

    def count(self, in_quarter: float) -> int:
        """Return the count of a day of something that happens so many times in a quarter."""
        return random_count(in_quarter / _DAYS_OF_QUARTER, self.rng)

    def part(self, whole: int, share: float) -> int:
        """Return about a share of a whole."""
        return random_part(whole, share, self.rng)


def daily_counts(ward: SimulatedWard, period: Period, seed: int) -> dict[str, int]:
    """Return the counts of a period by the codes of figures: the sums of its days."""
    total: Counter[str] = Counter()
    for passed in range(period.days):
        total.update(_counts_of_day(ward, period.start + timedelta(days=passed), seed))
    return dict(total)


@lru_cache(maxsize=1 << 10)
def _counts_of_day(ward: SimulatedWard, day: date, seed: int) -> Mapping[str, int]:
    rng = seeded_random(seed, ward.unit.code, f"counts {day}")
    context = _DayContext(ward, day, seed, rng)
    counts: dict[str, int] = {}
    # The order is part of the result: every theme takes its random numbers from the same generator.
    for theme in (_tasks, _reception, _petitions, _legal, _services, _feedback, _severance, _items):
        counts |= theme(context)
    return counts


def _tasks(context: _DayContext) -> dict[str, int]:
    assigned = context.count(26)
    late = context.part(assigned, 0.023 - 0.012 * context.ward.quality)
    open_tasks = context.part(assigned - late, 0.1)
    overdue = context.part(open_tasks, 0.3) if context.states_everything else 0
    counts = {
        "total": assigned, "on_time": assigned - late - open_tasks, "late": late, "in_progress": open_tasks - overdue,
    }  # fmt: skip
    return _in_group("city_tasks", counts | ({"overdue": overdue} if context.states_everything else {}))


def _reception(context: _DayContext) -> dict[str, int]:
    # Luật Tiếp công dân 42/2013/QH13, Điều 15: a day a week, which is the same all the year.
    sessions = int(context.day.weekday() == _weekday_of_sessions(context.ward, context.seed))
    chair = context.rng.randint(0, 3) if sessions else 0
    regular, adhoc = random_count(context.ward.population / 50_000, context.rng), context.count(0.5)
    visits = {"visits": regular + chair + adhoc, "regular_visits": regular, "chair_visits": chair}
    return _in_group("reception", visits | {"adhoc_matters": adhoc, "chair_sessions": sessions})


@lru_cache(maxsize=1 << 10)
def _weekday_of_sessions(ward: SimulatedWard, seed: int) -> int:
    return seeded_random(seed, ward.unit.code, "reception").randrange(5)


def _petitions(context: _DayContext) -> dict[str, int]:
    matters = context.count(6 + context.ward.population / 4_000)
    settled = context.part(matters, 0.85 + 0.04 * context.ward.quality)
    counts = {"received": matters, "matters": matters, "settled": settled, "pending": matters - settled}
    if context.states_everything:
        counts["overdue"] = context.part(counts["pending"], 0.3)
        counts["pending"] -= counts["overdue"]
    return _in_group("petitions", counts)


def _legal(context: _DayContext) -> dict[str, int]:
    checked = context.count(1.5)
    counts = {"broadcasts": context.count(35), "consultations": context.count(80)}
    return _in_group("legal", counts | {"check_required": checked, "check_processed": checked})


def _services(context: _DayContext) -> dict[str, int]:
    arrivals = arrivals_of_day(context.ward, context.day, context.seed)
    received, online = sum(field.received for field in arrivals), sum(field.online for field in arrivals)
    payments, full = context.part(received, 0.55), context.part(received, 0.17)
    # Cases of full online services filed at the counter are part of all cases filed there.
    full_online = min(online, max(context.part(full, 0.97), full - (received - online)))
    paid_online = context.part(payments, 0.93 + 0.02 * context.ward.quality)
    counts = {
        "procedures.visits": received + random_count(received * 0.1, context.rng),
        **_in_group("payments", {"total": payments, "online": paid_online}),
        **_in_group("full_online", {"received": full, "online": full_online, "direct": full - full_online}),
    }
    if context.states_everything:
        by_full = max(full_online, context.part(online, 0.4))
        further = {"received_online_full": by_full, "received_online_partial": online - by_full}
        counts |= _in_group("procedures", further | {"not_accepted": context.count(2)})
    return counts


def _feedback(context: _DayContext) -> dict[str, int]:
    received = context.count(2)
    left, states = received, {"in_progress": 0, "awaiting": 0}
    if context.states_everything:
        for name, share in (("in_progress", 0.25), ("awaiting", 0.25), ("overdue", 0.3)):
            states[name] = context.part(left, share)
            left -= states[name]
    return _in_group("feedback", {"received": received, "resolved": left, **states})


def _severance(context: _DayContext) -> dict[str, int]:
    people = context.count(13)
    amount = sum(context.rng.choices(_AMOUNTS, k=people)) * 10**6
    return _in_group("severance", {"paid_people": people, "paid_amount": amount})


def _items(context: _DayContext) -> dict[str, int]:
    return {
        "steering.initiatives": context.count(0.8),
        "communication.items": context.count(35),
        "digital.portal_items": context.count(90),
    }


def _in_group(group: str, counts: Mapping[str, int]) -> dict[str, int]:
    return {f"{group}.{name}": count for name, count in counts.items()}
