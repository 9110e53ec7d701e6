"""The widgets of the what-if panel and their arrangement; `panel.py` connects them."""

from typing import Any

import ipywidgets as widgets

from cchc_lib.exploring.sliders import WIDE
from cchc_lib.exploring.what_if_session import WhatIfSession
from cchc_lib.inputs.periods import ward_periods
from cchc_lib.inputs.scenario_lookup import saved_scenarios
from cchc_lib.inputs.ward_folders import ward_names
from cchc_lib.report.charts.catalogue import CHARTS

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
_FIRST_CHART = "case_flow"


def button(label: str, tooltip: str = "", width: str = "auto") -> Any:
    """Return a button.

    Args:
        label: the text on the button.
        tooltip: the text that appears when the pointer rests on it.
        width: the width as in CSS.
    """
    return widgets.Button(description=label, tooltip=tooltip, layout=widgets.Layout(width=width))


class PanelWidgets:
    """The widgets of the panel for a session's ward and period."""

    def __init__(self, session: WhatIfSession) -> None:
        project, inputs = session.project, session.inputs
        self.ward = widgets.Dropdown(options=ward_names(project), value=inputs.slug, description="Đơn vị")
        """The choice of the ward."""
        self.period = widgets.Dropdown(
            options=ward_periods(project, inputs.slug), value=inputs.period.name, description="Kỳ báo cáo"
        )
        """The choice of the period."""
        self.added_figure = widgets.Combobox(
            placeholder="Thêm số liệu: gõ tên hoặc mã", ensure_option=True, layout=WIDE, continuous_update=False
        )
        """The choice of a figure for which a slider is added."""
        self.slider_rows = widgets.VBox([])
        """The sliders, each with a button that removes it."""
        self.message = widgets.HTML(layout=WIDE)
        """The reason why the sliders' amounts are not feasible; empty if they are."""
        self.effects = widgets.HTML(layout=WIDE)
        """The changed figures and the values that depend on them."""
        self.chart = widgets.Dropdown(options=[(chart.caption, chart.id) for chart in CHARTS], value=_FIRST_CHART)
        """The choice of a chart."""
        self.drawing = widgets.HTML(layout=WIDE)
        """The chosen chart under the sliders' amounts."""
        self.targets = widgets.HTML(layout=WIDE)
        """The table of targets under the sliders' amounts."""
        self.saved_scenarios = widgets.SelectMultiple(options=saved_scenarios(project), rows=3, description="Kịch bản")
        """The choice of saved scenarios for the comparison."""
        self.keep = button("Giữ lại để so sánh")
        """The button that keeps the sliders' amounts for the comparison."""
        self.forget = button("Bỏ các kịch bản đã giữ")
        """The button that removes the kept scenarios."""
        self.rejected = widgets.HTML(layout=WIDE)
        """The reasons why chosen scenarios are left out of the comparison."""
        self.comparison = widgets.HTML(layout=WIDE)
        """The table of all scenarios side by side."""
        self.name = widgets.Text(placeholder="ten-tep", description="Tên tệp")
        """The name of the file to save."""
        self.title = widgets.Text(placeholder="Tên kịch bản", description="Tên", layout=WIDE)
        """The title of the scenario to save."""
        self.why = widgets.Text(placeholder="Vì sao thử kịch bản này", description="Lý do", layout=WIDE)
        """The reason for the scenario to save."""
        self.save = button("Lưu kịch bản")
        """The button that saves the scenario."""
        self.save_status = widgets.HTML(layout=WIDE)
        """The path of the saved file, or the reason why it was not saved."""

    def arranged(self) -> Any:
        """Return one widget that holds all widgets from top to bottom."""
        box = widgets.VBox(
            [
                widgets.HTML(_STYLE),
                widgets.HBox([self.ward, self.period]),
                self.added_figure,
                self.slider_rows,
                self.message,
                _heading("Kết quả theo kịch bản"),
                self.effects,
                self.chart,
                self.drawing,
                self.targets,
                _heading("So sánh các kịch bản"),
                widgets.HBox([self.saved_scenarios, self.keep, self.forget]),
                self.rejected,
                self.comparison,
                _heading("Lưu thành tệp trong params/scenarios"),
                self.name,
                self.title,
                self.why,
                self.save,
                self.save_status,
            ]
        )
        box.add_class("cchc-panel")
        return box


def _heading(text: str) -> Any:
    return widgets.HTML(f"<h4>{text}</h4>", layout=WIDE)
