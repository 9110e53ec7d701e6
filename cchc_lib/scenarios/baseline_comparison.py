"""A ward as it is beside the same ward under a scenario: what moved, and which targets are gained or lost."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from cchc_lib.indicators.identities import form_equalities
from cchc_lib.indicators.results import Assessment, Results, Standing, compute
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.scenario import Scenario
from cchc_lib.inputs.tables.claims import CLAIMS_TABLE
from cchc_lib.quantities.figures import Difference, Figure, substitute_figures
from cchc_lib.quantities.printing import direction_word, full_text
from cchc_lib.quantities.value import Value
from cchc_lib.quantities.value_key import Aspect, ValueKey
from cchc_lib.scenarios.adjustable_figures import ChangedFigure, changed_figures
from cchc_lib.scenarios.assumptions import apply_scenario


class TargetChange(StrEnum):
    """What a scenario does to a target."""

    GAINED = "gained"
    LOST = "lost"


@dataclass(frozen=True)
class ChangedValue:
    """A value that a scenario moved."""

    before: Value
    after: Value

    @property
    def told(self) -> tuple[str, Fraction | None, Fraction | None]:
        """What a reader meets of it, units aside: label and both numbers."""
        return self.after.label, self.before.number, self.after.number

    @property
    def direction_word(self) -> str:
        """Whether the scenario's number is the larger one, in words."""
        return direction_word((self.after.number or Fraction(0)) - (self.before.number or Fraction(0)))


@dataclass(frozen=True)
class ChangedTarget:
    """A target that is met under the scenario and was not, or the other way round."""

    before: Assessment
    after: Assessment

    @property
    def change(self) -> TargetChange:
        """Which of the two."""
        return TargetChange.GAINED if self.after.standing is Standing.MET else TargetChange.LOST


@dataclass(frozen=True)
class ScenarioComparison:
    """Both results of one ward and period."""

    scenario: Scenario
    baseline: Results
    results: Results

    @cached_property
    def changed_figures(self) -> tuple[ChangedFigure, ...]:
        """The figures that the scenario changed, those that gave way included."""
        return changed_figures(self.baseline.inputs, self.results.inputs)

    @cached_property
    def changed_values(self) -> tuple[ChangedValue, ...]:
        """Every value that is printed as another number, in the catalogue's order."""
        rounding = self.baseline.inputs.settings.rounding
        pairs = ((before, self.results.values.get(code)) for code, before in self.baseline.values.items())
        shifts = (ChangedValue(before, after) for before, after in pairs if after)
        return tuple(each for each in shifts if full_text(each.before, rounding) != full_text(each.after, rounding))

    @cached_property
    def dependent_values(self) -> tuple[ChangedValue, ...]:
        """The values that moved because of those that were changed; what states a changed figure again is left out."""
        changed = {moved.before.code for moved in self.changed_figures}
        told = {(moved.before.label, moved.before.value, moved.after.value) for moved in self.changed_figures}
        repeated = {each.parts[0] for each in form_equalities(self.baseline.inputs) if each.whole in changed}
        stated = changed | repeated
        shifts = ((shift, {shift.before.code, shift.before.quantity.formula()}) for shift in self.changed_values)
        return tuple(
            shift
            for shift, codes in shifts
            if not codes & stated and not shift.after.key.aspects and shift.told not in told
        )

    def changed_targets(self) -> Iterator[ChangedTarget]:
        """The targets of which the standing changed between met and missed."""
        pairs = zip(self.baseline.assessments(), self.results.assessments(), strict=True)
        for before, after in pairs:
            if {before.standing, after.standing} == {Standing.MET, Standing.MISSED}:
                yield ChangedTarget(before, after)


def compare(inputs: ReportInputs, scenario: Scenario) -> ScenarioComparison:
    """Compute a ward as it is and as a scenario has it.

    Raises:
        UserError: the scenario cannot be.
    """
    baseline = compute(inputs)
    compared = ScenarioComparison(scenario, baseline, apply_scenario(baseline, scenario))
    # What the ward printed of a rate is no statement about one that moved.
    moved = {shift.after.code for shift in compared.changed_values}
    kept = {code: claim for code, claim in inputs.claims.items() if code not in moved}
    assumed = compared.results.inputs.with_table(CLAIMS_TABLE, kept)
    return replace(compared, results=_with_baseline(compared, compute(assumed)))


def was_positive(results: Results, code: str) -> bool:
    """Whether a scenario moved a value that is above zero without it."""
    before = results.values.get(str(ValueKey.parse(code).with_aspect(Aspect.BASELINE)))
    return before is not None and (before.number or 0) > 0


def _with_baseline(compared: ScenarioComparison, results: Results) -> Results:
    """The results with two values more for each that moved: what it is in truth, and by how much it differs."""
    figures = {moved.before.code: _in_truth(moved.before) for moved in compared.changed_figures}
    added = {value.code: value for shift in compared.changed_values for value in _beside(shift, figures)}
    return replace(results, values={**results.values, **added})


def _in_truth(figure: Figure) -> Figure:
    code = str(ValueKey.parse(figure.code).with_aspect(Aspect.BASELINE))
    return replace(figure, code=code, label=f"{figure.label} (thực tế)")


def _beside(shift: ChangedValue, figures: Mapping[str, Figure]) -> Iterator[Value]:
    before, after = shift.before, shift.after
    truth = substitute_figures(before.quantity, figures)
    yield Value(str(before.key.with_aspect(Aspect.BASELINE)), f"{before.label} (thực tế)", before.unit, truth)
    if before.number is not None and after.number is not None:
        ends = (after.quantity, truth) if after.number > before.number else (truth, after.quantity)
        label = f"{after.label}: mức {shift.direction_word} so với thực tế"
        yield Value(
            str(after.key.with_aspect(Aspect.DIFFERENCE)), label, before.unit.difference_unit, Difference(*ends)
        )
