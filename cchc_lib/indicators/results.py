"""All values of one ward and period: stated, computed and claimed ones, and their comparison with targets."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from cchc_lib.catalogue.definitions import AnyDefinition, FigureDefinition, Indicator
from cchc_lib.errors import unknown
from cchc_lib.indicators.added_shares import added_shares
from cchc_lib.indicators.case_rates import printed_row_rates
from cchc_lib.indicators.case_sums import sum_values
from cchc_lib.indicators.cases import OverdueField, case_values, overdue_fields, stated_quantities
from cchc_lib.indicators.impossible_values import is_impossible
from cchc_lib.indicators.scores import score_values
from cchc_lib.indicators.trends import compared_codes, trend_values
from cchc_lib.indicators.zero_parts import zero_parts
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.tables.case_counts import CASES_TABLE
from cchc_lib.inputs.tables.claims import CLAIMS_TABLE, Claim
from cchc_lib.inputs.tables.performance_targets import Relation, Target
from cchc_lib.inputs.tables.stated_figures import FIGURES_TABLE, Figures
from cchc_lib.quantities.figures import Figure, Quantity, State
from cchc_lib.quantities.value import Value
from cchc_lib.quantities.value_key import Aspect, ValueKey


class Standing(StrEnum):
    """The relation of a value to its target."""

    MET = "met"
    """The value meets the target."""
    MISSED = "missed"
    """The value does not meet the target."""
    UNKNOWN = "unknown"
    """There is no value to compare."""
    DOUBTFUL = "doubtful"
    """The value cannot be true, so that it neither meets nor misses the target."""


@dataclass(frozen=True)
class Assessment:
    """A value and one target for it."""

    value: Value
    """The value of the ward."""
    target: Target
    """The target."""
    is_possible: bool = True
    """Whether the value that is compared can be true."""
    claimed: Value | None = None
    """The rate as the ward printed it, which is compared where the parts of the value are missing; otherwise None."""

    @property
    def compared(self) -> Value:
        """The value that is compared with the target."""
        return self.claimed or self.value

    @property
    def standing(self) -> Standing:
        """The relation of the exact value, and not of the rounded one that is printed, to the target."""
        compared = self.compared
        if compared.state is not State.STATED or compared.number is None:
            return Standing.UNKNOWN
        if not self.is_possible:
            return Standing.DOUBTFUL
        is_met = _meets(compared.number, self.target.relation, self.target.number)
        return Standing.MET if is_met else Standing.MISSED


def _meets(number: Fraction, relation: Relation, target: Fraction) -> bool:
    return {
        Relation.AT_LEAST: number >= target,
        Relation.ABOVE: number > target,
        Relation.AT_MOST: number <= target,
        Relation.BELOW: number < target,
    }[relation]


@dataclass(frozen=True, eq=False)
class Results:
    """Every value of one ward and period. Two results are never equal, so that what follows from one can be cached."""

    inputs: ReportInputs
    """The inputs from which the values are computed."""
    values: Mapping[str, Value]
    """The values by code."""

    def __getitem__(self, code: str) -> Value:
        """Return the value of a code.

        Raises:
            UserError: there is no such value.
        """
        try:
            return self.values[code]
        except KeyError:
            raise unknown("figure or indicator", code, self.values) from None

    def assessments(self) -> Iterator[Assessment]:
        """Yield every target with its value, the ward's own targets first."""
        return (self._assessment(target) for target in self.inputs.targets)

    def _assessment(self, target: Target) -> Assessment:
        value, known = self[target.code], self.best_known(target.code)
        claimed = None if known is value else known
        return Assessment(value, target, is_possible=self.is_possible(known.code), claimed=claimed)

    def best_known(self, code: str) -> Value:
        """Return a value, or the rate that the ward printed for it if the parts of the value are missing."""
        value = self[code]
        if value.state is not State.NOT_GIVEN or code not in self.inputs.claims:
            return value
        return self[str(ValueKey(code, aspects=(Aspect.CLAIMED,)))]

    @cached_property
    def zero_parts(self) -> Mapping[str, tuple[str, ...]]:
        """The figures that the ward does not state and a sum proves to be zero, each with the codes of the sum."""
        return zero_parts(self.inputs, self.values)

    def is_missing(self, code: str) -> bool:
        """Return whether nothing is known of a value: a sum may prove that the figures it needs are zero."""
        if self.best_known(code).state is not State.NOT_GIVEN:
            return False
        missing = [figure.code for figure in self[code].quantity.figures() if figure.state is State.NOT_GIVEN]
        return not missing or not all(figure in self.zero_parts for figure in missing)

    def is_possible(self, code: str) -> bool:
        """Return whether a value lies within the bounds of its definition, or has no number."""
        return not is_impossible(self.inputs.catalogue, self[code])

    def first_assessments(self) -> tuple[Assessment, ...]:
        """Return one assessment for each value with a target; the ward's own target precedes other targets."""
        first: dict[str, Assessment] = {}
        for assessment in self.assessments():
            first.setdefault(assessment.value.code, assessment)
        return tuple(first.values())

    def overdue_fields(self) -> tuple[OverdueField, ...]:
        """Return the fields of procedures with the codes of their overdue cases."""
        return overdue_fields(self.inputs)


