"""Tables of administrative procedures."""

from cchc_lib.indicators.procedures import OVERDUE_FIELDS
from cchc_lib.indicators.results import Results
from cchc_lib.quantities.figures import State
from cchc_lib.report.tables.declaration import COUNT_COLUMNS, Rows, TableDeclaration, counted, rated


def _overdue_rows(results: Results) -> Rows:
    fields = tuple(
        (name[0].upper() + name[1:], f"overdue.{field}|number", f"overdue.{field}_share")
        for field, (name, _) in OVERDUE_FIELDS.items()
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
