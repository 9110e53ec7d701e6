"""Reading CSV tables: parses every cell, and keeps each fault with its row and column."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from cchc_lib.errors import Problem
from cchc_lib.inputs.formats.cells import CellError, CellParser
from cchc_lib.inputs.formats.text_files import TextFile

Columns = Mapping[str, CellParser]
"""The parser of each column, in the order of the header."""


@dataclass(frozen=True)
class TableRow:
    """One row of a table."""

    file: str
    """The name of the table's file."""
    number: int
    """The line on which the row begins, counted from 1."""
    cells: Mapping[str, Any]
    """The parsed cells by column; the `CellError` in place of a cell that could not be parsed."""

    def __getitem__(self, column: str) -> Any:
        return self.cells[column]

    @property
    def errors(self) -> dict[str, CellError]:
        """The errors of the cells that could not be parsed, by column."""
        return {column: cell for column, cell in self.cells.items() if isinstance(cell, CellError)}

    def problem(self, column: str, expected: str, repair: str, found: str | None = None) -> Problem:
        """Return a problem in one column of this row.

        Args:
            column: the column at fault.
            expected: what the column should hold.
            repair: how to correct it.
            found: what the column holds; by default the parsed cell.
        """
        if found is None:
            cell = self.cells[column]
            found = "nothing" if cell in (None, "") else str(cell)
        return Problem(self.file, self.number, column, found, expected, repair)


@dataclass(frozen=True)
class ParsedTable:
    """The rows of a table, and its problems."""

    rows: tuple[TableRow, ...] = ()
    """The rows of which every cell could be parsed."""
    problems: tuple[Problem, ...] = ()
    """The faults of the file, of rows with too few or too many cells, and of cells."""
    faulty_rows: tuple[TableRow, ...] = ()
    """The rows of which some cells could not be parsed."""


def parse_table(file: TextFile, columns: Columns, optional: Columns = MappingProxyType({})) -> ParsedTable:
    """Parse a CSV table.

    Args:
        file: the table's file.
        columns: the columns of the header.
        optional: columns that may follow them, in this order; where one is left out, its cells are empty.
    """
    if file.problems:
        return ParsedTable(problems=file.problems)
    *lines, (end, syntax_error) = _numbered_rows(file.text)
    if syntax_error:
        repair = "close every double quote, and double a quote within a cell"
        return ParsedTable(
            problems=(Problem(file.name, end, "", "".join(syntax_error), "comma-separated cells", repair),)
        )
    header = lines[0][1] if lines else []
    added = {name: parser for name, parser in optional.items() if name in header}
    if header != [*columns, *added]:
        return ParsedTable(problems=(_header_problem(file.name, header, columns, optional),))
    left_out = {name: _parse_cell("", parser) for name, parser in optional.items() if name not in added}
    columns = {**columns, **added}
    complete = [(number, cells) for number, cells in lines[1:] if len(cells) == len(columns)]
    miscounted = [
        _count_problem(file.name, number, cells, columns) for number, cells in lines[1:] if len(cells) != len(columns)
    ]
    rows = [_parse_row(file.name, number, cells, columns) for number, cells in complete]
    faults = [problem for row, (_, cells) in zip(rows, complete, strict=True) for problem in _cell_problems(row, cells)]
    rows = [replace(row, cells={**row.cells, **left_out}) for row in rows]
    return ParsedTable(
        tuple(row for row in rows if not row.errors),
        (*miscounted, *faults),
        tuple(row for row in rows if row.errors),
    )


def _numbered_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row's line number and cells; last, the final line number with the syntax error there, if any."""
    # Not splitlines, which also breaks at characters that editors do not count as line ends.
    reader = csv.reader((f"{line}\n" for line in text.removesuffix("\n").split("\n")), strict=True)
    start = 1
    try:
        for cells in reader:
            if cells:
                yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        yield start, [str(error)]
    else:
        yield start, []


def _header_problem(name: str, header: list[str], columns: Columns, optional: Columns) -> Problem:
    found = ",".join(header) or "an empty file"
    # Excel saves CSV with semicolons where the comma is the decimal mark, as in Vietnam.
    has_semicolons = ";" in found
    added = f"; it may be followed by {', '.join(optional)}" if optional else ""
    repair = (
        "save the file as CSV separated by commas, not by semicolons"
        if has_semicolons
        else f"write this header as the first line{added}"
    )
    return Problem(name, 1, "", found, ",".join(columns), repair)


def _count_problem(name: str, number: int, cells: list[str], columns: Columns) -> Problem:
    expected = f"{len(columns)} cells: {','.join(columns)}"
    repair = "put a cell that holds a comma in double quotes, and leave no cell out"
    return Problem(name, number, "", f"{len(cells)} cell{'s' if len(cells) > 1 else ''}", expected, repair)


def _parse_row(name: str, number: int, cells: list[str], columns: Columns) -> TableRow:
    pairs = zip(columns, cells, strict=True)
    return TableRow(name, number, {column: _parse_cell(cell.strip(), columns[column]) for column, cell in pairs})


def _cell_problems(row: TableRow, cells: list[str]) -> Iterator[Problem]:
    as_written = dict(zip(row.cells, cells, strict=True))
    for column, error in row.errors.items():
        yield row.problem(column, error.expected, error.repair, as_written[column] or "nothing")


def _parse_cell(cell: str, parser: CellParser) -> Any:
    try:
        return parser(cell)
    except CellError as error:
        return error


def repeated(rows: Iterable[TableRow], *key: str) -> Iterator[Problem]:
    """Yield a problem for each row whose `key` columns hold the same as those of an earlier row."""
    first_rows: dict[tuple[Any, ...], int] = {}
    for row in rows:
        first = first_rows.setdefault(tuple(row[column] for column in key), row.number)
        if first != row.number:
            yield row.problem(key[0], "each only once", f"keep either this row or row {first}")
