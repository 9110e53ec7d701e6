"""Every table of the report, declared in its order by the codes that stand in it."""

from cchc_lib.indicators.civil_service import LEVEL_LABELS, QUALIFICATIONS, STAFF_GROUPS, STAFF_LABELS
from cchc_lib.indicators.digital import SERVICE_LEVELS
from cchc_lib.indicators.finance import AUTONOMY_GROUPS, BUDGET_LINES
from cchc_lib.indicators.organisation import DECISIONS
from cchc_lib.indicators.procedures import OVERDUE_FIELDS
from cchc_lib.indicators.results import Assessment, Results, Standing
from cchc_lib.inputs.stated import Level
from cchc_lib.quantities.figures import State
from cchc_lib.quantities.printing import Value
from cchc_lib.report.sentences import target_text
from cchc_lib.report.tables import Rows, TableDeclaration

CLAIMED = "Đã công bố"

STANDING_WORDS = {Standing.MET: "Đạt", Standing.MISSED: "Chưa đạt", Standing.UNKNOWN: "Chưa có số liệu"}
LEVEL_WORDS = {Level.WARD: "Đơn vị", Level.CITY: "Thành phố", Level.NATIONAL: "Quốc gia"}


def _counted(*codes: str) -> Rows:
    return tuple((f"label:{code}", f"unit:{code}", f"{code}|number") for code in codes)


def _claimed(label: str, count: str, rate: str) -> tuple[str, ...]:
    """A count and its rate, beside the rate that the ward printed."""
    return (label, f"{count}|number", rate, f"claim:{rate}")


def _processed(label: str, way: str) -> tuple[str, ...]:
    return (label, f"{way}_required|number", f"{way}_processed|number", f"{way}_rate", f"claim:{way}_rate")


def _rate(code: str) -> tuple[str, ...]:
    return (f"label:{code}", f"unit:{code}", code)


def _standing(assessment: Assessment) -> tuple[str, ...]:
    target = assessment.target
    words = STANDING_WORDS[assessment.standing]
    return (
        f"label:{target.code}",
        f"={target_text(target)}",
        target.code,
        f"={words}",
        f"={LEVEL_WORDS[target.level]}",
    )


def _target_rows(results: Results) -> Rows:
    return tuple(_standing(assessment) for assessment in results.assessments())


def _overdue_rows(results: Results) -> Rows:
    total: Value = results["procedures.resolved_overdue"]
    fields = tuple(
        (name[0].upper() + name[1:], f"overdue.{field}|number", f"overdue.{field}_share")
        for field, (name, _) in OVERDUE_FIELDS.items()
    )
    return (*fields, ("Tổng số", "procedures.resolved_overdue|number", "")) if total.state is State.STATED else fields


_COUNT_COLUMNS = ("Chỉ tiêu", "Đơn vị tính", "Số liệu")

