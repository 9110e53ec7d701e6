"""The command `cchc check`: its table, its JSON, its exit codes, and acknowledgements."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from cchc_lib.report.sections.document_frame import DRAFT_MARK
from tests.support.checkout import CCHC, PERIOD, ROOT, WARD_FOLDER
from tests.support.editable_project import EditableProject


def check(*arguments: object) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"COLUMNS": "160"}
    return subprocess.run(
        [CCHC, "check", *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, env=environment, check=False
    )


def findings(editable_project: EditableProject) -> list[dict[str, Any]]:
    return json.loads(check("luu-kiem", PERIOD, "--data", editable_project.root / "data", "--json").stdout)


def test_findings_name_cell_and_repair() -> None:
    result = check("luu-kiem", PERIOD)
    for words in ("Lỗi", "Cảnh báo", "Lưu ý", "Đã ghi nhận", "figures.csv, dòng", "repeats.quota", "3 lỗi"):
        assert words in result.stdout


def test_an_error_ends_with_exit_code_1_unless_it_is_acknowledged(editable_project: EditableProject) -> None:
    data = editable_project.root / "data"
    assert check("luu-kiem", PERIOD, "--data", data).returncode == 0  # Each of the three errors is acknowledged.
    editable_project.edit("content.yaml", "rule: documents.swapped", "rule: documents.type")
    assert check("luu-kiem", PERIOD, "--data", data).returncode == 1


def test_a_consistent_ward_ends_with_exit_code_0() -> None:
    result = check("bach-long-vi", "2026-Q1", "--data", "tests/data")
    assert (result.returncode, result.stdout.strip()) == (0, "Không có phát hiện nào.")


def test_machines_get_a_list_of_findings() -> None:
    listed = json.loads(check("luu-kiem", PERIOD, "--json").stdout)
    assert {"rule", "severity", "message", "figures"} <= set(listed[0])
    assert {finding["severity"] for finding in listed} == {"error", "warning", "note"}
    assert json.loads(check("bach-long-vi", "2026-Q1", "--data", "tests/data", "--json").stdout) == []


def test_unreadable_data_ends_with_exit_code_2(editable_project: EditableProject) -> None:
    editable_project.edit("figures.csv", "procedures.received,8.823,", "procedures.received,98.8,")
    result = check("luu-kiem", PERIOD, "--data", editable_project.root / "data")
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_a_changed_figure_is_found(editable_project: EditableProject) -> None:
    editable_project.edit("figures.csv", "petitions.pending,5,", "petitions.pending,6,")
    editable_project.edit("figures.csv", "05 vụ việc", "06 vụ việc")
    listed = json.loads(check("luu-kiem", PERIOD, "--data", editable_project.root / "data", "--json").stdout)
    (sums,) = [finding for finding in listed if finding["rule"] == "sums.parts"]
    assert [figure["code"] for figure in sums["figures"]] == [
        "petitions.matters",
        "petitions.settled",
        "petitions.pending",
    ]
    assert sums["expected"] == "27 vụ việc"


def test_an_acknowledgement_without_a_finding_is_reported_and_a_faulty_one_refused(
    editable_project: EditableProject,
) -> None:
    path: Path = editable_project.root / "data" / WARD_FOLDER / "content.yaml"
    text = path.read_text(encoding="utf-8")
    stale = "  - {rule: sums.parts, subject: petitions.matters, reason: đã sửa, date: 2026-11-24}\n"
    path.write_text(text + stale, encoding="utf-8")
    (finding,) = (finding for finding in findings(editable_project) if finding["rule"] == "audit.stale")
    assert finding["sources"] == [
        {"file": f"{WARD_FOLDER}/content.yaml", "row": text.count("\n") + 1, "column": "acknowledgements"}
    ]
    path.write_text(text + stale.replace("đã sửa", "''").replace("2026-11-24", "hôm nay"), encoding="utf-8")
    result = check("luu-kiem", PERIOD, "--data", editable_project.root / "data")
    assert result.returncode == 2
    for key in ("reason", "date"):
        assert f"acknowledgements.3.{key}" in result.stderr


def test_the_report_says_how_many_findings_there_are_and_the_record_holds_them(built_report: Path) -> None:
    record = json.loads((built_report / "record.json").read_text(encoding="utf-8"))
    listed = json.loads(check("luu-kiem", PERIOD, "--json").stdout)
    assert len(record["findings"]) == len(listed) > 0
    for finding, checked in zip(record["findings"], listed, strict=True):
        for name in ("rule", "severity", "subject", "message", "stands", "expected", "repair", "acknowledged"):
            assert finding.get(name, "" if isinstance(checked[name], str) else None) == checked[name]
        cells = [
            {"file": record["files"][cells["file"]]["path"], "row": row, "column": cells.get("column", "value")}
            for cells in finding.get("cells", ())
            for row in cells["rows"]
        ]
        assert sorted(map(str, cells)) == sorted(map(str, checked["sources"]))
        assert finding.get("figures", []) == [figure["code"] for figure in checked["figures"]]


def test_only_the_internal_report_carries_findings_and_lineage(
    editable_project: EditableProject, built_report: Path
) -> None:
    settings = editable_project.root / "params" / "defaults.yaml"
    settings.write_text(settings.read_text("utf-8").replace("audience: official", "audience: internal"), "utf-8")
    report = editable_project.report()
    assert len(report.findings().blocks) == 2
    assert "DỰ THẢO" not in report.letterhead().notice
    content = editable_project.root / "data" / WARD_FOLDER / "content.yaml"
    content.write_text(content.read_text("utf-8").partition("\nacknowledgements:")[0], "utf-8")
    assert editable_project.report().letterhead().notice.startswith(f"{DRAFT_MARK}: còn 3 lỗi")
    page = (built_report / "report.html").read_text(encoding="utf-8")
    assert "Kết quả kiểm tra số liệu" not in page
    assert "DỰ THẢO" not in page
