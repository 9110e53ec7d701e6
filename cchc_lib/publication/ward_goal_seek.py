"""Goal seek on one ward's data."""

from dataclasses import dataclass

from cchc_lib.indicators.catalogue import indicator_units
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.report_inputs import ReportInputs, load_inputs
from cchc_lib.scenarios.goal_seek import Effect, Goal, NoSolution, Solution, seek_goal, sensitivity


@dataclass(frozen=True)
class Solved:
    """A ward's data, what was found, and what each figure alone would do."""

    inputs: ReportInputs
    answer: Solution | NoSolution
    effects: tuple[Effect, ...]


def solve_ward(project: Project, ward: str, period: str, goal: Goal) -> Solved:
    """Find the smallest whole change of a figure that reaches a target.

    Raises:
        UserError: arguments or input files are at fault.
    """
    inputs = load_inputs(project, ward, period, indicator_units())
    return Solved(inputs, seek_goal(inputs, goal), sensitivity(inputs, goal.indicator))
