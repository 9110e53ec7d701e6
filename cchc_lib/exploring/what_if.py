"""What the what-if notebook shows, in whatever order its cells are run."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cchc_lib.exploring.side_by_side import side_by_side
from cchc_lib.exploring.what_if_session import Amounts, WhatIfSession
from cchc_lib.inputs.scenario import Scenario
from cchc_lib.inputs.scenario_lookup import find_scenario
from cchc_lib.report.model.blocks import Group, Table
from cchc_lib.report.sections.scenario_effects import scenario_part
from cchc_lib.scenarios.baseline_comparison import compare

if TYPE_CHECKING:
    from cchc_lib.exploring.panel import Panel


@dataclass(frozen=True)
class WhatIf:
    """A session with its panel; what its blocks show follows the panel's sliders."""

    session: WhatIfSession

    def panel(self) -> Any:
        """The widget: sliders, and all that follows from them."""
        return self._panel.widget

    def scenario(self) -> Group:
        """What is changed, what moves with it, which targets turn."""
        return scenario_part(self._panel.session.compared(self._amounts))

    def side_by_side(self, names: str = "") -> Table:
        """The session beside what the panel keeps, and beside scenarios by their names, with commas between them."""
        session = self._panel.session
        others = [find_scenario(session.project, name.strip()) for name in names.split(",")]
        beside = [compare(session.inputs, other) for other in others if other]
        return side_by_side([session.compared(self._amounts), *self._panel.kept, *beside])

    def save(self, name: str, title: str, why: str) -> str:
        """Write what the sliders say to params/scenarios/, and give the file's name.

        Raises:
            UserError: the amounts cannot be, the name, title or reason will not do, or another scenario has the name.
        """
        return self._panel.session.save(self._amounts, Scenario(name, title, why, ())).name

    @property
    def _amounts(self) -> Amounts:
        return self._panel.amounts

    @cached_property
    def _panel(self) -> "Panel":
        from cchc_lib.exploring.panel import Panel  # noqa: PLC0415 - ipywidgets, which no report needs

        return Panel(self.session)
