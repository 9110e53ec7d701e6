"""A session in which the figures of one ward and period are changed by hand, independent of any user interface."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from cchc_lib.atomic_files import write_atomically
from cchc_lib.errors import UserError, unknown
from cchc_lib.file_formats.text_files import TextFile
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.report_inputs import ReportInputs, load_inputs
from cchc_lib.inputs.scenario import Change, Scenario
from cchc_lib.inputs.scenario_file import parse_scenario, scenario_text
from cchc_lib.inputs.scenario_lookup import find_scenario
from cchc_lib.quantities.figures import Figure
from cchc_lib.scenarios.adjustable_figures import adjustable_figures, changed_figures
from cchc_lib.scenarios.balancing import balancing_figures, further_balancing_figures
from cchc_lib.scenarios.baseline_comparison import ScenarioComparison, compare
from cchc_lib.scenarios.violations import EXHAUSTED, InfeasibleScenario

Amounts = Mapping[str, Decimal]
"""The amounts to which figures are set, by code; each in the unit of its figure."""

DEFAULT_SLIDERS = (
    "procedures.received_online",
    "procedures.resolved_overdue",
    "payments.online",
    "city_tasks.on_time",
    "petitions.settled",
    "present.committee",
)
"""The codes of the figures that have sliders at the beginning, if no scenario changes others."""
_MIN_INCREASE = 10
"""The smallest increase up to which feasible amounts are searched; twice a count near 0 would leave no room."""


@dataclass(frozen=True)
class ScenarioLabel:
    """The texts of a scenario, without its changes."""

    name: str
    """The name of the scenario's file without its suffix."""
    title: str
    """The title that reports print."""
    why: str
    """The reason that reports print."""


UNSAVED = ScenarioLabel("chua-luu", "Kịch bản chưa lưu", "Đang thử.")
"""The name, title and reason of amounts that are not saved yet."""


class ScenarioNameTaken(UserError):
    """An error: another scenario already has the name under which this one is to be saved."""


