"""The catalogue of charts: each is declared once, with its section and the figures that it shows."""

from collections.abc import Iterable
from dataclasses import replace

from cchc_lib.catalogue.case_flow import cases_apart
from cchc_lib.indicators.budget import BudgetLine, budget_lines
from cchc_lib.indicators.results import Assessment, Results, Standing
from cchc_lib.indicators.staff_groups import STAFF_LABELS, staff_groups
from cchc_lib.inputs.tables.performance_targets import target_text
from cchc_lib.quantities.letter_case import first_upper
from cchc_lib.quantities.units import PERCENT
from cchc_lib.report.charts.attainment import Attainment, draw_attainments
from cchc_lib.report.charts.bars import draw_bars
from cchc_lib.report.charts.chart_items import are_known, chart_item, parts, stacked_bars
from cchc_lib.report.charts.declaration import ChartDeclaration
from cchc_lib.report.charts.dots import RateDot, draw_dots
from cchc_lib.report.charts.drawn_chart import ChartItem, Drawing
from cchc_lib.report.charts.stacked import StackedBar
from cchc_lib.report.charts.timeline import IssuedDocument, draw_timeline
from cchc_lib.scenarios.baseline_comparison import changed_from_positive

_OVERDUE = "Quá hạn, chưa hoàn thành"
_PLAN_TASKS = {
    "plan_tasks.completed": "Đã hoàn thành",
    "plan_tasks.in_progress": "Đang thực hiện",
    "plan_tasks.overdue": _OVERDUE,
    "plan_tasks.not_started": "Chưa thực hiện",
}
_CITY_TASKS = {
    "city_tasks.on_time": "Hoàn thành đúng hạn",
    "city_tasks.in_progress": "Đang thực hiện",
    "city_tasks.late": "Hoàn thành quá hạn",
}
_CITY_TASKS_NOT_SPLIT = {"city_tasks.done": "Đã hoàn thành", "city_tasks.in_progress": "Đang thực hiện"}


def _tasks(results: Results) -> Drawing | None:
    # A city's list may give the completed tasks without saying how many were late.
    is_split = are_known(results, "city_tasks.on_time", "city_tasks.late")
    city = {**(_CITY_TASKS if is_split else _CITY_TASKS_NOT_SPLIT), "city_tasks.overdue": _OVERDUE}
    return stacked_bars(
        StackedBar(
            "Nhiệm vụ trong kế hoạch cải cách hành chính", parts(results, _PLAN_TASKS, whole="plan_tasks.total")
        ),
        StackedBar(
            results.inputs.catalogue.in_words("Nhiệm vụ {province} giao"),
            parts(results, city, whole="city_tasks.total"),
        ),
    )


_SOURCES = {
    "procedures.received_online": "Trực tuyến",
    "procedures.received_direct": "Trực tiếp",
    "procedures.received_post": "Bưu chính",
    "procedures.received_other": "Hình thức khác",
    "procedures.received_outside": "Phi địa giới",
    "procedures.carried_over": "Kỳ trước",
}
_OUTCOMES = {
    "procedures.resolved_on_time": "Đúng hạn",
    "procedures.resolved_overdue": "Quá hạn",
    "procedures.pending": "Đang giải quyết",
}
_APART = {
    "procedures.awaiting_supplement": "Chờ bổ sung",
    "procedures.awaiting_payment": "Chờ nộp phí, lệ phí",
    "procedures.stopped": "Dừng giải quyết",
    "procedures.refused": "Từ chối giải quyết",
    "procedures.returned": "Trả lại",
    "procedures.withdrawn": "Rút hồ sơ",
}


def _case_flow(results: Results) -> Drawing | None:
    whole = results["procedures.total_cases"].number or 0
    sources, outcomes = parts(results, _SOURCES, whole="procedures.received"), parts(results, _OUTCOMES)
    if not sources or not outcomes or whole <= 0:
        return None
    codes = cases_apart({code: value.quantity for code, value in results.values.items()})
    apart = (chart_item(results, _APART[code], code, "number") for code in codes)
    title = "Hồ sơ phải giải quyết" if results["procedures.carried_over"].number else "Hồ sơ tiếp nhận"
    return stacked_bars(
        StackedBar(f"{title}, theo hình thức nộp", sources),
        StackedBar("Kết quả giải quyết", (*outcomes, *_above_zero(apart))),
    )


def _above_zero(items: Iterable[ChartItem]) -> tuple[ChartItem, ...]:
    return tuple(item for item in items if item.size > 0)


def _overdue_fields(results: Results) -> Drawing | None:
    items = [
        chart_item(results, first_upper(field.name), field.count, "number", outcome=field.outcome)
        for field in results.overdue_fields()
        if are_known(results, field.count)
    ]
    items.sort(key=lambda item: -item.size)
    shown = tuple(item for item in items if item.size > 0)
    codes = (item.number.code for item in items if not item.size)
    vanished = tuple(code for code in codes if changed_from_positive(results, code))
    return replace(draw_bars(shown), vanished=vanished) if shown else None


def _staff(results: Results) -> Drawing | None:
    rows = tuple(
        _attainment(results, first_upper(group.name), (group.present, group.quota))
        for group in staff_groups(results.inputs.catalogue)
        if group.present and are_known(results, group.quota, group.present) and results[group.quota].number
    )
    return draw_attainments(rows) if rows else None


