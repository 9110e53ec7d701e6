"""Checks of the groups of staff and lines of the budget that a file of the catalogue declares cell by cell."""

from collections.abc import Iterable, Iterator, Mapping

from cchc_lib.catalogue.definitions import AnyDefinition, FigureDefinition, RowCell
from cchc_lib.errors import Problem
from cchc_lib.file_formats.csv_tables import TableRow
from cchc_lib.quantities.units import PERCENT

FIRST_CELLS: Mapping[RowCell, RowCell] = {
    **dict.fromkeys((RowCell.PRESENT, RowCell.VACANT, RowCell.VACANCY_RATE), RowCell.QUOTA),
    **dict.fromkeys((RowCell.ATTAINMENT, RowCell.ATTAINMENT_RATE, RowCell.PLAN), RowCell.AMOUNT),
}
"""The cell that begins the row of each other cell."""
_STATED = (RowCell.QUOTA, RowCell.AMOUNT, RowCell.ATTAINMENT)
"""The cells that wards state; the others may be indicators."""
_SHARES = (RowCell.VACANCY_RATE, RowCell.ATTAINMENT, RowCell.ATTAINMENT_RATE)
"""The cells in %."""


def problems_of_rows(rows: Iterable[TableRow], known: Mapping[str, AnyDefinition]) -> Iterator[Problem]:
    """Yield the faults of the cells that rows of a file declare.

    Args:
        rows: the rows of the file.
        known: the definitions of the file, and of those before it, by code.
    """
    cells: dict[tuple[str, RowCell], str] = {}
    for definition in known.values():
        if definition.cell:
            cells.setdefault((definition.row, definition.cell), definition.code)
    for row in rows:
        if bool(row["row"]) != bool(row["cell"]):
            yield row.problem("cell", "a cell beside row, and nothing without it", "fill in both or neither")
        elif row["cell"]:
            yield from _problems_of_cell(row, cells)
            yield from _problems_of_value(row, known)


def _problems_of_cell(row: TableRow, cells: Mapping[tuple[str, RowCell], str]) -> Iterator[Problem]:
    name, cell = row["row"], row["cell"]
    if cells[name, cell] != row["code"]:
        repair = f"choose another row: {cells[name, cell]} is this cell of '{name}'"
        yield row.problem("cell", "each cell of a row only once", repair)
    first = FIRST_CELLS.get(cell)
    if first and (name, first) not in cells:
        yield row.problem("row", "a row that begins", f"add a figure with the row '{name}' and the cell {first}", name)


def _problems_of_value(row: TableRow, known: Mapping[str, AnyDefinition]) -> Iterator[Problem]:
    cell: RowCell = row["cell"]
    if cell in _STATED and not isinstance(known.get(row["code"]), FigureDefinition):
        yield row.problem("cell", "a figure, which wards state", "empty the formula, or choose another cell", cell)
    if cell not in FIRST_CELLS and not row["name"]:
        yield row.problem("name", "what the table calls the row", "fill in the name", "nothing")
    if cell in _SHARES and row["unit"] is not PERCENT:
        yield row.problem("unit", f"%, the unit of {cell}", "write %", row["unit"].name)
