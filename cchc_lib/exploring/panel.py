"""The panel of the what-if notebook: sliders, and all that follows from them at once."""

from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from html import escape
from typing import Any

import ipywidgets as widgets

from cchc_lib.errors import UserError
from cchc_lib.exploring.side_by_side import side_by_side
from cchc_lib.exploring.sliders import ChangeHandler, build_slider, slider_amount
from cchc_lib.exploring.what_if_session import (
    UNSAVED,
    ScenarioNameTaken,
    WhatIfSession,
    known_periods,
    open_session,
    saved_scenarios,
)
from cchc_lib.indicators.results import compute
from cchc_lib.inputs.scenario import SCENARIO_NAME, Scenario
from cchc_lib.inputs.scenario_file import MAX_REASON_LENGTH, MAX_TITLE_LENGTH
from cchc_lib.inputs.scenario_lookup import find_scenario
from cchc_lib.inputs.ward_folders import ward_names
from cchc_lib.report.charts.catalogue import CHARTS, build_chart
from cchc_lib.report.rendering.media import html
from cchc_lib.report.sections.scenario_effects import scenario_part
from cchc_lib.report.tables.catalogue import tables
from cchc_lib.report.tables.declaration import build_table
from cchc_lib.scenarios.baseline_comparison import ScenarioComparison, compare
from cchc_lib.scenarios.violations import InfeasibleScenario

_STYLE = """<style>
.cchc-panel table { border-collapse: collapse; margin: 0 0 1rem; line-height: 1.35; }
.cchc-panel caption { text-align: left; font-weight: 600; padding: .25rem 0; }
.cchc-panel th, .cchc-panel td { padding: .2rem .75rem .2rem 0; border-bottom: 1px solid var(--jp-border-color2); }
.cchc-panel th { text-align: left; } .cchc-panel th[scope=row] { font-weight: 400; }
.cchc-panel .right { text-align: right; } .cchc-panel p { margin: .25rem 0; }
.cchc-panel h2, .cchc-panel h4 { font-size: 1rem; margin: .75rem 0 .25rem; } .cchc-panel svg { max-width: 32rem; }
.cchc-panel .cchc-stale { opacity: .35; }
.cchc-panel .chart { margin: .5rem 0 1rem; } .cchc-panel figcaption { max-width: 40rem; line-height: 1.35; }
</style>"""
_WIDE = widgets.Layout(width="100%", max_width="62rem")
_ASKED = (
    "Hãy ghi tên tệp bằng chữ thường không dấu, chữ số, gạch nối.",
    f"Hãy ghi tên kịch bản, không quá {MAX_TITLE_LENGTH} chữ cái.",
    f"Hãy ghi lý do thử kịch bản này, không quá {MAX_REASON_LENGTH} chữ cái.",
)
_UNMOVED = "<p>Chưa thay đổi số liệu nào.</p>"
_CHART = "case_flow"


