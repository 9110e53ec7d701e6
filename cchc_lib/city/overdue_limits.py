"""The overdue cases of wards against the control limits of the funnel plot (ADR 12)."""

from fractions import Fraction

from cchc_lib.city.city_values import CityValues
from cchc_lib.indicators.results import Results
from cchc_lib.quantities.control_limits import OUTER_TAIL, flagging_count, lower_limit
from cchc_lib.quantities.figures import Quantity, Ratio
from cchc_lib.quantities.intervals import is_proportion, part_and_whole
from cchc_lib.quantities.value_key import FixedScope, ValueKey

OVERDUE_RATE, ON_TIME_RATE = "procedures.overdue_rate", "procedures.on_time_rate"
"""The codes of complementary rates; the funnel plot shows the overdue rate."""
OVERDUE_CASES, RESOLVED_CASES = "procedures.resolved_overdue", "procedures.resolved"
"""The codes of the numerator and denominator of the overdue rate."""


def overdue_share(values: CityValues) -> Fraction | None:
    """Return the pooled overdue rate of all wards; None if no ward states it, or if contradictions make it no share."""
    pooled = values.values.get(str(ValueKey(OVERDUE_RATE, FixedScope.CITY)))
    share = pooled.number if pooled else None
    return share if share is not None and 0 <= share <= 1 else None


def is_above_upper_limit(values: CityValues, ward: Results) -> bool:
    """Return whether a ward has more overdue cases than chance explains at the city's rate."""
    share = overdue_share(values)
    return share is not None and reaches_upper_limit(ward[OVERDUE_RATE].quantity, share)


def is_below_lower_limit(values: CityValues, ward: Results) -> bool:
    """Return whether a ward has fewer overdue cases than chance explains at the city's rate."""
    share = overdue_share(values)
    return share is not None and reaches_lower_limit(ward[OVERDUE_RATE].quantity, share)


def reaches_upper_limit(proportion: Quantity, share: Fraction) -> bool:
    """Return whether a proportion reaches the upper control limit of 99,8% around `share`; false for other values."""
    counts = _part_and_whole(proportion)
    return counts is not None and counts[0] >= flagging_count(counts[1], share)


def reaches_lower_limit(proportion: Quantity, share: Fraction) -> bool:
    """Return whether a proportion reaches the lower control limit of 99,8% around `share`; false for other values."""
    counts = _part_and_whole(proportion)
    return counts is not None and counts[0] <= lower_limit(counts[1], share, OUTER_TAIL)


def _part_and_whole(quantity: Quantity) -> tuple[int, int] | None:
    """Return the counts behind a proportion; None for other values."""
    if not (isinstance(quantity, Ratio) and is_proportion(quantity)):
        return None
    part, whole = map(int, part_and_whole(quantity))
    return part, whole
