"""Wards worth a look, each with the reason: signs that chance and a ward's size do not explain.

A sign is one `Sign` of this file; the overview tells all of them in this order.
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

OVERDUE, ON_TIME = "procedures.overdue_rate", "procedures.on_time_rate"
"""Halves of one whole, of which the funnel tells the first."""
LATE, RESOLVED = "procedures.resolved_overdue", "procedures.resolved"
_FEWEST = 20
"""Wards without which quarters of them say nothing."""
_FENCE = 3
"""Quarters' distances behind which a value is far out (J. W. Tukey, Exploratory Data Analysis, 1977)."""

Sighting = tuple[Results, Mapping[str, str], Mapping[str, str]]
"""A ward, the codes of the numbers that a sign's sentence names, and its other words."""


@dataclass(frozen=True)
class Outlier:
    """One ward and one reason to look at it."""

    ward: Results
    rule: "OutlierRule"
    codes: Mapping[str, str]
    """The numbers that the sentence names, by their names in it."""
    words: Mapping[str, str]
    """What else it names."""


@dataclass(frozen=True)
class OutlierRule:
    """One kind of reason; its sentence names numbers in braces."""

    id: str
    title: str
    message: str
    evaluate: Callable[[CityValues], Iterator[Sighting]]


def outliers(values: CityValues) -> tuple[Outlier, ...]:
    """All reasons of all wards, by sign and then by ward."""
    return tuple(
        Outlier(ward, rule, codes, words) for rule in OUTLIER_RULES for ward, codes, words in rule.evaluate(values)
    )


def overdue_share(values: CityValues) -> Fraction | None:
    """The overdue rate of all wards together; None where no ward states it."""
    whole = values.values.get(str(ValueKey(OVERDUE, FixedScope.CITY)))
    return whole.number if whole else None


def beyond_limit(values: CityValues, ward: Results) -> bool:
    """Whether a ward has more cases overdue than chance explains at the city's rate."""
    share = overdue_share(values)
    return share is not None and _is_above(ward[OVERDUE].quantity, share)


def below_limit(values: CityValues, ward: Results) -> bool:
    """Whether a ward has fewer."""
    share = overdue_share(values)
    return share is not None and _is_below(ward[OVERDUE].quantity, share)


def _is_above(own: Quantity, share: Fraction) -> bool:
    """Whether a share of counts lies above the limit of 99,8% around a share."""
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
        if beyond_limit(values, ward):
            own = {name: str(ward_key(ward, code)) for name, code in _LATE_NUMBERS.items()}
            yield ward, own | {"city": str(ValueKey(OVERDUE, FixedScope.CITY))}, {}


_LATE_NUMBERS = {"rate": OVERDUE, "late": LATE, "resolved": RESOLVED}


def _errors(values: CityValues) -> Iterator[Sighting]:
    for ward in values.city.wards:
        found = values.city.findings[ward.inputs.ward.code]
        open_errors = [finding for finding in found if finding.is_unacknowledged_error]
        if open_errors:
            yield ward, {}, {"errors": str(len(open_errors)), "first": render_finding(open_errors[0], ward).message}


def _lost(values: CityValues) -> Iterator[Sighting]:
    """Targets that a ward met in the period before, and misses now."""
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
    """Values far from those of all other wards; shares of few only where chance does not explain them."""
    for code in comparable_codes():
        numbers, told = values.samples[code].numbers, (ON_TIME, *complements())
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
    """Tukey's outer fences; where half of the values are the same, three standard deviations about their mean."""
    first, _, third = quantiles(numbers, method="inclusive")
    if first != third:
        fence = _FENCE * (third - first)
        return float(first - fence), float(third + fence)
    middle, reach = float(mean(numbers)), _FENCE * pstdev(map(float, numbers))
    return middle - reach, middle + reach


def _is_real(values: CityValues, ward: Results, code: str) -> bool:
    """Whether chance does not explain it; a count says only how large a ward is."""
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
"""Every sign, the gravest first."""
