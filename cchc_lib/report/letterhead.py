"""The head and the foot of the document, and what a reader must know of its origin."""

from cchc_lib.indicators.results import Results
from cchc_lib.inputs.local import Origin
from cchc_lib.quantities.dates import format_date
from cchc_lib.quantities.figures import State
from cchc_lib.quantities.printing import Value, number_text
from cchc_lib.report.blocks import Closing, Letterhead, Text
from cchc_lib.report.sentences import Writer

NOTICES = {
    Origin.WARD: "",
    Origin.RECONSTRUCTION: "Bản dựng lại từ số liệu đã công bố, không phải văn bản do đơn vị ban hành.",
    Origin.SIMULATED: "DỮ LIỆU MÔ PHỎNG: số liệu giả định, không phải số liệu của đơn vị.",
}


def notice(results: Results) -> str:
    """What the report says of its origin, in every format."""
    return NOTICES[results.inputs.content.document.origin]


def build_letterhead(results: Results) -> Letterhead:
    """Number and date are left open for the clerk unless the ward states them."""
    inputs = results.inputs
    stated = results["heading.recipient"]
    number = results["heading.number"]
    return Letterhead(
        body=("Ủy ban nhân dân", inputs.ward.full_name),
        number=_text(number),
        symbol="/BC-UBND",
        place=inputs.ward.full_name if inputs.ward.named_after_person else inputs.ward.name,
        year=inputs.period.end.year,
        title="Báo cáo",
        subject=f"Kết quả thực hiện công tác cải cách hành chính {inputs.ward.full_name} ({_period(results)})",
        recipient=(Writer(results).number(stated.code),)
        if stated.state is State.STATED
        else (Text(inputs.settings.recipient),),
        notice=notice(results),
    )


def _period(results: Results) -> str:
    period = results.inputs.period
    return f"từ ngày {format_date(period.start)} đến ngày {format_date(period.end)}"


def _text(value: Value) -> str:
    return number_text(value) if value.state is State.STATED else ""


def build_closing(results: Results) -> Closing:
    """Nơi nhận and the signature block; a ward's own go before the defaults."""
    form = results.inputs.content.document
    lines = form.distribution or results.inputs.settings.distribution
    signature = form.signature or results.inputs.settings.signature
    return Closing(
        tuple(lines), signature.authority, signature.acting_for, signature.position, signature.name, notice(results)
    )
