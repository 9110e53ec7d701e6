"""The summary on the first screen: key figures with their targets, strengths and concerns, all of them computed."""

from collections.abc import Iterator

from cchc_lib.indicators.results import Assessment, Results, Standing
from cchc_lib.inputs.tables.performance_targets import target_text
from cchc_lib.quantities.figures import State
from cchc_lib.report.blocks.summary_block import Card, Summary
from cchc_lib.report.model.runs import Text, TextRun, merge_texts
from cchc_lib.report.sections.sentences import SentenceRenderer

KEY_FIGURES = (
    ("Hồ sơ tiếp nhận", "procedures.received"),
    ("Giải quyết đúng hạn", "procedures.on_time_rate"),
    ("Hồ sơ trực tuyến", "procedures.online_rate"),
    ("Thanh toán trực tuyến", "payments.online_rate"),
    ("Xử lý trên Hệ thống của {province}", "procedures.city_system_rate"),
    ("Điểm trên Cổng Dịch vụ công quốc gia", "score766.reported"),
    ("Hoàn thành kế hoạch", "plan_tasks.completed_rate"),
    ("Hoàn thành nhiệm vụ {province} giao", "city_tasks.completed_rate"),
)
"""The cards of the summary: label and code, in their order. `{province}` is the kind of the ward's province."""

CONCERNS = (
    (
        "procedures.resolved_overdue",
        "Có {procedures.resolved_overdue} giải quyết quá hạn[ ({procedures.overdue_rate})].",
    ),
    ("city_tasks.late", "Có {city_tasks.late} {province} giao hoàn thành quá hạn."),
    ("petitions.pending", "Còn {petitions.pending} kiến nghị, phản ánh chưa giải quyết xong."),
    (
        "staff.civil_servants_vacant",
        "Còn {staff.civil_servants_vacant} công chức chưa sử dụng[ ({staff.civil_servants_vacancy_rate})].",
    ),
    (
        "staff.public_employees_vacant",
        "Còn {staff.public_employees_vacant} viên chức chưa sử dụng[ ({staff.public_employees_vacancy_rate})].",
    ),
    ("centre.area_gap", "Trung tâm Phục vụ hành chính công còn thiếu {centre.area_gap} so với mức tối thiểu."),
)
"""The values that are a concern if they are above zero, each with its sentence."""

STRENGTHS = (
    ("procedures.resolved_overdue", "procedures.resolved", "Không có hồ sơ giải quyết quá hạn."),
    ("petitions.pending", "petitions.matters", "Kiến nghị, phản ánh đều đã giải quyết xong."),
    ("city_tasks.late", "city_tasks.total", "Không có nhiệm vụ {province} giao hoàn thành quá hạn."),
)
"""The values that are a strength if they are zero, each with the total that it is part of and its sentence.

The total must be above zero: nothing is praised that could not have happened.
"""


def build_summary(results: Results, notice: str, *, leaves_out: bool = False) -> Summary:
    """Build the summary of one ward's results.

    Args:
        results: the ward's results.
        notice: the notice that the document prints.
        leaves_out: whether key figures without a value are left out.
    """
    renderer = SentenceRenderer(results, leaves_out=leaves_out)
    shown = [pair for pair in KEY_FIGURES if not leaves_out or results.best_known(pair[1]).state is not State.NOT_GIVEN]
    return Summary(
        title=f"Tóm tắt – {results.inputs.ward.full_name}, {results.inputs.period.in_words()}",
        notice=notice,
        cards=tuple(_card(label, code, renderer) for label, code in shown),
        strengths=tuple(_strengths(renderer)),
        concerns=tuple(_concerns(renderer)),
    )


def _card(label: str, code: str, renderer: SentenceRenderer) -> Card:
    results = renderer.results
    assessments = results.first_assessments()
    assessment = next((assessment for assessment in assessments if assessment.value.code == code), None)
    target = f"Mục tiêu: {target_text(assessment.target)}" if assessment else ""
    return Card(
        results.inputs.catalogue.in_words(label),
        renderer.number_with_baseline(code),
        target,
        assessment.standing.value if assessment else "",
    )


def _strengths(renderer: SentenceRenderer) -> Iterator[tuple[TextRun, ...]]:
    results = renderer.results
    for assessment in results.first_assessments():
        if assessment.standing is Standing.MET:
            yield _against_target(assessment, renderer)
    for code, whole, sentence in STRENGTHS:
        if results[code].number == 0 and (results[whole].number or 0) > 0:
            yield renderer.sentence(sentence, optional_parts=True)


def _concerns(renderer: SentenceRenderer) -> Iterator[tuple[TextRun, ...]]:
    results = renderer.results
    for assessment in results.first_assessments():
        if assessment.standing in (Standing.MISSED, Standing.DOUBTFUL):
            yield _against_target(assessment, renderer)
    for code, sentence in CONCERNS:
        if (results[code].number or 0) > 0:
            yield renderer.sentence(sentence, optional_parts=True)
    missing = [
        results.inputs.catalogue.in_words(label)
        for label, code in KEY_FIGURES
        if results.best_known(code).state is State.NOT_GIVEN
    ]
    if missing and not renderer.leaves_out:
        yield (Text(f"Chưa có số liệu: {'; '.join(missing)}."),)


def _against_target(assessment: Assessment, renderer: SentenceRenderer) -> tuple[TextRun, ...]:
    value = renderer.number_with_baseline(assessment.value.code)
    target = Text(f" (mục tiêu {target_text(assessment.target)}).")
    return merge_texts((Text(f"{assessment.value.label}: "), *value, target))
