"""One ward and period whose figures are changed by hand; it takes amounts, returns comparisons and shows nothing."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from cchc_lib.atomic_files import write_atomically
from cchc_lib.errors import UserError, unknown
from cchc_lib.indicators.catalogue import indicator_units
from cchc_lib.inputs.formats.text_files import TextFile
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
"""The amounts that figures are set to by code, each in the figure's unit."""

DEFAULT_SLIDERS = (
    "procedures.received_online",
    "procedures.resolved_overdue",
    "payments.online",
    "city_tasks.on_time",
    "petitions.settled",
    "present.committee",
)
"""The figures that are offered first if no scenario says which to change."""
_MIN_RANGE = 10
"""The range upwards that is searched at least, so that a small count can be raised."""
UNSAVED = Scenario("chua-luu", "Kịch bản chưa lưu", "Đang thử.", ())
"""Name, title and reason of amounts that are not saved yet."""


class ScenarioNameTaken(UserError):
    """Another scenario has the name under which one is to be saved."""


@dataclass(frozen=True)
class WhatIfSession:
    """One ward and period whose figures can be changed."""

    project: Project
    """The folders; scenarios are saved to params/scenarios/."""
    inputs: ReportInputs
    """The ward as it is."""
    start: Scenario
    """The scenario that the session begins with; its changes of targets remain."""

    def adjustable(self) -> dict[str, Figure]:
        """Return the stated figures and counts by field, which can be changed, by code."""
        figures = adjustable_figures(self.inputs)
        return {code: figure for code, figure in figures.items() if isinstance(figure.value, Decimal)}

    def initial_amounts(self) -> dict[str, Decimal]:
        """Return the amounts that the start sets, or those of the default figures as they are if it sets none."""
        figures = self.adjustable()
        started = compare(self.inputs, self.start).results.inputs
        changed = {figure.after.code: figure.after.value for figure in changed_figures(self.inputs, started)}
        codes = [change.figure for change in self._start_changes() if change.figure in figures]
        if not codes:
            codes = [code for code in DEFAULT_SLIDERS if code in figures]
        amounts = {code: changed.get(code) or figures[code].value for code in codes}
        return {code: amount for code, amount in amounts.items() if isinstance(amount, Decimal)}

    def _start_changes(self) -> tuple[Change, ...]:
        return self.start.changes_for(self.inputs.slug)

    def compared(self, amounts: Amounts, named: Scenario = UNSAVED) -> ScenarioComparison:
        """Compare the ward as it is with the ward under these amounts.

        If the balancing figures cannot absorb enough, further figures of their sums are used after them.

        Args:
            amounts: the amounts that figures are set to.
            named: a scenario whose name, title and reason are taken over.

        Raises:
            UserError: a code cannot be changed, or the amounts are not feasible.
        """
        scenario = self.scenario(amounts, named)
        try:
            return compare(self.inputs, scenario)
        except InfeasibleScenario as error:
            further = further_balancing_figures(self.inputs, amounts, scenario.balance)
            if not further or not any(violation.kind is EXHAUSTED for violation in error.violations):
                raise
            return compare(self.inputs, replace(scenario, balance=(*scenario.balance, *further)))

    def scenario(self, amounts: Amounts, named: Scenario = UNSAVED) -> Scenario:
        """Return the amounts as a scenario, with balancing figures that keep all sums.

        Args:
            amounts: the amounts that figures are set to.
            named: a scenario whose name, title and reason are taken over.

        Raises:
            UserError: a code cannot be changed.
        """
        figures = self.adjustable()
        for code in amounts:
            if code not in figures:
                raise unknown("figure that can be moved", code, figures)
        moved = {code: amount for code, amount in amounts.items() if amount != figures[code].value}
        changes = tuple(Change(figure=code, set=amount, ward=self.inputs.slug) for code, amount in moved.items())
        target_changes = tuple(change for change in self._start_changes() if change.target)
        balance = balancing_figures(self.inputs, moved, self._start_balance(moved))
        return Scenario(named.name, named.title, named.why, (*changes, *target_changes), balance)

    def _start_balance(self, moved: Amounts) -> tuple[str, ...]:
        """Return the balancing figures of the start while all that it changes is changed and none of them is."""
        started = {change.figure for change in self._start_changes() if change.figure}
        return self.start.balance if started <= moved.keys() and not moved.keys() & set(self.start.balance) else ()

    def save(self, amounts: Amounts, named: Scenario) -> Path:
        """Write the amounts as a scenario to params/scenarios/.

        Args:
            amounts: the amounts that figures are set to.
            named: a scenario whose name, title and reason are taken over.

        Returns:
            The path of the scenario's file.

        Raises:
            UserError: the amounts are not feasible, or name, title or reason are missing or of the wrong form.
            ScenarioNameTaken: another scenario has the name.
        """
        scenario = self.compared(amounts, named).scenario
        path = self.project.params / "scenarios" / f"{scenario.name}.yaml"
        text = scenario_text(scenario)
        # The file has to be readable: name, title and reason are checked by the rules for files.
        parse_scenario(scenario.name, TextFile(path.name, text))
        if path.exists() and path.read_text(encoding="utf-8") != text:
            raise ScenarioNameTaken(f"There is another scenario '{scenario.name}' already; choose another name.")
        write_atomically(path, text)
        return path

    def feasible_range(self, code: str) -> tuple[int, int]:
        """Return the least and the greatest feasible number of a count that alone is changed, up to twice its own."""
        value = self.adjustable()[code].value
        amount = int(value) if isinstance(value, Decimal) else 0

        def steps(limit: int, sign: int) -> int:
            # Feasible amounts form a range around the present one, so that bisection finds its end.
            possible = range(1, limit + 1)
            return bisect_left(possible, True, key=lambda step: not self._is_feasible(code, amount + sign * step))

        return amount - steps(amount, -1), amount + steps(max(_MIN_RANGE, amount), 1)

    def _is_feasible(self, code: str, amount: int) -> bool:
        try:
            self.compared({code: Decimal(amount)})
        except UserError:
            return False
        return True


def open_session(project: Project, ward: str, period: str, scenario: str = "") -> WhatIfSession:
    """Read a ward's data for a what-if session.

    Args:
        project: the folders.
        ward: the slug or code of the ward.
        period: any name of the period.
        scenario: the scenario to begin with, as `find_scenario` takes it; empty for the ward as it is.

    Raises:
        UserError: a name is unknown, or the scenario is not feasible.
        InputErrors: the files have faults.
    """
    inputs = load_inputs(project, ward, period, indicator_units())
    found = find_scenario(project, scenario) or UNSAVED
    figures = adjustable_figures(inputs)
    changed = [change.figure for change in found.changes_for(inputs.slug) if change.figure in figures]
    start = replace(found, balance=balancing_figures(inputs, changed, found.balance))
    compare(inputs, start)  # Raises the error of a scenario that is not feasible, before a panel is built.
    return WhatIfSession(project, inputs, start)
