"""The form II.06a of Thông tư 01/2020/TT-VPCP: cases by field of procedures, in thirteen columns under three rows.

Wards that divide their cases by level, agency or system have the same form under the name of that dimension.
"""

from collections.abc import Iterator, Mapping

from cchc_lib.indicators.case_sums import dimensions_of, stated_totals
from cchc_lib.indicators.cases import case_fields, rows_of
from cchc_lib.indicators.results import Results
from cchc_lib.inputs.tables.case_counts import CASE_COLUMNS, DIFFERENCE, TOTAL, Dimension, count_code
from cchc_lib.quantities.letter_case import first_upper
from cchc_lib.quantities.numbers import roman
from cchc_lib.report.model.document_nodes import ColumnHead
from cchc_lib.report.sections.document_frame import is_internal
from cchc_lib.report.tables.declaration import Head, TableDeclaration
from cchc_lib.report.tables.rows import TOTAL_LABEL, NumberCell, Row, TextCell


def _case_rows(results: Results) -> tuple[Row, ...]:
    """Return the rows of each dimension and a row of totals; several dimensions are blocks with their own sums."""
    dimensions = dimensions_of(results.inputs)
    rows: tuple[Row, ...] = ()
    for at, dimension in enumerate(dimensions, start=1):
        if len(dimensions) > 1:
            rows += (_count_row(roman(at), f"Theo {dimension.words}", dimension.sum_code),)
        rows += tuple(_rows_of(results, dimension))
    differences = tuple(_rows_of_differences(results))
    if dimensions == (Dimension.SYSTEM,) and differences:
        # The total is either of the two numbers that differ, and stands among these rows.
        return (*rows, _count_row("", "Cộng các hệ thống", Dimension.SYSTEM.sum_code), *differences)
    # Systems are the last dimension, so that these rows follow theirs.
    return (*rows, *differences, _count_row("", TOTAL_LABEL, TOTAL))


def _rows_of(results: Results, dimension: Dimension) -> Iterator[Row]:
    if dimension is Dimension.FIELD:
        named = [(field.name, field.code) for field in case_fields(results.inputs)]
    else:
        named = [(row.field, row.code) for row in rows_of(results.inputs, dimension)]
    for number, (name, code) in enumerate(named, start=1):
        yield _count_row(str(number), first_upper(name), code)


def _count_row(number: str, name: str, code: str) -> Row:
    return _row_of_codes(number, name, {column: count_code(code, column) for column in CASE_COLUMNS})


def _row_of_codes(number: str, name: str, codes: Mapping[str, str]) -> Row:
    """Return a row whose cells are empty in the columns without a code."""
    cells = (NumberCell(codes[column]) if column in codes else None for column in CASE_COLUMNS)
    return (TextCell(number), name, *cells)


def _rows_of_differences(results: Results) -> Iterator[Row]:
    """Yield what the ward states in place of the sums over its systems, and the difference, in an internal report."""
    codes = {column: count_code(DIFFERENCE, column) for column in CASE_COLUMNS}
    differing = {column: code for column, code in codes.items() if code in results.values}
    if differing and is_internal(results):
        stated = {column: figure.code for column, figure in stated_totals(results.inputs).items()}
        yield _row_of_codes("", "Số liệu đã nêu trong báo cáo", stated)
        yield _row_of_codes("", "Chênh lệch", differing)


def _caption(results: Results) -> str:
    by = "; ".join(f"theo {dimension.words}" for dimension in dimensions_of(results.inputs))
    return f"Tình hình, kết quả giải quyết thủ tục hành chính {by}"


def _columns(results: Results) -> tuple[str, ...]:
    return ("TT", _name_of_rows(results), *(f"Số hồ sơ {name}" for name in CASE_COLUMNS.values()))


def _name_of_rows(results: Results) -> str:
    return first_upper("; ".join(dimension.words for dimension in dimensions_of(results.inputs)))


def _head(results: Results) -> Head:
    name = _name_of_rows(results)
    is_of_form = dimensions_of(results.inputs) == (Dimension.FIELD,)
    named = _FIELDS if is_of_form else ColumnHead(name, rows=3)
    return (tuple(named if head == _FIELDS else head for head in _HEAD[0]), *_HEAD[1:])


_FIELDS = ColumnHead("Lĩnh vực giải quyết", rows=3)
# The wording, the spans and the formulas of the columns are those of the form.
_HEAD = (
    (
        ColumnHead("TT", rows=3),
        _FIELDS,
        ColumnHead("Số hồ sơ tiếp nhận", columns=4),
        ColumnHead("Số hồ sơ đã giải quyết", columns=4),
        ColumnHead("Số hồ sơ đang giải quyết", columns=3),
    ),
    (
        ColumnHead("Tổng số", rows=2),
        ColumnHead("Trong kỳ", columns=2),
        ColumnHead("Từ kỳ trước", rows=2),
        ColumnHead("Tổng số", rows=2),
        ColumnHead("Trước hạn", rows=2),
        ColumnHead("Đúng hạn", rows=2),
        ColumnHead("Quá hạn", rows=2),
        ColumnHead("Tổng số", rows=2),
        ColumnHead("Trong hạn", rows=2),
        ColumnHead("Quá hạn", rows=2),
    ),
    (ColumnHead("Trực tuyến"), ColumnHead("Trực tiếp, bưu chính")),
    tuple(
        ColumnHead(number)
        for number in (
            *("(1)", "(2)", "(3) = (4) + (5) + (6)", "(4)", "(5)", "(6)"),
            *("(7) = (8) + (9) + (10)", "(8)", "(9)", "(10)", "(11) = (12) + (13)", "(12)", "(13)"),
        )
    ),
)

CASE_FORM = TableDeclaration(
    id="case_form",
    section="procedures",
    caption=_caption,
    columns=_columns,
    rows=_case_rows,
    remark=(
        "Đơn vị tính: số hồ sơ. Theo biểu II.06a của Thông tư số 01/2020/TT-VPCP ngày 21/10/2020 của Văn phòng "
        "Chính phủ."
    ),
    head=_head,
    is_form=True,
)
"""The table, which is wider than an upright page and is printed as an appendix."""