def _attainment(results: Results, label: str, codes: tuple[str, str]) -> Attainment:
    """Return the attained part of a plan, printed as `55/65`."""
    actual, planned = (chart_item(results, "", code, "number") for code in codes)
    text = f"{actual.number.text}/{planned.number.text}"
    return Attainment(label, actual.size / planned.size, text, (actual.number, planned.number))


def _qualifications(results: Results) -> Drawing | None:
    def bar(title: str, breakdown: str) -> StackedBar:
        labels = {
            part.code: part.name.removeprefix("lý luận chính trị ").capitalize()
            for part in results.inputs.catalogue.breakdowns[breakdown]
        }
        return StackedBar(title, parts(results, labels))

    degrees = tuple(bar(title, f"{staff}.total") for staff, title in STAFF_LABELS.items())
    title = f"{STAFF_LABELS['committee_staff']}: lý luận chính trị"
    return stacked_bars(*degrees, bar(title, "committee_staff.total#theory"))


def _budget(results: Results) -> Drawing | None:
    rows = tuple(
        _attained_amount(results, line)
        for line in budget_lines(results.inputs.catalogue)
        if line.attainment_rate and are_known(results, line.amount, line.attainment_rate)
    )
    return draw_attainments(rows) if rows else None


def _attained_amount(results: Results, line: BudgetLine) -> Attainment:
    rate, amount = (chart_item(results, "", code) for code in (line.attainment_rate, line.amount))
    return Attainment(line.name, rate.size, f"{rate.number.text} ({amount.number.text})", (rate.number, amount.number))


def _services(results: Results) -> Drawing | None:
    levels = {level.code: level.name for level in results.inputs.catalogue.breakdowns["services.total"]}
    cases = {"full_online.online": "Nộp trực tuyến", "full_online.direct": "Nộp trực tiếp"}
    return stacked_bars(
        StackedBar("TTHC theo mức độ dịch vụ công", parts(results, levels)),
        StackedBar("Hồ sơ của dịch vụ công toàn trình", parts(results, cases)),
    )


def _documents(results: Results) -> Drawing | None:
    inputs = results.inputs
    own = tuple(
        IssuedDocument(document.date, document.type)
        for document in inputs.register.documents.values()
        if document.date and document.issuer in inputs.ward.committee_names and document.date >= inputs.period.start
    )
    return draw_timeline(own, inputs.period.end) if own else None


def _targets(results: Results) -> Drawing | None:
    dots = tuple(
        _target_dot(results, assessment)
        for assessment in results.first_assessments()
        if are_known(results, assessment.value.code) and assessment.target.unit == PERCENT
    )
    # What misses its target is on top, by how far it does.
    ordered = sorted(dots, key=lambda dot: (not dot.missed, dot.item.size - (dot.target or 0)))
    return draw_dots(tuple(ordered)) if dots else None


def _target_dot(results: Results, assessment: Assessment) -> RateDot:
    target = assessment.target
    return RateDot(
        chart_item(results, assessment.value.label, target.code),
        target=float(target.number),
        target_text=f"mục tiêu {target_text(target)}",
        missed=assessment.standing is Standing.MISSED,
    )


CHARTS: tuple[ChartDeclaration, ...] = (
    ChartDeclaration(
        id="documents",
        section="direction",
        caption="Văn bản của UBND theo tuần ban hành (mỗi ô là một văn bản)",
        build=_documents,
    ),
    ChartDeclaration(
        id="tasks",
        section="steering",
        caption="Nhiệm vụ theo tình trạng thực hiện (nhiệm vụ)",
        build=_tasks,
        trial=("plan_tasks.completed_rate",),
    ),
    ChartDeclaration(
        id="case_flow",
        section="procedures",
        caption="Hồ sơ theo hình thức nộp và kết quả giải quyết (hồ sơ)",
        build=_case_flow,
        trial=("procedures.online_rate", "procedures.on_time_rate"),
    ),
    ChartDeclaration(
        id="overdue_fields",
        section="procedures",
        caption="Hồ sơ quá hạn theo lĩnh vực (hồ sơ)",
        build=_overdue_fields,
    ),
    ChartDeclaration(
        id="staff", section="civil_service", caption="Số có mặt so với chỉ tiêu được giao (người)", build=_staff
    ),
    ChartDeclaration(
        id="qualifications",
        section="civil_service",
        caption="Trình độ cán bộ, công chức, viên chức (người)",
        build=_qualifications,
    ),
    ChartDeclaration(id="budget", section="finance", caption="Thu, chi ngân sách so với dự toán", build=_budget),
    ChartDeclaration(
        id="services",
        section="digital_results",
        caption="Dịch vụ công trực tuyến: mức độ cung cấp và sử dụng",
        build=_services,
    ),
    ChartDeclaration(
        id="targets",
        section="assessment",
        caption="Kết quả so với mục tiêu",
        build=_targets,
        trial=("payments.online_rate",),
    ),
)
"""Every chart, in the order of the report."""

RETIRED = frozenset({"petitions", "service_quality", "autonomy"})
"""The names of charts that said no more than a short table or another chart; older notebooks still ask for them."""
