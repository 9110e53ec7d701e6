"""Reading CSV tables: parses every cell, and keeps each fault with its row and column."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cchc_lib.errors import Problem
from cchc_lib.file_formats.cells import CellError, CellParser
from cchc_lib.file_formats.text_files import TextFile

Columns = Mapping[str, CellParser]
"""The parser of each column, in the order of the header."""
NO_COLUMNS: frozenset[str] = frozenset()


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


def parse_table(file: TextFile, columns: Columns, optional: frozenset[str] = NO_COLUMNS) -> ParsedTable:
    """Parse a CSV table whose header consists of the names of `columns`.

    Args:
        file: the file.
        columns: the parser of each column.
        optional: the columns that the header may leave out; they are read as if every cell of them were empty. Such
            columns at the end of the header may also be left out of a row.
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
    if header != [name for name in columns if name in header or name not in optional]:
        return ParsedTable(problems=(_header_problem(file.name, header, columns, optional),))
    lines = [(number, _filled_up(cells, header, optional)) for number, cells in lines[1:]]
    complete = [(number, cells) for number, cells in lines if len(cells) == len(header)]
    miscounted = [
        _count_problem(file.name, number, cells, header) for number, cells in lines if len(cells) != len(header)
    ]
    parsers = {name: columns[name] for name in header}
    absent = {name: _parse_cell("", columns[name]) for name in columns if name not in header}
    rows = [_parse_row(file.name, number, cells, parsers, absent) for number, cells in complete]
    faults = [problem for row, (_, cells) in zip(rows, complete, strict=True) for problem in _cell_problems(row, cells)]
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


def _filled_up(cells: list[str], header: list[str], optional: frozenset[str]) -> list[str]:
    """Return the cells of a row with those that its end leaves out, if these may be left out."""
    missing = header[len(cells) :]
    return [*cells, *("" for _ in missing)] if set(missing) <= optional else cells


def _header_problem(name: str, header: list[str], columns: Columns, optional: frozenset[str]) -> Problem:
    found = ",".join(header) or "an empty file"
    # Excel saves CSV with semicolons where the comma is the decimal mark, as in Vietnam.
    has_semicolons = ";" in found
    repair = (
        "save the file as CSV separated by commas, not by semicolons"
        if has_semicolons
        else "write this header as the first line"
    )
    names = ",".join(f"[{column}]" if column in optional else column for column in columns)
    return Problem(name, 1, "", found, names, f"{repair}; names in [] may be left out" if optional else repair)


def _count_problem(name: str, number: int, cells: list[str], header: list[str]) -> Problem:
    expected = f"{len(header)} cells: {','.join(header)}"
    repair = "put a cell that holds a comma in double quotes, and leave no cell out"
    return Problem(name, number, "", f"{len(cells)} cell{'s' if len(cells) > 1 else ''}", expected, repair)


def _parse_row(name: str, number: int, cells: list[str], columns: Columns, absent: Mapping[str, Any]) -> TableRow:
    pairs = zip(columns, cells, strict=True)
    parsed = {column: _parse_cell(cell.strip(), columns[column]) for column, cell in pairs}
    return TableRow(name, number, {**parsed, **absent})


def _cell_problems(row: TableRow, cells: list[str]) -> Iterator[Problem]:
    # Columns that the file leaves out come last.
    as_written = dict(zip(row.cells, cells, strict=False))
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
            expected = "each only once" if len(key) == 1 else f"each only once with the same {' and '.join(key[1:])}"
            yield row.problem(key[0], expected, f"keep either this row or row {first}")
