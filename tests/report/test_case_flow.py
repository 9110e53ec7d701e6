"""The life of cases in the report: each state appears where a ward states it, and nowhere else."""

import pytest

from cchc_lib.indicators.results import compute
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.report.ward_report import WardReport
from tests.support.sentences import paragraphs
from tests.support.ward_data import WardData, as_inputs

# Báo Đắk Nông on huyện Đắk Glong, 2020; the channels are made up.
DAK_GLONG = WardData(
    {
        "procedures.received": "57.028",
        "procedures.received_online": "37.028",
        "procedures.received_direct": "20.000",
        "procedures.carried_over": "1.982",
        "procedures.resolved": "57.689",
        "procedures.resolved_on_time": "57.502",
        "procedures.resolved_overdue": "187",
        "procedures.in_progress": "1.321",
        "procedures.pending_overdue": "75",
        "procedures.apologies": "187",
    }
)


@pytest.fixture
def dak_glong(luu_kiem_inputs: ReportInputs) -> WardReport:
    return WardReport(compute(as_inputs(DAK_GLONG, luu_kiem_inputs)))


def rows(report: WardReport) -> list[str]:
    return [cell.runs[0].text for cell, *_ in report.table("case_results").rows]


def test_cases_carried_over_are_told_apart_from_new_ones(dak_glong: WardReport) -> None:
    prose = {code: text.replace("\u00a0", " ") for code, text in paragraphs(dak_glong).items()}
    assert "tiếp nhận mới 57.028 hồ sơ" in prose["procedures.received"]
    assert (
        "Cùng với 1.982 hồ sơ từ kỳ trước chuyển sang, tổng số phải giải quyết là 59.010 hồ sơ."
        in (prose["procedures.received"])
    )
    assert "đạt 97,76% số hồ sơ phải giải quyết" in prose["procedures.resolved"]
    assert "Trong số đang giải quyết có 75 hồ sơ quá hạn." in prose["procedures.resolved"]


def test_the_chart_of_cases_shows_those_carried_over_among_all_to_be_resolved(dak_glong: WardReport) -> None:
    chart = dak_glong.chart("case_flow")
    assert {number.code: number.text for number in chart.numbers}["procedures.carried_over"] == "1.982"
    assert "Hồ sơ phải giải quyết, theo hình thức nộp: trực tuyến 37.028, trực tiếp 20.000, kỳ trước 1.982" in chart.alt


def test_the_charts_of_a_ward_without_such_states_are_as_complete_as_before(luu_kiem: WardReport) -> None:
    flow = {number.code for number in luu_kiem.chart("case_flow").numbers}
    assert {"procedures.received_online", "procedures.received_direct", "procedures.pending"} <= flow
    levels = {number.code for number in luu_kiem.chart("qualifications").numbers}
    assert {"committee_staff.masters", "employees.college", "committee_staff.theory_advanced"} <= levels
    assert "committee_staff.college" not in levels  # Zero has no area.
    assert "committee_staff.doctors" not in levels


def test_the_table_has_a_row_for_each_state_that_is_stated_and_for_no_other(
    dak_glong: WardReport, luu_kiem: WardReport
) -> None:
    assert {"Hồ sơ từ kỳ trước chuyển sang", "Thư xin lỗi đã gửi"} <= set(rows(dak_glong))
    assert rows(luu_kiem) == [
        "Hồ sơ tiếp nhận",
        "– trực tuyến",
        "– trực tiếp",
        "Hồ sơ đã giải quyết",
        "– đúng hạn",
        "– quá hạn",
        "Hồ sơ đang giải quyết",
    ]


def test_a_chart_names_the_parts_of_a_whole_in_short(luu_kiem: WardReport) -> None:
    drawn = "\n".join(luu_kiem.chart("tasks").plain_lines())
    assert "đang thực hiện 8" in drawn
    assert "Số nhiệm vụ thành phố giao" not in drawn
