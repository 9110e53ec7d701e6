"""Rows of the parts that an authority or a ward adds to a whole: they join their siblings, in the form of these."""

import re
from collections.abc import Collection

from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.quantities.letter_case import first_lower, first_upper
from cchc_lib.report.tables.rows import DeclaredCell, LabelCell, NumberCell, Row, UnitCell, ValueCell, codes_of

_INDENT = re.compile("[–+] ")


def with_added_parts(rows: tuple[Row, ...], catalogue: Catalogue) -> tuple[Row, ...]:
    """Return the rows of a table, each with the added parts that belong below it."""
    printed = {code for row in rows for code in codes_of(row)}
    added = tuple(code for code in catalogue.additions if code not in printed)
    if not added:
        return rows
    siblings = {code: _last_sibling(rows, catalogue, code) for code in added}
    below = {row: tuple(code for code in added if siblings[code] == row) for row in siblings.values() if row}
    with_shares = _columns_of_shares(rows, catalogue)
    return tuple(
        each
        for row in rows
        for each in (row, *(_like(row, catalogue, code, with_shares) for code in below.get(row, ())))
    )


def _columns_of_shares(rows: tuple[Row, ...], catalogue: Catalogue) -> frozenset[int]:
    """Return the columns in which a row of a part shows its share."""
    return frozenset(
        at
        for row in rows
        for at, cell in enumerate(row)
        if isinstance(cell, ValueCell | NumberCell) and _is_share(catalogue, cell.code, codes_of(row))
    )


def _is_share(catalogue: Catalogue, code: str, row: tuple[str, ...]) -> bool:
    indicator = catalogue.indicators.get(code)
    divided = indicator.formula.divided if indicator else None
    return divided is not None and divided[0] in row


def _last_sibling(rows: tuple[Row, ...], catalogue: Catalogue, code: str) -> Row | None:
    """Return the last row with a part of the same breakdown; None if the code is no part or has no siblings there."""
    figure = catalogue.figures.get(code)
    siblings = {part.code for part in catalogue.breakdowns.get(figure.part_of, ())} if figure else set()
    return next((row for row in reversed(rows) if siblings & set(codes_of(row))), None)


def _like(row: Row, catalogue: Catalogue, code: str, with_shares: Collection[int]) -> Row:
    """Return a row of a code in the form of the row of its sibling, with its share where others show theirs."""
    figure = catalogue.figures[code]
    name = figure.name or figure.label
    indent = _INDENT.match(row[0]) if isinstance(row[0], str) else None
    share = catalogue.share_of(code)

    def like(index: int, cell: DeclaredCell) -> DeclaredCell:
        match cell:
            case str() if index == 0:
                return f"{indent[0]}{first_lower(name)}" if indent else first_upper(name)
            case LabelCell():
                return LabelCell(code)
            case UnitCell():
                return UnitCell(code)
            case NumberCell(sibling) | ValueCell(sibling) if sibling in catalogue.figures:
                return type(cell)(code)
            case _ if share and (index in with_shares or isinstance(cell, ValueCell | NumberCell)):
                return ValueCell(share)
            case _:
                return None

    return tuple(like(index, cell) for index, cell in enumerate(row))
