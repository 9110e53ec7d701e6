"""How much a simulated ward states of its cases: wards report in different ways, as real ones do."""

from enum import Enum, auto
from functools import lru_cache

from cchc_lib.simulation.figure_model import SimulatedWard
from cchc_lib.simulation.random_draws import seeded_random


class ReportingStyle(Enum):
    """How much a simulated ward states of its cases."""

    PLAIN = auto()
    """The cases received and resolved; none is pending at the end of a day."""
    FORM = auto()
    """The cases carried over, and those pending in time and overdue, by field in biểu II.06a as well."""
    STATES = auto()
    """Every state of cases, without biểu II.06a, whose columns have no place for cases that ended without a result."""


@lru_cache(maxsize=1 << 10)
def reporting_style(ward: SimulatedWard, seed: int) -> ReportingStyle:
    """Return how a ward reports, which is the same in every period."""
    return seeded_random(seed, ward.unit.code, "style").choice(tuple(ReportingStyle))
