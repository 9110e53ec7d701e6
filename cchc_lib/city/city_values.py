"""Every value of a city's overview by code: those of its wards, pooled values, ranks and medians.

The codes of a ward begin with `w` and its five digits, such as `w11488.procedures.on_time_rate`. Aspects are `.rank`,
`.previous`, `.previous_change`, and the ends of the confidence interval, `.low` and `.high`. The rate that a ward
printed without its parts has the aspect `.claimed`; its rank is `.claimed.rank`.

The codes of the pooled values of all wards begin with `city`, such as `city.procedures.on_time_rate`. Their aspects are
`.median` and `.paired`, the pooled value of those wards that also report the previous period. The paired value has the
aspects `.previous` and `.previous_change`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.catalogue.definitions import Direction
from cchc_lib.city.members import City
from cchc_lib.errors import unknown
from cchc_lib.indicators.results import Results
from cchc_lib.indicators.trends import BASIS_LABELS, change_value, interval_values
from cchc_lib.inputs.periods import ComparisonBasis
from cchc_lib.quantities.figures import substitute_figures
from cchc_lib.quantities.samples import Median, Pooled, Rank, RankOrder, Sample
from cchc_lib.quantities.units import RANK
from cchc_lib.quantities.value import Value
from cchc_lib.quantities.value_key import Aspect, FixedScope, ValueKey


def comparable_codes(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the codes by which wards are compared: the counts of cases and all indicators with a better direction."""
    directed = (code for code in catalogue.indicators if catalogue.direction_of(code) is not Direction.NEUTRAL)
    return (*catalogue.compared_counts, *directed)


def ranking_indicator(catalogue: Catalogue, code: str) -> str:
    """Return the code of the indicator that wards are ranked by; the on-time rate if `code` is empty.

    Raises:
        UserError: there is no such indicator, or wards cannot be ranked by it.
    """
    # Counts are compared too, but a rank by them would only list wards by their size.
    rankable = [comparable for comparable in comparable_codes(catalogue) if comparable in catalogue.indicators]
    if code and code not in rankable:
        raise unknown("indicator to rank by", code, rankable)
    return code or "procedures.on_time_rate"


def ward_key(ward: Results, code: str) -> ValueKey:
    """Return the key of a ward's value among those of its city."""
    return ValueKey.parse(code).of_member(ward.inputs.ward.code)


def known_key(ward: Results, code: str) -> ValueKey:
    """Return the key of a ward's value, or of the rate that the ward printed if the parts of the value are missing."""
    return ward_key(ward, ward.best_known(code).code)


def is_by_claim(ward: Results, code: str) -> bool:
    """Return whether a ward's value is known only as the rate that the ward printed."""
    return ward.best_known(code).key.aspect is Aspect.CLAIMED


