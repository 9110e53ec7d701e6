"""The head and the foot of the document, and what a reader must know of its origin."""

from datetime import date

from cchc_lib.audit.catalogue import audit
from cchc_lib.indicators.results import Results
from cchc_lib.inputs.settings import Audience
from cchc_lib.quantities.dates import date_in_words
from cchc_lib.quantities.figures import Figure, State
from cchc_lib.quantities.numbers import Rounding
from cchc_lib.quantities.printing import number_text
from cchc_lib.quantities.value import Value
from cchc_lib.report.blocks.closing_block import Closing
from cchc_lib.report.blocks.letterhead_block import Letterhead
from cchc_lib.report.model.runs import Text
from cchc_lib.report.sections.sentences import SentenceRenderer

SYMBOL = "/BC-UBND"
SCENARIO_MARK = "KỊCH BẢN GIẢ ĐỊNH"


def notice(results: Results) -> str:
    """The notice of the data's origin, in every format; in an internal report also of open errors."""
    open_errors = sum(finding.is_unacknowledged_error for finding in audit(results)) if is_internal(results) else 0
    draft = f"DỰ THẢO: còn {open_errors} lỗi số liệu chưa xử lý." if open_errors else ""
    return " ".join(filter(None, (draft, _premise(results), results.inputs.content.document.origin.notice)))


def _premise(results: Results) -> str:
    scenario = results.inputs.scenario
    told = "số liệu giả định để phân tích, không phải kết quả của đơn vị."
    return f"{SCENARIO_MARK} «{scenario.title}»: {told}" if scenario else ""


def mark(results: Results) -> str:
    """What stands across every page of what must never be taken for a ward's report."""
    marks = results.inputs.content.document.origin.mark, SCENARIO_MARK if results.inputs.scenario else ""
    return " · ".join(filter(None, marks))


def is_internal(results: Results) -> bool:
    """Whether the report is for the ward's own use, with audit and lineage as appendices."""
    return results.inputs.settings.audience is Audience.INTERNAL


def build_letterhead(results: Results) -> Letterhead:
    """Number and date are left open for the clerk unless the ward states them."""
    inputs = results.inputs
    stated = results["heading.recipient"]
    issued = results["heading.date"].quantity
    return Letterhead(
        body=("Ủy ban nhân dân", inputs.ward.full_name),
        number=_number(results["heading.number"], inputs.settings.rounding),
        symbol=SYMBOL,
        place=inputs.ward.full_name if inputs.ward.named_after_person else inputs.ward.name,
        date=date_in_words(issued.value) if isinstance(issued, Figure) and isinstance(issued.value, date) else "",
        year=inputs.period.end.year,
        title="Báo cáo",
        subject=f"Kết quả thực hiện công tác cải cách hành chính {inputs.ward.full_name}",
        covering=f"({inputs.period.in_vietnamese()})",
        recipient=(SentenceRenderer(results).number(stated.code),)
        if stated.state is State.STATED
        else (Text(inputs.settings.recipient),),
        as_of=inputs.period.end.isoformat(),
        notice=notice(results),
        mark=mark(results),
    )


def _number(value: Value, rounding: Rounding) -> str:
    """The number with its symbol; one below 10 gets a leading zero (NĐ 30/2020/NĐ-CP)."""
    stated = number_text(value, rounding) if value.state is State.STATED else ""
    number = f"{int(stated):02d}" if stated.isascii() and stated.isdecimal() else stated
    return number if "/" in number or not number else f"{number}{SYMBOL}"


def build_closing(results: Results) -> Closing:
    """Nơi nhận and the signature block; a ward's own go before the defaults."""
    form = results.inputs.content.document
    lines = form.distribution or results.inputs.settings.distribution
    signature = form.signature or results.inputs.settings.signature
    return Closing(
        tuple(line.rstrip(" ;.") for line in lines),
        signature.authority,
        signature.acting_for,
        signature.position,
        signature.name,
        notice(results),
    )