class AccessTracker(dict[str, Value]):
    """A mapping of values that records which of them are read."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        super().__init__(values)
        self._accessed: set[str] = set()

    def __getitem__(self, code: str) -> Value:
        self._accessed.add(code)
        return super().__getitem__(code)

    def figures(self) -> tuple[str, ...]:
        """Return the codes of the figures behind the values that were read."""
        quantities = (super(AccessTracker, self).__getitem__(code).quantity for code in self._accessed)
        return tuple(sorted({figure.code for quantity in quantities for figure in quantity.figures()}))


def tracking_reads(results: Results) -> tuple[Results, AccessTracker]:
    """Return a copy of the results, and the tracker that records which of its values are read."""
    values = AccessTracker(results.values)
    return replace(results, values=values), values


def compute(inputs: ReportInputs) -> Results:
    """Compute every value of a ward and period.

    These are the stated figures, the indicators, the cases by field and the rates that the ward printed itself; for
    each earlier period that the report is compared with, also the earlier values and the changes since.
    """
    values = _own_values(inputs)
    for earlier in inputs.comparison_periods:
        # The claims are those of this period, so that the earlier period has none.
        stated = inputs.with_table(FIGURES_TABLE, earlier.figures).with_table(CASES_TABLE, earlier.cases)
        before = _own_values(stated.with_table(CLAIMS_TABLE, {}))
        codes = compared_codes(inputs.catalogue, inputs.period, earlier.period)
        values |= {value.code: value for value in trend_values(values, before, earlier.basis, codes)}
    return Results(inputs, values)


def unstated_values(results: Results, additions: Mapping[str, AnyDefinition]) -> dict[str, Value]:
    """Return the values of codes that others add to the catalogue for a ward that does not have them.

    Args:
        results: the values of the ward.
        additions: the definitions that others add, by code.
    """
    figures = {code: known for code, known in additions.items() if isinstance(known, FigureDefinition)}
    quantities = {**Figures({}, figures), **{code: value.quantity for code, value in results.values.items()}}
    stated = (Value(code, known.label, known.unit, quantities[code]) for code, known in figures.items())
    computed = (
        Value(code, known.label, known.unit, known.formula(quantities))
        for code, known in additions.items()
        if isinstance(known, Indicator)
    )
    return {value.code: value for value in (*stated, *computed)}


def _own_values(inputs: ReportInputs) -> dict[str, Value]:
    quantities = stated_quantities(inputs)
    stated = {code: Value(code, figure.label, figure.unit, quantities[code]) for code, figure in inputs.figures.items()}
    computed = {
        code: Value(code, indicator.label, indicator.unit, indicator.formula(quantities))
        for code, indicator in inputs.catalogue.indicators.items()
    }
    rates = {value.code: value for value in printed_row_rates(inputs)}
    shown = {value.code: value for value in _rates_by_other_definitions(inputs, quantities)}
    sums = {value.code: value for value in sum_values(inputs)}
    shares = {value.code: value for value in added_shares(inputs.catalogue, {**quantities, **_quantities(computed)})}
    values = {**shares, **stated, **computed, **case_values(inputs), **sums, **rates, **shown}
    claimed = (_claimed_value(claim, values[code].label) for code, claim in inputs.claims.items())
    values |= {value.code: value for form in inputs.forms for value in score_values(form, values)}
    return values | {value.code: value for value in claimed}


def _quantities(values: Mapping[str, Value]) -> Mapping[str, Quantity]:
    return {code: value.quantity for code, value in values.items()}


def _rates_by_other_definitions(inputs: ReportInputs, ward: Mapping[str, Quantity]) -> Iterator[Value]:
    """Yield the rates by the definitions that the settings show beside the leading ones."""
    for definition in inputs.catalogue.rate_definitions:
        if definition.id in inputs.settings.shown_definitions:
            indicator = inputs.catalogue.indicators[definition.of]
            label = f"{indicator.label} ({definition.name})"
            yield Value(definition.code, label, indicator.unit, definition.formula(ward))


def _claimed_value(claim: Claim, label: str) -> Value:
    """Return a rate as the ward printed it as a value with a code, so that its lineage leads to its cell."""
    code, name = str(ValueKey(claim.code, aspects=(Aspect.CLAIMED,))), f"{label}, theo số đã công bố"
    figure = Figure(code, name, claim.unit, claim.value, qualifier=claim.qualifier, source=claim.source)
    return Value.of(replace(figure, as_of=claim.as_of, as_written=claim.as_written))
