"""Tables of administrative procedures, without the form II.06a."""

from cchc_lib.indicators.results import Results
from cchc_lib.quantities.figures import State
from cchc_lib.quantities.letter_case import first_upper
from cchc_lib.report.tables.case_form import CASE_FORM
from cchc_lib.report.tables.declaration import (
    COUNT_COLUMNS,
    LabelCell,
    NumberCell,
    Row,
    TableDeclaration,
    ValueCell,
    labelled_rows,
)


def _overdue_rows(results: Results) -> tuple[Row, ...]:
    fields = tuple(
        (first_upper(field.name), NumberCell(field.count), ValueCell(field.share)) for field in results.overdue_fields()
    )
    has_total = results["procedures.resolved_overdue"].state is State.STATED
    return (*fields, ("Tổng số", NumberCell("procedures.resolved_overdue"), None)) if has_total else fields


TABLES: tuple[TableDeclaration, ...] = (
    TableDeclaration(
        id="case_results",
        section="procedures",
        caption="Tiếp nhận và giải quyết hồ sơ thủ tục hành chính",
        columns=("Chỉ tiêu", "Số hồ sơ", "Tỷ lệ"),
        rows=(
            ("Hồ sơ tiếp nhận", NumberCell("procedures.received"), None),
            ("– trực tuyến", NumberCell("procedures.received_online"), ValueCell("procedures.online_rate")),
            ("– trực tiếp", NumberCell("procedures.received_direct"), ValueCell("procedures.direct_rate")),
            ("Hồ sơ đã giải quyết", NumberCell("procedures.resolved"), ValueCell("procedures.resolved_rate")),
            ("– đúng hạn", NumberCell("procedures.resolved_on_time"), ValueCell("procedures.on_time_rate")),
            ("– quá hạn", NumberCell("procedures.resolved_overdue"), ValueCell("procedures.overdue_rate")),
            ("Hồ sơ đang giải quyết", NumberCell("procedures.pending"), ValueCell("procedures.pending_rate")),
        ),
        # Offices divide by different totals (by the cases received, or by those resolved), so the remark names them.
        remark=(
            "Tỷ lệ trực tuyến, trực tiếp, đã giải quyết và đang giải quyết tính trên số hồ sơ tiếp nhận; "
            "tỷ lệ đúng hạn, quá hạn tính trên số hồ sơ đã giải quyết."
        ),
    ),
    TableDeclaration(
        id="overdue_fields",
        section="procedures",
        caption="Hồ sơ giải quyết quá hạn theo lĩnh vực",
        columns=("Lĩnh vực", "Số hồ sơ", "Tỷ trọng"),
        rows=_overdue_rows,
    ),
    TableDeclaration(
        id="service_quality",
        section="procedures",
        caption="Chất lượng cung cấp dịch vụ công",
        columns=("Chỉ tiêu", "Kết quả"),
        rows=tuple(
            (LabelCell(code), ValueCell(code))
            for code in (
                "payments.online_rate",
                "procedures.at_centre_rate",
                "procedures.location_independent_rate",
                "procedures.city_system_rate",
                "procedures.national_portal_rate",
                "procedures.digitised_rate",
                "procedures.electronic_results_rate",
                "procedures.reused_data_rate",
                "score766.reported",
            )
        ),
    ),
    TableDeclaration(
        id="feedback",
        section="procedures",
        caption="Phản ánh, kiến nghị về quy định hành chính",
        columns=COUNT_COLUMNS,
        rows=labelled_rows(
            "feedback.received",
            "feedback.resolved",
            "feedback.awaiting",
            "feedback.in_progress",
            "feedback.resolved_rate",
        ),
    ),
    TableDeclaration(
        id="workload",
        section="procedures",
        caption="Khối lượng công việc",
        columns=COUNT_COLUMNS,
        rows=labelled_rows(
            "procedures.visits",
            "procedures.visits_per_case",
            "procedures.per_thousand_people",
            "procedures.per_civil_servant",
        ),
    ),
    CASE_FORM,
)
