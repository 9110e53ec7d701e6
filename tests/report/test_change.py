"""A changed figure changes every sentence, table and chart that uses it, and nothing else."""

from dataclasses import replace
from decimal import Decimal

from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.report.sections.document_frame import DRAFT_MARK
from cchc_lib.report.ward_report import WardReport
from tests.support.checkout import WARD_FOLDER
from tests.support.editable_project import EditableProject
from tests.support.report_parts import ReportPart, report_parts
from tests.support.reports import with_figures

CHANGES = {
    "procedures.received": 9823,
    "procedures.resolved_overdue": 77,
    "overdue.civil_status": 64,
    "payments.online": 2400,
    "plan_tasks.completed": 11,
    "present.civil_servants": 44,
    "severance.paid_amount": 10000000000,
    "services.full": 110,
    "ward.population": 39376,
    "centre.area": 99,
    "reception.visits": 203,
    "budget.local_revenue": 141,
    "employees.masters": 117,
    "legal.consultations": 5,
    "full_online.online": 900,
}


def test_only_what_stands_on_a_figure_changes_with_it(luu_kiem: WardReport, luu_kiem_inputs: ReportInputs) -> None:
    before = report_parts(luu_kiem)
    wrong = {}
    for code, value in CHANGES.items():
        changed = replace(luu_kiem_inputs.figures[code], value=Decimal(value))
        report = with_figures(luu_kiem_inputs, {code: changed})
        after = report_parts(report)
        differing = {name for name in before | after if content(before, name) != content(after, name)}
        dependent = {name for name, part in (before | after).items() if code in part.figures}
        # Head and foot mark the report as a draft if the figure now contradicts another one.
        dependent |= {"letterhead", "closing"} if DRAFT_MARK in report.letterhead().mark else set()
        if differing != dependent:
            wrong[code] = differing ^ dependent
    assert wrong == {}


def content(parts: dict[str, ReportPart], name: str) -> str:
    return parts[name].content if name in parts else ""


def test_a_changed_cell_of_the_data_reaches_the_printed_rate(editable_project: EditableProject) -> None:
    editable_project.edit("figures.csv", "procedures.received_online,6.397,", "procedures.received_online,4.411,")
    report = editable_project.report()
    assert report.table("case_results").rows[1][2].runs[0].text == "49,99%"


def test_a_claim_is_shown_and_never_used(editable_project: EditableProject) -> None:
    before = editable_project.report()
    editable_project.edit(
        "claims.csv",
        'procedures.online_rate,"72,5",%,,"6.397/8.823 = 72,5%"',
        'procedures.online_rate,"50,1",%,,"50,1%"',
    )
    after = editable_project.report()
    shown = report_parts(after)
    differing = {name for name, part in report_parts(before).items() if shown[name] != part}
    assert differing == {"row:case_results:1"}
    assert after.table("case_results").rows[1][3].runs[0].text == "50,1%"


def test_a_claim_of_any_rate_opens_the_column_where_the_rate_stands(editable_project: EditableProject) -> None:
    assert "Đã công bố" not in editable_project.report().table("tasks").columns
    claims = editable_project.root / "data" / WARD_FOLDER / "claims.csv"
    claims.write_text(
        claims.read_text(encoding="utf-8") + 'plan_tasks.completed_rate,"63,6",%,,"63,6%",II.I.1\n', "utf-8"
    )
    table = editable_project.report().table("tasks")
    assert table.columns[-1] == "Đã công bố"
    assert [row[-1].runs[0].text if row[-1].runs else "" for row in table.rows[:3]] == ["", "63,6%", ""]
