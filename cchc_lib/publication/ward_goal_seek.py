"""Goal seek on the data of one ward."""

from dataclasses import dataclass

from cchc_lib.inputs.project import Project
from cchc_lib.inputs.report_inputs import ReportInputs, load_inputs
from cchc_lib.scenarios.goal_seek import Effect, Goal, NoSolution, Solution, seek_goal, sensitivity


@dataclass(frozen=True)
class GoalSeekResult:
    """The answer of a goal seek with the data that it started from."""

    inputs: ReportInputs
    """The data of the ward as they are."""
    answer: Solution | NoSolution
    effects: tuple[Effect, ...]
    """The effect that each figure alone would have on the indicator."""


def seek_ward_goal(project: Project, ward: str, period_name: str, goal: Goal) -> GoalSeekResult:
    """Find the smallest whole change of a figure with which an indicator reaches a value.

    Raises:
        UserError: arguments or input files are at fault.
    """
    inputs = load_inputs(project, ward, period_name)
    return GoalSeekResult(inputs, seek_goal(inputs, goal), sensitivity(inputs, goal.indicator))