TABLES = (
    TableDeclaration(
        "tasks",
        "steering",
        "Kết quả thực hiện nhiệm vụ",
        ("Nhóm nhiệm vụ", "Số nhiệm vụ", "Tỷ lệ"),
        (
            ("Nhiệm vụ trong kế hoạch CCHC", "plan_tasks.total|number", ""),
            ("– đã hoàn thành", "plan_tasks.completed|number", "plan_tasks.completed_rate"),
            ("– đang thực hiện", "plan_tasks.in_progress|number", "plan_tasks.in_progress_rate"),
            ("Nhiệm vụ thành phố giao", "city_tasks.total|number", "city_tasks.completed_rate"),
            ("– hoàn thành đúng hạn", "city_tasks.on_time|number", "city_tasks.on_time_rate"),
            ("– hoàn thành quá hạn", "city_tasks.late|number", ""),
            ("– đang thực hiện trong hạn", "city_tasks.in_progress|number", "city_tasks.in_progress_rate"),
        ),
        "Tỷ lệ của nhiệm vụ thành phố giao là tỷ lệ đã hoàn thành; tỷ lệ đúng hạn tính trên số đã hoàn thành.",
    ),
    TableDeclaration(
        "reception",
        "reception",
        "Kết quả tiếp công dân và giải quyết đơn thư",
        _COUNT_COLUMNS,
        (
            *_counted(
                "reception.visits",
                "reception.matters",
                "reception.regular_visits",
                "reception.regular_people",
                "reception.chair_sessions",
                "reception.chair_visits",
                "reception.adhoc_matters",
                "petitions.complaints",
                "petitions.received",
                "petitions.matters",
                "petitions.settled",
                "petitions.pending",
            ),
            _rate("petitions.settled_rate"),
        ),
    ),
    TableDeclaration(
        "legal_documents",
        "institutions",
        "Xử lý văn bản quy phạm pháp luật sau kiểm tra, rà soát",
        ("Hình thức", "Cần xử lý", "Đã xử lý xong", "Tỷ lệ", CLAIMED),
        (
            _processed("Sau kiểm tra", "legal.check"),
            _processed("Sau rà soát", "legal.review"),
        ),
        "Cột «Đã công bố» ghi tỷ lệ như trong báo cáo của đơn vị; cột «Tỷ lệ» được tính lại từ số liệu.",
    ),
    TableDeclaration(
        "legal_communication",
        "institutions",
        "Tuyên truyền, phổ biến pháp luật",
        _COUNT_COLUMNS,
        _counted(
            "legal.broadcasts",
            "legal.broadcast_items",
            "legal.fanpage_items",
            "legal.portal_items",
            "legal.items",
        ),
    ),
    TableDeclaration(
        "case_results",
        "procedures",
        "Tiếp nhận và giải quyết hồ sơ thủ tục hành chính",
        ("Chỉ tiêu", "Số hồ sơ", "Tỷ lệ", CLAIMED),
        (
            ("Hồ sơ tiếp nhận", "procedures.received|number", "", ""),
            _claimed("– trực tuyến", "procedures.received_online", "procedures.online_rate"),
            ("– trực tiếp", "procedures.received_direct|number", "procedures.direct_rate", ""),
            _claimed("Hồ sơ đã giải quyết", "procedures.resolved", "procedures.resolved_rate"),
            _claimed("– đúng hạn", "procedures.resolved_on_time", "procedures.on_time_rate"),
            _claimed("– quá hạn", "procedures.resolved_overdue", "procedures.overdue_rate"),
            ("Hồ sơ đang giải quyết", "procedures.pending|number", "procedures.pending_rate", ""),
        ),
        "Tỷ lệ trực tuyến, trực tiếp, đã giải quyết và đang giải quyết tính trên số hồ sơ tiếp nhận; "
        "tỷ lệ đúng hạn, quá hạn tính trên số hồ sơ đã giải quyết.",
    ),
    TableDeclaration(
        "overdue_fields",
        "procedures",
        "Hồ sơ giải quyết quá hạn theo lĩnh vực",
        ("Lĩnh vực", "Số hồ sơ", "Tỷ trọng"),
        _overdue_rows,
    ),
    TableDeclaration(
        "service_quality",
        "procedures",
        "Chất lượng cung cấp dịch vụ công",
        ("Chỉ tiêu", "Kết quả", CLAIMED),
        (
            ("label:payments.online_rate", "payments.online_rate", "claim:payments.online_rate"),
            *(
                (f"label:procedures.{rate}_rate", f"procedures.{rate}_rate", "")
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
            ("label:score766.reported", "score766.reported", ""),
        ),
    ),
    TableDeclaration(
        "feedback",
        "procedures",
        "Phản ánh, kiến nghị về quy định hành chính",
        _COUNT_COLUMNS,
        (
            *_counted("feedback.received", "feedback.resolved", "feedback.awaiting", "feedback.in_progress"),
            _rate("feedback.resolved_rate"),
        ),
    ),
    TableDeclaration(
        "decisions",
        "organisation_review",
        "Văn bản về tổ chức bộ máy, nhân sự",
        _COUNT_COLUMNS,
        _counted(*DECISIONS, "organisation.decisions"),
    ),
    TableDeclaration(
        "severance",
        "organisation_review",
        "Giải quyết chế độ khi sắp xếp tổ chức bộ máy",
        _COUNT_COLUMNS,
        (
            *_counted(
                "severance.paid_people",
                "severance.paid_total",
                "severance.paid_per_person",
                "severance.parttime_people",
                "severance.parttime_submitted",
            ),
            _rate("severance.parttime_submitted_rate"),
        ),
    ),
    TableDeclaration(
        "staff",
        "civil_service",
        "Chỉ tiêu biên chế được giao và số có mặt",
        ("Nhóm", "Được giao", "Có mặt", "Còn thiếu", "Tỷ lệ chưa sử dụng"),
        tuple(
            (
                group.label,
                f"{group.quota}|number",
                f"staff.{group.code}_present|number",
                f"staff.{group.code}_vacant|number",
                f"staff.{group.code}_vacancy_rate",
            )
            for group in STAFF_GROUPS
        ),
    ),
    TableDeclaration(
        "qualifications",
        "civil_service",
        "Trình độ cán bộ, công chức, viên chức",
        ("Trình độ", "Số người", "Tỷ lệ"),
        tuple(
            row
            for staff, levels in QUALIFICATIONS.items()
            for row in (
                (STAFF_LABELS[staff][0], f"{staff}.total|number", ""),
                *(
                    (f"– {LEVEL_LABELS[level][0]}", f"{staff}.{level}|number", f"{staff}.{level}_share")
                    for level in levels
                ),
            )
        ),
    ),
    TableDeclaration(
        "autonomy",
        "finance",
        "Đơn vị sự nghiệp công lập theo mức tự chủ",
        ("Nhóm", "Số đơn vị", "Tỷ lệ"),
        (
            *(
                (f"label:autonomy.{group}", f"autonomy.{group}|number", f"autonomy.{group}_share")
                for group in AUTONOMY_GROUPS
            ),
            ("Tổng số", "autonomy.units|number", ""),
        ),
    ),
    TableDeclaration(
        "budget",
        "finance",
        "Thu, chi ngân sách so với dự toán",
        ("Nội dung", "Ước thực hiện", "Tỷ lệ đạt", "Dự toán suy ra"),
        tuple(
            (label, f"budget.{line}", f"budget.{line}_attainment_rate", f"budget.{line}_plan")
            for line, (label, _, _) in BUDGET_LINES.items()
        ),
        "Dự toán được suy ra từ số ước thực hiện và tỷ lệ đạt mà đơn vị nêu.",
    ),
    TableDeclaration(
        "services",
        "digital_results",
        "Mức độ cung cấp và sử dụng dịch vụ công trực tuyến",
        ("Chỉ tiêu", "Số lượng", "Tỷ lệ", CLAIMED),
        (
            ("TTHC cung cấp trên Cổng Dịch vụ công", "services.total", "", ""),
            *(
                (f"– {name[0].lower()}{name[1:]}", f"services.{level}", f"services.{level}_share", "")
                for level, (name, _) in SERVICE_LEVELS.items()
            ),
            (
                "Toàn trình có phát sinh hồ sơ trực tuyến",
                "services.full_with_cases",
                "services.full_used_share",
                "",
            ),
            ("Hồ sơ của dịch vụ công toàn trình", "full_online.received", "", ""),
            (
                "– nộp trực tuyến",
                "full_online.online",
                "full_online.online_rate",
                "claim:full_online.online_rate",
            ),
            ("– nộp trực tiếp", "full_online.direct", "full_online.direct_rate", ""),
        ),
    ),
    TableDeclaration(
        "targets",
        "next",
        "Kết quả so với mục tiêu",
        ("Chỉ tiêu", "Mục tiêu", "Kết quả trong kỳ", "Đánh giá", "Cấp đặt mục tiêu"),
        _target_rows,
    ),
)
"""Every table of the report, in its order."""
