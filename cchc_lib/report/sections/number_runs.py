"""Numbers as runs of a line, and the marks behind numbers that cannot be true or that only the ward's print gives."""

from dataclasses import replace

from cchc_lib.inputs.settings import Settings
from cchc_lib.quantities.printing import PrintedForm, machine_text, paper_text, printed_text
from cchc_lib.quantities.value import Value
from cchc_lib.report.model.runs import Number, Text

AS_CLAIMED = Text(" theo công bố")
"""The words behind a rate that the ward printed and that cannot be computed, since its parts are missing."""
DOUBT = Text(" (cần kiểm tra)")
"""The mark behind a number that cannot be true."""
DOUBTFUL = "doubtful"
"""The state of such a number in the JSON form of blocks."""


def printed_number(value: Value, settings: Settings, form: str = "full") -> Number:
    """Return a value as it is printed.

    Args:
        value: the value.
        settings: the rounding, and whether counts below ten have a leading zero on paper.
        form: one of the names of `PrintedForm`.
    """
    text = printed_text(value, PrintedForm(form), settings.rounding)
    paper = paper_text(value, text) if settings.leading_zeros else ""
    return Number(text, value.code, value.state.value, machine_text(value, settings.rounding) or "", paper=paper)


def doubtful_number(number: Number) -> Number:
    """Return the number of a value that cannot be true, which the page shows in another style."""
    return replace(number, state=DOUBTFUL)
