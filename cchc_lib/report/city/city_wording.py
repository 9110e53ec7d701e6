"""The forms in which an overview prints wards, counts, numbers and its parts."""

from collections.abc import Iterable
from decimal import Decimal

from cchc_lib.city.city_values import CityValues, is_by_claim, ward_key
from cchc_lib.indicators.results import Results
from cchc_lib.quantities.letter_case import first_upper
from cchc_lib.quantities.numbers import format_number
from cchc_lib.report.blocks.heading_block import Heading
from cchc_lib.report.blocks.prose_block import Paragraph, Prose, Style
from cchc_lib.report.blocks.table_block import Cell, header_cell
from cchc_lib.report.model.runs import Number, Text, TextRun
from cchc_lib.report.sections.number_runs import AS_CLAIMED, DOUBT, doubtful_number, printed_number

NO_VALUE = Text("–")
"""The sign for a value that does not exist, in a cell of numbers."""
_BY_CLAIM = "đơn vị chỉ công bố tỷ lệ (ghi «theo công bố»), không nêu số liệu để tính lại"
_MOST_NAMES = 12
"""The most units that a sentence names; the others are counted."""


def overview_number(values: CityValues, code: str) -> Number:
    """Return a value of the overview as it is printed."""
    return printed_number(values[code], values.city.settings)


def ward_number(values: CityValues, ward: Results, code: str) -> Number:
    """Return a ward's value as it is printed.

    Args:
        values: the values of the overview.
        ward: the ward.
        code: the code of the value in the ward's own report.
    """
    return overview_number(values, str(ward_key(ward, code)))


def ward_runs(values: CityValues, ward: Results, code: str) -> tuple[TextRun, ...]:
    """Return a ward's value as it is printed, with a mark if it cannot be true.

    If its parts are missing, the rate that the ward printed is used and marked «theo công bố».
    """
    known = ward.best_known(code).code
    claim = (AS_CLAIMED,) if is_by_claim(ward, code) else ()
    number = ward_number(values, ward, known)
    return (number, *claim) if ward.is_possible(known) else (doubtful_number(number), *claim, DOUBT)


def remark_on_claims(values: CityValues, codes: Iterable[str], consequence: str = "") -> str:
    """Return how many wards give one of several values only as the rate that they printed; empty if none does.

    Args:
        values: the values of the overview.
        codes: the codes of the values.
        consequence: the words that follow the sentence, such as where these rates do not count.
    """
    asked = tuple(codes)
    wards = sum(any(is_by_claim(ward, code) for code in asked) for ward in values.city.wards)
    return f"{count_text(wards)} {_BY_CLAIM}{consequence}." if wards else ""


def count_text(count: int) -> str:
    """Return a count of wards or findings with Vietnamese grouping, as in `1.204`."""
    return format_number(Decimal(count))


def row_header(text: str) -> Cell:
    """Return the header of a row, which begins with a capital letter."""
    return header_cell(first_upper(text))


def ward_header(ward: Results) -> Cell:
    """Return the header of a ward's row."""
    return row_header(ward.inputs.ward.full_name)


def part_heading(place: str, title: str) -> Heading:
    """Return the heading of a part of the overview."""
    return Heading(place, 1, "", title)


def paragraphs(place: str, *lines: tuple[TextRun, ...]) -> Prose:
    """Return one paragraph for each line, with the ids `<place>.0`, `<place>.1` and so on."""
    return Prose(place, tuple(Paragraph(f"{place}.{index}", Style.BODY, line) for index, line in enumerate(lines)))


def list_of_units(names: Iterable[str]) -> str:
    """Return several units as in `phường A, xã B`; of many, the first ones and the number of the others."""
    every = list(names)
    shown = ", ".join(every[:_MOST_NAMES])
    others = len(every) - _MOST_NAMES
    return f"{shown} và {count_text(others)} đơn vị khác" if others > 0 else shown


def list_of_wards(wards: Iterable[Results]) -> Text:
    """Return several wards by their full names, as `list_of_units`."""
    return Text(list_of_units(ward.inputs.ward.full_name for ward in wards))
