"""Wards to look at, with the reason: a value that neither chance nor the size of the ward explains, or errors.

An outlier is a reason to ask, and not a verdict on a ward. Each kind of reason is an `OutlierRule` of this file; the
overview lists them in the order of OUTLIER_RULES.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import mean, pstdev, quantiles

from cchc_lib.audit.messages import render_finding
from cchc_lib.city.city_values import CityValues, comparable_codes, ward_key
from cchc_lib.city.overdue_limits import (
    ON_TIME_RATE,
    OVERDUE_CASES,
    OVERDUE_RATE,
    RESOLVED_CASES,
    is_above_upper_limit,
    reaches_lower_limit,
    reaches_upper_limit,
)
from cchc_lib.indicators.results import Assessment, Results, Standing
from cchc_lib.quantities.intervals import differ_significantly, is_proportion
from cchc_lib.quantities.units import ValueKind
from cchc_lib.quantities.value_key import Aspect, FixedScope, ValueKey

# A judgement: quartiles of fewer wards depend too much on single ones.
_MIN_WARDS = 20
"""The smallest number of wards for which quartiles are computed."""
_FENCE_RANGES = 3
"""The distance of outer fences from the quartiles in interquartile ranges (Tukey, Exploratory Data Analysis, 1977)."""


@dataclass(frozen=True)
class OutlierObservation:
    """A ward for which a rule gives a reason, with what the message of the rule names."""

    ward: Results
    """The results of the ward."""
    codes: Mapping[str, str]
    """The codes of the numbers in the message, by their names in it."""
    words: Mapping[str, str]
    """The other words in the message, by their names in it."""


@dataclass(frozen=True)
class OutlierRule:
    """One kind of reason to look at a ward."""

    id: str
    """The identity of the rule in the overview."""
    title: str
    """The Vietnamese title of the reason."""
    message: str
    """The Vietnamese sentence, with the names of numbers and words in braces."""
    evaluate: Callable[[CityValues], Iterator[OutlierObservation]]
    """The function that yields the wards for which the reason holds."""


@dataclass(frozen=True)
class Outlier:
    """A ward and one reason to look at it."""

    ward: Results
    """The results of the ward."""
    rule: OutlierRule
    """The kind of reason."""
    codes: Mapping[str, str]
    """The codes of the numbers in the message, by their names in it."""
    words: Mapping[str, str]
    """The other words in the message, by their names in it."""


def outliers(values: CityValues) -> tuple[Outlier, ...]:
    """Return all reasons of all wards, ordered by rule and then by ward."""
    return tuple(
        Outlier(observation.ward, rule, observation.codes, observation.words)
        for rule in OUTLIER_RULES
        for observation in rule.evaluate(values)
    )


def _excess_overdue_cases(values: CityValues) -> Iterator[OutlierObservation]:
    for ward in values.city.wards:
        if is_above_upper_limit(values, ward):
            codes = {"rate": OVERDUE_RATE, "late": OVERDUE_CASES, "resolved": RESOLVED_CASES}
            numbers = {name: str(ward_key(ward, code)) for name, code in codes.items()}
            numbers["city"] = str(ValueKey(OVERDUE_RATE, FixedScope.CITY))
            yield OutlierObservation(ward, numbers, {})


def _unacknowledged_errors(values: CityValues) -> Iterator[OutlierObservation]:
    # Acknowledged errors have a reason already, so that nobody needs to ask again.
    for ward in values.city.wards:
        findings = values.city.findings[ward.inputs.ward.code]
        errors = [finding for finding in findings if finding.is_unacknowledged_error]
        if errors:
            words = {"errors": str(len(errors)), "first": render_finding(errors[0], ward).message}
            yield OutlierObservation(ward, {}, words)


def _lost_targets(values: CityValues) -> Iterator[OutlierObservation]:
    """Yield the targets met in the previous period and missed now, if chance does not explain the change."""
    for ward in values.city.wards:
        for now in ward.first_assessments():
            before = ward.values.get(str(now.value.key.with_aspect(Aspect.PREVIOUS)))
            key = ward_key(ward, now.value.code)
            if before is None or now.claimed or str(key) not in values.values:
                continue
            standings = (Assessment(before, now.target).standing, now.standing)
            is_lost = standings == (Standing.MET, Standing.MISSED)
            if is_lost and differ_significantly(before.quantity, now.value.quantity):
                numbers = {"before": str(key.with_aspect(Aspect.PREVIOUS)), "now": str(key)}
                yield OutlierObservation(ward, numbers, {"label": now.value.label})


def _values_far_from_others(values: CityValues) -> Iterator[OutlierObservation]:
    """Yield the values of indicators that are far from those of other wards and that chance does not explain."""
    # The overdue rate has a rule already; of two complements the other one would say the same again.
    catalogue = values.city.catalogue
    covered = (ON_TIME_RATE, *catalogue.complements)
    for code in comparable_codes(catalogue):
        numbers = values.samples[code].numbers
        if code in covered or code not in catalogue.indicators or len(numbers) < _MIN_WARDS:
            continue
        low, high = _fences(numbers)
        for ward in values.city.wards:
            number = ward[code].number
            if number is None or low <= number <= high or not ward.is_possible(code):
                continue
            if not _is_chance_or_size(values, ward, code):
                median = ValueKey(code, FixedScope.CITY, (Aspect.MEDIAN,))
                codes = {"own": str(ward_key(ward, code)), "median": str(median)}
                words = {"label": ward[code].label, "way": "cao" if number > high else "thấp"}
                yield OutlierObservation(ward, codes, words)


def _fences(numbers: Sequence[Fraction]) -> tuple[float, float]:
    """Return the limits outside which a number is far from the others: Tukey's outer fences."""
    first, _, third = quantiles(numbers, method="inclusive")
    if first != third:
        distance = _FENCE_RANGES * (third - first)
        return float(first - distance), float(third + distance)
    # If half of the wards have the same value, as 100% often is, the fences fall together and any other value would lie
    # outside. Then the limits are as many standard deviations from the mean.
    middle, deviation = float(mean(numbers)), pstdev(map(float, numbers))
    return middle - _FENCE_RANGES * deviation, middle + _FENCE_RANGES * deviation


