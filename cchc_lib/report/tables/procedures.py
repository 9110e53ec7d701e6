"""Tables of administrative procedures."""

from cchc_lib.indicators.cases import case_fields
from cchc_lib.indicators.results import Results
from cchc_lib.inputs.tables.case_counts import CASE_COLUMNS, TOTAL, count_code
from cchc_lib.quantities.figures import State
from cchc_lib.quantities.letter_case import first_upper
from cchc_lib.report.blocks.table_block import HeadCell
from cchc_lib.report.tables.declaration import COUNT_COLUMNS, Rows, TableDeclaration, counted, rated


def _overdue_rows(results: Results) -> Rows:
    fields = tuple(
        (first_upper(field.name), f"{field.count}|number", field.share) for field in results.overdue_fields()
    )
    known = results["procedures.resolved_overdue"].state is State.STATED
    return (*fields, ("Tổng số", "procedures.resolved_overdue|number", "")) if known else fields


case_results = TableDeclaration(
    "case_results",
    "procedures",
    "Tiếp nhận và giải quyết hồ sơ thủ tục hành chính",
    ("Chỉ tiêu", "Số hồ sơ", "Tỷ lệ"),
    (
        ("Hồ sơ tiếp nhận", "procedures.received|number", ""),
        ("– trực tuyến", "procedures.received_online|number", "procedures.online_rate"),
        ("– trực tiếp", "procedures.received_direct|number", "procedures.direct_rate"),
        ("Hồ sơ đã giải quyết", "procedures.resolved|number", "procedures.resolved_rate"),
        ("– đúng hạn", "procedures.resolved_on_time|number", "procedures.on_time_rate"),
        ("– quá hạn", "procedures.resolved_overdue|number", "procedures.overdue_rate"),
        ("Hồ sơ đang giải quyết", "procedures.pending|number", "procedures.pending_rate"),
    ),
    "Tỷ lệ trực tuyến, trực tiếp, đã giải quyết và đang giải quyết tính trên số hồ sơ tiếp nhận; "
    "tỷ lệ đúng hạn, quá hạn tính trên số hồ sơ đã giải quyết.",
)

overdue_fields = TableDeclaration(
    "overdue_fields",
    "procedures",
    "Hồ sơ giải quyết quá hạn theo lĩnh vực",
    ("Lĩnh vực", "Số hồ sơ", "Tỷ trọng"),
    _overdue_rows,
)

service_quality = TableDeclaration(
    "service_quality",
    "procedures",
    "Chất lượng cung cấp dịch vụ công",
    ("Chỉ tiêu", "Kết quả"),
    (
        ("label:payments.online_rate", "payments.online_rate"),
        *(
            (f"label:procedures.{rate}_rate", f"procedures.{rate}_rate")
            for rate in (
                "at_centre",
                "location_independent",
                "city_system",
                "national_portal",
                "digitised",
                "electronic_results",
                "reused_data",
            )
        ),
        ("label:score766.reported", "score766.reported"),
    ),
)

feedback = TableDeclaration(
    "feedback",
    "procedures",
    "Phản ánh, kiến nghị về quy định hành chính",
    COUNT_COLUMNS,
    (
        *counted("feedback.received", "feedback.resolved", "feedback.awaiting", "feedback.in_progress"),
        rated("feedback.resolved_rate"),
    ),
)

workload = TableDeclaration(
    "workload",
    "procedures",
    "Khối lượng công việc",
    COUNT_COLUMNS,
    (
        *counted("procedures.visits"),
        rated("procedures.visits_per_case"),
        rated("procedures.per_thousand_people"),
        rated("procedures.per_civil_servant"),
    ),
)


def _form_rows(results: Results) -> Rows:
    """Biểu II.06a: one row a field, and the totals."""
    fields = case_fields(results.inputs)
    rows = [(f"={at}", first_upper(field.name), field.code) for at, field in enumerate(fields, start=1)]
    rows.append(("=", "Tổng số", TOTAL))
    return tuple(
        (number, name, *(f"{count_code(code, column)}|number" for column in CASE_COLUMNS))
        for number, name, code in rows
    )


_FORM_HEAD = (
    (
        HeadCell("TT", rows=3),
        HeadCell("Lĩnh vực giải quyết", rows=3),
        HeadCell("Số hồ sơ tiếp nhận", columns=4),
        HeadCell("Số hồ sơ đã giải quyết", columns=4),
        HeadCell("Số hồ sơ đang giải quyết", columns=3),
    ),
    (
        HeadCell("Tổng số", rows=2),
        HeadCell("Trong kỳ", columns=2),
        HeadCell("Từ kỳ trước", rows=2),
        HeadCell("Tổng số", rows=2),
        HeadCell("Trước hạn", rows=2),
        HeadCell("Đúng hạn", rows=2),
        HeadCell("Quá hạn", rows=2),
        HeadCell("Tổng số", rows=2),
        HeadCell("Trong hạn", rows=2),
        HeadCell("Quá hạn", rows=2),
    ),
    (HeadCell("Trực tuyến"), HeadCell("Trực tiếp, bưu chính")),
    tuple(
        HeadCell(number)
        for number in (
            *("(1)", "(2)", "(3) = (4) + (5) + (6)", "(4)", "(5)", "(6)"),
            *("(7) = (8) + (9) + (10)", "(8)", "(9)", "(10)", "(11) = (12) + (13)", "(12)", "(13)"),
        )
    ),
)

case_form = TableDeclaration(
    "case_form",
    "procedures",
    "Tình hình, kết quả giải quyết thủ tục hành chính theo lĩnh vực",
    ("TT", "Lĩnh vực", *(f"Số hồ sơ {words}" for words in CASE_COLUMNS.values())),
    _form_rows,
    "Đơn vị tính: số hồ sơ. Theo biểu II.06a của Thông tư số 01/2020/TT-VPCP ngày 21/10/2020 của Văn phòng Chính phủ.",
    head=_FORM_HEAD,
)
