"""A share above 100% or a count below zero is marked wherever it is printed, and never judged, ranked or drawn."""

from dataclasses import replace
from decimal import Decimal

import pytest

from cchc_lib.exporters.catalogue import exporter
from cchc_lib.indicators.results import Standing
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.report.model.runs import line_text
from cchc_lib.report.sections.number_runs import DOUBT
from cchc_lib.report.ward_report import WardReport
from cchc_lib.verification.recompute import recomputed
from tests.support.notebooks import report_notebook
from tests.support.reports import with_figures
from tests.support.sentences import broken_sentences, paragraphs


def changed(inputs: ReportInputs, **numbers: int) -> WardReport:
    """Return the report with other numbers; `procedures__resolved` names `procedures.resolved`."""
    codes = {name.replace("__", "."): number for name, number in numbers.items()}
    return with_figures(
        inputs, {code: replace(inputs.figures[code], value=Decimal(number)) for code, number in codes.items()}
    )


@pytest.fixture(scope="module")
def online_above_all(luu_kiem_inputs: ReportInputs) -> WardReport:
    """More cases online than cases, so that the rate, whose target is 50%, is 113,34%."""
    return changed(luu_kiem_inputs, procedures__received_online=10000)


@pytest.fixture(scope="module")
def pending_below_zero(luu_kiem_inputs: ReportInputs) -> WardReport:
    """More cases resolved than to be handled, so that -661 are pending."""
    to_handle = luu_kiem_inputs.figures["procedures.received"].number
    assert to_handle is not None
    return changed(luu_kiem_inputs, procedures__resolved=int(to_handle) + 661)


def test_nothing_in_the_report_of_luu_kiem_is_impossible(luu_kiem: WardReport) -> None:
    assert [code for code in luu_kiem.results.values if not luu_kiem.results.is_possible(code)] == []


def test_posts_and_areas_may_be_missing_or_left_over(luu_kiem_inputs: ReportInputs) -> None:
    report = changed(luu_kiem_inputs, present__civil_servants=999, centre__area=9999)
    results = report.results
    assert (results["staff.civil_servants_vacant"].number or 0) < 0
    assert (results["centre.area_gap"].number or 0) < 0
    assert results.is_possible("staff.civil_servants_vacancy_rate")
    assert results.is_possible("centre.area_gap")


def test_the_attainment_of_a_plan_may_exceed_the_plan(luu_kiem: WardReport) -> None:
    assert (luu_kiem.results["budget.balanced_revenue_attainment"].number or 0) > 1
    assert luu_kiem.results.is_possible("budget.balanced_revenue_attainment")


def test_a_target_is_not_reached_by_a_share_above_the_whole(online_above_all: WardReport) -> None:
    assessments = online_above_all.results.assessments()
    standings = {each.standing for each in assessments if each.value.code == "procedures.online_rate"}
    assert standings == {Standing.DOUBTFUL}
    rows = [[line_text(cell.runs) for cell in row] for row in online_above_all.table("targets").rows]
    row = next(row for row in rows if row[0] == "Tỷ lệ hồ sơ tiếp nhận trực tuyến")
    assert row[2:] == ["113,34% (cần kiểm tra)", "Cần kiểm tra"]


def test_the_summary_warns_of_it_instead_of_praising_it(online_above_all: WardReport) -> None:
    summary = online_above_all.summary()
    assert not any("trực tuyến: 113,34%" in line_text(line) for line in summary.strengths)
    assert any("trực tuyến: 113,34% (cần kiểm tra)" in line_text(line) for line in summary.concerns)
    card = next(card for card in summary.cards if card.label == "Hồ sơ trực tuyến")
    assert (line_text(card.runs), card.standing) == ("113,34% (cần kiểm tra)", "doubtful")


def test_sentences_and_tables_mark_it(online_above_all: WardReport) -> None:
    assert "113,34% (cần kiểm tra)" in " ".join(paragraphs(online_above_all).values())
    texts = [line_text(cell.runs) for row in online_above_all.table("case_results").rows for cell in row]
    assert "113,34% (cần kiểm tra)" in texts
    assert broken_sentences(online_above_all) == {}


def test_no_chart_draws_it(online_above_all: WardReport, luu_kiem: WardReport) -> None:
    codes = {number.code for number in online_above_all.chart("targets").numbers}
    assert "procedures.online_rate" in {number.code for number in luu_kiem.chart("targets").numbers}
    assert codes
    assert "procedures.online_rate" not in codes


def test_a_count_below_zero_is_marked_and_not_drawn(pending_below_zero: WardReport) -> None:
    assert pending_below_zero.results["procedures.pending"].number == -661
    assert not pending_below_zero.results.is_possible("procedures.pending")
    assert pending_below_zero.chart("case_flow").drawing == ""
    row = next(
        row for row in pending_below_zero.table("case_results").rows if "đang giải quyết" in line_text(row[0].runs)
    )
    assert line_text(row[1].runs).endswith(DOUBT.text)
    assert broken_sentences(pending_below_zero) == {}


def test_the_page_shows_it_in_another_style_and_holds(online_above_all: WardReport) -> None:
    page = exporter("html")(report_notebook(online_above_all)).decode()
    assert '<a class="n doubtful" href="#nguon-procedures.online_rate">' in page
    assert [*recomputed(online_above_all.record().record)] == []
