"""The period in a report: its title, estimates, and the days that the record stores."""

import shutil
from datetime import date

import pytest
from pydantic import ValidationError

from cchc_lib.audit.catalogue import audit
from cchc_lib.indicators.results import compute
from cchc_lib.inputs.report_inputs import load_inputs
from cchc_lib.quantities.dates import Period
from cchc_lib.record.graph_nodes import PeriodNode
from cchc_lib.report.ward_report import WardReport
from tests.support.checkout import WARD_FOLDER
from tests.support.editable_project import EditableProject

ESTIMATED = "ước thực hiện đến ngày 20/10/2025"


def dated(project: EditableProject, day: str) -> WardReport:
    project.edit(
        "figures.csv", "heading.number,", f"heading.date,{day},ngày,stated,,,,,0. Đầu báo cáo\nheading.number,"
    )
    return project.report()


def rules(report: WardReport) -> list[str]:
    return [finding.rule.code for finding in audit(report.results)]


def test_a_report_dated_before_its_period_ends_says_once_that_it_estimates(editable_project: EditableProject) -> None:
    report = dated(editable_project, "2025-10-15")
    assert report.letterhead().covering == f"(từ ngày 01/7/2025, {ESTIMATED})"
    assert str(report.record().record.page_text).count("ước thực hiện đến ngày") == 1
    assert rules(report).count("periods.early") == 1


@pytest.mark.parametrize("day", ["2025-10-20", "2025-11-04"])
def test_a_report_dated_on_the_last_day_or_later_estimates_nothing(editable_project: EditableProject, day: str) -> None:
    report = dated(editable_project, day)
    assert report.letterhead().covering == "(từ ngày 01/7/2025 đến ngày 20/10/2025)"
    assert "periods.early" not in rules(report)


def test_a_named_period_titles_the_report_and_is_stored_with_its_days(editable_project: EditableProject) -> None:
    folder = editable_project.root / "data" / WARD_FOLDER
    shutil.copytree(folder, folder.with_name("2026-9M"))
    inputs = load_inputs(editable_project.project, "luu-kiem", "2026-9M")
    report = WardReport(compute(inputs))
    assert report.letterhead().covering == "9 tháng đầu năm 2026 (từ ngày 15/12/2025 đến ngày 14/9/2026)"
    assert report.summary().title == f"Tóm tắt – phường Lưu Kiếm, {inputs.period.in_words()}"
    stored = report.record().record.period
    assert (stored.name, stored.title, stored.due) == ("2026-9M", "9 tháng đầu năm 2026", "")
    assert stored.period == inputs.period


def test_a_record_keeps_the_days_that_the_name_had() -> None:
    stored = PeriodNode.of(Period("2026-M03", date(2026, 2, 15), date(2026, 3, 14), "tháng 3"), date(2026, 3, 17))
    assert (stored.period.start, stored.period.title, stored.due) == (date(2026, 2, 15), "tháng 3", "2026-03-17")


def test_a_record_without_a_title_has_that_of_its_days() -> None:
    stored = PeriodNode.model_validate({"name": "2025-12-15_2026-03-14", "from": "2025-12-15", "to": "2026-03-14"})
    assert stored.period.title == "quý I năm 2026"


@pytest.mark.parametrize("days", [("soon", "2026-03-14"), ("2026-03-15", "2026-03-14"), ("", "")])
def test_a_record_whose_days_are_no_period_is_refused(days: tuple[str, str]) -> None:
    with pytest.raises(ValidationError):
        PeriodNode.model_validate({"name": "2026-Q1", "from": days[0], "to": days[1]})
