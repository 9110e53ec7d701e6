"""What-if sessions: changed figures keep their sums, and a saved scenario gives the same values again."""

import re
from decimal import Decimal

import pytest

from cchc_lib.errors import UserError
from cchc_lib.exploring.side_by_side import side_by_side
from cchc_lib.exploring.what_if import WhatIf
from cchc_lib.exploring.what_if_session import DEFAULT_SLIDERS, ScenarioLabel, WhatIfSession, open_session
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.scenario import Change, Scenario
from cchc_lib.inputs.scenario_file import read_scenario
from cchc_lib.inputs.scenario_lookup import saved_scenarios
from cchc_lib.quantities.numbers import Rounding
from cchc_lib.quantities.printing import full_text
from cchc_lib.report.charts.catalogue import CHARTS
from cchc_lib.report.charts.declaration import build_chart
from cchc_lib.scenarios.baseline_comparison import compare
from tests.support.checkout import PERIOD, ROOT
from tests.support.editable_project import EditableProject

LABEL = ScenarioLabel("mot", "Một", "Thử")


@pytest.fixture
def session(editable_project: EditableProject) -> WhatIfSession:
    return open_session(editable_project.project, "luu-kiem", PERIOD)


@pytest.mark.slow
@pytest.mark.parametrize("ward", [("data", "luu-kiem", PERIOD), ("tests/data", "bach-long-vi", "2026-Q1")])
def test_nearly_every_figure_can_be_lowered_alone_and_a_refusal_names_a_limit(
    ward: tuple[str, str, str],
) -> None:
    data, slug, period = ward
    session = open_session(Project(ROOT, ROOT / data, ROOT / "params"), slug, period)
    refused, figures = [], {code: figure.value for code, figure in session.adjustable().items() if figure.value >= 1}
    for code, amount in figures.items():
        try:
            assert code in {moved.after.code for moved in session.compared({code: amount - 1}).changed_figures}
        except UserError as error:
            refused.append(str(error))
    limits = re.compile(r"larger than|below zero|absorb so much")
    assert all(limits.search(message) for message in refused), refused
    assert len(refused) < 0.1 * len(figures), refused


def test_a_session_without_changes_gives_the_ward_without_a_scenario(session: WhatIfSession) -> None:
    assert list(session.initial_amounts()) == [code for code in DEFAULT_SLIDERS if code in session.adjustable()]
    assert session.compared(session.initial_amounts()).changed_figures == ()


def test_a_session_begins_with_the_amounts_and_balancing_figures_of_its_scenario(
    editable_project: EditableProject,
) -> None:
    session = open_session(editable_project.project, "luu-kiem", PERIOD, "online-300")
    assert session.initial_amounts() == {"procedures.received_online": Decimal(6697)}
    shipped = read_scenario(ROOT / "params" / "scenarios" / "online-300.yaml")
    assert session.compared(session.initial_amounts()).results.values == compare(session.inputs, shipped).results.values


def test_a_scenario_without_balancing_figures_gets_them(editable_project: EditableProject) -> None:
    session = open_session(editable_project.project, "luu-kiem", PERIOD, "procedures.received_online=6.697")
    changed = {moved.after.code for moved in session.compared(session.initial_amounts()).changed_figures}
    assert changed == {"procedures.received_online", "procedures.received_direct"}


def test_a_session_begins_with_an_amount_of_zero(editable_project: EditableProject) -> None:
    session = open_session(editable_project.project, "luu-kiem", PERIOD, "payments.online=0")
    assert session.initial_amounts() == {"payments.online": 0}


def test_targets_that_the_start_scenario_changes_stay_changed(editable_project: EditableProject) -> None:
    path = editable_project.root / "params" / "scenarios" / "cao.yaml"
    path.write_text("title: Cao\nwhy: x\nchanges: [{target: procedures.online_rate, set: 90}]\n", encoding="utf-8")
    session = open_session(editable_project.project, "luu-kiem", PERIOD, "cao")
    changed = [
        change.after.target.code for change in session.compared({"procedures.visits": Decimal(9876)}).changed_targets()
    ]
    assert changed == ["procedures.online_rate"]


