"""How an overview names wards, counts and numbers."""

from collections.abc import Iterable
from decimal import Decimal

from cchc_lib.city.city_values import CityValues, ward_key
from cchc_lib.indicators.results import Results
from cchc_lib.quantities.letter_case import first_upper
from cchc_lib.quantities.numbers import format_number
from cchc_lib.report.blocks.heading_block import Heading
from cchc_lib.report.blocks.prose_block import Paragraph, Prose, Style
from cchc_lib.report.blocks.table_block import Cell
from cchc_lib.report.model.runs import Number, Text, TextRun
from cchc_lib.report.sections.sentences import printed_number

_NAMED = 12
"""Units that a sentence names; of more it says how many."""


def number(values: CityValues, code: str, form: str = "full") -> Number:
    """A number of the overview as it is printed."""
    return printed_number(values[code], values.city.settings.rounding, form)


def own(values: CityValues, ward: Results, code: str, form: str = "full") -> Number:
    """A ward's number."""
    return number(values, str(ward_key(ward, code)), form)


def count(amount: int) -> str:
    """How many things were counted here: `1.204`."""
    return format_number(Decimal(amount))


def head_cell(words: str) -> Cell:
    """The cell that heads a row."""
    return Cell((Text(first_upper(words)),), header=True)


def cell(*runs: TextRun, standing: str = "") -> Cell:
    """A cell of numbers."""
    return Cell(runs, numeric=True, standing=standing)


def words_cell(*runs: TextRun) -> Cell:
    """A cell of words."""
    return Cell(runs)


def heading(place: str, title: str) -> Heading:
    """The heading of a part."""
    return Heading(place, 1, "", title)


def prose(place: str, *lines: tuple[TextRun, ...]) -> Prose:
    """Paragraphs, one a line."""
    return Prose(place, tuple(Paragraph(f"{place}.{at}", Style.BODY, line) for at, line in enumerate(lines)))


def named(names: Iterable[str]) -> str:
    """Several units: `phường A, xã B`; of many the first, and how many more there are."""
    every = list(names)
    shown = ", ".join(every[:_NAMED])
    return f"{shown} và {count(len(every) - _NAMED)} đơn vị khác" if len(every) > _NAMED else shown


def wards_named(wards: Iterable[Results]) -> Text:
    """Wards by their full names."""
    return Text(named(ward.inputs.ward.full_name for ward in wards))
