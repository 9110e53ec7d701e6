"""Wards to look at, each with the reason: what neither chance nor the size of the ward explains.

Each reason is an `OutlierRule` of this file; the overview lists them in this order.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import mean, pstdev, quantiles

from cchc_lib.audit.messages import render_finding
from cchc_lib.city.city_values import CityValues, comparable_codes, ward_key
from cchc_lib.indicators.catalogue import indicators
from cchc_lib.indicators.identities import complements
from cchc_lib.indicators.results import Assessment, Results, Standing
from cchc_lib.quantities.control_limits import OUTER_TAIL, flagging_count, lower_limit
from cchc_lib.quantities.figures import Quantity, Ratio
from cchc_lib.quantities.intervals import differ_significantly, is_proportion, part_and_whole
from cchc_lib.quantities.units import ValueKind
from cchc_lib.quantities.value_key import Aspect, FixedScope, ValueKey

OVERDUE_RATE, ON_TIME_RATE = "procedures.overdue_rate", "procedures.on_time_rate"
"""Complementary rates; the funnel plot shows the first."""
OVERDUE_CASES, RESOLVED_CASES = "procedures.resolved_overdue", "procedures.resolved"
_FEWEST = 20
"""The smallest number of wards for which quartiles are computed."""
_FENCE = 3
"""Interquartile ranges beyond the quartiles at which a value is far out (Tukey, Exploratory Data Analysis, 1977)."""

Sighting = tuple[Results, Mapping[str, str], Mapping[str, str]]
"""A ward, the codes of the numbers in the rule's message, and the other words in it."""


@dataclass(frozen=True)
class Outlier:
    """A ward and one reason to look at it."""

    ward: Results
    rule: "OutlierRule"
    codes: Mapping[str, str]
    """The codes of the numbers in the message, by their names in it."""
    words: Mapping[str, str]
    """The other words in the message."""


@dataclass(frozen=True)
class OutlierRule:
    """One kind of reason; its message names numbers in braces."""

    id: str
    title: str
    message: str
    evaluate: Callable[[CityValues], Iterator[Sighting]]


def outliers(values: CityValues) -> tuple[Outlier, ...]:
    """Return all reasons of all wards, ordered by rule and then by ward."""
    return tuple(
        Outlier(ward, rule, codes, words) for rule in OUTLIER_RULES for ward, codes, words in rule.evaluate(values)
    )


def overdue_share(values: CityValues) -> Fraction | None:
    """Return the pooled overdue rate of all wards; None if no ward states it."""
    whole = values.values.get(str(ValueKey(OVERDUE_RATE, FixedScope.CITY)))
    return whole.number if whole else None


def is_above_upper_limit(values: CityValues, ward: Results) -> bool:
    """Return whether a ward has more overdue cases than chance explains at the city's rate."""
    share = overdue_share(values)
    return share is not None and _is_above(ward[OVERDUE_RATE].quantity, share)


def is_below_lower_limit(values: CityValues, ward: Results) -> bool:
    """Return whether a ward has fewer overdue cases than chance explains at the city's rate."""
    share = overdue_share(values)
    return share is not None and _is_below(ward[OVERDUE_RATE].quantity, share)


def _is_above(own: Quantity, share: Fraction) -> bool:
    """Return whether a proportion reaches the upper control limit of 99,8% around `share`."""
    counts = _counts(own)
    return counts is not None and counts[0] >= flagging_count(counts[1], share)


def _is_below(own: Quantity, share: Fraction) -> bool:
    counts = _counts(own)
    return counts is not None and counts[0] <= lower_limit(counts[1], share, OUTER_TAIL)


def _counts(own: Quantity) -> tuple[int, int] | None:
    if not (isinstance(own, Ratio) and is_proportion(own)):
        return None
    part, whole = map(int, part_and_whole(own))
    return part, whole


def _late(values: CityValues) -> Iterator[Sighting]:
    for ward in values.city.wards:
        if is_above_upper_limit(values, ward):
            own = {name: str(ward_key(ward, code)) for name, code in _LATE_NUMBERS.items()}
            yield ward, own | {"city": str(ValueKey(OVERDUE_RATE, FixedScope.CITY))}, {}


