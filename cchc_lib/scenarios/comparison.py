"""A ward as it is beside the same ward under a scenario: what moved, and which targets are gained or lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from cchc_lib.indicators.results import Assessment, Results, Standing, compute
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.quantities.printing import Value
from cchc_lib.scenarios.assumptions import Moved, assume, moved_numbers
from cchc_lib.scenarios.declaration import Scenario


class Turn(StrEnum):
    """What a scenario does to a target."""

    GAINED = "gained"
    LOST = "lost"


@dataclass(frozen=True)
class Shift:
    """A value that a scenario moved."""

    before: Value
    after: Value


@dataclass(frozen=True)
class TurnedTarget:
    """A target that is met under the scenario and was not, or the other way round."""

    before: Assessment
    after: Assessment

    @property
    def turn(self) -> Turn:
        """Which of the two."""
        return Turn.GAINED if self.after.standing is Standing.MET else Turn.LOST


@dataclass(frozen=True)
class Comparison:
    """Both results of one ward and period."""

    scenario: Scenario
    baseline: Results
    results: Results

    def changed(self) -> tuple[Moved, ...]:
        """The figures that the scenario changed, those that gave way included."""
        return moved_numbers(self.baseline.inputs, self.results.inputs)

    def shifts(self) -> Iterator[Shift]:
        """Every value that is another number, or is a number only on one side, in the catalogue's order."""
        for code, before in self.baseline.values.items():
            after = self.results.values.get(code)
            if after and (before.state, before.number) != (after.state, after.number):
                yield Shift(before, after)

    def turned(self) -> Iterator[TurnedTarget]:
        """The targets of which the standing changed between met and missed."""
        pairs = zip(self.baseline.assessments(), self.results.assessments(), strict=True)
        for before, after in pairs:
            if {before.standing, after.standing} == {Standing.MET, Standing.MISSED}:
                yield TurnedTarget(before, after)


def compare(inputs: ReportInputs, scenario: Scenario) -> Comparison:
    """Compute a ward as it is and as a scenario has it.

    Raises:
        UserError: the scenario cannot be.
    """
    return Comparison(scenario, compute(inputs), compute(assume(inputs, scenario)))
