"""The object that the what-if notebook uses; its cells may be run in any order."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cchc_lib.exploring.side_by_side import side_by_side
from cchc_lib.exploring.what_if_session import ScenarioLabel, WhatIfSession
from cchc_lib.inputs.scenario_lookup import find_scenario
from cchc_lib.report.blocks.group_block import BlockGroup
from cchc_lib.report.blocks.table_block import Table
from cchc_lib.report.sections.scenario_effects import build_scenario_effects
from cchc_lib.scenarios.baseline_comparison import compare

if TYPE_CHECKING:
    from cchc_lib.exploring.panel import Panel


@dataclass(frozen=True)
class WhatIf:
    """A what-if session with its panel; each method uses the present positions of the sliders."""

    session: WhatIfSession
    """The session of the ward and period with which the panel begins."""

    def panel(self) -> Any:
        """Return the widget with the sliders and their effects."""
        return self.controls.widget

    def scenario(self) -> BlockGroup:
        """Return the changes, the values that depend on them, and the targets gained or lost."""
        return build_scenario_effects(self.controls.session.compared(self.controls.amounts))

    def side_by_side(self, names: str = "") -> Table:
        """Return a table of the sliders' scenario, the scenarios kept in the panel, and saved ones.

        Args:
            names: the names of saved scenarios, separated by commas.

        Raises:
            UserError: a scenario does not exist or is not feasible.
        """
        session = self.controls.session
        saved = [find_scenario(session.project, name.strip()) for name in names.split(",")]
        comparisons = [compare(session.inputs, scenario) for scenario in saved if scenario]
        return side_by_side([session.compared(self.controls.amounts), *self.controls.kept, *comparisons])

    def save(self, name: str, title: str, why: str) -> str:
        """Write the sliders' amounts as a scenario to params/scenarios/.

        Args:
            name: the name of the file without its suffix.
            title: the title that reports print.
            why: the reason that reports print.

        Returns:
            The name of the file.

        Raises:
            UserError: the amounts are not feasible, an argument has the wrong form, or another scenario has the name.
        """
        return self.controls.session.save(self.controls.amounts, ScenarioLabel(name, title, why)).name

    @cached_property
    def controls(self) -> "Panel":
        """The panel with its widgets."""
        from cchc_lib.exploring.panel import Panel  # noqa: PLC0415 - loads ipywidgets, which reports do not need

        return Panel(self.session)
