"""The cases of a simulated ward by day and by field of procedures: received, resolved, pending.

Each day is drawn by itself. What is counted in a period is the sum of its days, so that the quarters of a year add up
to the year, and the cases pending at the end of a period are those carried over into the next one.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from cchc_lib.simulation.figure_model import SimulatedWard, progress_on
from cchc_lib.simulation.random_draws import random_count, random_division, random_part, seeded_random
from cchc_lib.simulation.reporting_style import ReportingStyle, reporting_style

_DAY = timedelta(days=1)
YEARLY_CASES = 0.58
"""Cases for each inhabitant and year. The report of Lưu Kiếm has 8.823 cases of 49.376 people in 112 days."""
_FEWEST_A_DAY = 1.5
"""The cases of a day in the smallest units, so that their rates can be computed for a week too."""
_FIELDS = ((0.13, 0.5), (0.45, 0.6), (0.12, 1.7), (0.20, 2.0), (0.10, 0.7))
"""For each field of procedures its share of the cases, and the factor by which its cases are more often overdue."""
_STILL_OPEN = (0.8, 0.7, 0.6, 0.5)
"""The chance that a case is still open at the end of the day on which it came in, and of each day after that."""
ENDS = ("stopped", "refused", "returned", "withdrawn")
"""The ways in which a case ends without a result, as attributes of `CaseCounts`."""
_ENDED = 0.008
"""The part of the cases that end without a result in wards that state every state."""


@dataclass(frozen=True)
class Arrivals:
    """The cases of one field that a ward receives on one day."""

    online: int
    direct: int
    still_open: tuple[int, ...]
    """How many of them are open at the end of the day, and of each of the days after it."""

    @property
    def received(self) -> int:
        """All of them."""
        return self.online + self.direct


@dataclass(frozen=True)
class CaseCounts:
    """The cases of one field over some days."""

    online: int = 0
    direct: int = 0
    carried_over: int = 0
    """Those pending at the end of the day before."""
    pending: int = 0
    """Those pending at the end of the last day."""
    stopped: int = 0
    refused: int = 0
    returned: int = 0
    withdrawn: int = 0
    overdue: int = 0
    early: int = 0
    """Those resolved before the promised date."""

    @property
    def received(self) -> int:
        """Those that came in."""
        return self.online + self.direct

    @property
    def resolved(self) -> int:
        """Those that were resolved, early, on the day or late."""
        ended = self.stopped + self.refused + self.returned + self.withdrawn
        return self.received + self.carried_over - self.pending - ended


def case_counts(ward: SimulatedWard, start: date, end: date, seed: int) -> tuple[CaseCounts, ...]:
    """Return the cases of each field from one day to another, both included."""
    totals: list[Counter[str]] = [Counter() for _ in _FIELDS]
    for passed in range((end - start).days + 1):
        flows = _flow_of_day(ward, start + timedelta(days=passed), seed)
        for total, flow in zip(totals, flows, strict=True):
            total.update(flow)
    ends = zip(_pending_at_end_of(ward, start - _DAY, seed), _pending_at_end_of(ward, end, seed), strict=True)
    return tuple(
        CaseCounts(carried_over=before, pending=after, **total)
        for total, (before, after) in zip(totals, ends, strict=True)
    )


@lru_cache(maxsize=1 << 10)
def _pending_at_end_of(ward: SimulatedWard, day: date, seed: int) -> tuple[int, ...]:
    """Return the cases of each field that are pending at the end of a day: some of those of the last days."""
    recent = [arrivals_of_day(ward, day - passed * _DAY, seed) for passed in range(len(_STILL_OPEN))]
    return tuple(
        sum(arrivals[field].still_open[passed] for passed, arrivals in enumerate(recent))
        for field in range(len(_FIELDS))
    )


@lru_cache(maxsize=1 << 10)
def arrivals_of_day(ward: SimulatedWard, day: date, seed: int) -> tuple[Arrivals, ...]:
    """Return the cases of each field that a ward receives on a day."""
    rng = seeded_random(seed, ward.unit.code, f"arrivals {day}")
    mean = max(_FEWEST_A_DAY, ward.population * YEARLY_CASES * ward.activity / 365)
    share_online = 0.68 + 0.06 * ward.quality + 0.02 * progress_on(day)
    chances = () if reporting_style(ward, seed) is ReportingStyle.PLAIN else _STILL_OPEN
    arrivals = []
    for share, _ in _FIELDS:
        received = random_count(mean * share, rng)
        online = random_part(received, share_online, rng)
        still_open, left = [0] * len(_STILL_OPEN), received
        for passed, chance in enumerate(chances):
            still_open[passed] = left = random_part(left, chance, rng)
        arrivals.append(Arrivals(online, received - online, tuple(still_open)))
    return tuple(arrivals)


@lru_cache(maxsize=1 << 10)
def _flow_of_day(ward: SimulatedWard, day: date, seed: int) -> tuple[dict[str, int], ...]:
    """Return what comes in and what is done in each field on a day, by the names of `CaseCounts`."""
    rng = seeded_random(seed, ward.unit.code, f"outcomes {day}")
    rate = 0.0075 * 2 ** (-0.9 * ward.quality - 0.2 * progress_on(day))
    chance_of_end = _ENDED if reporting_style(ward, seed) is ReportingStyle.STATES else 0.0
    before, after = (_pending_at_end_of(ward, end, seed) for end in (day - _DAY, day))
    flows = []
    for (_, factor), came, open_before, open_after in zip(
        _FIELDS, arrivals_of_day(ward, day, seed), before, after, strict=True
    ):
        left = came.received + open_before - open_after
        ended = random_part(left, chance_of_end, rng)
        overdue = random_part(left - ended, rate * factor, rng)
        # Seven of ten cases are resolved before the promised date.
        early = random_part(left - ended - overdue, 0.7, rng)
        ends = dict(zip(ENDS, random_division(ended, (1,) * len(ENDS), rng), strict=True))
        flows.append({"online": came.online, "direct": came.direct, **ends, "overdue": overdue, "early": early})
    return tuple(flows)


def summed(counts: Iterable[CaseCounts], name: str) -> int:
    """Return a count over all fields, by the name of the attribute of `CaseCounts`."""
    return sum(int(getattr(each, name)) for each in counts)