@dataclass(frozen=True)
class WhatIfSession:
    """A session in which the figures of one ward and period can be changed."""

    project: Project
    """The folders; scenarios are saved to params/scenarios/."""
    inputs: ReportInputs
    """The inputs of the ward without a scenario."""
    start: Scenario
    """The scenario with which the session begins; its changes of targets apply all the time."""

    def adjustable(self) -> dict[str, Figure]:
        """Return the figures that can be changed, by code: stated numbers, and counts of cases by field."""
        figures = adjustable_figures(self.inputs)
        return {code: figure for code, figure in figures.items() if isinstance(figure.value, Decimal)}

    def initial_amounts(self) -> dict[str, Decimal]:
        """Return the amounts that the start scenario sets; if it sets none, the present amounts of DEFAULT_SLIDERS."""
        figures = self.adjustable()
        # Amounts are read from the results: the scenario may add to a figure or scale it instead of setting it.
        started = compare(self.inputs, self.start).results.inputs
        changed = {figure.after.code: figure.after.value for figure in changed_figures(self.inputs, started)}
        codes = [change.figure for change in self._start_changes() if change.figure in figures]
        if not codes:
            codes = [code for code in DEFAULT_SLIDERS if code in figures]
        amounts = {code: changed[code] if code in changed else figures[code].value for code in codes}
        return {code: amount for code, amount in amounts.items() if isinstance(amount, Decimal)}

    def _start_changes(self) -> tuple[Change, ...]:
        return self.start.changes_for(self.inputs.slug)

    def compared(self, amounts: Amounts, label: ScenarioLabel = UNSAVED) -> ScenarioComparison:
        """Return the comparison of the ward without a scenario and under these amounts.

        If the balancing figures cannot absorb enough, further figures of their sums are used after them.

        Args:
            amounts: the amounts to which figures are set.
            label: the name, title and reason of the scenario.

        Raises:
            UserError: a code cannot be changed, or the amounts are not feasible.
        """
        scenario = self.scenario(amounts, label)
        try:
            return compare(self.inputs, scenario)
        except InfeasibleScenario as error:
            # Only a sum that has run out can be helped; other violations would stay with more balancing figures.
            further = further_balancing_figures(self.inputs, amounts, scenario.balance)
            if not further or not any(violation.kind is EXHAUSTED for violation in error.violations):
                raise
            return compare(self.inputs, replace(scenario, balance=(*scenario.balance, *further)))

    def scenario(self, amounts: Amounts, label: ScenarioLabel = UNSAVED) -> Scenario:
        """Return the amounts as a scenario, with balancing figures that keep all sums.

        Args:
            amounts: the amounts to which figures are set.
            label: the name, title and reason of the scenario.

        Raises:
            UserError: a code cannot be changed.
        """
        figures = self.adjustable()
        for code in amounts:
            if code not in figures:
                raise unknown("figure that can be changed", code, figures)
        changed = {code: amount for code, amount in amounts.items() if amount != figures[code].value}
        changes = tuple(Change(figure=code, set=amount, ward=self.inputs.slug) for code, amount in changed.items())
        # The panel has no sliders for targets, so that those of the start scenario stay.
        target_changes = tuple(change for change in self._start_changes() if change.target)
        balance = balancing_figures(self.inputs, changed, self._start_balance(changed))
        return Scenario(label.name, label.title, label.why, (*changes, *target_changes), balance)

    def _start_balance(self, changed: Amounts) -> tuple[str, ...]:
        """Return the balancing figures of the start scenario if they still fit, otherwise none.

        They fit while all figures that the start scenario changes are changed, and no balancing figure is.
        """
        start_figures = {change.figure for change in self._start_changes() if change.figure}
        fits = start_figures <= changed.keys() and changed.keys().isdisjoint(self.start.balance)
        return self.start.balance if fits else ()

    def save(self, amounts: Amounts, label: ScenarioLabel) -> Path:
        """Write the amounts as a scenario to params/scenarios/.

        Args:
            amounts: the amounts to which figures are set.
            label: the name, title and reason of the scenario.

        Returns:
            The path of the scenario's file.

        Raises:
            UserError: the amounts are not feasible, or name, title or reason are missing or of the wrong form.
            ScenarioNameTaken: another scenario has the name.
        """
        scenario = self.compared(amounts, label).scenario
        path = self.project.params / "scenarios" / f"{scenario.name}.yaml"
        text = scenario_text(scenario)
        # Name, title and reason have to follow the rules for files, so that the saved file can be read.
        parse_scenario(scenario.name, TextFile(path.name, text))
        if path.exists() and path.read_text(encoding="utf-8") != text:
            raise ScenarioNameTaken(f"There is another scenario '{scenario.name}' already; choose another name.")
        write_atomically(path, text)
        return path

    def feasible_range(self, code: str) -> tuple[int, int]:
        """Return the smallest and the greatest feasible number of a count if it alone is changed.

        The greatest number that is tried is twice the present one, or _MIN_INCREASE more if that is greater.
        """
        value = self.adjustable()[code].value
        amount = int(value) if isinstance(value, Decimal) else 0

        def feasible_steps(limit: int, sign: int) -> int:
            # Feasible amounts form a range around the present one, so that bisection finds its end.
            steps = range(1, limit + 1)
            return bisect_left(steps, True, key=lambda step: not self._is_feasible(code, amount + sign * step))

        return amount - feasible_steps(amount, -1), amount + feasible_steps(max(_MIN_INCREASE, amount), 1)

    def _is_feasible(self, code: str, amount: int) -> bool:
        try:
            self.compared({code: Decimal(amount)})
        except UserError:
            return False
        return True


def open_session(project: Project, ward: str, period_name: str, scenario: str = "") -> WhatIfSession:
    """Return a what-if session for a ward and period.

    Args:
        project: the folders.
        ward: the slug, code or name of the ward.
        period_name: any name of the period.
        scenario: the scenario to begin with, as `find_scenario` accepts it; empty to begin without one.

    Raises:
        UserError: a name is unknown, or the scenario is not feasible.
        InputErrors: the files have faults.
    """
    inputs = load_inputs(project, ward, period_name)
    start = find_scenario(project, scenario) or Scenario(UNSAVED.name, UNSAVED.title, UNSAVED.why, ())
    figures = adjustable_figures(inputs)
    changed = [change.figure for change in start.changes_for(inputs.slug) if change.figure in figures]
    balanced = replace(start, balance=balancing_figures(inputs, changed, start.balance))
    # Raises the error of a scenario that is not feasible, before a panel is built.
    compare(inputs, balanced)
    return WhatIfSession(project, inputs, balanced)
