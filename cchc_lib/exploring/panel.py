"""The panel of the what-if notebook: sliders, and the effects of their positions."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import ipywidgets as widgets

from cchc_lib.errors import UserError
from cchc_lib.exploring.panel_messages import NO_CHANGES, alert, error_alert, requests_for, saved_message
from cchc_lib.exploring.panel_widgets import PanelWidgets, button
from cchc_lib.exploring.side_by_side import side_by_side
from cchc_lib.exploring.sliders import build_slider, slider_amount
from cchc_lib.exploring.what_if_session import UNSAVED, ScenarioLabel, ScenarioNameTaken, WhatIfSession, open_session
from cchc_lib.inputs.periods import ward_periods
from cchc_lib.inputs.scenario_lookup import find_scenario, saved_scenarios
from cchc_lib.report.charts.catalogue import CHARTS
from cchc_lib.report.charts.declaration import build_chart
from cchc_lib.report.rendering.block_html import block_html
from cchc_lib.report.sections.scenario_effects import build_scenario_effects
from cchc_lib.report.tables.catalogue import tables
from cchc_lib.report.tables.declaration import build_table
from cchc_lib.scenarios.baseline_comparison import ScenarioComparison, compare

_STALE = "cchc-stale"
"""The CSS class of results that belong to earlier positions of the sliders."""


class Panel:
    """The panel with the present choices of its user.

    It is the only object of the library that changes: widgets call its methods when the user changes something.
    """

    def __init__(self, session: WhatIfSession) -> None:
        self.session = session
        """The session of the present ward and period."""
        self.kept: list[ScenarioComparison] = []
        """The scenarios that were kept for the comparison."""
        self.sliders: dict[str, Any] = {}
        """The sliders by the codes of their figures."""
        self.widgets = PanelWidgets(session)
        """The other widgets."""
        self._connect()
        self._start_sliders()
        self.widget = self.widgets.arranged()
        """The widget that the notebook shows."""

    def _connect(self) -> None:
        self.widgets.ward.observe(self._change_ward, "value")
        self.widgets.period.observe(self._change_period, "value")
        self.widgets.added_figure.observe(self._add_slider, "value")
        for choice in (self.widgets.chart, self.widgets.saved_scenarios):
            choice.observe(lambda _: self.update(), "value")
        self.widgets.keep.on_click(lambda _: self.keep())
        self.widgets.forget.on_click(lambda _: self.forget())
        self.widgets.save.on_click(lambda _: self.save())

    def _start_sliders(self) -> None:
        """Replace all sliders by those of the session's initial amounts."""
        self.sliders = {}
        for code, amount in self.session.initial_amounts().items():
            self.sliders[code] = self._slider(code, amount)
        figures = self.session.adjustable()
        self.widgets.added_figure.options = tuple(f"{figure.label} · {code}" for code, figure in figures.items())
        self._show_sliders()

    def _slider(self, code: str, amount: Decimal) -> Any:
        return build_slider(self.session, code, amount, lambda _: self.update())

    def _show_sliders(self) -> None:
        """Show each slider with a button that removes it."""
        rows = []
        for code, slider in self.sliders.items():
            remove = button("✕", "Bỏ số liệu này", width="2.5rem")
            # The default binds the code of this round; the loop goes on before anyone clicks.
            remove.on_click(lambda _, code=code: self._remove_slider(code))
            rows.append(widgets.HBox([slider, remove]))
        self.widgets.slider_rows.children = tuple(rows)
        self.update()

    @property
    def amounts(self) -> dict[str, Decimal]:
        """The present amounts of the sliders, by the codes of their figures."""
        figures = self.session.adjustable()
        return {code: slider_amount(figures[code], slider.value) for code, slider in self.sliders.items()}

    def update(self) -> None:
        """Show the effects of the sliders, or the reason why their amounts are not feasible."""
        results = (self.widgets.effects, self.widgets.drawing, self.widgets.targets, self.widgets.comparison)
        try:
            current = self.session.compared(self.amounts, self._label())
        except UserError as error:
            # The last results stay, but dimmed, since they belong to other amounts.
            self.widgets.message.value = error_alert(
                error, self.session.inputs, "Kết quả bên dưới là của lần thử trước."
            )
            for result in results:
                result.add_class(_STALE)
            return
        self.widgets.message.value = ""
        for result in results:
            result.remove_class(_STALE)
        self._show_results(current)

    def _show_results(self, current: ScenarioComparison) -> None:
        effects = block_html(build_scenario_effects(current).json()) if current.changed_figures else NO_CHANGES
        self.widgets.effects.value = effects
        self.widgets.targets.value = block_html(build_table(tables()["targets"], current.results).json())
        declaration = next(chart for chart in CHARTS if chart.id == self.widgets.chart.value)
        drawing = build_chart(declaration, current.results)
        self.widgets.drawing.value = block_html(drawing.json(), drawing.svg())
        comparisons = [current, *self.kept, *self._chosen_scenarios()]
        self.widgets.comparison.value = block_html(side_by_side(comparisons).json())

    def _typed_label(self) -> ScenarioLabel:
        name, title, why = self.widgets.name.value, self.widgets.title.value, self.widgets.why.value
        return ScenarioLabel(name.strip(), title.strip(), why.strip())

    def _label(self) -> ScenarioLabel:
        """Return the typed name, title and reason; those of UNSAVED where nothing is typed."""
        typed = self._typed_label()
        return ScenarioLabel(typed.name or UNSAVED.name, typed.title or UNSAVED.title, typed.why or UNSAVED.why)

    def _chosen_scenarios(self) -> list[ScenarioComparison]:
        """Return the saved scenarios that are chosen and feasible, and show the reasons why others are left out."""
        comparisons, reasons = [], []
        for name in self.widgets.saved_scenarios.value:
            try:
                scenario = find_scenario(self.session.project, name)
                comparisons += [compare(self.session.inputs, scenario)] if scenario else []
            except UserError as error:
                addition = f"Kịch bản «{name}» không có trong bảng."
                reasons.append(error_alert(error, self.session.inputs, addition))
        self.widgets.rejected.value = "".join(reasons)
        return comparisons

    def _add_slider(self, change: Mapping[str, Any]) -> None:
        # An option of the box is `label · code`.
        code = str(change["new"]).rpartition("·")[2].strip()
        figure = self.session.adjustable().get(code)
        if figure and isinstance(figure.value, Decimal) and code not in self.sliders:
            self.sliders[code] = self._slider(code, figure.value)
            self._show_sliders()
        if change["new"]:
            self.widgets.added_figure.value = ""

    def _remove_slider(self, code: str) -> None:
        del self.sliders[code]
        self._show_sliders()

    def _change_ward(self, change: Mapping[str, Any]) -> None:
        periods = ward_periods(self.session.project, change["new"])
        # Setting the options also changes the value, in several steps; only the last of them is reported.
        with self.widgets.period.hold_trait_notifications():
            self.widgets.period.options = periods
        self._open(change["new"], self.widgets.period.value or periods[0])

    def _change_period(self, change: Mapping[str, Any]) -> None:
        if change["new"]:
            self._open(self.widgets.ward.value, change["new"])

    def _open(self, ward: str, period: str) -> None:
        if (ward, period) == (self.session.inputs.slug, self.session.inputs.period.name):
            return
        try:
            self.session = open_session(self.session.project, ward, period)
        except UserError as error:
            self.widgets.message.value = alert(str(error))
            return
        # Scenarios of another ward or period cannot be compared.
        self.kept = []
        self._start_sliders()

    def keep(self) -> None:
        """Keep the sliders' amounts as a scenario of the comparison."""
        title = self._unused_title(self.widgets.title.value.strip() or "Thử")
        label = ScenarioLabel(f"thu-{len(self.kept) + 1}", title, UNSAVED.why)
        try:
            self.kept.append(self.session.compared(self.amounts, label))
        except UserError as error:
            self.widgets.message.value = error_alert(error, self.session.inputs)
        self.update()

    def _unused_title(self, title: str) -> str:
        """Return the title, followed by a number if a kept scenario has the title already."""
        used = {comparison.scenario.title for comparison in self.kept}
        candidates = (title, *(f"{title} ({number})" for number in range(2, len(used) + 2)))
        return next(candidate for candidate in candidates if candidate not in used)

    def forget(self) -> None:
        """Remove the kept scenarios from the comparison."""
        self.kept = []
        self.update()

    def save(self) -> None:
        """Save the sliders' amounts under the typed name, or show a request for what is missing."""
        self.widgets.save_status.value = self._save()

    def _save(self) -> str:
        """Save the scenario, and return the message for the user as HTML."""
        label = self._typed_label()
        requests = requests_for(label.name, label.title, label.why)
        if requests:
            return alert(requests)
        try:
            path = self.session.save(self.amounts, label)
        except ScenarioNameTaken:
            return alert("Đã có kịch bản khác mang tên tệp này; hãy chọn tên khác.")
        except UserError as error:
            return error_alert(error, self.session.inputs)
        project, inputs = self.session.project, self.session.inputs
        self.widgets.saved_scenarios.options = saved_scenarios(project)
        command = f"cchc report {inputs.slug} {inputs.period.name} --scenario {label.name}"
        shown_path = path.relative_to(project.root) if path.is_relative_to(project.root) else path
        return saved_message(str(shown_path), command)
