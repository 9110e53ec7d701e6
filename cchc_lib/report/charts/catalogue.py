"""The report's charts, each declared once: where it stands and which figures it shows."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from cchc_lib.indicators.catalogue import definition_of
from cchc_lib.indicators.civil_service import DEGREES, LEVEL_LABELS, STAFF_GROUPS, STAFF_LABELS, THEORY_LEVELS
from cchc_lib.indicators.digital import SERVICE_LEVELS
from cchc_lib.indicators.finance import AUTONOMY_GROUPS, BUDGET_LINES
from cchc_lib.indicators.identities import SUBSETS
from cchc_lib.indicators.results import Assessment, Results, Standing
from cchc_lib.inputs.catalogue import Outcome
from cchc_lib.inputs.tables.performance_targets import target_text
from cchc_lib.quantities.letter_case import first_upper, within_sentence
from cchc_lib.quantities.units import PERCENT
from cchc_lib.report.blocks.chart_block import Chart
from cchc_lib.report.charts.bars import bars
from cchc_lib.report.charts.dots import Dot, dots
from cchc_lib.report.charts.drawn_chart import Drawing, Item
from cchc_lib.report.charts.flow import flow
from cchc_lib.report.charts.paired import Pair, paired
from cchc_lib.report.charts.stacked import Whole, stacked
from cchc_lib.report.charts.surface import GREEN, ORANGE, VERMILION, draw
from cchc_lib.report.charts.timeline import Event, timeline
from cchc_lib.report.model.runs import Number, Text, TextRun
from cchc_lib.report.sections.sentences import SentenceRenderer
from cchc_lib.scenarios.baseline_comparison import was_positive

NOTHING_TO_DRAW = "không có số liệu để vẽ biểu đồ"


@dataclass(frozen=True)
class ChartDeclaration:
    """One chart of the report; `build` gives None where there is nothing to draw."""

    id: str
    section: str
    caption: str
    build: Callable[[Results], Drawing | None]
    trial: tuple[str, ...] = ()
    """Rates of counts, which a reader of the page may try other figures of."""


def build_chart(declared: ChartDeclaration, results: Results) -> Chart:
    """Draw a declared chart."""
    drawing = declared.build(results)
    if drawing is None:
        return Chart(declared.id, declared.section, declared.caption, f"{declared.caption}: {NOTHING_TO_DRAW}.", ())
    alt = f"{declared.caption}: {drawing.alt}."
    return Chart(
        declared.id,
        declared.section,
        declared.caption + _beside_truth(drawing, SentenceRenderer(results)),
        alt,
        drawing.numbers,
        draw(drawing.marks, drawing.height),
        declared.trial,
        _within(declared, results),
    )


def _within(declared: ChartDeclaration, results: Results) -> tuple[str, ...]:
    """The parts and wholes among the figures that a chart may be tried with."""
    moved = {figure.code for code in declared.trial for figure in results[code].quantity.figures()}
    return tuple(f"{part}/{whole}" for part, whole in SUBSETS if {part, whole} <= moved)


def _beside_truth(drawing: Drawing, writer: SentenceRenderer) -> str:
    """What moved numbers of a chart are without the scenario, which the drawing has no room for."""
    codes = dict.fromkeys((*(number.code for number in drawing.numbers), *drawing.gone))
    beside = {code: writer.baseline(code) for code in codes}
    moved = {code: "".join(map(_said, truth)) for code, truth in beside.items() if truth}
    told = (
        f"{within_sentence(writer.results[code].label)} {writer.number(code).text}{truth}"
        for code, truth in moved.items()
    )
    return f" – theo kịch bản: {'; '.join(told)}" if moved else ""


def _said(run: TextRun) -> str:
    return run.text if isinstance(run, Text | Number) else ""


_COLOURS = {Outcome.LATE: VERMILION, Outcome.DONE: GREEN, Outcome.OPEN: ORANGE}
"""The colour of each outcome in all charts."""


def _item(results: Results, label: str, code: str, form: str = "full", outcome: Outcome | None = None) -> Item:
    declared = definition_of(code)
    outcome = outcome or (declared.outcome if declared else None)
    colour = _COLOURS[outcome] if outcome else ""
    return Item(label, SentenceRenderer(results).number(code, form), float(results[code].number or 0), colour)


def _given(results: Results, *codes: str) -> bool:
    return all(results[code].number is not None for code in codes)


def _parts(results: Results, prefix: str, names: dict[str, str], form: str = "number") -> tuple[Item, ...]:
    """All parts of a whole; none where one is missing, since the others would seem to be all."""
    codes = {f"{prefix}.{part}": label for part, label in names.items()}
    return tuple(_item(results, label, code, form) for code, label in codes.items()) if _given(results, *codes) else ()


def _wholes(*wholes: Whole) -> Drawing | None:
    """Only wholes of which something is known and above nothing."""
    drawn = tuple(whole for whole in wholes if sum(part.size for part in whole.parts) > 0)
    return stacked(drawn) if drawn else None


def _tasks(results: Results) -> Drawing | None:
    plan = {"completed": "Đã hoàn thành", "in_progress": "Đang thực hiện"}
    city = {"on_time": "Hoàn thành đúng hạn", "in_progress": "Đang thực hiện", "late": "Hoàn thành quá hạn"}
    return _wholes(
        Whole("Nhiệm vụ trong kế hoạch CCHC", _parts(results, "plan_tasks", plan)),
        Whole("Nhiệm vụ thành phố giao", _parts(results, "city_tasks", city)),
    )


def _petitions(results: Results) -> Drawing | None:
    names = {"settled": "Đã giải quyết xong", "pending": "Đang xem xét, giải quyết"}
    return _wholes(Whole("Vụ việc kiến nghị, phản ánh", _parts(results, "petitions", names)))


def _case_flow(results: Results) -> Drawing | None:
    if not _given(results, "procedures.received") or not results["procedures.received"].number:
        return None
    sources = _parts(results, "procedures", {"received_online": "Trực tuyến", "received_direct": "Trực tiếp"}, "full")
    names = {"resolved_on_time": "Đúng hạn", "resolved_overdue": "Quá hạn", "pending": "Đang giải quyết"}
    outcomes = _parts(results, "procedures", names, "full")
    shown = tuple(tuple(item for item in side if item.size > 0) for side in (sources, outcomes))
    if not all(shown):
        return None
    return flow(shown[0], _item(results, "Tiếp nhận", "procedures.received"), shown[1])


def _overdue(results: Results) -> Drawing | None:
    fields = (field for field in results.overdue_fields() if _given(results, field.count))
    found = (_item(results, first_upper(field.name), field.count, outcome=field.outcome) for field in fields)
    items = sorted(found, key=lambda item: -item.size)
    shown = tuple(item for item in items if item.size > 0)
    gone = tuple(item.number.code for item in items if not item.size and was_positive(results, item.number.code))
    return replace(bars(shown), gone=gone) if shown else None


def _rates(*codes: tuple[str, str]) -> Callable[[Results], Drawing | None]:
    def build(results: Results) -> Drawing | None:
        rows = tuple(Dot(_item(results, label, code)) for label, code in codes if _given(results, code))
        return dots(rows) if rows else None

    return build


def _staff(results: Results) -> Drawing | None:
    pairs = tuple(
        Pair(
            first_upper(group.name),
            _item(results, "có mặt", f"staff.{group.code}_present", "number"),
            _item(results, "được giao", group.quota, "number"),
        )
        for group in STAFF_GROUPS
        if _given(results, group.quota, f"staff.{group.code}_present")
    )
    return paired(pairs, one_scale=False) if pairs else None


def _qualifications(results: Results) -> Drawing | None:
    def whole(staff: str, title: str, levels: tuple[str, ...]) -> Whole:
        labels = {level: LEVEL_LABELS[level][0].removeprefix("lý luận chính trị ").capitalize() for level in levels}
        return Whole(title, _parts(results, staff, labels))

    degrees = tuple(whole(staff, STAFF_LABELS[staff][0], levels) for staff, levels in DEGREES.items())
    title = f"{STAFF_LABELS['committee_staff'][0]}: lý luận chính trị"
    return _wholes(*degrees, whole("committee_staff", title, THEORY_LEVELS))


def _autonomy(results: Results) -> Drawing | None:
    return _wholes(Whole("Đơn vị sự nghiệp công lập", _parts(results, "autonomy", AUTONOMY_GROUPS)))


def _budget(results: Results) -> Drawing | None:
    pairs = tuple(
        Pair(
            label,
            _item(results, "ước đạt", f"budget.{line}"),
            _item(results, "dự toán", f"budget.{line}_plan"),
        )
        for line, (label, _, _) in BUDGET_LINES.items()
        if _given(results, f"budget.{line}", f"budget.{line}_plan")
    )
    return paired(pairs, one_scale=False) if pairs else None


def _services(results: Results) -> Drawing | None:
    levels = {level: name for level, (name, _) in SERVICE_LEVELS.items()}
    cases = {"online": "Nộp trực tuyến", "direct": "Nộp trực tiếp"}
    return _wholes(
        Whole("TTHC theo mức độ dịch vụ công", _parts(results, "services", levels)),
        Whole("Hồ sơ của dịch vụ công toàn trình", _parts(results, "full_online", cases)),
    )


def _documents(results: Results) -> Drawing | None:
    inputs = results.inputs
    own = tuple(
        Event(document.date, document.type)
        for document in inputs.register.documents.values()
        if document.date and document.issuer in inputs.ward.committee_names and document.date >= inputs.period.start
    )
    return timeline(own, inputs.period.end) if own else None


def _targets(results: Results) -> Drawing | None:
    rows = tuple(
        _target_dot(results, assessment)
        for assessment in results.first_assessments()
        if assessment.value.number is not None and assessment.target.unit == PERCENT
    )
    return dots(rows) if rows else None


def _target_dot(results: Results, assessment: Assessment) -> Dot:
    target = assessment.target
    item = _item(results, assessment.value.label, target.code)
    missed = assessment.standing is Standing.MISSED
    return Dot(item, float(target.number), f"mục tiêu {target_text(target)}", missed)


CHARTS = (
    ChartDeclaration(
        "documents", "direction", "Văn bản của UBND theo tuần ban hành (mỗi ô là một văn bản)", _documents
    ),
    ChartDeclaration("tasks", "steering", "Nhiệm vụ theo tình trạng thực hiện", _tasks, ("plan_tasks.completed_rate",)),
    ChartDeclaration("petitions", "reception", "Kiến nghị, phản ánh theo tình trạng giải quyết", _petitions),
    ChartDeclaration(
        "case_flow",
        "procedures",
        "Hồ sơ theo hình thức nộp và kết quả giải quyết",
        _case_flow,
        ("procedures.online_rate", "procedures.on_time_rate"),
    ),
    ChartDeclaration("overdue_fields", "procedures", "Hồ sơ quá hạn theo lĩnh vực", _overdue),
    ChartDeclaration(
        "service_quality",
        "procedures",
        "Các tỷ lệ về chất lượng cung cấp dịch vụ công",
        _rates(
            ("Hồ sơ giải quyết đúng hạn", "procedures.on_time_rate"),
            ("Hồ sơ trực tuyến", "procedures.online_rate"),
            ("Thanh toán trực tuyến", "payments.online_rate"),
            ("TTHC thực hiện tại Trung tâm", "procedures.at_centre_rate"),
            ("Hồ sơ xử lý trên Hệ thống của thành phố", "procedures.city_system_rate"),
            ("Hồ sơ đồng bộ trên Cổng Dịch vụ công quốc gia", "procedures.national_portal_rate"),
            ("Số hóa hồ sơ, kết quả", "procedures.digitised_rate"),
            ("Cấp kết quả điện tử", "procedures.electronic_results_rate"),
            ("Tái sử dụng dữ liệu số hóa", "procedures.reused_data_rate"),
        ),
        ("payments.online_rate",),
    ),
    ChartDeclaration("staff", "civil_service", "Số có mặt so với chỉ tiêu được giao", _staff),
    ChartDeclaration("qualifications", "civil_service", "Trình độ cán bộ, công chức, viên chức", _qualifications),
    ChartDeclaration("autonomy", "finance", "Đơn vị sự nghiệp công lập theo mức tự chủ", _autonomy),
    ChartDeclaration("budget", "finance", "Thu, chi ngân sách so với dự toán (tính ngược)", _budget),
    ChartDeclaration("services", "digital_results", "Dịch vụ công trực tuyến: mức độ cung cấp và sử dụng", _services),
    ChartDeclaration("targets", "assessment", "Kết quả so với mục tiêu", _targets),
)
"""Every chart of the report, in its order."""
