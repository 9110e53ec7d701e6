"""Biểu II.06a stands under the name of what its rows are, and says where systems do not add up to what is stated."""

from dataclasses import replace

import pytest

from cchc_lib.errors import InputErrors
from cchc_lib.indicators.results import compute
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.settings import Audience
from cchc_lib.inputs.tables.case_counts import CaseRow, Dimension
from cchc_lib.report.blocks.table_block import Table
from cchc_lib.report.model.runs import line_text
from cchc_lib.report.ward_report import WardReport
from cchc_lib.verification.recompute import recomputed
from tests.support.checkout import WARD_FOLDER
from tests.support.editable_project import EditableProject
from tests.support.ward_data import WardData, as_inputs, case_row

COUNTS = {"received": 10, "received_online": 6, "received_direct": 4, "carried_over": 0, "resolved": 9, "pending": 1}
NAMES = {
    Dimension.FIELD: "lĩnh vực",
    Dimension.LEVEL: "cấp giải quyết",
    Dimension.AGENCY: "cơ quan, đơn vị",
    Dimension.SYSTEM: "hệ thống",
}


def of(dimension: Dimension, code: str, **changed: int) -> CaseRow:
    return replace(case_row(code, **{**COUNTS, **changed}), dimension=dimension)


def report(inputs: ReportInputs, *rows: CaseRow, audience: Audience = Audience.OFFICIAL, **data: object) -> WardReport:
    given = as_inputs(WardData(cases=rows, **{"figures": {}, **data}), inputs)  # type: ignore[arg-type] # tables of any name
    settings = given.settings.model_copy(update={"audience": audience, "empty_parts": "keep"})
    return WardReport(compute(replace(given, settings=settings)))


def lines(table: Table) -> list[list[str]]:
    return [[line_text(cell.runs) for cell in row] for row in table.rows]


def names(table: Table) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in lines(table)]


@pytest.mark.parametrize("dimension", Dimension)
def test_caption_and_head_name_what_the_rows_are(luu_kiem_inputs: ReportInputs, dimension: Dimension) -> None:
    table = report(luu_kiem_inputs, of(dimension, "first"), of(dimension, "second")).table("case_form")
    assert table.caption.endswith(f" thủ tục hành chính theo {NAMES[dimension]}")
    assert table.columns[1].lower() == NAMES[dimension]
    first = table.head[0][1].text
    assert first == "Lĩnh vực giải quyết" if dimension is Dimension.FIELD else first.lower() == NAMES[dimension]
    assert [name for _, name in names(table)] == ["First", "Second", "Tổng số"]


def test_each_of_several_dimensions_is_a_block_with_its_own_sum(luu_kiem_inputs: ReportInputs) -> None:
    rows = (
        of(Dimension.FIELD, "land", received=7),
        of(Dimension.FIELD, "civil", received=3),
        of(Dimension.LEVEL, "commune", received=8),
        of(Dimension.LEVEL, "province", received=2),
    )
    table = report(luu_kiem_inputs, *rows).table("case_form")
    assert table.caption.endswith("theo lĩnh vực; theo cấp giải quyết")
    assert [(*each[:2], each[2]) for each in lines(table)] == [
        ("I", "Theo lĩnh vực", "10"),
        ("1", "Land", "7"),
        ("2", "Civil", "3"),
        ("II", "Theo cấp giải quyết", "10"),
        ("1", "Commune", "8"),
        ("2", "Province", "2"),
        ("", "Tổng số", "10"),
    ]


SYSTEMS = (of(Dimension.SYSTEM, "ministry", received=10), of(Dimension.SYSTEM, "city", received=20))


def test_an_internal_report_prints_how_far_a_stated_total_is_from_its_systems(luu_kiem_inputs: ReportInputs) -> None:
    stated = case_row("total", received=33, resolved=18)
    internal = report(luu_kiem_inputs, *SYSTEMS, stated, audience=Audience.INTERNAL)
    table = internal.table("case_form")
    received, resolved = 2, 6
    assert [(row[1], row[received], row[resolved]) for row in lines(table)] == [
        ("Ministry", "10", "9"),
        ("City", "20", "9"),
        ("Cộng các hệ thống", "30", "18"),
        ("Số liệu đã nêu trong báo cáo", "33", "18"),
        ("Chênh lệch", "3", ""),
    ]
    difference = internal.results["cases.difference.received"].quantity
    assert difference.formula() == "cases.total.received − (cases.ministry.received + cases.city.received)"


CASES = """\
code,field,dimension,received,received_online,received_direct,carried_over,resolved,resolved_early,resolved_on_time,\
resolved_overdue,pending,pending_in_time,pending_overdue
ministry,Hệ thống của bộ,system,3.000,2.000,1.000,0,2.990,,,,10,,
city,Hệ thống của thành phố,system,5.800,4.397,1.403,0,5.795,,,,5,,
"""


def test_the_record_leads_from_the_difference_to_its_cells(editable_project: EditableProject) -> None:
    (editable_project.root / "data" / WARD_FOLDER / "cases.csv").write_text(CASES, encoding="utf-8")
    settings = editable_project.root / "params" / "defaults.yaml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("audience: official", "audience: internal"), encoding="utf-8")
    report = editable_project.report()
    assert [row[2] for row in lines(report.table("case_form"))[-3:]] == ["8.800", "8.823", "23"]
    record = report.record().record
    assert {"cases.difference.received", "cases.difference.received_direct"} <= record.numbers.keys()
    assert [*recomputed(record)] == []


def test_a_code_of_what_the_report_computes_is_refused(editable_project: EditableProject) -> None:
    path = editable_project.root / "data" / WARD_FOLDER / "cases.csv"
    path.write_text(CASES.replace("city,", "by_system,"), encoding="utf-8")
    with pytest.raises(InputErrors, match="not reserved"):
        editable_project.report()


def test_a_total_in_the_figures_is_compared_with_the_systems_as_well(luu_kiem_inputs: ReportInputs) -> None:
    figures = {"procedures.resolved": "16"}
    table = report(luu_kiem_inputs, *SYSTEMS, figures=figures, audience=Audience.INTERNAL).table("case_form")
    assert [(row[1], row[6]) for row in lines(table)[-3:]] == [
        ("Cộng các hệ thống", "18"),
        ("Số liệu đã nêu trong báo cáo", "16"),
        ("Chênh lệch", "2"),
    ]


@pytest.mark.parametrize(
    ("audience", "received"), [(Audience.OFFICIAL, 33), (Audience.INTERNAL, 30)], ids=["official", "no difference"]
)
def test_other_reports_end_with_the_total_alone(
    luu_kiem_inputs: ReportInputs, audience: Audience, received: int
) -> None:
    stated = case_row("total", received=received)
    table = report(luu_kiem_inputs, *SYSTEMS, stated, audience=audience).table("case_form")
    assert [(row[1], row[2]) for row in lines(table)[2:]] == [("Tổng số", str(received))]


def test_a_printed_rate_of_a_row_without_counts_is_printed_as_claimed(luu_kiem_inputs: ReportInputs) -> None:
    rows = (case_row("land", received=10), of(Dimension.FIELD, "civil", resolved_early=4, resolved_on_time=4))
    claims = {"cases.land.on_time_rate": "98,5", "cases.civil.on_time_rate": "88,89"}
    table = report(luu_kiem_inputs, *rows, claims=claims).further("procedures").blocks[0]
    assert isinstance(table, Table)
    assert lines(table) == [["Tỷ lệ hồ sơ giải quyết đúng hạn, lĩnh vực land", "%", "98,5 theo công bố"]]
