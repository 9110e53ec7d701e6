"""Cases by field, level, agency or system: cases.csv, in the columns of biểu II.06a (Thông tư số 01/2020/TT-VPCP).

Other forms, such as 07a/BTP, tell more of the life of a case; what they add has further columns, which may be left out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cchc_lib.errors import Problem
from cchc_lib.file_formats import cells
from cchc_lib.file_formats.csv_tables import ParsedTable, TableRow
from cchc_lib.inputs.tables.declaration import Column, InputTable, TableContext
from cchc_lib.quantities.figures import Figure, SourceCell
from cchc_lib.quantities.letter_case import first_lower
from cchc_lib.quantities.units import CASES, PERCENT, Unit

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
FURTHER_COLUMNS = {
    "received_online_full": "trực tuyến toàn trình",
    "received_online_partial": "trực tuyến một phần",
    "received_post": "tiếp nhận qua bưu chính công ích",
    "received_other": "tiếp nhận bằng hình thức khác",
    "received_outside": "tiếp nhận phi địa giới hành chính",
    "resolved_in_time": "giải quyết đúng và trước hạn",
    "awaiting_supplement": "chờ bổ sung",
    "awaiting_payment": "chờ thực hiện nghĩa vụ tài chính",
    "stopped": "dừng giải quyết",
    "refused": "từ chối giải quyết",
    "returned": "trả lại",
    "withdrawn": "do người nộp rút",
    "apologies": "đã gửi thư xin lỗi",
}
"""The counts that other forms than II.06a have, with their labels."""
_FURTHER_DESCRIPTIONS = {
    "received_online_full": "of those filed online, cases of fully online services",
    "received_online_partial": "of those filed online, cases of partly online services",
    "received_post": "cases filed by post, if the form counts them apart from the counter",
    "received_other": "cases filed in another way",
    "received_outside": "cases filed outside the unit to which they belong",
    "resolved_in_time": "cases resolved on or before the date promised, if the form does not split them",
    "awaiting_supplement": "cases that wait for papers of the citizen, if counted apart from pending ones",
    "awaiting_payment": "cases that wait for a payment of the citizen, if counted apart from pending ones",
    "stopped": "cases that were stopped",
    "refused": "cases that were refused",
    "returned": "cases that were returned",
    "withdrawn": "cases that the citizen withdrew",
    "apologies": "cases for which a letter of apology was sent",
}
COUNT_LABELS = CASE_COLUMNS | FURTHER_COLUMNS
"""The labels of all counts, by column."""
CASES_GROUP = "cases"
"""The first word of the codes of all counts by field."""
TOTAL = "total"
"""The code of the row that states the totals, if a ward states them."""
DIFFERENCE = "difference"
"""The code of the differences between the totals that a ward states and the sums over its systems."""


class Dimension(StrEnum):
    """What the rows of a table of cases divide the cases by; the rows of one dimension add up to all cases."""

    FIELD = "field"
    """A field of procedures (lĩnh vực)."""
    LEVEL = "level"
    """A level of government (cấp)."""
    AGENCY = "agency"
    """An agency or division (cơ quan, đơn vị)."""
    SYSTEM = "system"
    """A system that the cases are handled in, such as those of the ministries and that of the city."""

    @property
    def words(self) -> str:
        """The Vietnamese name of what the rows are, as in «theo cấp giải quyết»."""
        return _DIMENSION_WORDS[self]

    @property
    def sum_code(self) -> str:
        """The code of the sums over the rows of the dimension, in the place of the code of a row."""
        return f"by_{self}"


_DIMENSION_WORDS = {
    Dimension.FIELD: "lĩnh vực",
    Dimension.LEVEL: "cấp giải quyết",
    Dimension.AGENCY: "cơ quan, đơn vị",
    Dimension.SYSTEM: "hệ thống",
}


@dataclass(frozen=True)
class CaseRow:
    """One field of procedures, level, agency or system with its counts."""

    code: str
    """The code, such as `civil_status`, or `total`."""
    field: str
    """The name, such as `Hộ tịch`."""
    counts: Mapping[str, Figure]
    """The counts by column; empty cells are left out."""
    dimension: Dimension = Dimension.FIELD
    """What the row is one of."""

    @property
    def scope(self) -> str:
        """The words for the row within a label: `lĩnh vực hộ tịch`."""
        return row_scope(self.code, self.field, self.dimension)


def count_code(code: str, column: str) -> str:
    """Return the code of a count, such as `cases.civil_status.resolved_overdue`."""
    return f"{CASES_GROUP}.{code}.{column}"


RATES = {
    "on_time_rate": "Tỷ lệ hồ sơ giải quyết đúng hạn",
    "overdue_rate": "Tỷ lệ hồ sơ giải quyết quá hạn",
    "early_rate": "Tỷ lệ hồ sơ giải quyết trước hạn",
    "on_day_rate": "Tỷ lệ hồ sơ giải quyết đúng ngày hẹn",
    "resolved_rate": "Tỷ lệ hồ sơ đã giải quyết",
    "pending_rate": "Tỷ lệ hồ sơ đang giải quyết",
    "online_rate": "Tỷ lệ hồ sơ tiếp nhận trực tuyến",
}
"""The rates that a ward may print for a row, with their labels."""


def row_rates(rows: Iterable[CaseRow]) -> Mapping[str, Unit]:
    """Return the unit of each rate that a ward may print for its rows, by code: `cases.civil_status.on_time_rate`."""
    return {count_code(row.code, rate): PERCENT for row in rows for rate in RATES}


def row_scope(code: str, field: str, dimension: Dimension = Dimension.FIELD) -> str:
    """Return the words for a row within a label: `lĩnh vực hộ tịch`, `tổng số`, or the name of a level."""
    if code == TOTAL:
        return "tổng số"
    return f"lĩnh vực {first_lower(field)}" if dimension is Dimension.FIELD else first_lower(field)


def sum_scope(dimension: Dimension) -> str:
    """Return the words for the sum over the rows of a dimension within a label: `cộng theo lĩnh vực`."""
    return f"cộng theo {dimension.words}"


def count_label(scope: str, column: str) -> str:
    """Return the label of a count, such as `Số hồ sơ giải quyết quá hạn, lĩnh vực hộ tịch`."""
    return f"Số hồ sơ {COUNT_LABELS[column]}, {scope}"


def _build_cases(table: ParsedTable, _: TableContext) -> tuple[tuple[CaseRow, ...], tuple[Problem, ...]]:
    rows = (CaseRow(row["code"], row["field"], dict(_counts(row)), _dimension(row)) for row in table.rows)
    return tuple(rows), ()


def _dimension(row: TableRow) -> Dimension:
    return row["dimension"] or Dimension.FIELD


def _counts(row: TableRow) -> Iterator[tuple[str, Figure]]:
    scope = row_scope(row["code"], row["field"], _dimension(row))
    for column in COUNT_LABELS:
        # An empty cell is not zero: it says that the ward gives no number.
        if row[column] is not None:
            code, label = count_code(row["code"], column), count_label(scope, column)
            yield column, Figure(code, label, CASES, row[column], source=SourceCell(row.file, row.number, column))


_RESERVED = frozenset((DIFFERENCE, *(dimension.sum_code for dimension in Dimension)))
"""The codes of rows that the report computes."""


def _field_code(cell: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", cell):
        raise cells.CellError("a code of small Latin letters, as civil_status", "write letters, digits and _ alone")
    if cell in _RESERVED:
        raise cells.CellError("a code that is not reserved for what the report computes", "choose another code")
    return cell


CASES_TABLE: InputTable[tuple[CaseRow, ...]] = InputTable(
    file_name="cases.csv",
    summary="cases by field, level, agency or system (biểu II.06a, 07a/BTP)",
    columns=(
        Column("code", "a code of small letters, as `civil_status`; `total` for the totals", _field_code),
        Column("field", "the name of the field («Hộ tịch»), level, agency or system", cells.required_text),
        Column(
            "dimension",
            "what the row is one of: `field`, `level`, `agency` or `system`; a field if empty",
            cells.optional(cells.member_of(Dimension)),
            is_optional=True,
        ),
        *(Column(name, description, cells.count) for name, description in _COLUMN_DESCRIPTIONS.items()),
        *(Column(name, text, cells.count, is_optional=True) for name, text in _FURTHER_DESCRIPTIONS.items()),
    ),
    build=_build_cases,
    unique=(("code",), ("field",)),
    is_optional=True,
    notes="One row for each field of procedures, in the columns of biểu II.06a (Thông tư số 01/2020/TT-VPCP). An empty "
    "cell is «chưa có số liệu», not zero. A sum that is left empty follows from its parts. The row `total` states the "
    "totals; without it they are added up. Without the table, the form shows what `figures.csv` states.\n\nRows of "
    "another `dimension` divide the same cases once more, by level or agency; two systems are added up. The form names "
    "the dimension; of several, each is a block with its own sum. Where a stated total differs from the sum over the "
    "systems, the internal report prints the difference below them.",
)
"""The table of cases by field."""
