"""The letterhead and the closing of the document, and the notice and the watermark that state its origin."""

from dataclasses import dataclass
from datetime import date

from cchc_lib.audit.catalogue import audit
from cchc_lib.indicators.results import Results
from cchc_lib.inputs.document_form import Origin
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.settings import Audience
from cchc_lib.quantities.dates import date_in_words
from cchc_lib.quantities.figures import Figure, State
from cchc_lib.quantities.numbers import Rounding
from cchc_lib.quantities.printing import number_text
from cchc_lib.quantities.value import Value
from cchc_lib.report.blocks.closing_block import Closing
from cchc_lib.report.blocks.letterhead_block import Letterhead
from cchc_lib.report.model.runs import Text, line_text
from cchc_lib.report.sections.sentences import SentenceRenderer

SYMBOL = "/BC-UBND"
"""The symbol behind the number: BC for a report, UBND for the issuing committee (NĐ 30/2020/NĐ-CP)."""
SCENARIO_MARK = "KỊCH BẢN GIẢ ĐỊNH"
"""The mark of a report under the assumptions of a scenario."""


DRAFT_MARK = "DỰ THẢO – SỐ LIỆU CÒN MÂU THUẪN"
"""The mark of a report whose audit has errors that nobody has acknowledged."""


@dataclass(frozen=True)
class Marking:
    """What tells a reader that a document is not, or not yet, a ward's own report. Every format prints both texts."""

    notice: str
    """The sentences on the origin of the data and on errors; empty for a ward's own report without open errors."""
    mark: str
    """The text across every page; empty for such a report."""


def marking_of(results: Results) -> Marking:
    """Return the notice and the mark of a report: of a draft, of a scenario, and of the origin of its data."""
    open_errors = sum(finding.is_unacknowledged_error for finding in audit(results))
    origin = results.inputs.content.document.origin
    draft = f"{DRAFT_MARK}: còn {open_errors} lỗi số liệu chưa sửa, chưa ghi nhận." if open_errors else ""
    marks = origin.mark, SCENARIO_MARK if results.inputs.scenario else "", DRAFT_MARK if open_errors else ""
    return Marking(
        notice=" ".join(filter(None, (draft, _scenario_notice(results), origin.notice))),
        mark=" · ".join(filter(None, marks)),
    )


def _scenario_notice(results: Results) -> str:
    scenario = results.inputs.scenario
    explanation = "số liệu giả định để phân tích, không phải kết quả của đơn vị."
    return f"{SCENARIO_MARK} «{scenario.title}»: {explanation}" if scenario else ""


def is_internal(results: Results) -> bool:
    """Return whether the report is for the ward's own use, with audit and lineage as appendices."""
    return results.inputs.settings.audience is Audience.INTERNAL


def shows_what_was_printed(results: Results) -> bool:
    """Return whether the report prints the ward's own rates beside the computed ones, and what only follows from them.

    An office does not argue with itself in what it signs. A reconstruction of a published report exists to compare.
    """
    return is_internal(results) or results.inputs.content.document.origin is Origin.RECONSTRUCTION


def build_letterhead(results: Results, marking: Marking) -> Letterhead:
    """Build the head of the document; number and date are left open for the clerk unless the ward states them."""
    inputs = results.inputs
    recipient = results["heading.recipient"]
    issued = results["heading.date"].quantity
    return Letterhead(
        body=("Ủy ban nhân dân", inputs.ward.full_name),
        number=_report_number(results["heading.number"], inputs.settings.rounding),
        symbol=SYMBOL,
        # NĐ 30/2020/NĐ-CP, Phụ lục II: the place line gives the full name of a unit that is named after a person.
        place=inputs.ward.full_name if inputs.ward.named_after_person else inputs.ward.name,
        date=date_in_words(issued.value) if isinstance(issued, Figure) and isinstance(issued.value, date) else "",
        year=inputs.period.end.year,
        title="Báo cáo",
        subject=_subject(results),
        covering=_covering(inputs),
        recipient=(SentenceRenderer(results).number(recipient.code),)
        if recipient.state is State.STATED and not inputs.outline.file.recipient
        else (Text(inputs.outline.file.recipient or _default_recipient(inputs)),),
        as_of=inputs.period.end.isoformat(),
        notice=marking.notice,
        mark=marking.mark,
    )


def _covering(inputs: ReportInputs) -> str:
    """Return the days of the report; figures of other days than were asked for are never passed off as those."""
    asked, figures = inputs.asked_days, inputs.period
    if asked.covers_days_of(figures):
        return figures.covering(is_estimated=inputs.is_dated_early)
    kind = "số liệu ước thực hiện" if inputs.is_dated_early else "số liệu thống kê"
    return f"{asked.title} ({asked.in_vietnamese()}; {kind} {figures.phrase})".strip()


def _subject(results: Results) -> str:
    stated = results.inputs.outline.file.subject
    if stated:
        return line_text(SentenceRenderer(results).sentence(stated, optional_parts=False))
    return f"Kết quả thực hiện công tác cải cách hành chính {results.inputs.ward.full_name}"


def _default_recipient(inputs: ReportInputs) -> str:
    """Return the recipient of the parameters; a department of any province (Sở) is named with the ward's province."""
    recipient, ward = inputs.settings.recipient, inputs.ward
    is_anywhere = recipient.startswith("Sở ") and ward.province not in recipient
    return f"{recipient} {ward.province_kind} {ward.province}" if is_anywhere else recipient


def _report_number(value: Value, rounding: Rounding) -> str:
    """Return the number of the report with its symbol; empty if the ward does not state it."""
    stated = number_text(value, rounding) if value.state is State.STATED else ""
    # NĐ 30/2020/NĐ-CP, Phụ lục I: a number below 10 has a leading zero.
    number = f"{int(stated):02d}" if stated.isascii() and stated.isdecimal() else stated
    return number if "/" in number or not number else f"{number}{SYMBOL}"


def build_closing(results: Results, marking: Marking) -> Closing:
    """Build the recipients (Nơi nhận) and the signature block; what the ward states replaces the defaults."""
    form = results.inputs.content.document
    lines = form.distribution or results.inputs.settings.distribution
    signature = form.signature or results.inputs.settings.signature
    return Closing(
        # The formats set the punctuation: a semicolon after each line and a full stop after the last.
        distribution=tuple(line.rstrip(" ;.") for line in lines),
        authority=signature.authority,
        acting_for=signature.acting_for,
        position=signature.position,
        name=signature.name,
        notice=marking.notice,
    )
