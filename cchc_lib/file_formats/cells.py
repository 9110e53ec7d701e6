"""Parsers of table cells: one for each kind of column.

Every parser takes the text of a cell and raises `CellError` if the text is not of its kind.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from cchc_lib.errors import nearest
from cchc_lib.quantities.numbers import parse_number


class CellError(ValueError):
    """The text of a cell is not of the kind that its column holds."""

    def __init__(self, expected: str, repair: str) -> None:
        super().__init__(expected)
        self.expected = expected
        """What the column holds."""
        self.repair = repair
        """How to correct the cell."""


CellParser = Callable[[str], Any]
MemberT = TypeVar("MemberT", bound=StrEnum)


def text(cell: str) -> str:
    """Return the cell as it is; it may be empty."""
    return cell


def required_text(cell: str) -> str:
    """Return the cell as it is.

    Raises:
        CellError: the cell is empty.
    """
    if not cell:
        raise CellError("a text", "fill in the cell")
    return cell


def number(cell: str) -> Decimal | None:
    """Return a number of zero or more in Vietnamese notation, or None for an empty cell.

    Raises:
        CellError: the cell holds anything else.
    """
    if not cell:
        return None
    try:
        value = parse_number(cell)
    except ValueError as error:
        raise CellError(str(error), "write the number as reports do: 8.823 or 43,27") from error
    if cell.startswith("-"):
        raise CellError("zero or more", "remove the minus sign or correct the figure")
    return value


def count(cell: str) -> Decimal | None:
    """Return a whole number of zero or more, or None for an empty cell.

    Raises:
        CellError: the cell holds anything else.
    """
    value = number(cell)
    if value is not None and int(value.as_tuple().exponent) < 0:
        raise CellError("a whole number", "write the count without decimals")
    return value


def day(cell: str) -> date | None:
    """Return a date written as 2025-10-20, or None for an empty cell.

    Raises:
        CellError: the cell holds anything else.
    """
    if not cell:
        return None
    try:
        # fromisoformat alone would also read 20251020 and 2025-W43-1.
        return date.fromisoformat(cell if re.fullmatch(r"\d{4}-\d\d-\d\d", cell, re.ASCII) else "")
    except ValueError as error:
        raise CellError("a date that exists, as 2025-10-20", "correct the date") from error


def ordinal(cell: str) -> int:
    """Return a whole number from 1 to 9999.

    Raises:
        CellError: the cell holds anything else.
    """
    if not re.fullmatch(r"[1-9][0-9]{0,3}", cell):
        raise CellError("a whole number from 1", "count from 1")
    return int(cell)


KNOWN_FIGURE_CODE = "a code of the catalogue (cchc_lib/catalogue/figures.csv)"
_KNOWN_CODE = "a code of the catalogue (cchc_lib/catalogue/figures.csv, or `cchc indicators`)"


def one_of(known: Iterable[str], expected: str = _KNOWN_CODE, repair: str = "see data/README.md") -> CellParser:
    """Return a cell parser that accepts only the names in `known` and suggests the closest one otherwise.

    Args:
        known: the names that the column may hold.
        expected: what error messages call them.
        repair: what to do where no name is close.
    """
    names = tuple(known)

    def parse(cell: str) -> str:
        if cell not in names:
            raise CellError(expected, nearest(cell, names) or repair)
        return cell

    return parse


def member_of(enumeration: type[MemberT]) -> CellParser:
    """Return a cell parser that accepts the values of an enumeration and returns its member."""

    def parse(cell: str) -> MemberT:
        try:
            return enumeration(cell)
        except ValueError as error:
            expected = " or ".join(f"'{member.value}'" for member in enumeration)
            raise CellError(expected, "choose one of these") from error

    return parse


def optional(parser: CellParser) -> CellParser:
    """Return a cell parser that returns None for an empty cell and otherwise does as `parser`."""
    return lambda cell: parser(cell) if cell else None
