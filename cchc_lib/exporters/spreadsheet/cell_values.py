"""The content of cells: a printed number becomes a number that prints the same, everything else is text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from cchc_lib.quantities.figures import State
from cchc_lib.quantities.numbers import format_number
from cchc_lib.report.model.runs import DocumentRun, Number, line_text

_DECIMAL = re.compile(r"-?\d{1,15}(\.\d{1,6})?", re.ASCII)
"""The numbers that a spreadsheet holds exactly."""


@dataclass(frozen=True)
class CellValue:
    """The content of a cell."""

    text: str
    number: Decimal | None = None
    """The number, which is printed as the text by the format; None for a text."""
    format: str = ""
    """The number format."""


def cell_value(runs: Iterable[DocumentRun]) -> CellValue:
    """Return the content of a cell with these runs."""
    line = tuple(runs)
    text = line_text(line)
    match line:
        case (Number(state=State.STATED.value, value=value),) if _DECIMAL.fullmatch(value):
            return _number(text, Decimal(value))
        case _:
            return CellValue(text)


def _number(text: str, number: Decimal) -> CellValue:
    """Return a number with the format that prints it as the report does, with its qualifier and its unit."""
    places = max(0, -int(number.as_tuple().exponent))
    decimals = "." + "0" * places if places else ""
    for written, whole in ((format_number(number), "#,##0"), (format_number(number, grouped=False), "0")):
        before, found, after = text.partition(written)
        if found:
            return CellValue(text, number, f"{_quoted(before)}{whole}{decimals}{_quoted(after)}")
    return CellValue(text)


def _quoted(words: str) -> str:
    return f'"{words}"' if words and '"' not in words else ""
