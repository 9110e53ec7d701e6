"""Rows of declared tables, whose cells name the values to print.

A cell of a declared row is one of the types below. The header of a row is its plain text or its `LabelCell`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.quantities.letter_case import first_lower


@dataclass(frozen=True)
class ValueCell:
    """A cell that prints a value with its unit, as in `8.823 hồ sơ`."""

    code: str


@dataclass(frozen=True)
class NumberCell:
    """A cell that prints a value without its unit, as in `8.823`."""

    code: str


@dataclass(frozen=True)
class LabelCell:
    """A cell that prints the label of a value, as the header of its row."""

    code: str


@dataclass(frozen=True)
class UnitCell:
    """A cell that prints the name of a value's unit."""

    code: str


@dataclass(frozen=True)
class TextCell:
    """A cell that prints a text that is not the header of its row."""

    text: str


TOTAL_LABEL = "Tổng số"
"""The header of the row with the total of the rows above."""
DeclaredCell = str | LabelCell | ValueCell | NumberCell | UnitCell | TextCell | None
"""A cell of a declared row: a text is the header of the row, None is an empty cell of a column of numbers."""
Row = tuple[DeclaredCell, ...]


def labelled_rows(*codes: str) -> tuple[Row, ...]:
    """Return a row of label, unit and number for each value."""
    return tuple((LabelCell(code), UnitCell(code), NumberCell(code)) for code in codes)


def part_rows(catalogue: Catalogue, breakdown: str) -> Iterator[Row]:
    """Yield a row of name, number and share for each part of a whole.

    Args:
        catalogue: the figures with their parts.
        breakdown: the whole, with the name of its breakdown if it has several.
    """
    for part in catalogue.breakdowns.get(breakdown, ()):
        share = catalogue.share_of(part.code)
        yield f"– {first_lower(part.name)}", NumberCell(part.code), ValueCell(share) if share else None


def codes_of(row: Row) -> tuple[str, ...]:
    """Return the codes of the values that a row prints."""
    return tuple(cell.code for cell in row if isinstance(cell, ValueCell | NumberCell | LabelCell))
