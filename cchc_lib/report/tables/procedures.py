"""Tables of administrative procedures, without the form II.06a."""

from cchc_lib.indicators.results import Results
from cchc_lib.quantities.figures import State
from cchc_lib.quantities.letter_case import first_upper
from cchc_lib.report.model.document_nodes import Placement
from cchc_lib.report.tables.case_form import CASE_FORM
from cchc_lib.report.tables.declaration import COUNT_COLUMNS, TableDeclaration
from cchc_lib.report.tables.rows import TOTAL_LABEL, NumberCell, Row, ValueCell, labelled_rows


def _overdue_rows(results: Results) -> tuple[Row, ...]:
    fields = tuple(
        (first_upper(field.name), NumberCell(field.count), ValueCell(field.share) if field.share else None)
        for field in results.overdue_fields()
    )
    has_total = results["procedures.resolved_overdue"].state is State.STATED
    return (*fields, (TOTAL_LABEL, NumberCell("procedures.resolved_overdue"), None)) if has_total else fields


_CARRIED_OVER: tuple[Row, ...] = (
    ("Hồ sơ từ kỳ trước chuyển sang", NumberCell("procedures.carried_over"), None),
    ("Tổng số hồ sơ phải giải quyết", NumberCell("procedures.total_cases"), None),
)
_CHANNELS: tuple[Row, ...] = (
    ("– trực tuyến", NumberCell("procedures.received_online"), ValueCell("procedures.online_rate")),
    ("+ toàn trình", NumberCell("procedures.received_online_full"), None),
    ("+ một phần", NumberCell("procedures.received_online_partial"), None),
    ("– trực tiếp", NumberCell("procedures.received_direct"), ValueCell("procedures.direct_rate")),
    ("– qua bưu chính công ích", NumberCell("procedures.received_post"), None),
    ("– hình thức khác", NumberCell("procedures.received_other"), None),
    ("– phi địa giới hành chính", NumberCell("procedures.received_outside"), None),
)
_OUTCOMES: tuple[Row, ...] = (
    ("Hồ sơ đã giải quyết", NumberCell("procedures.resolved"), ValueCell("procedures.resolved_rate")),
    ("– đúng hạn", NumberCell("procedures.resolved_on_time"), ValueCell("procedures.on_time_rate")),
    ("+ trước hạn", NumberCell("procedures.resolved_early"), None),
    ("+ đúng ngày hẹn", NumberCell("procedures.resolved_on_day"), None),
    ("– quá hạn", NumberCell("procedures.resolved_overdue"), ValueCell("procedures.overdue_rate")),
    ("Hồ sơ đang giải quyết", NumberCell("procedures.pending"), ValueCell("procedures.pending_rate")),
    ("– trong hạn", NumberCell("procedures.pending_in_time"), None),
    ("– quá hạn", NumberCell("procedures.pending_overdue"), None),
    ("Hồ sơ chờ bổ sung", NumberCell("procedures.awaiting_supplement"), None),
    ("Hồ sơ chờ thực hiện nghĩa vụ tài chính", NumberCell("procedures.awaiting_payment"), None),
    ("Hồ sơ dừng giải quyết", NumberCell("procedures.stopped"), None),
    ("Hồ sơ từ chối giải quyết", NumberCell("procedures.refused"), None),
    ("Hồ sơ trả lại", NumberCell("procedures.returned"), None),
    ("Hồ sơ do người nộp rút", NumberCell("procedures.withdrawn"), None),
    ("Hồ sơ trực tuyến chờ tiếp nhận", NumberCell("procedures.awaiting_acceptance"), None),
    ("– trong hạn", NumberCell("procedures.awaiting_acceptance_in_time"), None),
    ("– quá hạn", NumberCell("procedures.awaiting_acceptance_late"), None),
    ("Hồ sơ trực tuyến không được tiếp nhận", NumberCell("procedures.not_accepted"), None),
    ("Thư xin lỗi đã gửi", NumberCell("procedures.apologies"), None),
)


def _has_carry_over(results: Results) -> bool:
    return results["procedures.carried_over"].state is not State.NOT_GIVEN


def _flow_rows(results: Results) -> tuple[Row, ...]:
    """Return the life of cases from receipt on; cases carried over stand between the channels and the outcomes."""
    if _has_carry_over(results):
        received: Row = ("Hồ sơ mới tiếp nhận trong kỳ", NumberCell("procedures.new_cases"), None)
        return (received, *_CHANNELS, *_CARRIED_OVER, *_OUTCOMES)
    return (("Hồ sơ tiếp nhận", NumberCell("procedures.received"), None), *_CHANNELS, *_OUTCOMES)


def _remark_on_rates(results: Results) -> str:
    # Offices divide by different totals, so the remark names them.
    base = results.inputs.catalogue.definitions_of("procedures.on_time_rate")[0].base
    resolved = "số hồ sơ đã giải quyết"
    on_time = (
        f"tỷ lệ đúng hạn, quá hạn tính trên {resolved}."
        if base == resolved
        else f"tỷ lệ đúng hạn tính trên {base}; tỷ lệ quá hạn tính trên {resolved}."
    )
    if _has_carry_over(results):
        return (
            "Tỷ lệ trực tuyến, trực tiếp tính trên số hồ sơ mới tiếp nhận; tỷ lệ đã giải quyết, đang giải quyết tính "
            f"trên tổng số hồ sơ phải giải quyết; {on_time}"
        )
    return f"Tỷ lệ trực tuyến, trực tiếp, đã giải quyết và đang giải quyết tính trên số hồ sơ tiếp nhận; {on_time}"


TABLES: tuple[TableDeclaration, ...] = (
    TableDeclaration(
        id="case_results",
        place=Placement.BODY,
        section="procedures",
        caption="Tiếp nhận và giải quyết hồ sơ thủ tục hành chính",
        columns=("Chỉ tiêu", "Số hồ sơ", "Tỷ lệ"),
        rows=_flow_rows,
        remark=_remark_on_rates,
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
        columns=COUNT_COLUMNS,
        rows=labelled_rows(
            "payments.online_rate",
            "procedures.at_centre_rate",
            "procedures.location_independent_rate",
            "procedures.city_system_rate",
            "procedures.national_portal_rate",
            "procedures.digitised_rate",
            "procedures.electronic_results_rate",
            "procedures.reused_data_rate",
            "score766.reported",
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
            "feedback.overdue",
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
