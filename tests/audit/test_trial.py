"""The audit finds faults that were planted without knowing its rules, and calls almost nothing true wrong."""

import csv
import json
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from cchc_lib.audit.catalogue import audit
from cchc_lib.audit.declaration import Severity
from cchc_lib.audit.messages import render_finding
from cchc_lib.catalogue.catalogue_file import CATALOGUE_COLUMNS
from cchc_lib.errors import InputErrors
from cchc_lib.indicators.results import compute
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.report_inputs import load_inputs
from cchc_lib.inputs.tables.catalogue import input_tables
from tests.support.checkout import ROOT

Statement = dict[str, Any]
FOLDER = Path(__file__).parent / "trial"
STATEMENTS: dict[str, Statement] = {each["id"]: each for each in json.loads((FOLDER / "texts.json").read_text("utf-8"))}
FAULTS: list[dict[str, Any]] = json.loads((FOLDER / "faults.json").read_text("utf-8"))
TRUE = [name for name, each in STATEMENTS.items() if "contradictions" not in each]
# A unit of which the list knows no area, for districts and provinces that have no code.
ANY_WARD = {"code": "25255", "name": "Long Hà", "kind": "xã", "province": "Đồng Nai", "province_kind": "tỉnh"}

Found = set[tuple[str, Severity, str]]
"""Rule, severity and message of each finding."""


def findings_of(statement: Statement, folder: Path) -> Found:
    """Return what the audit finds in a statement, written as a data folder. Data that are refused count as an error."""
    start, end = (statement.get("period") or [None, None])[:2]
    period = f"{start or '2025-07-01'}_{end or '2025-12-14'}"
    write_data(statement, folder / "wards" / "unit", period)
    try:
        results = compute(load_inputs(Project(ROOT, folder, ROOT / "params"), "unit", period))
    except InputErrors as errors:
        return {("refused", Severity.ERROR, str(errors))}
    return {(each.rule.code, each.severity, render_finding(each, results).message) for each in audit(results)}


def write_data(statement: Statement, ward: Path, period: str) -> None:
    folder = ward / period
    folder.mkdir(parents=True)
    lines = (f'{key}: "{value}"' for key, value in statement.get("ward", ANY_WARD).items())
    (ward / "ward.yaml").write_text("\n".join(lines), encoding="utf-8")
    (folder / "content.yaml").write_text("passages: {}\n", encoding="utf-8")
    for table in input_tables():
        rows = [{"state": "stated", **row} for row in statement.get(Path(table.file_name).stem, [])]
        used = {column for row in rows for column in row}
        columns = [each.name for each in table.columns if not each.is_optional or each.name in used]
        if rows or not table.is_optional:
            write_table(folder / table.file_name, columns, rows)
    if catalogue := statement.get("catalogue"):
        columns = [name for name in CATALOGUE_COLUMNS if any(name in row for row in catalogue)]
        write_table(ward / "catalogue.csv", columns, catalogue)


def write_table(path: Path, columns: list[str], rows: list[Mapping[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def with_fault(fault: Mapping[str, Any]) -> Statement:
    """Return the statement in which a fault is planted."""
    statement = deepcopy(STATEMENTS[fault["base"]])
    for change in fault["change"]:
        (row,) = (row for row in statement[change["table"]] if change["code"] in (row.get("code"), row.get("id")))
        assert row.get(change["column"], "") == change["from"]
        row[change["column"]] = change["to"]
    return statement


@pytest.fixture(scope="module")
def in_true_statements(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Found]:
    """What the audit finds in each true statement."""
    return {name: findings_of(STATEMENTS[name], tmp_path_factory.mktemp(name)) for name in TRUE}


def test_a_true_statement_is_almost_never_called_wrong(in_true_statements: dict[str, Found]) -> None:
    alarms = {
        name: weighty
        for name, found in in_true_statements.items()
        if (weighty := [each for each in found if each[1] is not Severity.NOTE])
    }
    assert len(alarms) <= len(TRUE) / 50, alarms


def test_at_least_ninety_five_of_a_hundred_planted_faults_are_found(
    in_true_statements: dict[str, Found], tmp_path: Path
) -> None:
    missed = [
        (fault["id"], fault["what"])
        for fault in FAULTS
        if findings_of(with_fault(fault), tmp_path / fault["id"]) <= in_true_statements[fault["base"]]
    ]
    assert len(missed) <= len(FAULTS) * 5 / 100, missed


def test_statements_that_contradict_themselves_are_found(tmp_path: Path) -> None:
    contradictory = [name for name in STATEMENTS if name not in TRUE]
    missed = [name for name in contradictory if not findings_of(STATEMENTS[name], tmp_path / name)]
    assert len(missed) <= 1, missed
