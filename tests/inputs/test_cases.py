"""cases.csv: cases by field, in the columns of biểu II.06a; a ward may leave it out."""

from decimal import Decimal

import pytest

from cchc_lib.errors import InputErrors
from cchc_lib.inputs.tables.case_counts import CASE_COLUMNS
from cchc_lib.quantities.figures import SourceCell
from tests.support.input_files import InputFiles

HEADER = f"code,field,{','.join(CASE_COLUMNS)}"
CIVIL = "civil_status,Hộ tịch,1.200,1.000,200,0,1.199,900,290,9,1,1,0"


def test_a_ward_without_the_table_has_no_fields(files: InputFiles) -> None:
    assert files.load().cases == ()


def test_a_count_keeps_its_code_its_label_and_its_cell(files: InputFiles) -> None:
    files.write("cases.csv", f"{HEADER}\n{CIVIL}\n")
    (row,) = files.load().cases
    figure = row.counts["resolved_overdue"]
    assert (row.code, row.field) == ("civil_status", "Hộ tịch")
    assert (figure.code, figure.value) == ("cases.civil_status.resolved_overdue", Decimal(9))
    assert figure.label == "Số hồ sơ giải quyết quá hạn, lĩnh vực hộ tịch"
    assert figure.source == SourceCell(files.recorded("cases.csv"), 2, "resolved_overdue")


def test_an_empty_cell_is_not_given_and_no_zero(files: InputFiles) -> None:
    files.write("cases.csv", f"{HEADER}\nland,Đất đai,,,,0,,,,,,,\n")
    (row,) = files.load().cases
    assert dict(row.counts.items()).keys() == {"carried_over"}
    assert row.counts["carried_over"].value == Decimal(0)


def test_the_table_is_among_the_hashed_files(files: InputFiles) -> None:
    assert files.recorded("cases.csv") not in files.load().hashes
    files.write("cases.csv", f"{HEADER}\n{CIVIL}\n")
    assert files.recorded("cases.csv") in files.load().hashes


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        (CIVIL.replace("civil_status", "Hộ tịch"), "code", "a code of small Latin letters, as civil_status"),
        (CIVIL.replace("Hộ tịch", ""), "field", "a text"),
        (CIVIL.replace("1.200", '"12,5"'), "received", "a whole number"),
        (CIVIL.replace("1.200", "-3"), "received", "zero or more"),
        (f"{CIVIL}\n{CIVIL}", "code", "each only once"),
        (f"{CIVIL}\nother,Hộ tịch,,,,,,,,,,,", "field", "each only once"),
    ],
)
def test_a_faulty_row_is_told(files: InputFiles, row: str, column: str, expected: str) -> None:
    files.write("cases.csv", f"{HEADER}\n{row}\n")
    with pytest.raises(InputErrors) as caught:
        files.load()
    assert (column, expected) in [(problem.column, problem.expected) for problem in caught.value.problems]
    assert {problem.file for problem in caught.value.problems} == {files.path_in_messages("cases.csv")}
