"""Reading tidy CSV tables: every cell is converted, every fault is kept with its row and column."""

import csv
import re
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
    """One row of a table; a cell that could not be converted holds why."""

    file: str
    number: int
    cells: Mapping[str, Any]

    def __getitem__(self, column: str) -> Any:
        return self.cells[column]

    @property
    def unreadable(self) -> dict[str, "Unreadable"]:
        """The cells that could not be converted, by column."""
        return {column: cell for column, cell in self.cells.items() if isinstance(cell, Unreadable)}

    def problem(self, column: str, expected: str, repair: str, found: str | None = None) -> Problem:
        """A fault of this row, told with what stands in a column."""
        shown = str(self.cells[column] or "nothing") if found is None else found
        return Problem(self.file, self.number, column, shown, expected, repair)


@dataclass(frozen=True)
class Table:
    """The rows of a table that could be read, and the problems of the others."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    faulty: tuple[Row, ...] = ()
    """Rows of which some cells could be read; the others hold why they could not."""


def parse_table(file: TextFile, columns: Columns) -> Table:
    """Convert every cell of a CSV table with the header `columns`."""
    if file.problems:
        return Table((), file.problems)
    *lines, (end, broken) = _numbered(file.text)
    if broken:
        repair = "close every double quote, and double a quote within a cell"
        return Table((), (Problem(file.name, end, "", "".join(broken), "comma-separated cells", repair),))
    header = lines[0][1] if lines else []
    if header != list(columns):
        return Table((), (_header_problem(file.name, header, columns),))
    counted = [(number, cells) for number, cells in lines[1:] if len(cells) == len(columns)]
    miscounted = [
        _count_problem(file.name, number, cells, columns) for number, cells in lines[1:] if len(cells) != len(columns)
    ]
    rows = [_parse_row(file.name, number, cells, columns) for number, cells in counted]
    faults = [problem for row, (_, cells) in zip(rows, counted, strict=True) for problem in _cell_problems(row, cells)]
    sound = tuple(row for row in rows if not row.unreadable)
    return Table(sound, (*miscounted, *faults), tuple(row for row in rows if row.unreadable))


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


def _parse_row(name: str, number: int, cells: list[str], columns: Columns) -> Row:
    pairs = zip(columns, cells, strict=True)
    return Row(name, number, {column: _convert(cell.strip(), columns[column]) for column, cell in pairs})


def _cell_problems(row: Row, cells: list[str]) -> Iterator[Problem]:
    found = dict(zip(row.cells, cells, strict=True))
    for column, fault in row.unreadable.items():
        yield row.problem(column, fault.expected, fault.repair, found[column] or "nothing")


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
    if cell.startswith("-"):
        raise Unreadable("zero or more", "remove the minus sign or correct the figure")
    return value


def whole(cell: str) -> Decimal | None:
    """A count, zero or more, or an empty cell."""
    value = number(cell)
    if value is not None and int(value.as_tuple().exponent) < 0:
        raise Unreadable("a whole number", "write the count without decimals")
    return value


def day(cell: str) -> date | None:
    """A day of the calendar as 2025-10-20, or an empty cell."""
    if not cell:
        return None
    try:
        # fromisoformat also reads 20251020 and 2025-W43-1.
        return date.fromisoformat(cell if re.fullmatch(r"\d{4}-\d\d-\d\d", cell, re.ASCII) else "")
    except ValueError as error:
        raise Unreadable("a date that exists, as 2025-10-20", "correct the date") from error


def order(cell: str) -> int:
    """A whole number from 1."""
    if not re.fullmatch(r"[1-9][0-9]{0,3}", cell):
        raise Unreadable("a whole number from 1", "count from 1")
    return int(cell)


def one_of(known: Iterable[str], expected: str = "a code of the catalogue (docs/indicators.md)") -> Converter:
    """A name from a list; a wrong one is told with the nearest right one."""
    names = tuple(known)

    def convert(cell: str) -> str:
        if cell not in names:
            raise Unreadable(expected, nearest(cell, names) or "see data/README.md")
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
