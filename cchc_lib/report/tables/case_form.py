"""The form II.06a of Thông tư 01/2020/TT-VPCP: cases by field of procedures, in thirteen columns under three rows."""

from cchc_lib.indicators.cases import case_fields, rows_of
from cchc_lib.indicators.results import Results
from cchc_lib.inputs.tables.case_counts import CASE_COLUMNS, TOTAL, Dimension, count_code
from cchc_lib.quantities.letter_case import first_upper
from cchc_lib.report.model.document_nodes import ColumnHead
from cchc_lib.report.tables.declaration import TableDeclaration
from cchc_lib.report.tables.rows import TOTAL_LABEL, NumberCell, Row, TextCell


def _case_rows(results: Results) -> tuple[Row, ...]:
    """Return one row for each field of procedures, level, agency or system, and a row of totals."""
    fields = [(field.name, field.code) for field in case_fields(results.inputs)]
    others = [
        [(row.field, row.code) for row in rows_of(results.inputs, dimension)]
        for dimension in Dimension
        if dimension is not Dimension.FIELD
    ]
    numbered = [
        (str(number), name, code) for group in (fields, *others) for number, (name, code) in enumerate(group, start=1)
    ]
    return tuple(
        (TextCell(number), first_upper(name), *(NumberCell(count_code(code, column)) for column in CASE_COLUMNS))
        for number, name, code in (*numbered, ("", TOTAL_LABEL, TOTAL))
    )


# The wording, the spans and the formulas of the columns are those of the form.
_HEAD = (
    (
        ColumnHead("TT", rows=3),
        ColumnHead("Lĩnh vực giải quyết", rows=3),
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
    caption="Tình hình, kết quả giải quyết thủ tục hành chính theo lĩnh vực",
    columns=("TT", "Lĩnh vực", *(f"Số hồ sơ {name}" for name in CASE_COLUMNS.values())),
    rows=_case_rows,
    remark=(
        "Đơn vị tính: số hồ sơ. Theo biểu II.06a của Thông tư số 01/2020/TT-VPCP ngày 21/10/2020 của Văn phòng "
        "Chính phủ."
    ),
    head=_HEAD,
    is_form=True,
)
"""The table, which is wider than an upright page and is printed as an appendix."""
