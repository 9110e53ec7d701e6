"""A ward in which figures are moved: amounts in, a comparison out; nothing of it knows how it is shown."""

from collections.abc import Callable, Iterable, Mapping
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
"""What figures are set to, by code, each in its unit."""

DEFAULT_SLIDERS = (
    "procedures.received_online",
    "procedures.resolved_overdue",
    "payments.online",
    "city_tasks.on_time",
    "petitions.settled",
    "present.committee",
)
"""What is offered where no scenario says what to move."""
_FARTHER = 10
"""By how much a count can be moved at least, where it is small."""
UNSAVED = Scenario("chua-luu", "Kịch bản chưa lưu", "Đang thử.", ())


class ScenarioNameTaken(UserError):
    """Another scenario has the name that one is to be saved under."""


@dataclass(frozen=True)
class WhatIfSession:
    """One ward and period, ready to be tried on."""

    project: Project
    inputs: ReportInputs
    start: Scenario
    """What the session begins with; its changes of targets stay."""

    def adjustable(self) -> dict[str, Figure]:
        """The figures and counts by field that are stated, so that they can be moved."""
        return {
            code: figure
            for code, figure in adjustable_figures(self.inputs).items()
            if isinstance(figure.value, Decimal)
        }

    def initial_amounts(self) -> dict[str, Decimal]:
        """What the start sets; as they are, the figures that are offered first where it sets none."""
        known = self.adjustable()
        moved = {moved.after.code: moved.after.value for moved in changed_figures(self.inputs, self._begun())}
        begun = {change.figure: moved.get(change.figure) for change in self._own() if change.figure in known}
        codes = begun or {code: None for code in DEFAULT_SLIDERS if code in known}
        found = {code: amount or known[code].value for code, amount in codes.items()}
        return {code: amount for code, amount in found.items() if isinstance(amount, Decimal)}

    def _own(self) -> tuple[Change, ...]:
        return self.start.changes_for(self.inputs.slug)

    def _begun(self) -> ReportInputs:
        return compare(self.inputs, self.start).results.inputs

    def compared(self, amounts: Amounts, named: Scenario = UNSAVED) -> ScenarioComparison:
        """The ward as it is beside itself with these amounts.

        Raises:
            UserError: the amounts cannot be.
        """
        scenario = self.scenario(amounts, named)
        try:
            return compare(self.inputs, scenario)
        except InfeasibleScenario as refused:
            # Where one figure cannot give enough, others of its sum give behind it.
            further = further_balancing_figures(self.inputs, amounts, scenario.balance)
            if not further or not any(violation.kind is EXHAUSTED for violation in refused.violations):
                raise
            return compare(self.inputs, replace(scenario, balance=(*scenario.balance, *further)))

    def scenario(self, amounts: Amounts, named: Scenario = UNSAVED) -> Scenario:
        """The amounts as a scenario of a name; what gives way is found where the start does not say it.

        Raises:
            UserError: a code is none of a figure that can be moved.
        """
        known = self.adjustable()
        strange = next((code for code in amounts if code not in known), None)
        if strange:
            raise unknown("figure that can be moved", strange, known)
        moved = {code: amount for code, amount in amounts.items() if amount != known[code].value}
        aimed = tuple(change for change in self._own() if change.target)
        changes = tuple(Change(figure=code, set=amount, ward=self.inputs.slug) for code, amount in moved.items())
        begun = {change.figure for change in self._own() if change.figure}
        stated = self.start.balance if begun <= set(moved) and not set(self.start.balance) & set(moved) else ()
        balance = balancing_figures(self.inputs, moved, stated)
        return Scenario(named.name, named.title, named.why, (*changes, *aimed), balance)

    def save(self, amounts: Amounts, named: Scenario) -> Path:
        """Write the amounts to params/scenarios/, where `cchc report --scenario` finds them.

        Raises:
            UserError: they cannot be, or there is no name, title or reason.
            ScenarioNameTaken: another scenario has the name.
        """
        scenario = self.compared(amounts, named).scenario
        path = self.project.params / "scenarios" / f"{scenario.name}.yaml"
        text = scenario_text(scenario)
        parse_scenario(scenario.name, TextFile(path.name, text))
        if path.exists() and path.read_text(encoding="utf-8") != text:
            raise ScenarioNameTaken(f"There is another scenario '{scenario.name}' already; choose another name.")
        write_atomically(path, text)
        return path

    def feasible_range(self, code: str) -> tuple[int, int]:
        """The least and the most that a count can be when it alone is moved, up to twice what it is."""
        amount = self.adjustable()[code].value
        stated = int(amount) if isinstance(amount, Decimal) else 0
        least = _last(-stated, lambda change: self._can_be(code, stated + change))
        most = _last(max(_FARTHER, stated), lambda change: self._can_be(code, stated + change))
        return stated + least, stated + most

    def _can_be(self, code: str, amount: int) -> bool:
        try:
            self.compared({code: Decimal(amount)})
        except UserError:
            return False
        return True


def _last(end: int, holds: Callable[[int], bool]) -> int:
    """The last whole number from 0 towards an end up to which something holds."""
    sign, low, high = (1 if end > 0 else -1), 0, abs(end)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(sign * middle) else (low, middle - 1)
    return sign * low


def open_session(project: Project, ward: str, period: str, scenario: str = "") -> WhatIfSession:
    """Read a ward's data, to be tried on.

    Args:
        project: the folders.
        ward: slug or code.
        period: any of its names.
        scenario: what to begin with, as `find_scenario` takes it.

    Raises:
        UserError: a name is unknown, the files have faults, or the scenario cannot be.
    """
    inputs = load_inputs(project, ward, period, indicator_units())
    found = find_scenario(project, scenario) or UNSAVED
    changed = [
        change.figure for change in found.changes_for(inputs.slug) if change.figure in adjustable_figures(inputs)
    ]
    start = replace(found, balance=balancing_figures(inputs, changed, found.balance))
    compare(inputs, start)
    return WhatIfSession(project, inputs, start)


def saved_scenarios(project: Project) -> tuple[str, ...]:
    """The names of the files of params/scenarios/."""
    return tuple(sorted(path.stem for path in (project.params / "scenarios").glob("*.yaml")))


def known_periods(project: Project, ward: str) -> Iterable[str]:
    """The periods of which a ward has data."""
    return sorted(path.name for path in (project.data / "wards" / ward).iterdir() if path.is_dir())
