"""The lines of a table in the list of figures (Biểu số liệu): label, unit, number and share."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cchc_lib.indicators.results import Results
from cchc_lib.quantities.letter_case import first_lower
from cchc_lib.quantities.units import PERCENT
from cchc_lib.report.blocks.table_block import Cell
from cchc_lib.report.model.document_nodes import ListedLine
from cchc_lib.report.model.runs import line_text
from cchc_lib.report.tables.rows import NumberCell, Row, TextCell, ValueCell


def listed_lines(
    columns: Sequence[str], rows: Sequence[Row], filled: Sequence[Sequence[Cell]], results: Results
) -> tuple[ListedLine, ...]:
    """Return the lines of a table, one for each row; empty for a table that has words among its values.

    A row with several numbers is a line without a number above one line for each of its columns.

    Args:
        columns: the names of the columns.
        rows: the declared rows.
        filled: the same rows with their printed cells.
        results: the ward's results.
    """
    if any(isinstance(cell, TextCell) for row in rows for cell in row):
        return ()
    names = (line_text(cells[0].runs) for cells in filled)
    named = enumerate(zip(rows, names, strict=True))
    return tuple(line for at, (row, name) in named for line in _lines(ListedLine(at, name), row, columns, results))


def _lines(head: ListedLine, row: Row, columns: Sequence[str], results: Results) -> Iterator[ListedLine]:
    units = {
        column: results[cell.code].unit for column, cell in enumerate(row) if isinstance(cell, NumberCell | ValueCell)
    }
    match [*units]:
        case [number]:
            yield replace(head, unit=units[number].name, number=number, is_rate=units[number] == PERCENT)
        case [number, share] if units[share] == PERCENT != units[number]:
            yield replace(head, unit=units[number].name, number=number, share=share, is_rate=True)
        case _:
            yield head
            for column, unit in units.items():
                yield ListedLine(
                    head.row, f"– {first_lower(columns[column])}", unit.name, column, is_rate=unit == PERCENT
                )