def test_a_saved_scenario_gives_the_same_values_when_it_is_read(session: WhatIfSession) -> None:
    amounts = {"procedures.received_online": Decimal(6427), "procedures.visits": Decimal(9900)}
    path = session.save(amounts, LABEL)
    assert path.name == "mot.yaml"
    assert saved_scenarios(session.project) == ("mot", "online-300")
    read = compare(session.inputs, read_scenario(path))
    assert read.results.values == session.compared(amounts, LABEL).results.values


@pytest.mark.parametrize(
    ("label", "message"),
    [
        (ScenarioLabel("", "Tên", "Lý do"), "small letters"),
        (ScenarioLabel("../x", "Tên", "Lý do"), "small letters"),
        (ScenarioLabel("mot", "", "Lý do"), "title"),
        (ScenarioLabel("mot", "Tên", ""), "why"),
        (ScenarioLabel("online-300", "Tên", "Lý do"), "There is another scenario 'online-300' already"),
    ],
)
def test_a_scenario_that_cannot_be_saved_is_refused_and_nothing_is_written(
    session: WhatIfSession, label: ScenarioLabel, message: str
) -> None:
    before = saved_scenarios(session.project)
    with pytest.raises(UserError, match=message):
        session.save({"procedures.visits": Decimal(9900)}, label)
    assert saved_scenarios(session.project) == before


def test_the_comparison_of_scenarios_counts_the_targets_that_each_meets(session: WhatIfSession) -> None:
    whole = Change(figure="procedures.city_system", set=Decimal(100))
    better = compare(session.inputs, Scenario("het", "Hết", "x", (whole,)))
    more = session.compared({"procedures.received_online": Decimal(6697)})
    table = side_by_side([more, better])
    texts = {row[0].runs[0].text: ["".join(run.text for run in cell.runs) for cell in row[1:]] for row in table.rows}
    assert texts["Tỷ lệ hồ sơ tiếp nhận trực tuyến"] == ["72,50%", "75,90%", "72,50%"]
    assert texts["Số mục tiêu đạt"] == ["8/12", "8/12", "9/12"]
    assert side_by_side([]).rows == ()


@pytest.fixture
def what_if(session: WhatIfSession) -> WhatIf:
    opened = WhatIf(session)
    opened.panel()
    return opened


def test_the_panel_shows_the_effects_of_its_sliders_or_why_they_are_not_feasible(what_if: WhatIf) -> None:
    panel = what_if.controls
    online = panel.sliders["procedures.received_online"]
    online.value = 6697
    assert "75,90%" in panel.widgets.effects.value
    assert "6.697" in panel.widgets.drawing.value
    assert what_if.scenario().blocks
    online.max = 9000
    online.value = 9000
    assert "«Số hồ sơ tiếp nhận trực tiếp» sẽ là -177; không thể nhỏ hơn 0." in panel.widgets.message.value
    assert all(
        "cchc-stale" in widget._dom_classes
        for widget in (panel.widgets.effects, panel.widgets.drawing, panel.widgets.targets, panel.widgets.comparison)
    )
    with pytest.raises(UserError, match="below zero"):
        what_if.save("khong-the", "Không thể", "Thử")
    assert saved_scenarios(what_if.session.project) == ("online-300",)
    online.value = 6398
    assert panel.widgets.message.value == ""
    assert "cchc-stale" not in panel.widgets.effects._dom_classes


def test_a_slider_ends_at_the_last_feasible_amount_of_its_figure(session: WhatIfSession, what_if: WhatIf) -> None:
    for code, slider in what_if.controls.sliders.items():
        for end in (slider.min, slider.max):
            assert session.compared({code: Decimal(end)})
        if slider.max < 2 * int(session.initial_amounts()[code]):
            with pytest.raises(UserError, match="not feasible"):
                session.compared({code: Decimal(slider.max + 1)})


