"""Comparing a ward under a scenario with the ward as it is: changed values, and targets gained or lost."""

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
    """The target is missed as the ward is, and met under the scenario."""
    LOST = "lost"
    """The target is met as the ward is, and missed under the scenario."""


@dataclass(frozen=True)
class ChangedValue:
    """A value that a scenario changes."""

    before: Value
    """The value as the ward is."""
    after: Value
    """The value under the scenario."""

    @property
    def appearance(self) -> tuple[str, Fraction | None, Fraction | None]:
        """What a reader sees of the change, apart from units: the label and both numbers."""
        return self.after.label, self.before.number, self.after.number

    @property
    def direction_word(self) -> str:
        """The Vietnamese word for the direction of the change: `tăng` or `giảm`."""
        return direction_word((self.after.number or Fraction(0)) - (self.before.number or Fraction(0)))


@dataclass(frozen=True)
class ChangedTarget:
    """A target that a scenario gains or loses."""

    before: Assessment
    """The value and its target as the ward is."""
    after: Assessment
    """The value and its target under the scenario."""

    @property
    def change(self) -> TargetChange:
        """Whether the target is gained or lost."""
        return TargetChange.GAINED if self.after.standing is Standing.MET else TargetChange.LOST


@dataclass(frozen=True)
class ScenarioComparison:
    """The results of one ward and period as it is and under a scenario."""

    scenario: Scenario
    """The assumptions."""
    baseline: Results
    """The results of the ward as it is."""
    results: Results
    """The results under the scenario; each changed value has its baseline and its difference beside it."""

    @cached_property
    def changed_figures(self) -> tuple[ChangedFigure, ...]:
        """The figures that the scenario changes, including those that absorb the difference."""
        return changed_figures(self.baseline.inputs, self.results.inputs)

    @cached_property
    def changed_values(self) -> tuple[ChangedValue, ...]:
        """The values whose printed texts differ, in the order of the catalogue."""
        rounding = self.baseline.inputs.settings.rounding
        pairs = ((before, self.results.values.get(code)) for code, before in self.baseline.values.items())
        return tuple(
            ChangedValue(before, after)
            for before, after in pairs
            if after and full_text(before, rounding) != full_text(after, rounding)
        )

    @cached_property
    def dependent_values(self) -> tuple[ChangedValue, ...]:
        """The values that change because a figure does; values that only repeat a changed figure are left out."""
        changed = {figure.before.code for figure in self.changed_figures}
        appearances = {
            (figure.before.label, figure.before.value, figure.after.value) for figure in self.changed_figures
        }
        repetitions = {
            identity.parts[0] for identity in form_equalities(self.baseline.inputs) if identity.whole in changed
        }
        stated = changed | repetitions

        def is_dependent(value: ChangedValue) -> bool:
            # A value whose formula is a changed figure alone repeats that figure.
            is_stated = not stated.isdisjoint((value.before.code, value.before.quantity.formula()))
            return not is_stated and not value.after.key.aspects and value.appearance not in appearances

        return tuple(filter(is_dependent, self.changed_values))

    def changed_targets(self) -> Iterator[ChangedTarget]:
        """Yield the targets that are met on one side and missed on the other."""
        pairs = zip(self.baseline.assessments(), self.results.assessments(), strict=True)
        for before, after in pairs:
            if {before.standing, after.standing} == {Standing.MET, Standing.MISSED}:
                yield ChangedTarget(before, after)


def compare(inputs: ReportInputs, scenario: Scenario) -> ScenarioComparison:
    """Compute a ward as it is and under a scenario.

    Raises:
        InfeasibleScenario: the scenario contradicts what is known of the ward.
    """
    baseline = compute(inputs)
    comparison = ScenarioComparison(scenario, baseline, apply_scenario(baseline, scenario))
    # A rate that the ward printed says nothing about the rate under the scenario.
    changed = {value.after.code for value in comparison.changed_values}
    claims = {code: claim for code, claim in inputs.claims.items() if code not in changed}
    assumed = comparison.results.inputs.with_table(CLAIMS_TABLE, claims)
    return replace(comparison, results=_with_baseline(comparison, compute(assumed)))


def changed_from_positive(results: Results, code: str) -> bool:
    """Return whether a scenario changed a value that is above zero without it."""
    before = results.values.get(str(ValueKey.parse(code).with_aspect(Aspect.BASELINE)))
    return before is not None and (before.number or 0) > 0


def _with_baseline(comparison: ScenarioComparison, results: Results) -> Results:
    """Return the results with two more values for each changed value: its baseline and its difference.

    They are values like any other, so that writer, record and verification need not know of scenarios.
    """
    figures = {figure.before.code: _as_baseline(figure.before) for figure in comparison.changed_figures}
    added = (value for changed in comparison.changed_values for value in _baseline_and_difference(changed, figures))
    return replace(results, values={**results.values, **{value.code: value for value in added}})


def _as_baseline(figure: Figure) -> Figure:
    code = str(ValueKey.parse(figure.code).with_aspect(Aspect.BASELINE))
    return replace(figure, code=code, label=f"{figure.label} (thực tế)")


def _baseline_and_difference(changed: ChangedValue, figures: Mapping[str, Figure]) -> Iterator[Value]:
    before, after = changed.before, changed.after
    baseline = substitute_figures(before.quantity, figures)
    yield Value(str(before.key.with_aspect(Aspect.BASELINE)), f"{before.label} (thực tế)", before.unit, baseline)
    if before.number is not None and after.number is not None:
        larger, smaller = after.quantity, baseline
        if after.number <= before.number:
            larger, smaller = smaller, larger
        code = str(after.key.with_aspect(Aspect.DIFFERENCE))
        label = f"{after.label}: mức {changed.direction_word} so với thực tế"
        yield Value(code, label, before.unit.difference_unit, Difference(larger, smaller))
