"""Declarations of tables, and how they are filled from a ward's results."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from cchc_lib.indicators.results import Results
from cchc_lib.quantities.figures import State
from cchc_lib.quantities.value_key import Aspect, ValueKey
from cchc_lib.report.blocks.table_block import Cell, Table, header_cell, number_cell, text_cell
from cchc_lib.report.model.document_nodes import ColumnHead, Placement
from cchc_lib.report.model.runs import Number, Text, line_text
from cchc_lib.report.sections.document_frame import shows_what_was_printed
from cchc_lib.report.sections.sentences import SentenceRenderer
from cchc_lib.report.tables.added_rows import with_added_parts
from cchc_lib.report.tables.listed_lines import listed_lines
from cchc_lib.report.tables.rows import (
    TOTAL_LABEL,
    DeclaredCell,
    LabelCell,
    NumberCell,
    Row,
    TextCell,
    UnitCell,
    ValueCell,
    codes_of,
)

CLAIMED = "Đã công bố"
"""The name of the column with the rates that the ward printed."""
_DEPTHS = {"– ": 1, "+ ": 2}
"""What the header of a row of a part begins with, with its depth."""
COUNT_COLUMNS = ("Chỉ tiêu", "Đơn vị tính", "Số liệu")
"""The columns of a table of `labelled_rows`."""


Head = tuple[tuple[ColumnHead, ...], ...]
T = TypeVar("T")


@dataclass(frozen=True)
class TableDeclaration:
    """A table of the report: its section, its columns and the rows that are filled from the results."""

    id: str
    """The name of the table in notebooks."""
    section: str
    """The id of the section that the table belongs to."""
    caption: str | Callable[[Results], str]
    """The caption in Vietnamese, without a number, or a function that returns it if it depends on the results."""
    columns: tuple[str, ...] | Callable[[Results], tuple[str, ...]]
    """The names of the columns."""
    rows: tuple[Row, ...] | Callable[[Results], tuple[Row, ...]]
    """The rows, or a function that returns them if they depend on the results."""
    remark: str | Callable[[Results], str] = ""
    """The text below the table; empty if there is none."""
    shows_claims: bool = True
    """Whether a column shows the rates that the ward printed."""
    head: Head | Callable[[Results], Head] = ()
    """The rows above the columns, if they are more than one row with the names of the columns."""
    place: Placement = Placement.APPENDIX
    """Where the table is printed on paper."""
    is_form: bool = False
    """Whether it is a form, which is printed on paper only if at least half of its numbers are known."""


def build_table(declaration: TableDeclaration, results: Results, *, leaves_out: bool = False) -> Table:
    """Fill a declared table from a ward's results.

    A row whose values are missing is kept, and its cells say so; it is left out if it is about a figure that few wards
    state. A table of which no value is known has no rows. If the ward printed a rate of the table, a further column
    of an internal report or a reconstruction shows that rate beside the computed one.

    Args:
        declaration: the table.
        results: the ward's results.
        leaves_out: whether rows of which no value is known are left out, and a table without other
            rows than its total.

    Raises:
        ValueError: a text of a row is the code of a value.
    """
    renderer = SentenceRenderer(results)
    rows = declared_rows(declaration, results)
    _check_texts(declaration.id, rows, results)
    columns = _filled(declaration.columns, results)
    lines = [_FilledRow(row, tuple(_filled_cell(cell, renderer) for cell in row)) for row in rows]
    shows_claims = declaration.shows_claims and shows_what_was_printed(results)
    claims = [_claim_cell(row, renderer) if shows_claims else None for row in rows]
    claimed_at = len(columns) if any(claims) else None
    if any(claims):
        columns = (*columns, CLAIMED)
        lines = [
            replace(line, cells=(*line.cells, claim or number_cell()))
            for line, claim in zip(lines, claims, strict=True)
        ]
    if not any(line.is_known for line in lines):
        lines = []
    if leaves_out:
        lines = _known_with_wholes(lines)
        # A total alone says no more than the sentence above the table.
        if all(header_cell(TOTAL_LABEL) in line.cells for line in lines):
            return Table(declaration.id, declaration.section, "", (), ())
    caption, remark = _filled(declaration.caption, results), _filled(declaration.remark, results)
    shown = tuple(line.cells for line in lines)
    table = Table(
        declaration.id, declaration.section, caption, columns, shown, remark, _filled(declaration.head, results)
    )
    listed = listed_lines(columns, tuple(line.row for line in lines), shown, results)
    place = Placement.PAGE if declaration.is_form and not _is_half_known(shown) else declaration.place
    return replace(table, place=place, listed=listed, claims=claimed_at)


@dataclass(frozen=True)
class _FilledRow:
    """A declared row with its cells as they are printed."""

    row: Row
    cells: tuple[Cell, ...]

    @property
    def depth(self) -> int:
        """How deep the row is below a whole: 1 for `– đã hoàn thành`, 2 for `+ đúng hạn`."""
        return _DEPTHS.get(line_text(self.cells[0].runs)[:2], 0) if self.cells else 0

    @property
    def is_known(self) -> bool:
        """Whether one of its numbers is known."""
        numbers = (run for cell in self.cells for run in cell.runs if isinstance(run, Number))
        return any(number.state != State.NOT_GIVEN for number in numbers)


def _known_with_wholes(lines: Sequence[_FilledRow]) -> list[_FilledRow]:
    """Return the rows with a known number, and the wholes of parts, without which nobody would understand these."""
    kept: list[_FilledRow] = []
    wanted = 0
    for line in reversed(lines):
        if line.is_known or line.depth < wanted:
            kept.append(line)
            wanted = line.depth
    return kept[::-1]


def _filled(declared: T | Callable[[Results], T], results: Results) -> T:
    """Return a part of a declaration, which is a function if it depends on the results."""
    return declared(results) if callable(declared) else declared


def declared_rows(declaration: TableDeclaration, results: Results) -> tuple[Row, ...]:
    """Return the rows that a table has for a ward, with the parts that its catalogue adds."""
    rows = with_added_parts(_filled(declaration.rows, results), results.inputs.catalogue)
    return tuple(row for row in rows if not _is_left_out(row, results))


def _check_texts(table: str, rows: tuple[Row, ...], results: Results) -> None:
    for cell in (cell for row in rows for cell in row):
        text = cell.text if isinstance(cell, TextCell) else cell
        if isinstance(text, str) and text in results.values:
            raise ValueError(
                f"the table '{table}' would print the code '{text}' itself; "
                f"write ValueCell('{text}'), NumberCell('{text}') or LabelCell('{text}')"
            )


def _is_left_out(row: Row, results: Results) -> bool:
    figures = results.inputs.catalogue.figures
    unexpected = (code for code in codes_of(row) if code in figures and not figures[code].is_expected)
    return any(results[code].state is State.NOT_GIVEN for code in unexpected)


def _filled_cell(cell: DeclaredCell, renderer: SentenceRenderer) -> Cell:
    match cell:
        case None:
            return number_cell(Text(""))
        case str():
            return header_cell(renderer.results.inputs.catalogue.in_words(cell))
        case LabelCell(code):
            return header_cell(renderer.results[code].label)
        case UnitCell(code):
            return text_cell(renderer.results[code].unit.name)
        case TextCell(text):
            return text_cell(text)
        case NumberCell(code):
            return number_cell(*renderer.number_with_baseline(code, "number"))
        case ValueCell(code):
            return number_cell(*renderer.number_with_baseline(code))


def _claim_cell(row: Row, renderer: SentenceRenderer) -> Cell | None:
    """Return the rate that the ward printed beside a computed value of the row; None if there are not both."""
    codes = (cell.code for cell in row if isinstance(cell, ValueCell | NumberCell))
    results = renderer.results
    # The claim already stands in the place of a value that cannot be computed.
    beside = (code for code in codes if code in results.inputs.claims and results.best_known(code) is results[code])
    claimed = next(beside, None)
    return (
        number_cell(*renderer.number_with_baseline(str(ValueKey(claimed, aspects=(Aspect.CLAIMED,)))))
        if claimed
        else None
    )


def _is_half_known(rows: Iterable[tuple[Cell, ...]]) -> bool:
    states = [run.state for row in rows for cell in row for run in cell.runs if isinstance(run, Number)]
    return 2 * states.count(State.NOT_GIVEN) <= len(states)
