"""A ward of another province, made of data alone, is checked, reported, verified, compared and published."""

import subprocess
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from cchc_lib.audit.catalogue import audit
from cchc_lib.audit.declaration import Severity
from cchc_lib.indicators.results import Results, compute
from cchc_lib.inputs.comparison_periods import ComparisonPeriod
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.report_inputs import load_inputs
from cchc_lib.report.ward_report import WardReport
from tests.support.checkout import CCHC, ROOT

DATA = ROOT / "tests" / "data" / "quang-tri"
WARD, PERIODS = "dong-thuan", ("2026-Q1", "2026-Q3")


@pytest.fixture(scope="module")
def results() -> Results:
    return compute(load_inputs(Project(ROOT, DATA / "data", DATA / "params"), WARD, PERIODS[1]))


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
    assert "Số liệu bổ sung" in reception
    assert "dialogue.solved_rate.previous" in results.values
    earlier: ComparisonPeriod = results.inputs.comparison_periods[0]
    assert earlier.period.name == PERIODS[0]


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