_LATE_NUMBERS = {"rate": OVERDUE_RATE, "late": OVERDUE_CASES, "resolved": RESOLVED_CASES}


def _errors(values: CityValues) -> Iterator[Sighting]:
    for ward in values.city.wards:
        found = values.city.findings[ward.inputs.ward.code]
        open_errors = [finding for finding in found if finding.is_unacknowledged_error]
        if open_errors:
            yield ward, {}, {"errors": str(len(open_errors)), "first": render_finding(open_errors[0], ward).message}


def _lost(values: CityValues) -> Iterator[Sighting]:
    """Yield the targets that a ward met in the previous period and misses now."""
    for ward in values.city.wards:
        for now in ward.first_assessments():
            before = ward.values.get(str(now.value.key.with_aspect(Aspect.PREVIOUS)))
            own = ward_key(ward, now.value.code)
            real = before and differ_significantly(before.quantity, now.value.quantity)
            if before and real and str(own) in values.values and _is_lost(Assessment(before, now.target), now):
                numbers = {"before": str(own.with_aspect(Aspect.PREVIOUS)), "now": str(own)}
                yield ward, numbers, {"label": now.value.label}


def _is_lost(before: Assessment, now: Assessment) -> bool:
    return (before.standing, now.standing) == (Standing.MET, Standing.MISSED)


def _far(values: CityValues) -> Iterator[Sighting]:
    """Yield the values far from those of other wards; proportions only if chance does not explain them."""
    for code in comparable_codes():
        numbers, told = values.samples[code].numbers, (ON_TIME_RATE, *complements())
        if code in told or code not in indicators() or len(numbers) < _FEWEST:
            continue
        low, high = _fences(numbers)
        for ward in values.city.wards:
            number = ward[code].number
            if number is not None and not low <= number <= high and _is_real(values, ward, code):
                median = ValueKey(code, FixedScope.CITY, (Aspect.MEDIAN,))
                named = {"own": str(ward_key(ward, code)), "median": str(median)}
                yield ward, named, {"label": ward[code].label, "way": "cao" if number > high else "thấp"}


def _fences(numbers: Sequence[Fraction]) -> tuple[float, float]:
    """Return Tukey's outer fences; if half of the values are equal, three standard deviations around the mean."""
    first, _, third = quantiles(numbers, method="inclusive")
    if first != third:
        fence = _FENCE * (third - first)
        return float(first - fence), float(third + fence)
    middle, reach = float(mean(numbers)), _FENCE * pstdev(map(float, numbers))
    return middle - reach, middle + reach


def _is_real(values: CityValues, ward: Results, code: str) -> bool:
    """Return whether chance does not explain a value; a count only shows how large a ward is."""
    quantity, whole = ward[code].quantity, values.values.get(str(ValueKey(code, FixedScope.CITY)))
    if ward[code].unit.kind is ValueKind.COUNT:
        return False
    share = whole.number if whole else None
    if share is None or not is_proportion(quantity):
        return True
    return _is_above(quantity, share) or _is_below(quantity, share)


OUTLIER_RULES = (
    OutlierRule(
        "late",
        "Quá hạn nhiều hơn mức ngẫu nhiên",
        "{late} quá hạn trên tổng số {resolved} đã giải quyết ({rate}), nhiều hơn mức có thể do ngẫu nhiên "
        "(giới hạn 99,8%) quanh mức chung {city}.",
        _late,
    ),
    OutlierRule("errors", "Lỗi số liệu", "Còn {errors} lỗi số liệu chưa giải trình, trước hết là: {first}", _errors),
    OutlierRule(
        "lost", "Không còn đạt mục tiêu", "{label}: kỳ trước {before} đạt mục tiêu, kỳ này {now} chưa đạt.", _lost
    ),
    OutlierRule(
        "far",
        "Cách xa các đơn vị khác",
        "{label}: {own}, {way} hơn hẳn các đơn vị khác (trung vị {median}).",
        _far,
    ),
)
"""All rules, the gravest first."""
