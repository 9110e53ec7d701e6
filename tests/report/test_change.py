"""A changed figure changes every sentence, table and chart that uses it, and nothing else."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.report.model.blocks import Prose, printed_numbers
from cchc_lib.report.ward_report import WardReport
from tests.support.checkout import WARD_FOLDER
from tests.support.editable_project import EditableProject
from tests.support.reports import with_figures

Piece = tuple[str, frozenset[str]]


def pieces(report: WardReport) -> dict[str, Piece]:
    """Every paragraph, table row, chart and card: its form, and the codes of the figures it stands on."""
    found: dict[str, Piece] = {}
    for block in report.blocks():
        semantic = block.json()
        if semantic["kind"] == "group":
            prose = [part for part in block.blocks if isinstance(part, Prose)]
            parts = {f"p:{each.id}": vars(each) for part in prose for each in part.paragraphs}
        elif semantic["kind"] == "table":
            parts = {f"t:{semantic['id']}:{at}": row for at, row in enumerate(semantic["rows"])}
        elif semantic["kind"] == "chart":
            parts = {f"c:{semantic['id']}": [semantic, block.svg()]}
        elif semantic["kind"] == "summary":
            parts = {f"s:{card['label']}": card for card in semantic["cards"]}
        else:
            parts = {semantic["kind"]: semantic}
        for name, part in parts.items():
            plain = json.loads(json.dumps(part, default=vars))
            codes = {number["code"] for number in printed_numbers(plain)}
            leaves = {figure.code for code in codes for figure in report.results[code].quantity.figures()}
            found[name] = (json.dumps(plain, sort_keys=True), frozenset(leaves))
    return found


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


@pytest.mark.parametrize(("code", "value"), CHANGES.items())
def test_only_what_stands_on_a_figure_changes_with_it(
    luu_kiem: WardReport, luu_kiem_inputs: ReportInputs, code: str, value: int
) -> None:
    changed = replace(luu_kiem_inputs.figures[code], value=Decimal(value))
    before, after = pieces(luu_kiem), pieces(with_figures(luu_kiem_inputs, {code: changed}))
    differing = {name for name in before | after if before.get(name, ("",))[0] != after.get(name, ("",))[0]}
    dependent = {name for name, (_, leaves) in (before | after).items() if code in leaves}
    assert differing == dependent


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
    differing = {name for name, piece in pieces(before).items() if pieces(after)[name] != piece}
    assert differing == {"t:case_results:1"}
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