def test_a_saved_scenario_with_a_fault_is_left_out_of_the_comparison(session: WhatIfSession, what_if: WhatIf) -> None:
    folder = session.project.params / "scenarios"
    (folder / "hong.yaml").write_text("title: Hỏng\nwhy: x\nchanges: [{figure: nothing, set: 1}]\n", encoding="utf-8")
    panel = what_if.controls
    panel.widgets.saved_scenarios.options = saved_scenarios(session.project)
    panel.widgets.saved_scenarios.value = ("hong", "online-300")
    assert "Kịch bản «hong» không có trong bảng." in panel.widgets.rejected.value
    assert "75,90%" in panel.widgets.comparison.value
    panel.widgets.saved_scenarios.value = ()
    assert panel.widgets.rejected.value == ""


def test_kept_scenarios_with_one_title_get_a_number(what_if: WhatIf) -> None:
    panel = what_if.controls
    for amount in (6500, 6600):
        panel.sliders["procedures.received_online"].value = amount
        panel.keep()
    assert [kept.scenario.title for kept in panel.kept] == ["Thử", "Thử (2)"]


def test_the_panel_asks_for_a_missing_name_title_and_reason(what_if: WhatIf) -> None:
    panel = what_if.controls
    panel.widgets.name.value = "Tên có dấu"
    panel.save()
    assert panel.widgets.save_status.value.count("Hãy ghi") == 3
    panel.widgets.name.value, panel.widgets.title.value, panel.widgets.why.value = "online-300", "Tên", "Lý do"
    panel.save()
    assert "Đã có kịch bản khác" in panel.widgets.save_status.value


def test_filling_ten_posts_changes_the_sums_of_all_staff(session: WhatIfSession) -> None:
    changed = session.compared({"present.committee": Decimal(57)}).changed_figures
    moved = {figure.after.code: figure.after.value for figure in changed}
    assert moved["present.civil_servants"] == 65
    assert moved["overview.posts"] == 60
    assert "present.council" not in moved


def test_if_one_balancing_figure_is_exhausted_the_next_one_follows(session: WhatIfSession) -> None:
    compared = session.compared({"procedures.resolved_overdue": Decimal(8)})
    moved = {figure.after.code: figure.after.value for figure in compared.changed_figures}
    assert moved == {
        "procedures.resolved_on_time": 8777,
        "procedures.resolved_overdue": 8,
        "overdue.civil_status": 0,
        "overdue.certification": 2,
    }
    drawing = build_chart(next(chart for chart in CHARTS if chart.id == "overdue_fields"), compared.results)
    assert "[thực tế 25\u00a0hồ sơ; giảm 25\u00a0hồ sơ]" in drawing.caption


def test_a_changed_amount_changes_its_attainment_and_not_the_plan(session: WhatIfSession) -> None:
    results = session.compared({"budget.local_revenue": Decimal(1000)}).results
    assert full_text(results["budget.local_revenue_attainment"], Rounding.HALF_UP) == "331,61%"
    assert full_text(results["budget.local_revenue_plan"], Rounding.HALF_UP) == "301,6\u00a0tỷ đồng"


def test_an_unknown_figure_is_refused_with_the_closest_code(session: WhatIfSession) -> None:
    with pytest.raises(UserError, match=r"did you mean 'procedures\.visits'"):
        session.scenario({"procedures.visit": Decimal(1)})


def test_the_total_follows_when_one_field_changes() -> None:
    project = Project(ROOT, ROOT / "tests" / "data", ROOT / "params")
    session = open_session(project, "bach-long-vi", "2026-Q1")
    code = "cases.civil_status.received"
    balance = session.scenario({code: Decimal(session.adjustable()[code].value or 0) + 1}).balance
    assert {"cases.total.received", "procedures.received"} <= set(balance)
    assert {figure.split(".")[1] for figure in balance if figure.startswith("cases.")} == {"civil_status", "total"}


def test_another_ward_brings_its_own_figures() -> None:
    project = Project(ROOT, ROOT / "tests" / "data", ROOT / "params")
    what_if = WhatIf(open_session(project, "bach-long-vi", "2026-Q1"))
    what_if.panel()
    assert what_if.controls.amounts.keys() <= what_if.session.adjustable().keys()
    assert what_if.controls.widgets.message.value == ""
