"""One ward's indicators for one period, and how they stand to their targets."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from cchc_lib.indicators.cases import OverdueField, case_values, overdue_fields
from cchc_lib.indicators.catalogue import indicators
from cchc_lib.indicators.trends import compared_codes, trend_values
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.tables.case_counts import CASES_TABLE
from cchc_lib.inputs.tables.claims import CLAIMS_TABLE, Claim
from cchc_lib.inputs.tables.performance_targets import Relation, Target
from cchc_lib.inputs.tables.stated_figures import FIGURES_TABLE
from cchc_lib.quantities.figures import Figure, State
from cchc_lib.quantities.value import Value
from cchc_lib.quantities.value_key import Aspect, ValueKey


class Standing(StrEnum):
    """How a value stands to its target."""

    MET = "met"
    MISSED = "missed"
    UNKNOWN = "unknown"
    """There is no value to compare."""


@dataclass(frozen=True)
class Assessment:
    """A value beside a target of it."""

    value: Value
    target: Target

    @property
    def standing(self) -> Standing:
        """Judged on the exact value, not on the rounded one that is printed."""
        if self.value.state is not State.STATED or self.value.number is None:
            return Standing.UNKNOWN
        asked = Fraction(self.target.value) / self.target.unit.scale
        return Standing.MET if _holds(self.value.number, self.target.relation, asked) else Standing.MISSED


def _holds(number: Fraction, relation: Relation, asked: Fraction) -> bool:
    return {
        Relation.AT_LEAST: number >= asked,
        Relation.ABOVE: number > asked,
        Relation.AT_MOST: number <= asked,
        Relation.BELOW: number < asked,
    }[relation]


@dataclass(frozen=True)
class Results:
    """Everything that can be printed of one ward and period, by code."""

    inputs: ReportInputs
    values: Mapping[str, Value]

    def __getitem__(self, code: str) -> Value:
        return self.values[code]

    def assessments(self) -> Iterator[Assessment]:
        """Every target with the value it is about, the ward's own targets first."""
        return (Assessment(self.values[target.code], target) for target in self.inputs.targets)

    def first_assessments(self) -> tuple[Assessment, ...]:
        """One assessment a value: the ward's own target goes before the city's and the nation's."""
        first: dict[str, Assessment] = {}
        for assessment in self.assessments():
            first.setdefault(assessment.value.code, assessment)
        return tuple(first.values())

    def overdue_fields(self) -> tuple[OverdueField, ...]:
        """The fields by which overdue cases are told."""
        return overdue_fields(self.inputs)


class AccessTracker(dict[str, Value]):
    """Values that remember which of them were asked for."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        super().__init__(values)
        self.accessed: set[str] = set()

    def __getitem__(self, code: str) -> Value:
        self.accessed.add(code)
        return super().__getitem__(code)

    def figures(self) -> tuple[str, ...]:
        """The codes of the figures that the values asked for stand on."""
        asked = (super(AccessTracker, self).__getitem__(code).quantity for code in self.accessed)
        return tuple(sorted({figure.code for quantity in asked for figure in quantity.figures()}))


def tracking_reads(results: Results) -> tuple[Results, AccessTracker]:
    """The same results, and what is asked of them from now on."""
    values = AccessTracker(results.values)
    return replace(results, values=values), values


def _claimed(claim: Claim, label: str) -> Value:
    """A printed rate as a value of its own, so that it leads to its cell as every number does."""
    code, name = str(ValueKey(claim.code, aspects=(Aspect.CLAIMED,))), f"{label}, theo số đã công bố"
    return Value.of(
        Figure(code, name, claim.unit, claim.value, as_of=claim.as_of, as_written=claim.as_written, source=claim.source)
    )


def compute(inputs: ReportInputs) -> Results:
    """Compute every indicator over a ward's figures, and its cases by field; with the rates that it printed itself.

    Where there are earlier periods, their values and the changes since stand among the others.
    """
    values = _own_values(inputs)
    for earlier in inputs.comparison_periods:
        stated = inputs.with_table(FIGURES_TABLE, earlier.figures).with_table(CASES_TABLE, earlier.cases)
        before = _own_values(stated.with_table(CLAIMS_TABLE, {}))
        codes = compared_codes(inputs.period, earlier.period)
        values |= {value.code: value for value in trend_values(values, before, earlier.basis, codes)}
    return Results(inputs, values)


def _own_values(inputs: ReportInputs) -> dict[str, Value]:
    stated = {code: Value.of(figure) for code, figure in inputs.figures.items()}
    computed = {
        code: Value(code, each.label, each.unit, each.formula(inputs.figures)) for code, each in indicators().items()
    }
    known = {**stated, **computed, **case_values(inputs)}
    claimed = (_claimed(claim, known[code].label) for code, claim in inputs.claims.items())
    return known | {value.code: value for value in claimed}
