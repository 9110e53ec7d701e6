"""Parsers of table cells, one for each kind of column."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from cchc_lib.errors import nearest
from cchc_lib.quantities.numbers import parse_number


class CellError(ValueError):
    """A cell that cannot be what its column holds."""

    def __init__(self, expected: str, repair: str) -> None:
        super().__init__(expected)
        self.expected = expected
        self.repair = repair


CellParser = Callable[[str], Any]

Choice = TypeVar("Choice", bound=StrEnum)


def text(cell: str) -> str:
    """Any text, also none."""
    return cell


def required_text(cell: str) -> str:
    """Text that must be there."""
    if not cell:
        raise CellError("a text", "fill in the cell")
    return cell


def number(cell: str) -> Decimal | None:
    """A Vietnamese number, zero or more, or an empty cell."""
    if not cell:
        return None
    try:
        value = parse_number(cell)
    except ValueError as error:
        raise CellError(str(error), "write the number as reports do: 8.823 or 43,27") from error
    if cell.startswith("-"):
        raise CellError("zero or more", "remove the minus sign or correct the figure")
    return value


def whole(cell: str) -> Decimal | None:
    """A count, zero or more, or an empty cell."""
    value = number(cell)
    if value is not None and int(value.as_tuple().exponent) < 0:
        raise CellError("a whole number", "write the count without decimals")
    return value


def day(cell: str) -> date | None:
    """A day of the calendar as 2025-10-20, or an empty cell."""
    if not cell:
        return None
    try:
        # fromisoformat also reads 20251020 and 2025-W43-1.
        return date.fromisoformat(cell if re.fullmatch(r"\d{4}-\d\d-\d\d", cell, re.ASCII) else "")
    except ValueError as error:
        raise CellError("a date that exists, as 2025-10-20", "correct the date") from error


def order(cell: str) -> int:
    """A whole number from 1."""
    if not re.fullmatch(r"[1-9][0-9]{0,3}", cell):
        raise CellError("a whole number from 1", "count from 1")
    return int(cell)


def one_of(known: Iterable[str], expected: str = "a code of the catalogue (docs/indicators.md)") -> CellParser:
    """A name from a list; a wrong one is told with the nearest right one."""
    names = tuple(known)

    def convert(cell: str) -> str:
        if cell not in names:
            raise CellError(expected, nearest(cell, names) or "see data/README.md")
        return cell

    return convert


def choice(choices: type[Choice]) -> CellParser:
    """One member of an enumeration, written by its value."""

    def convert(cell: str) -> Choice:
        try:
            return choices(cell)
        except ValueError as error:
            raise CellError(" or ".join(f"'{member.value}'" for member in choices), "choose one of these") from error

    return convert


def optional(converter: CellParser) -> CellParser:
    """The same, or an empty cell."""
    return lambda cell: converter(cell) if cell else None
