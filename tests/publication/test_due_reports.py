"""What is due: `cchc calendar` lists reports by due day, to whom they go, and whether their data are there."""

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from cchc_lib.errors import InputErrors, UserError
from cchc_lib.inputs.project import Project
from cchc_lib.publication.due_reports import due_reports
from tests.support.checkout import CCHC, ROOT

YEAR = date(2026, 1, 1), date(2026, 12, 31)
CALENDAR = """authority: Hải Phòng
source: Công văn mẫu
date: 2026-01-05
periods:
  Q1: {due: 16/3/Y}
  M: {from: 15/M-1, to: 14/M, due: +2 working days}
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project of two wards with a period each, where Hải Phòng has a calendar."""
    shutil.copytree(ROOT / "tests" / "data" / "wards", tmp_path / "data" / "wards")
    shutil.copytree(ROOT / "data" / "wards" / "luu-kiem", tmp_path / "data" / "wards" / "luu-kiem")
    for name in ("params", "notebooks"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "params" / "periods" / "hai-phong.yaml").write_text(CALENDAR, encoding="utf-8")
    return Project(tmp_path, tmp_path / "data", tmp_path / "params")


def test_reports_are_listed_by_due_day_with_their_data(project: Project) -> None:
    found = due_reports(project, ("bach-long-vi",), date(2026, 3, 1), date(2026, 6, 30))
    assert [(str(each.due), each.official.name, each.data) for each in found] == [
        ("2026-03-16", "2026-Q1", "2026-Q1"),
        ("2026-03-17", "2026-M03", ""),
        ("2026-04-16", "2026-M04", ""),
        ("2026-05-18", "2026-M05", ""),
        ("2026-06-16", "2026-M06", ""),
        ("2026-06-20", "2026-H1", ""),
    ]


def test_a_report_goes_to_the_wards_authority_whoever_set_its_day(project: Project) -> None:
    found = {each.official.name: each for each in due_reports(project, ("bach-long-vi",), *YEAR)}
    to = {name: (found[name].authority, found[name].official.kind.set_by.authority) for name in ("2026-Q1", "2026-H1")}
    assert to == {"2026-Q1": ("Hải Phòng", "Hải Phòng"), "2026-H1": ("Hải Phòng", "Bộ Nội vụ")}


def test_a_period_that_is_stored_by_its_days_has_data(project: Project) -> None:
    wards = project.data / "wards" / "bach-long-vi"
    (wards / "2026-Q1").rename(wards / "2025-12-15_2026-03-14")
    (quarter, *_) = due_reports(project, ("bach-long-vi",), date(2026, 3, 16), date(2026, 3, 16))
    assert quarter.data == "2025-12-15_2026-03-14"


def test_without_names_every_ward_is_listed(project: Project) -> None:
    assert {each.ward for each in due_reports(project, (), *YEAR)} == {"bach-long-vi", "luu-kiem"}
    assert {each.ward for each in due_reports(project, ("11948", "bach-long-vi"), *YEAR)} == {"bach-long-vi"}


def test_an_unknown_ward_and_a_faulty_calendar_are_refused(project: Project) -> None:
    with pytest.raises(UserError, match="There is no ward 'bach-long-v'"):
        due_reports(project, ("bach-long-v",), *YEAR)
    (project.params / "periods" / "other.yaml").write_text(CALENDAR, encoding="utf-8")
    with pytest.raises(InputErrors, match=r"other\.yaml"):
        due_reports(project, (), *YEAR)


def run(project: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [CCHC, "calendar", *arguments]
    return subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False)


def test_the_command_prints_a_table_and_counts_what_is_missing(project: Project) -> None:
    shown = run(project, "bach-long-vi", "--from", "2026-03-16", "--to", "2026-03-17")
    assert shown.returncode == 0
    rows = [line.split() for line in shown.stdout.splitlines() if line.strip().startswith("2026")]
    days = ["2025-12-15", "2026-03-14"]
    assert rows[0] == ["2026-03-16", *["Hải", "Phòng"] * 2, "bach-long-vi", "2026-Q1", *days, "2026-Q1"]
    assert rows[1][-1] == "missing"
    assert shown.stdout.splitlines()[-1] == "2 reports due from 2026-03-16 to 2026-03-17; data missing for 1"


def test_the_command_prints_json(project: Project) -> None:
    (first, *_) = json.loads(run(project, "bach-long-vi", "--year", "2026", "--json").stdout)
    assert (first["due"], first["period"], first["title"], first["set_by"], first["data"], first["built"]) == (
        *("2026-01-16", "2026-M01", "tháng 1 năm 2026"),
        *("Hải Phòng", "", False),
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("--from", "2026-02-30"),
            "'2026-02-30' is not a day; expected one that exists, as 2026-03-20. (option --from)",
        ),
        (("--year", "2026", "--to", "2026-03-01"), "leave out --year, or --from and --to"),
        (
            ("--from", "2026-03-02", "--to", "2026-03-01"),
            "expected a last day on or after the first one. (option --to)",
        ),
    ],
)
def test_days_that_make_no_range_are_refused(project: Project, arguments: tuple[str, ...], message: str) -> None:
    refused = run(project, *arguments)
    assert refused.returncode == 2
    assert message in refused.stderr


def test_a_range_that_begins_on_a_day_ends_with_its_year(project: Project) -> None:
    assert "due from 2026-12-01 to 2026-12-31" in run(project, "--from", "2026-12-01").stdout
    assert "due from 2025-01-01 to 2025-02-01" in run(project, "--to", "2025-02-01").stdout
