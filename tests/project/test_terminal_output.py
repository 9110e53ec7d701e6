"""Tests of what the command prints on a terminal."""

import io
import sys
from pathlib import Path

import pytest
from rich.console import Console

from cchc_lib.audit.catalogue import audit
from cchc_lib.audit.messages import SEVERITY_WORDS
from cchc_lib.catalogue.catalogue import national_catalogue
from cchc_lib.cli.build_output import called_command
from cchc_lib.cli.catalogue_table import catalogue_table
from cchc_lib.cli.findings_table import findings_list, findings_table
from cchc_lib.errors import counted
from cchc_lib.report.ward_report import WardReport


def test_no_rule_and_no_subject_is_broken_over_two_lines_at_a_hundred_columns(luu_kiem: WardReport) -> None:
    findings, printed = audit(luu_kiem.results), io.StringIO()
    Console(width=100, file=printed).print(findings_table(findings, luu_kiem.results))
    for finding in findings:
        assert finding.rule.code in printed.getvalue()
        assert finding.observation.subject in printed.getvalue()


@pytest.mark.parametrize("width", [40, 60, 80])
def test_a_narrow_terminal_gets_a_list_that_keeps_to_its_width(luu_kiem: WardReport, width: int) -> None:
    findings, printed = audit(luu_kiem.results), io.StringIO()
    Console(width=width, file=printed).print(findings_list(findings, luu_kiem.results), crop=False)
    lines = printed.getvalue().splitlines()
    for finding in findings:
        (heading,) = {line for line in lines if f"{finding.rule.code} · {finding.observation.subject}" in line}
        assert SEVERITY_WORDS[finding.severity] in heading
    assert all(len(line.rstrip()) <= width for line in lines if " · " not in line)


def test_the_table_of_indicators_has_vietnamese_headers() -> None:
    assert [str(column.header) for column in catalogue_table(national_catalogue()).columns] == [
        "Mã",
        "Chỉ tiêu",
        "",
        "Đơn vị",
        "Công thức",
    ]


def test_one_thing_is_named_in_the_singular() -> None:
    assert [counted(number, "report") for number in (0, 1, 2)] == ["0 reports", "1 report", "2 reports"]


@pytest.mark.parametrize(("folder_on_path", "named"), [("bin", "cchc"), ("elsewhere", "bin/cchc")])
def test_a_hint_names_the_command_so_that_it_can_be_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder_on_path: str, named: str
) -> None:
    command = tmp_path / "bin" / "cchc"
    command.parent.mkdir()
    command.touch(mode=0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path / folder_on_path))
    monkeypatch.setattr(sys, "argv", [str(command)])
    assert called_command() == named