def _is_chance_or_size(values: CityValues, ward: Results, code: str) -> bool:
    """Return whether chance explains the value of a ward, or the value only shows how large the ward is."""
    if ward[code].unit.kind is ValueKind.COUNT:
        return True
    quantity, pooled = ward[code].quantity, values.values.get(str(ValueKey(code, FixedScope.CITY)))
    share = pooled.number if pooled else None
    if share is None or not is_proportion(quantity):
        return False
    return not (reaches_upper_limit(quantity, share) or reaches_lower_limit(quantity, share))


OUTLIER_RULES = (
    OutlierRule(
        "late",
        "Quá hạn nhiều hơn mức ngẫu nhiên",
        "{late} quá hạn trên tổng số {resolved} đã giải quyết ({rate}), nhiều hơn mức có thể do ngẫu nhiên "
        "(giới hạn 99,8%) quanh mức chung {city}.",
        _excess_overdue_cases,
    ),
    OutlierRule(
        "errors",
        "Lỗi số liệu",
        "Còn {errors} lỗi số liệu chưa giải trình, trước hết là: {first}",
        _unacknowledged_errors,
    ),
    OutlierRule(
        "lost",
        "Không còn đạt mục tiêu",
        "{label}: kỳ trước {before} đạt mục tiêu, kỳ này {now} chưa đạt.",
        _lost_targets,
    ),
    OutlierRule(
        "far",
        "Cách xa các đơn vị khác",
        "{label}: {own}, {way} hơn hẳn các đơn vị khác (trung vị {median}).",
        _values_far_from_others,
    ),
)
"""All rules, the gravest first."""
