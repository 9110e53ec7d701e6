"""Every value of a city's overview by code: those of its wards, pooled values, ranks and medians.

w11488.procedures.on_time_rate            a ward's value; `.rank` behind it is its place among all, `.low` and
                                          `.high` the interval of a share, `.previous` and `.previous_change`
                                          what it was and how it moved
city.procedures.on_time_rate              all wards together; `.median` behind it is the middle of them, `.paired`
                                          those wards that also report the period before, `.paired.previous` and
                                          `.paired.previous_change` what that was and how it moved
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from cchc_lib.city.members import City
from cchc_lib.errors import unknown
from cchc_lib.indicators.catalogue import compared_counts, indicators
from cchc_lib.indicators.declaration import Direction
from cchc_lib.indicators.results import Results
from cchc_lib.indicators.trends import BASIS_LABELS, change_value, interval_values
from cchc_lib.inputs.periods import ComparisonBasis
from cchc_lib.quantities.figures import substitute_figures
from cchc_lib.quantities.samples import Median, Pooled, Rank, RankOrder, Sample
from cchc_lib.quantities.units import RANK
from cchc_lib.quantities.value import Value
from cchc_lib.quantities.value_key import Aspect, FixedScope, ValueKey


def comparable_codes() -> tuple[str, ...]:
    """Return the codes by which wards are compared: the counts of cases and all indicators with a better direction."""
    judged = (code for code, each in indicators().items() if each.direction is not Direction.NEUTRAL)
    return (*compared_counts(), *judged)


def ranking_indicator(code: str) -> str:
    """Return the code of the indicator that wards are ranked by; the on-time rate if `code` is empty.

    Raises:
        UserError: wards cannot be ranked by it.
    """
    known = [each for each in comparable_codes() if each in indicators()]
    if code and code not in known:
        raise unknown("indicator to rank by", code, known)
    return code or "procedures.on_time_rate"


def ward_key(ward: Results, code: str) -> ValueKey:
    """Return the key of a ward's value among those of its city."""
    return ValueKey.parse(code).of_unit(ward.inputs.ward.code)


@dataclass(frozen=True, eq=False)
class CityValues:
    """The values of an overview."""

    city: City

    def __getitem__(self, code: str) -> Value:
        return self.values[code]

    @cached_property
    def values(self) -> Mapping[str, Value]:
        """All values by code."""
        return {value.code: value for value in (*self._of_wards(), *self._of_city())}

    @cached_property
    def samples(self) -> Mapping[str, Sample]:
        """For each compared code, the values of all wards."""
        asked = (target.code for ward in self.city.wards for target in ward.inputs.targets)
        return {code: self._sample(code, self.city.wards) for code in dict.fromkeys((*comparable_codes(), *asked))}

    def _sample(self, code: str, wards: tuple[Results, ...]) -> Sample:
        """Return the values of those wards that have one with this code."""
        there = (ward for ward in wards if code in ward.values)
        return Sample(code, {str(ward_key(ward, code)): _own(ward, code).quantity for ward in there})

    def _of_wards(self) -> Iterator[Value]:
        for code, sample in self.samples.items():
            for ward in self.city.wards:
                own = _own(ward, code)
                yield own
                yield from (*interval_values(own), *_ranked(own, sample, code))
                for aspect in (Aspect.PREVIOUS, Aspect.PREVIOUS_CHANGE):
                    moved = str(ValueKey(code, aspects=(aspect,)))
                    if moved in ward.values:
                        yield _own(ward, moved)

    def _of_city(self) -> Iterator[Value]:
        for code, sample in self.samples.items():
            first = self.city.wards[0][code]
            median = str(ValueKey(code, FixedScope.CITY, (Aspect.MEDIAN,)))
            yield Value(median, f"Trung vị của các đơn vị: {first.label}", first.unit, Median(sample))
            yield from self._whole(code, first)
            yield from self._moved(code, first)

    def _whole(self, code: str, first: Value) -> Iterator[Value]:
        whole = _pooled(self.samples[code])
        if whole is not None:
            label = f"Các đơn vị của {self.city.full_name} cộng lại: {first.label}"
            yield Value(str(ValueKey(code, FixedScope.CITY)), label, first.unit, whole)

    def _moved(self, code: str, first: Value) -> Iterator[Value]:
        """Yield the pooled values of both periods, over the wards that report both, and the change."""
        before = self._sample(str(ValueKey(code, aspects=(Aspect.PREVIOUS,))), self.city.wards_with_previous)
        then, now = _pooled(before, self.samples[code]), _pooled(self.samples[code], before)
        if then is not None and now is not None:
            paired = ValueKey(code, FixedScope.CITY, (Aspect.PAIRED,))
            after = Value(str(paired), f"{first.label}, các đơn vị có số liệu cả hai kỳ", first.unit, now)
            label = f"{after.label} ({BASIS_LABELS[ComparisonBasis.PREVIOUS]})"
            earlier = Value(str(paired.with_aspect(Aspect.PREVIOUS)), label, first.unit, then)
            yield from (after, earlier, change_value(earlier, after, ComparisonBasis.PREVIOUS))


def _pooled(sample: Sample, beside: Sample | None = None) -> Pooled | None:
    """Return the pooled value; None if it is unknown or meaningless, as the sum of scores would be."""
    whole = Pooled(sample, beside)
    adds_up = whole.parts is not None or ValueKey.parse(sample.code).base in compared_counts()
    return whole if adds_up and whole.number is not None else None


def _own(ward: Results, code: str) -> Value:
    """Return a ward's value with the ward in its code and label, and in those of its figures."""
    value, name = ward[code], ward.inputs.ward.full_name
    renamed = {
        figure.code: replace(figure, code=str(ward_key(ward, figure.code)), label=f"{name}: {figure.label}")
        for figure in value.quantity.figures()
    }
    return Value(
        str(ward_key(ward, code)), f"{name}: {value.label}", value.unit, substitute_figures(value.quantity, renamed)
    )


def _ranked(own: Value, sample: Sample, code: str) -> Iterator[Value]:
    declared = indicators().get(code)
    if declared:
        order = RankOrder.LOWEST_FIRST if declared.direction is Direction.LOWER else RankOrder.HIGHEST_FIRST
        key = own.key.with_aspect(Aspect.RANK)
        yield Value(str(key), f"{own.label}: thứ hạng", RANK, Rank(own.code, sample, order))