class Panel:
    """Sliders over one ward's figures; holds what the person at it has chosen."""

    def __init__(self, session: WhatIfSession) -> None:
        self.session = session
        self.kept: list[ScenarioComparison] = []
        self._choices()
        self.sliders: dict[str, Any] = {}
        self.rows = widgets.VBox([])
        (
            self.message,
            self.effects,
            self.drawing,
            self.targets,
            self.comparison_view,
            self.rejected,
            self.save_status,
        ) = (widgets.HTML(layout=_WIDE) for _ in range(7))
        self._begin()
        self.widget = self._laid_out()

    def _choices(self) -> None:
        """What is chosen from lists, and what is said of a scenario that is kept."""
        project, inputs = self.session.project, self.session.inputs
        self.ward = widgets.Dropdown(options=ward_names(project), value=inputs.slug, description="Đơn vị")
        periods = tuple(known_periods(project, inputs.slug))
        self.period = widgets.Dropdown(options=periods, value=inputs.period.name, description="Kỳ báo cáo")
        self.added = widgets.Combobox(
            placeholder="Thêm số liệu: gõ tên hoặc mã", ensure_option=True, layout=_WIDE, continuous_update=False
        )
        self.chart = widgets.Dropdown(options=[(each.caption, each.id) for each in CHARTS], value=_CHART)
        self.files = widgets.SelectMultiple(options=saved_scenarios(project), rows=3, description="Kịch bản")
        self.name = widgets.Text(placeholder="ten-tep", description="Tên tệp")
        self.title = widgets.Text(placeholder="Tên kịch bản", description="Tên", layout=_WIDE)
        self.why = widgets.Text(placeholder="Vì sao thử kịch bản này", description="Lý do", layout=_WIDE)
        self.ward.observe(self._other_ward, "value")
        self.period.observe(self._other_period, "value")
        self.added.observe(self._add, "value")
        for chosen in (self.chart, self.files):
            chosen.observe(self.follow, "value")

    def _laid_out(self) -> Any:
        keep, forget, save_it = (
            _button(label, pressed)
            for label, pressed in (
                ("Giữ lại để so sánh", self._keep),
                ("Bỏ các kịch bản đã giữ", self._forget),
                ("Lưu kịch bản", self._save),
            )
        )
        heading = partial(widgets.HTML, layout=_WIDE)
        laid_out = widgets.VBox(
            [
                widgets.HTML(_STYLE),
                widgets.HBox([self.ward, self.period]),
                self.added,
                self.rows,
                self.message,
                heading("<h4>Kết quả theo kịch bản</h4>"),
                self.effects,
                self.chart,
                self.drawing,
                self.targets,
                heading("<h4>So sánh các kịch bản</h4>"),
                widgets.HBox([self.files, keep, forget]),
                self.rejected,
                self.comparison_view,
                heading("<h4>Lưu thành tệp trong params/scenarios</h4>"),
                self.name,
                self.title,
                self.why,
                save_it,
                self.save_status,
            ]
        )
        laid_out.add_class("cchc-panel")
        return laid_out

    def _begin(self) -> None:
        """Sliders for the session's first amounts."""
        figures, amounts = self.session.adjustable(), self.session.initial_amounts()
        self.sliders = {code: build_slider(self.session, code, amount, self.follow) for code, amount in amounts.items()}
        self.added.options = tuple(f"{figure.label} · {code}" for code, figure in figures.items())
        self._show_rows()

    def _show_rows(self) -> None:
        self.rows.children = tuple(
            widgets.HBox([each, _button("✕", partial(self._remove, code), "Bỏ số liệu này", width="2.5rem")])
            for code, each in self.sliders.items()
        )
        self.follow()

    @property
    def amounts(self) -> dict[str, Decimal]:
        """What the sliders say."""
        figures = self.session.adjustable()
        return {code: slider_amount(figures[code], each.value) for code, each in self.sliders.items()}

    def follow(self, _: object = None) -> None:
        """Show what follows from the sliders, or why they cannot stand so."""
        results = (self.effects, self.drawing, self.targets, self.comparison_view)
        try:
            current = self.session.compared(self.amounts, self._named())
        except UserError as error:
            self.message.value = self._refused(error, "Kết quả bên dưới là của lần thử trước.")
            for each in results:
                each.add_class("cchc-stale")
            return
        self.message.value = ""
        for each in results:
            each.remove_class("cchc-stale")
        self.effects.value = html(scenario_part(current).json()) if current.changed_figures else _UNMOVED
        self.targets.value = html(build_table(tables()["targets"], current.results).json())
        drawing = build_chart(next(each for each in CHARTS if each.id == self.chart.value), current.results)
        self.drawing.value = html(drawing.json(), drawing.svg())
        self.comparison_view.value = html(side_by_side([current, *self.kept, *self._chosen()]).json())

    def _chosen(self) -> list[ScenarioComparison]:
        """The scenarios chosen from the list, but for those that cannot be, of which it is told why."""
        found, faults = [], []
        for name in self.files.value:
            try:
                scenario = find_scenario(self.session.project, name)
                found += [compare(self.session.inputs, scenario)] if scenario else []
            except UserError as error:
                faults.append(self._refused(error, f"Kịch bản «{name}» không có trong bảng."))
        self.rejected.value = "".join(faults)
        return found

    def _refused(self, error: UserError, told: str = "") -> str:
        """Why something cannot be, by the labels of figures where it is about figures."""
        labels = {code: value.label for code, value in compute(self.session.inputs).values.items()}
        faults = (
            [violation.vietnamese(labels) for violation in error.violations]
            if isinstance(error, InfeasibleScenario)
            else [str(error)]
        )
        return _alarm("\n".join((*faults, *filter(None, [told]))))

    def _named(self) -> Scenario:
        title = self.title.value.strip() or UNSAVED.title
        return Scenario(self.name.value.strip() or UNSAVED.name, title, self.why.value.strip() or UNSAVED.why, ())

    def _add(self, change: Mapping[str, Any]) -> None:
        code = str(change["new"]).rpartition("·")[2].strip()
        figure = self.session.adjustable().get(code)
        if figure and isinstance(figure.value, Decimal) and code not in self.sliders:
            self.sliders[code] = build_slider(self.session, code, figure.value, self.follow)
            self._show_rows()
        if change["new"]:
            self.added.value = ""

    def _remove(self, code: str, _: object) -> None:
        del self.sliders[code]
        self._show_rows()

    def _other_ward(self, change: Mapping[str, Any]) -> None:
        periods = tuple(known_periods(self.session.project, change["new"]))
        with self.period.hold_trait_notifications():
            self.period.options = periods
        self._open(change["new"], self.period.value or periods[0])

    def _other_period(self, change: Mapping[str, Any]) -> None:
        if change["new"]:
            self._open(self.ward.value, change["new"])

    def _open(self, ward: str, period: str) -> None:
        if (ward, period) == (self.session.inputs.slug, self.session.inputs.period.name):
            return
        try:
            self.session = open_session(self.session.project, ward, period)
        except UserError as error:
            self.message.value = _alarm(str(error))
            return
        self.kept = []
        self._begin()

    def _keep(self, _: object) -> None:
        title = self._untaken(self.title.value.strip() or "Thử")
        named = Scenario(f"thu-{len(self.kept) + 1}", title, UNSAVED.why, ())
        try:
            self.kept.append(self.session.compared(self.amounts, named))
        except UserError as error:
            self.message.value = self._refused(error)
        self.follow()

    def _untaken(self, title: str) -> str:
        """A title that none of the kept scenarios has, by a number behind it."""
        taken = {each.scenario.title for each in self.kept}
        numbered = (title, *(f"{title} ({number})" for number in range(2, len(taken) + 2)))
        return next(each for each in numbered if each not in taken)

    def _forget(self, _: object) -> None:
        self.kept = []
        self.follow()

    def _save(self, _: object) -> None:
        name, title, why = (each.value.strip() for each in (self.name, self.title, self.why))
        project, inputs = self.session.project, self.session.inputs
        fit = (SCENARIO_NAME.fullmatch(name), 0 < len(title) <= MAX_TITLE_LENGTH, 0 < len(why) <= MAX_REASON_LENGTH)
        asked = [text for there, text in zip(fit, _ASKED, strict=True) if not there]
        if asked:
            self.save_status.value = _alarm("\n".join(asked))
            return
        try:
            path = self.session.save(self.amounts, Scenario(name, title, why, ()))
        except ScenarioNameTaken:
            self.save_status.value = _alarm("Đã có kịch bản khác mang tên tệp này; hãy chọn tên khác.")
            return
        except UserError as error:
            self.save_status.value = self._refused(error)
            return
        command = f"cchc report {inputs.slug} {inputs.period.name} --scenario {name}"
        place = path.relative_to(project.root) if path.is_relative_to(project.root) else path
        self.save_status.value = (
            f"<p>Đã lưu <b>{escape(str(place))}</b>. Làm báo cáo: <code>{escape(command)}</code></p>"
        )
        self.files.options = saved_scenarios(project)


def _button(label: str, pressed: ChangeHandler, tooltip: str = "", width: str = "auto") -> Any:
    made = widgets.Button(description=label, tooltip=tooltip, layout=widgets.Layout(width=width))
    made.on_click(pressed)
    return made


def _alarm(text: str) -> str:
    return f'<pre role="alert" style="color: #a63a00; white-space: pre-wrap">{escape(text)}</pre>'
