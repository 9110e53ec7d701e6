"""The first screen: key figures against their targets, what went well, what needs attention; all computed."""

from collections.abc import Iterator

from cchc_lib.indicators.results import Assessment, Results, Standing
from cchc_lib.inputs.tables.performance_targets import target_text
from cchc_lib.quantities.figures import State
from cchc_lib.report.blocks.summary_block import Card, Summary
from cchc_lib.report.model.runs import Text, TextRun
from cchc_lib.report.sections.document_frame import notice
from cchc_lib.report.sections.sentences import SentenceRenderer, merged

KEY_FIGURES = (
    ("Hồ sơ tiếp nhận", "procedures.received"),
    ("Giải quyết đúng hạn", "procedures.on_time_rate"),
    ("Hồ sơ trực tuyến", "procedures.online_rate"),
    ("Thanh toán trực tuyến", "payments.online_rate"),
    ("Xử lý trên Hệ thống của thành phố", "procedures.city_system_rate"),
    ("Điểm trên Cổng Dịch vụ công quốc gia", "score766.reported"),
    ("Hoàn thành kế hoạch CCHC", "plan_tasks.completed_rate"),
    ("Hoàn thành nhiệm vụ thành phố giao", "city_tasks.completed_rate"),
)
"""The cards of the summary, in their order."""

CONCERNS = (
    (
        "procedures.resolved_overdue",
        "Còn {procedures.resolved_overdue} giải quyết quá hạn[ ({procedures.overdue_rate})].",
    ),
    ("city_tasks.late", "Có {city_tasks.late} {province} giao hoàn thành quá hạn."),
    ("petitions.pending", "Còn {petitions.pending} kiến nghị, phản ánh chưa giải quyết xong."),
    (
        "staff.civil_servants_vacant",
        "Còn thiếu {staff.civil_servants_vacant} công chức[ ({staff.civil_servants_vacancy_rate})].",
    ),
    (
        "staff.public_employees_vacant",
        "Còn thiếu {staff.public_employees_vacant} viên chức[ ({staff.public_employees_vacancy_rate})].",
    ),
    ("centre.area_gap", "Trung tâm Phục vụ hành chính công còn thiếu {centre.area_gap} so với mức tối thiểu."),
)
"""What needs attention when it is above zero, with the sentence that says it."""

STRENGTHS = (
    ("procedures.resolved_overdue", "procedures.resolved", "Không có hồ sơ giải quyết quá hạn."),
    ("petitions.pending", "petitions.matters", "Kiến nghị, phản ánh đều đã giải quyết xong."),
    ("city_tasks.late", "city_tasks.total", "Không có nhiệm vụ {province} giao hoàn thành quá hạn."),
)
"""What went well when it is zero, while there was something of which it could not be."""


def build_summary(results: Results) -> Summary:
    """Summarise one ward's results."""
    writer = SentenceRenderer(results)
    period = results.inputs.period
    title = f"Tóm tắt – {results.inputs.ward.full_name}, {period.in_vietnamese()}"
    cards = tuple(_card(label, code, writer) for label, code in KEY_FIGURES)
    return Summary(title, notice(results), cards, tuple(_strengths(writer)), tuple(_concerns(writer)))


def _card(label: str, code: str, writer: SentenceRenderer) -> Card:
    assessment = next((each for each in writer.results.first_assessments() if each.value.code == code), None)
    target = f"Mục tiêu: {target_text(assessment.target)}" if assessment else ""
    standing = assessment.standing.value if assessment else ""
    return Card(label, writer.shown(code), target, standing)


def _strengths(writer: SentenceRenderer) -> Iterator[tuple[TextRun, ...]]:
    for assessment in writer.results.first_assessments():
        if assessment.standing is Standing.MET:
            yield _against_target(assessment, writer)
    for code, base, sentence in STRENGTHS:
        if writer.results[code].number == 0 and (writer.results[base].number or 0) > 0:
            yield writer.sentence(sentence, optional_parts=True)


def _concerns(writer: SentenceRenderer) -> Iterator[tuple[TextRun, ...]]:
    for assessment in writer.results.first_assessments():
        if assessment.standing is Standing.MISSED:
            yield _against_target(assessment, writer)
    for code, sentence in CONCERNS:
        if (writer.results[code].number or 0) > 0:
            yield writer.sentence(sentence, optional_parts=True)
    missing = [label for label, code in KEY_FIGURES if writer.results[code].state is State.NOT_GIVEN]
    if missing:
        yield (Text(f"Chưa có số liệu: {'; '.join(missing)}."),)


def _against_target(assessment: Assessment, writer: SentenceRenderer) -> tuple[TextRun, ...]:
    words = f" (mục tiêu {target_text(assessment.target)})."
    return merged((Text(f"{assessment.value.label}: "), *writer.shown(assessment.value.code), Text(words)))
