"""Biểu II.06a: stated counts are kept, sums follow from their parts, and missing counts are not given."""

from decimal import Decimal

import pytest

from cchc_lib.indicators.cases import case_fields
from cchc_lib.indicators.results import Results, compute
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.tables.case_counts import CASE_COLUMNS, CASES_TABLE, CaseRow, count_code
from cchc_lib.quantities.figures import Figure, State
from cchc_lib.quantities.units import CASES
from cchc_lib.report.model.runs import line_text, printed_numbers
from cchc_lib.report.ward_report import WardReport


def row(code: str, **counts: int) -> CaseRow:
    figures = {
        column: Figure(count_code(code, column), column, CASES, Decimal(count)) for column, count in counts.items()
    }
    return CaseRow(code, code.capitalize(), figures)


def results(inputs: ReportInputs, *rows: CaseRow) -> Results:
    return compute(inputs.with_table(CASES_TABLE, rows))


def number(computed: Results, code: str) -> int | None:
    value = computed[f"cases.{code}"].number
    return None if value is None else int(value)


def test_a_sum_follows_from_its_parts(luu_kiem_inputs: ReportInputs) -> None:
    computed = results(luu_kiem_inputs, row("land", received_online=5, received_direct=2, carried_over=1))
    assert number(computed, "land.received") == 8
    assert computed["cases.land.received"].quantity.formula() == (
        "cases.land.received_online + cases.land.received_direct + cases.land.carried_over"
    )


def test_a_sum_of_which_a_part_is_missing_is_not_given(luu_kiem_inputs: ReportInputs) -> None:
    computed = results(luu_kiem_inputs, row("land", received_online=5, received_direct=2))
    assert computed["cases.land.received"].state is State.NOT_GIVEN


def test_a_stated_count_takes_precedence_over_the_sum_of_its_parts(luu_kiem_inputs: ReportInputs) -> None:
    computed = results(luu_kiem_inputs, row("land", received=9, received_online=5, received_direct=2, carried_over=1))
    assert number(computed, "land.received") == 9


def test_totals_are_added_up_unless_they_are_stated(luu_kiem_inputs: ReportInputs) -> None:
    fields = row("land", resolved=3, resolved_overdue=1), row("civil", resolved=4, resolved_overdue=0)
    assert number(results(luu_kiem_inputs, *fields), "total.resolved") == 7
    assert number(results(luu_kiem_inputs, *fields, row("total", resolved=8)), "total.resolved") == 8


def test_a_total_over_a_field_without_the_count_is_not_given(luu_kiem_inputs: ReportInputs) -> None:
    computed = results(luu_kiem_inputs, row("land", resolved=3), row("civil"))
    assert computed["cases.total.resolved"].state is State.NOT_GIVEN


def test_without_the_table_the_form_shows_what_the_ward_states_elsewhere(luu_kiem: WardReport) -> None:
    computed = luu_kiem.results
    assert [field.code for field in case_fields(computed.inputs)] == [
        "civil_status",
        "certification",
        "land_construction",
        "social_protection",
        "business",
    ]
    assert computed["cases.civil_status.resolved_overdue"].quantity.formula() == "overdue.civil_status"
    assert computed["cases.total.received"].quantity.formula() == "procedures.received"
    assert computed["cases.total.pending"].quantity.formula() == "procedures.received − procedures.resolved"
    stated = {column for column in CASE_COLUMNS if computed[f"cases.total.{column}"].state is State.STATED}
    assert stated == {
        "received",
        "received_online",
        "received_direct",
        "resolved",
        "resolved_on_time",
        "resolved_overdue",
        "pending",
    }


def test_overdue_cases_are_those_of_the_fields_of_the_table(luu_kiem_inputs: ReportInputs) -> None:
    rows = row("land", resolved_overdue=30), row("traffic", resolved_overdue=8)
    report = WardReport(results(luu_kiem_inputs, *rows))
    table = report.table("overdue_fields")
    words = [[line_text(cell.runs) for cell in line] for line in table.rows]
    assert words[:2] == [["Land", "30", "78,95%"], ["Traffic", "8", "21,05%"]]
    assert "land 30" in report.chart("overdue_fields").alt
    prose = line_text(run for part in report.section("procedures").blocks[1].paragraphs for run in part.runs)
    assert "Theo lĩnh vực: land 30\xa0hồ sơ; traffic 8\xa0hồ sơ." in prose


@pytest.mark.parametrize("column", CASE_COLUMNS)
def test_every_column_of_the_form_stands_in_the_table(bach_long_vi: WardReport, column: str) -> None:
    codes = [number["code"] for number in printed_numbers(bach_long_vi.table("case_form").json())]
    assert f"cases.total.{column}" in codes
    assert f"cases.civil_status.{column}" in codes
