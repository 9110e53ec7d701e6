"""The panel of the what-if notebook: sliders, and at once everything that follows from them."""

from collections.abc import Mapping
from decimal import Decimal
from html import escape
from typing import Any

import ipywidgets as widgets

from cchc_lib.errors import UserError
from cchc_lib.exploring.panel_widgets import PanelWidgets, button
from cchc_lib.exploring.side_by_side import side_by_side
from cchc_lib.exploring.sliders import build_slider, slider_amount
from cchc_lib.exploring.what_if_session import UNSAVED, ScenarioNameTaken, WhatIfSession, open_session
from cchc_lib.indicators.results import compute
from cchc_lib.inputs.periods import ward_periods
from cchc_lib.inputs.scenario import SCENARIO_NAME, Scenario
from cchc_lib.inputs.scenario_file import MAX_REASON_LENGTH, MAX_TITLE_LENGTH
from cchc_lib.inputs.scenario_lookup import find_scenario, saved_scenarios
from cchc_lib.report.charts.catalogue import CHARTS
from cchc_lib.report.charts.declaration import build_chart
from cchc_lib.report.rendering.block_html import block_html
from cchc_lib.report.sections.scenario_effects import build_scenario_effects
from cchc_lib.report.tables.catalogue import tables
from cchc_lib.report.tables.declaration import build_table
from cchc_lib.scenarios.baseline_comparison import ScenarioComparison, compare
from cchc_lib.scenarios.violations import InfeasibleScenario

_REQUESTS = (
    "Hãy ghi tên tệp bằng chữ thường không dấu, chữ số, gạch nối.",
    f"Hãy ghi tên kịch bản, không quá {MAX_TITLE_LENGTH} chữ cái.",
    f"Hãy ghi lý do thử kịch bản này, không quá {MAX_REASON_LENGTH} chữ cái.",
)
"""What is asked for if name, title or reason are missing or of the wrong form, in this order."""
_UNCHANGED = "<p>Chưa thay đổi số liệu nào.</p>"
_STALE = "cchc-stale"
"""The CSS class of results that belong to earlier positions of the sliders."""


class Panel:
    """The panel with what the person using it has chosen.

    It is the one object of the library that changes: widgets call it when something is moved.
    """

    def __init__(self, session: WhatIfSession) -> None:
        self.session = session
        """The present ward and period."""
        self.kept: list[ScenarioComparison] = []
        """The scenarios that were kept for the comparison."""
        self.sliders: dict[str, Any] = {}
        """The sliders by the codes of their figures."""
        self.widgets = PanelWidgets(session)
        """All other widgets."""
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
        rows = []
        for code, slider in self.sliders.items():
            remove = button("✕", "Bỏ số liệu này", width="2.5rem")
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
        """Show what follows from the sliders, or why their amounts are not feasible."""
        shown = self.widgets
        results = (shown.effects, shown.drawing, shown.targets, shown.comparison)
        try:
            current = self.session.compared(self.amounts, self._named())
        except UserError as error:
            shown.message.value = self._reason(error, "Kết quả bên dưới là của lần thử trước.")
            for result in results:
                result.add_class(_STALE)
            return
        shown.message.value = ""
        for result in results:
            result.remove_class(_STALE)
        shown.effects.value = (
            block_html(build_scenario_effects(current).json()) if current.changed_figures else _UNCHANGED
        )
        shown.targets.value = block_html(build_table(tables()["targets"], current.results).json())
        drawing = build_chart(next(chart for chart in CHARTS if chart.id == shown.chart.value), current.results)
        shown.drawing.value = block_html(drawing.json(), drawing.svg())
        shown.comparison.value = block_html(side_by_side([current, *self.kept, *self._chosen_scenarios()]).json())

    def _named(self) -> Scenario:
        """Return a scenario without changes that has the typed name, title and reason."""
        name, title, why = (text.value.strip() for text in (self.widgets.name, self.widgets.title, self.widgets.why))
        return Scenario(name or UNSAVED.name, title or UNSAVED.title, why or UNSAVED.why, ())

    def _chosen_scenarios(self) -> list[ScenarioComparison]:
        """Return the saved scenarios that are chosen and feasible; say why the others are left out."""
        comparisons, reasons = [], []
        for name in self.widgets.saved_scenarios.value:
            try:
                scenario = find_scenario(self.session.project, name)
                comparisons += [compare(self.session.inputs, scenario)] if scenario else []
            except UserError as error:
                reasons.append(self._reason(error, f"Kịch bản «{name}» không có trong bảng."))
        self.widgets.rejected.value = "".join(reasons)
        return comparisons

    def _reason(self, error: UserError, addition: str = "") -> str:
        """Return an alert with the error; violations are in Vietnamese and name figures by their labels."""
        lines = [str(error)]
        if isinstance(error, InfeasibleScenario):
            labels = {code: value.label for code, value in compute(self.session.inputs).values.items()}
            lines = [violation.vietnamese(labels) for violation in error.violations]
        return _alert("\n".join(filter(None, (*lines, addition))))

    def _add_slider(self, change: Mapping[str, Any]) -> None:
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
            self.widgets.message.value = _alert(str(error))
            return
        self.kept = []
        self._start_sliders()

    def keep(self) -> None:
        """Keep the sliders' amounts as a scenario of the comparison."""
        title = self._unused_title(self.widgets.title.value.strip() or "Thử")
        named = Scenario(f"thu-{len(self.kept) + 1}", title, UNSAVED.why, ())
        try:
            self.kept.append(self.session.compared(self.amounts, named))
        except UserError as error:
            self.widgets.message.value = self._reason(error)
        self.update()

    def _unused_title(self, title: str) -> str:
        """Return the title, with a number behind it if a kept scenario has the title already."""
        used = {comparison.scenario.title for comparison in self.kept}
        candidates = (title, *(f"{title} ({number})" for number in range(2, len(used) + 2)))
        return next(candidate for candidate in candidates if candidate not in used)

    def forget(self) -> None:
        """Remove the kept scenarios from the comparison."""
        self.kept = []
        self.update()

    def save(self) -> None:
        """Save the sliders' amounts under the typed name, or ask for what is missing."""
        self.widgets.save_status.value = self._save()

    def _save(self) -> str:
        """Save the scenario, and return what the panel says about it."""
        name, title, why = (text.value.strip() for text in (self.widgets.name, self.widgets.title, self.widgets.why))
        has_title, has_reason = 0 < len(title) <= MAX_TITLE_LENGTH, 0 < len(why) <= MAX_REASON_LENGTH
        is_valid = (SCENARIO_NAME.fullmatch(name), has_title, has_reason)
        requests = [request for valid, request in zip(is_valid, _REQUESTS, strict=True) if not valid]
        if requests:
            return _alert("\n".join(requests))
        try:
            path = self.session.save(self.amounts, Scenario(name, title, why, ()))
        except ScenarioNameTaken:
            return _alert("Đã có kịch bản khác mang tên tệp này; hãy chọn tên khác.")
        except UserError as error:
            return self._reason(error)
        project, inputs = self.session.project, self.session.inputs
        self.widgets.saved_scenarios.options = saved_scenarios(project)
        command = f"cchc report {inputs.slug} {inputs.period.name} --scenario {name}"
        place = path.relative_to(project.root) if path.is_relative_to(project.root) else path
        return f"<p>Đã lưu <b>{escape(str(place))}</b>. Làm báo cáo: <code>{escape(command)}</code></p>"


def _alert(text: str) -> str:
    return f'<pre role="alert" style="color: #a63a00; white-space: pre-wrap">{escape(text)}</pre>'
