"""Reading tidy CSV tables: every cell is converted, every fault is kept with its row and column."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cchc_lib.errors import Problem
from cchc_lib.inputs.formats.cells import CellError, CellParser
from cchc_lib.inputs.formats.text_files import TextFile

Columns = Mapping[str, CellParser]


@dataclass(frozen=True)
class TableRow:
    """One row of a table; a cell that could not be converted holds why."""

    file: str
    number: int
    cells: Mapping[str, Any]

    def __getitem__(self, column: str) -> Any:
        return self.cells[column]

    @property
    def unreadable(self) -> dict[str, "CellError"]:
        """The cells that could not be converted, by column."""
        return {column: cell for column, cell in self.cells.items() if isinstance(cell, CellError)}

    def problem(self, column: str, expected: str, repair: str, found: str | None = None) -> Problem:
        """A fault of this row, told with what stands in a column."""
        shown = str(self.cells[column] or "nothing") if found is None else found
        return Problem(self.file, self.number, column, shown, expected, repair)


@dataclass(frozen=True)
class ParsedTable:
    """The rows of a table that could be read, and the problems of the others."""

    rows: tuple[TableRow, ...]
    problems: tuple[Problem, ...]
    faulty: tuple[TableRow, ...] = ()
    """Rows of which some cells could be read; the others hold why they could not."""


def parse_table(file: TextFile, columns: Columns) -> ParsedTable:
    """Convert every cell of a CSV table with the header `columns`."""
    if file.problems:
        return ParsedTable((), file.problems)
    *lines, (end, broken) = _numbered(file.text)
    if broken:
        repair = "close every double quote, and double a quote within a cell"
        return ParsedTable((), (Problem(file.name, end, "", "".join(broken), "comma-separated cells", repair),))
    header = lines[0][1] if lines else []
    if header != list(columns):
        return ParsedTable((), (_header_problem(file.name, header, columns),))
    counted = [(number, cells) for number, cells in lines[1:] if len(cells) == len(columns)]
    miscounted = [
        _count_problem(file.name, number, cells, columns) for number, cells in lines[1:] if len(cells) != len(columns)
    ]
    rows = [_parse_row(file.name, number, cells, columns) for number, cells in counted]
    faults = [problem for row, (_, cells) in zip(rows, counted, strict=True) for problem in _cell_problems(row, cells)]
    sound = tuple(row for row in rows if not row.unreadable)
    return ParsedTable(sound, (*miscounted, *faults), tuple(row for row in rows if row.unreadable))


def _numbered(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with their numbers; last, where the table ends and, if it is broken there, why."""
    # Not splitlines, which breaks at characters that editors do not count as line ends.
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


def _header_problem(name: str, header: list[str], columns: Columns) -> Problem:
    found = ",".join(header) or "an empty file"
    repair = "save the file as CSV separated by commas, not by semicolons"
    if ";" not in found:
        repair = "write this header as the first line"
    return Problem(name, 1, "", found, ",".join(columns), repair)


def _count_problem(name: str, number: int, cells: list[str], columns: Columns) -> Problem:
    expected = f"{len(columns)} cells: {','.join(columns)}"
    repair = "put a cell that holds a comma in double quotes, and leave no cell out"
    return Problem(name, number, "", f"{len(cells)} cell{'s' if len(cells) > 1 else ''}", expected, repair)


def _parse_row(name: str, number: int, cells: list[str], columns: Columns) -> TableRow:
    pairs = zip(columns, cells, strict=True)
    return TableRow(name, number, {column: _convert(cell.strip(), columns[column]) for column, cell in pairs})


def _cell_problems(row: TableRow, cells: list[str]) -> Iterator[Problem]:
    found = dict(zip(row.cells, cells, strict=True))
    for column, fault in row.unreadable.items():
        yield row.problem(column, fault.expected, fault.repair, found[column] or "nothing")


def _convert(cell: str, converter: CellParser) -> Any:
    try:
        return converter(cell)
    except CellError as fault:
        return fault


def repeated(rows: Iterable[TableRow], *key: str) -> Iterator[Problem]:
    """A problem for each row whose key columns stood in an earlier row too."""
    first: dict[tuple[Any, ...], int] = {}
    for row in rows:
        earlier = first.setdefault(tuple(row[column] for column in key), row.number)
        if earlier != row.number:
            yield row.problem(key[0], "each only once", f"keep either this row or row {earlier}")
