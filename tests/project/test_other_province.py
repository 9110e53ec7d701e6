"""A ward of another province, made of data alone, is checked, reported, verified, compared and published."""

import subprocess
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from cchc_lib.audit.catalogue import audit
from cchc_lib.audit.declaration import Severity
from cchc_lib.indicators.results import Results, compute
from cchc_lib.inputs.comparison_periods import ComparisonPeriod
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.report_inputs import load_inputs
from cchc_lib.inputs.scenario import Change, Scenario
from cchc_lib.quantities.figures import State
from cchc_lib.report.model.runs import line_text
from cchc_lib.report.ward_report import WardReport
from cchc_lib.scenarios.assumptions import apply_scenario
from tests.support.checkout import CCHC, ROOT
from tests.support.reports import with_figures

DATA = ROOT / "tests" / "data" / "quang-tri"
WARD, PERIODS = "dong-thuan", ("2026-Q1", "2026-Q3")


@pytest.fixture(scope="module")
def results() -> Results:
    return compute(load_inputs(Project(ROOT, DATA / "data", DATA / "params"), WARD, PERIODS[1]))


def rows_of(report: WardReport, table: str) -> list[list[str]]:
    return [[line_text(cell.runs).replace("\xa0", " ") for cell in row] for row in report.table(table).rows]


def cchc(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [CCHC, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_its_true_figures_raise_no_error(results: Results) -> None:
    assert [each for each in audit(results) if each.severity is Severity.ERROR] == []


def test_what_province_and_ward_report_besides_is_compared_and_printed(results: Results) -> None:
    report = WardReport(results)
    reception = "\n".join(report.section("reception").plain_lines()).replace("\xa0", " ")
    assert "đã tổ chức 4 cuộc đối thoại" in reception
    assert "đã giải quyết 22 kiến nghị trên 25 kiến nghị, đạt 88%" in reception
    assert "Số liệu bổ sung" not in reception
    assert "Số liệu bổ sung" in "\n".join(report.further("reception").plain_lines())
    assert "dialogue.solved_rate.previous" in results.values
    earlier: ComparisonPeriod = results.inputs.comparison_periods[0]
    assert earlier.period.name == PERIODS[0]


def test_an_added_part_shows_its_share_where_other_parts_show_theirs(results: Results) -> None:
    code = "city_tasks.suspended"
    figure = replace(results.inputs.figures[code], value=Decimal(3), stated_as=State.STATED)
    report = with_figures(results.inputs, {code: figure})
    suspended = next(row for row in rows_of(report, "tasks") if row[0] == "– tạm dừng")
    assert suspended[1:] == ["3", "11,11%"]
    share = report.results["city_tasks.suspended_share"]
    assert share.label == "Tỷ lệ nhiệm vụ tỉnh giao tạm dừng thực hiện"
    assert share.quantity.formula() == "city_tasks.suspended ÷ city_tasks.total"


def test_an_added_group_of_staff_is_a_row_with_its_bar_and_its_words(results: Results) -> None:
    report = WardReport(results)
    assert rows_of(report, "staff")[-1] == ["Nhân viên hỗ trợ, phục vụ", "6", "5", "1", "16,67%"]
    assert "Nhân viên hỗ trợ, phục vụ: 5/6" in report.chart("staff").alt
    prose = "\n".join(report.section("civil_service").plain_lines()).replace("\xa0", " ")
    assert "1 nhân viên hỗ trợ, phục vụ (16,67%)" in prose


def test_an_added_line_of_the_budget_is_a_row_with_its_bar(results: Results) -> None:
    report = WardReport(results)
    assert rows_of(report, "budget")[-1] == ["Chi đầu tư phát triển", "tỷ đồng", "6,2", "50%"]
    assert "Chi đầu tư phát triển: 50% (6,2 tỷ đồng)" in report.chart("budget").alt.replace("\xa0", " ")
    assert not report.further("finance").blocks


def test_more_people_than_posts_of_an_added_group_are_an_error(results: Results) -> None:
    figure = replace(results.inputs.figures["present.support"], value=Decimal(7), as_written="")
    changed = with_figures(results.inputs, {"present.support": figure}).results
    assert any("quota.support" in finding.observation.figures for finding in audit(changed))


def test_under_a_scenario_the_attainment_of_an_added_line_follows_its_amount(results: Results) -> None:
    change = Change.model_validate({"figure": "budget.investment", "set": "9,3"})
    assumed = apply_scenario(results, Scenario("more", "Chi thêm", "thử", (change,)))
    assert assumed["budget.investment_attainment"].number == Fraction(75, 100)


def test_a_code_of_an_added_section_is_not_repeated_as_a_further_figure(results: Results) -> None:
    report = WardReport(results)
    assert "tại chợ" in "\n".join(report.section("market").plain_lines())
    assert "tại chợ" not in "\n".join(report.further("procedures").plain_lines())


def test_only_decisions_of_its_province_bind_it(results: Results) -> None:
    assert [target.source for target in results.inputs.targets if target.source.startswith("Chỉ tiêu mẫu")] == [
        "Chỉ tiêu mẫu của tỉnh"
    ]


@pytest.mark.slow
def test_its_reports_verify_and_are_published(tmp_path: Path) -> None:
    folders = ("--data", DATA / "data", "--params", DATA / "params")
    for period in PERIODS:
        built = cchc("report", WARD, period, *folders, "--format", "html,pdf,docx,xlsx", "--out", tmp_path / "reports")
        assert built.returncode == 0, built.stderr
        folder = tmp_path / "reports" / WARD / period
        assert (folder / "report.doi-thoai.xlsx").exists()
        verified = cchc("verify", *folders, folder / "report.html")
        assert verified.returncode == 0, verified.stdout
    page = BeautifulSoup((tmp_path / "reports" / WARD / PERIODS[1] / "report.html").read_text("utf-8"), "html.parser")
    headings = [heading.get_text(" ", strip=True) for heading in page.select("h2, h3, h4")]
    assert any("Hỗ trợ người dân nộp hồ sơ tại chợ" in heading for heading in headings)
    assert not any("Kiến nghị, đề xuất" in heading for heading in headings)
    site = cchc("site", "--reports", tmp_path / "reports", "--out", tmp_path / "site")
    assert site.returncode == 0, site.stderr
    assert (tmp_path / "site" / "phuong-xa" / WARD).is_dir() or list((tmp_path / "site").rglob(f"{WARD}/index.html"))
