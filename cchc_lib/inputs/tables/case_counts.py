"""cases.csv: cases by field, in the columns of biểu II.06a (Thông tư số 01/2020/TT-VPCP)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cchc_lib.errors import Problem
from cchc_lib.inputs.formats import cells
from cchc_lib.inputs.formats.csv_tables import TableRow, parse_table, repeated
from cchc_lib.inputs.formats.text_files import TextFile
from cchc_lib.quantities.figures import Figure, SourceCell
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
"""What is counted of each field, as labels call it: columns (3) to (13) of the form, in its order."""

CASES_FILE = "cases.csv"
"""The table of them, which a ward may leave out."""
TOTAL = "total"
"""The code of the row that states the totals, where a ward states them."""


@dataclass(frozen=True)
class CaseRow:
    """One field of procedures (lĩnh vực) with its counts."""

    code: str
    field: str
    counts: Mapping[str, Figure]
    """By column; one that the ward leaves empty is not there."""


def read_cases(file: TextFile) -> tuple[tuple[CaseRow, ...], list[Problem]]:
    """Read cases.csv; the row `total` states the totals and is no field."""
    columns = {"code": _code, "field": cells.required_text, **dict.fromkeys(CASE_COLUMNS, cells.whole)}
    table = parse_table(file, columns)
    faults = [*table.problems, *repeated(table.rows, "code"), *repeated(table.rows, "field")]
    return tuple(CaseRow(row["code"], row["field"], dict(_counts(row))) for row in table.rows), faults


def count_code(code: str, column: str) -> str:
    """The code of a count: `cases.civil_status.resolved_overdue`."""
    return f"cases.{code}.{column}"


def count_label(code: str, field: str, column: str) -> str:
    """What a count is called: `Số hồ sơ giải quyết quá hạn, lĩnh vực hộ tịch`."""
    scope = "tổng số" if code == TOTAL else f"lĩnh vực {field[:1].lower()}{field[1:]}"
    return f"Số hồ sơ {CASE_COLUMNS[column]}, {scope}"


def _counts(row: TableRow) -> Iterator[tuple[str, Figure]]:
    for column in CASE_COLUMNS:
        if row[column] is not None:
            code, label = count_code(row["code"], column), count_label(row["code"], row["field"], column)
            yield column, Figure(code, label, CASES, row[column], source=SourceCell(row.file, row.number, column))


def _code(cell: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", cell):
        raise cells.CellError("a code of small Latin letters, as civil_status", "write letters, digits and _ alone")
    return cell