@dataclass(frozen=True, eq=False)
class CityValues:
    """The values of an overview."""

    city: City
    """The wards with their results."""

    def __getitem__(self, code: str) -> Value:
        """Return the value of a code.

        Raises:
            KeyError: there is no such value.
        """
        return self.values[code]

    @cached_property
    def values(self) -> Mapping[str, Value]:
        """All values by code."""
        return {value.code: value for value in (*self._values_of_wards(), *self._values_of_city())}

    @cached_property
    def samples(self) -> Mapping[str, Sample]:
        """The values of all wards by the codes by which wards are compared or that have a target."""
        with_target = (target.code for ward in self.city.wards for target in ward.inputs.targets)
        # A target may be about a figure by which wards are not compared.
        codes = dict.fromkeys((*comparable_codes(self.city.catalogue), *with_target))
        return {code: _sample(code, self.city.wards) for code in codes}

    def _values_of_wards(self) -> Iterator[Value]:
        for code, sample in self.samples.items():
            for ward in self.city.wards:
                value = _value_of_ward(ward, code)
                yield value
                yield from interval_values(value)
                known = _value_of_ward(ward, ward.best_known(code).code)
                if known.code != value.code:
                    yield known
                yield from self._ranks(known, sample, code)
                for aspect in (Aspect.PREVIOUS, Aspect.PREVIOUS_CHANGE):
                    compared = str(ValueKey(code, aspects=(aspect,)))
                    if compared in ward.values:
                        yield _value_of_ward(ward, compared)

    def _values_of_city(self) -> Iterator[Value]:
        for code, sample in self.samples.items():
            # Label and unit are the same in all wards.
            first = self.city.wards[0][code]
            median = str(ValueKey(code, FixedScope.CITY, (Aspect.MEDIAN,)))
            yield Value(median, f"Trung vị của các đơn vị: {first.label}", first.unit, Median(sample))
            yield from self._pooled_value(code, first)
            yield from self._change_of_paired_wards(code, first)

    def _pooled_value(self, code: str, first: Value) -> Iterator[Value]:
        pooled = self._pooled(self.samples[code])
        if pooled is not None:
            label = f"Các đơn vị của {self.city.full_name} cộng lại: {first.label}"
            yield Value(str(ValueKey(code, FixedScope.CITY)), label, first.unit, pooled)

    def _change_of_paired_wards(self, code: str, first: Value) -> Iterator[Value]:
        """Yield the pooled values of both periods and the change, over the wards that report both periods.

        With other wards in one of the periods, the change would be that of the wards and not of their values.
        """
        now = self.samples[code]
        before = _sample(str(ValueKey(code, aspects=(Aspect.PREVIOUS,))), self.city.wards_with_previous)
        pooled_before, pooled_now = self._pooled(before, now), self._pooled(now, before)
        if pooled_before is not None and pooled_now is not None:
            paired = ValueKey(code, FixedScope.CITY, (Aspect.PAIRED,))
            after = Value(str(paired), f"{first.label}, các đơn vị có số liệu cả hai kỳ", first.unit, pooled_now)
            label = f"{after.label} ({BASIS_LABELS[ComparisonBasis.PREVIOUS]})"
            earlier = Value(str(paired.with_aspect(Aspect.PREVIOUS)), label, first.unit, pooled_before)
            yield from (after, earlier, change_value(earlier, after, ComparisonBasis.PREVIOUS))

    def _pooled(self, sample: Sample, paired_with: Sample | None = None) -> Pooled | None:
        """Return the pooled value; None if it is unknown or meaningless, as the sum of scores would be."""
        pooled = Pooled(sample, paired_with)
        # Rates have parts that add up; of other values, only counts of things do.
        adds_up = pooled.parts is not None or ValueKey.parse(sample.code).base in self.city.catalogue.compared_counts
        return pooled if adds_up and pooled.number is not None else None

    def _ranks(self, value: Value, sample: Sample, code: str) -> Iterator[Value]:
        """Yield the rank of a ward's value among all wards; none for figures and for a value that cannot be true."""
        if code in self.city.catalogue.indicators and value.code in sample.members:
            is_lower_better = self.city.catalogue.direction_of(code) is Direction.LOWER
            order = RankOrder.LOWEST_FIRST if is_lower_better else RankOrder.HIGHEST_FIRST
            key = value.key.with_aspect(Aspect.RANK)
            yield Value(str(key), f"{value.label}: thứ hạng", RANK, Rank(value.code, sample, order))


def _sample(code: str, wards: tuple[Results, ...]) -> Sample:
    """Return the values of a code of those wards that have it; those that cannot be true are left out.

    The rate that a ward printed is its value if the parts are missing.
    """
    known = ((ward, ward.best_known(code).code) for ward in wards if code in ward.values)
    values = (_value_of_ward(ward, found) for ward, found in known if ward.is_possible(found))
    return Sample(code, {value.code: value.quantity for value in values})


def _value_of_ward(ward: Results, code: str) -> Value:
    """Return a ward's value with the ward in its code and label, and in those of its figures."""
    value, name = ward[code], ward.inputs.ward.full_name
    renamed = {
        figure.code: replace(figure, code=str(ward_key(ward, figure.code)), label=f"{name}: {figure.label}")
        for figure in value.quantity.figures()
    }
    return Value(
        str(ward_key(ward, code)), f"{name}: {value.label}", value.unit, substitute_figures(value.quantity, renamed)
    )
