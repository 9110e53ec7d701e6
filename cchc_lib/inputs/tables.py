"""Reading tidy CSV tables: every cell is converted, every fault is kept with its row and column."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from cchc_lib.errors import Problem, nearest
from cchc_lib.inputs.text_files import TextFile
from cchc_lib.quantities.numbers import parse_number


class Unreadable(ValueError):
    """A cell that cannot be what its column holds."""

    def __init__(self, expected: str, repair: str) -> None:
        super().__init__(expected)
        self.expected = expected
        self.repair = repair


Converter = Callable[[str], Any]
Columns = Mapping[str, Converter]
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True)
class Row:
    """One row of a table whose cells could all be converted."""

    file: str
    number: int
    cells: Mapping[str, Any]

    def __getitem__(self, column: str) -> Any:
        return self.cells[column]

    def problem(self, column: str, expected: str, repair: str, found: str | None = None) -> Problem:
        """A fault of this row that only shows when its cells are seen together."""
        shown = str(self.cells[column] or "nothing") if found is None else found
        return Problem(self.file, self.number, column, shown, expected, repair)


@dataclass(frozen=True)
class Table:
    """The rows of a table that could be read, and the problems of the others."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


def parse_table(file: TextFile, columns: Columns) -> Table:
    """Convert every cell of a CSV table with the header `columns`."""
    if file.problems:
        return Table((), file.problems)
    lines = list(_numbered(file.text))
    header = lines[0][1] if lines else []
    if header != list(columns):
        return Table((), (_header_problem(file.name, header, columns),))
    results = [_parse_row(file.name, number, cells, columns) for number, cells in lines[1:]]
    rows = tuple(result for result in results if isinstance(result, Row))
    faults = tuple(problem for result in results if not isinstance(result, Row) for problem in result)
    return Table(rows, faults)


def _numbered(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(text.splitlines(keepends=True))
    start = 1
    for cells in reader:
        if cells:
            yield start, cells
        start = reader.line_num + 1


def _header_problem(name: str, header: list[str], columns: Columns) -> Problem:
    return Problem(
        name,
        1,
        "",
        ",".join(header) or "an empty file",
        ",".join(columns),
        "write this header as the first line",
    )


def _parse_row(name: str, number: int, cells: list[str], columns: Columns) -> Row | list[Problem]:
    if len(cells) != len(columns):
        expected = f"{len(columns)} cells: {','.join(columns)}"
        repair = "put a cell that holds a comma in double quotes, and leave no cell out"
        return [Problem(name, number, "", f"{len(cells)} cells", expected, repair)]
    converted = {column: _convert(cell.strip(), columns[column]) for column, cell in zip(columns, cells, strict=True)}
    faults = {column: result for column, result in converted.items() if isinstance(result, Unreadable)}
    found = dict(zip(columns, cells, strict=True))
    if faults:
        return [
            Problem(name, number, column, found[column] or "nothing", fault.expected, fault.repair)
            for column, fault in faults.items()
        ]
    return Row(name, number, converted)


def _convert(cell: str, converter: Converter) -> Any:
    try:
        return converter(cell)
    except Unreadable as fault:
        return fault


def repeated(rows: Iterable[Row], *key: str) -> Iterator[Problem]:
    """A problem for each row whose key columns stood in an earlier row too."""
    first: dict[tuple[Any, ...], int] = {}
    for row in rows:
        earlier = first.setdefault(tuple(row[column] for column in key), row.number)
        if earlier != row.number:
            yield row.problem(key[0], "each only once", f"keep either this row or row {earlier}")


# Converters: one for each kind of column.


def text(cell: str) -> str:
    """Any text, also none."""
    return cell


def required_text(cell: str) -> str:
    """Text that must be there."""
    if not cell:
        raise Unreadable("a text", "fill in the cell")
    return cell


def number(cell: str) -> Decimal | None:
    """A Vietnamese number, zero or more, or an empty cell."""
    if not cell:
        return None
    try:
        value = parse_number(cell)
    except ValueError as error:
        raise Unreadable(str(error), "write the number as reports do: 8.823 or 43,27") from error
    if value < 0:
        raise Unreadable("zero or more", "remove the minus sign or correct the figure")
    return value


def day(cell: str) -> date | None:
    """A day of the calendar as 2025-10-20, or an empty cell."""
    if not cell:
        return None
    try:
        return date.fromisoformat(cell)
    except ValueError as error:
        raise Unreadable("a date that exists, as 2025-10-20", "correct the date") from error


def order(cell: str) -> int | None:
    """A whole number from 1, or an empty cell."""
    if not cell:
        return None
    if not cell.isdecimal() or cell == "0":
        raise Unreadable("a whole number from 1", "count from 1")
    return int(cell)


def one_of(known: Iterable[str]) -> Converter:
    """A name from a list; a wrong one is told with the nearest right one."""
    names = tuple(known)

    def convert(cell: str) -> str:
        if cell not in names:
            raise Unreadable("a name that the catalogue knows", nearest(cell, names) or "see data/README.md")
        return cell

    return convert


def choice(choices: type[Choice]) -> Converter:
    """One member of an enumeration, written by its value."""

    def convert(cell: str) -> Choice:
        try:
            return choices(cell)
        except ValueError as error:
            raise Unreadable(" or ".join(f"'{member.value}'" for member in choices), "choose one of these") from error

    return convert


def optional(converter: Converter) -> Converter:
    """The same, or an empty cell."""
    return lambda cell: converter(cell) if cell else None
