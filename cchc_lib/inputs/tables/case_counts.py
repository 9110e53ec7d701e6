"""Cases by field of procedures: cases.csv, in the columns of biểu II.06a (Thông tư số 01/2020/TT-VPCP)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cchc_lib.errors import Problem
from cchc_lib.file_formats import cells
from cchc_lib.file_formats.csv_tables import ParsedTable, TableRow
from cchc_lib.inputs.tables.declaration import Column, InputTable, TableContext
from cchc_lib.quantities.figures import Figure, SourceCell
from cchc_lib.quantities.letter_case import first_lower
from cchc_lib.quantities.units import CASES

CASE_COLUMNS = {
    "received": "tiếp nhận",
    "received_online": "tiếp nhận trực tuyến",
    "received_direct": "tiếp nhận trực tiếp, qua bưu chính",
    "carried_over": "từ kỳ trước chuyển sang",
    "resolved": "đã giải quyết",
    "resolved_early": "giải quyết trước hạn",
    "resolved_on_time": "giải quyết đúng hạn",
    "resolved_overdue": "giải quyết quá hạn",
    "pending": "đang giải quyết",
    "pending_in_time": "đang giải quyết trong hạn",
    "pending_overdue": "đang giải quyết quá hạn",
}
"""The counts of each field with their labels: columns (3) to (13) of the form, in its order."""
_COLUMN_DESCRIPTIONS = {
    "received": "cases received, those carried over included",
    "received_online": "of these, cases filed online",
    "received_direct": "of these, cases filed at the counter or by post",
    "carried_over": "of these, cases carried over from the period before",
    "resolved": "cases resolved",
    "resolved_early": "of these, cases resolved before the date promised",
    "resolved_on_time": "of these, cases resolved on the date promised",
    "resolved_overdue": "of these, cases resolved after the date promised",
    "pending": "cases not yet resolved",
    "pending_in_time": "of these, cases whose date is still to come",
    "pending_overdue": "of these, cases whose date has passed",
}
CASES_GROUP = "cases"
"""The first word of the codes of all counts by field."""
TOTAL = "total"
"""The code of the row that states the totals, if a ward states them."""


@dataclass(frozen=True)
class CaseRow:
    """One field of procedures (lĩnh vực) with its counts."""

    code: str
    """The code of the field, such as `civil_status`, or `total`."""
    field: str
    """The name of the field, such as `Hộ tịch`."""
    counts: Mapping[str, Figure]
    """The counts by column; empty cells are left out."""


def count_code(code: str, column: str) -> str:
    """Return the code of a count, such as `cases.civil_status.resolved_overdue`."""
    return f"{CASES_GROUP}.{code}.{column}"


def count_label(code: str, field: str, column: str) -> str:
    """Return the label of a count, such as `Số hồ sơ giải quyết quá hạn, lĩnh vực hộ tịch`."""
    scope = "tổng số" if code == TOTAL else f"lĩnh vực {first_lower(field)}"
    return f"Số hồ sơ {CASE_COLUMNS[column]}, {scope}"


def _build_cases(table: ParsedTable, _: TableContext) -> tuple[tuple[CaseRow, ...], tuple[Problem, ...]]:
    return tuple(CaseRow(row["code"], row["field"], dict(_counts(row))) for row in table.rows), ()


def _counts(row: TableRow) -> Iterator[tuple[str, Figure]]:
    for column in CASE_COLUMNS:
        # An empty cell is not zero: it says that the ward gives no number.
        if row[column] is not None:
            code, label = count_code(row["code"], column), count_label(row["code"], row["field"], column)
            yield column, Figure(code, label, CASES, row[column], source=SourceCell(row.file, row.number, column))


def _field_code(cell: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", cell):
        raise cells.CellError("a code of small Latin letters, as civil_status", "write letters, digits and _ alone")
    return cell


CASES_TABLE: InputTable[tuple[CaseRow, ...]] = InputTable(
    file_name="cases.csv",
    summary="cases by field of procedures (biểu II.06a)",
    columns=(
        Column("code", "a code of small Latin letters, such as `civil_status`", _field_code),
        Column("field", "the name of the field, such as «Hộ tịch»", cells.required_text),
        *(Column(name, description, cells.count) for name, description in _COLUMN_DESCRIPTIONS.items()),
    ),
    build=_build_cases,
    unique=(("code",), ("field",)),
    is_optional=True,
    notes="One row for each field of procedures, in the columns of biểu II.06a (Thông tư số 01/2020/TT-VPCP). An empty "
    "cell is «chưa có số liệu», not zero. A sum that is left empty follows from its parts. The row `total` states the "
    "totals; without it they are added up. Without the table, the form shows what `figures.csv` states.",
)
"""The table of cases by field."""
