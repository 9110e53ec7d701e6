"""The list of figures (Biểu số liệu): the lines of many tables as one table with the same columns."""

import re
from collections.abc import Iterator, Sequence

from cchc_lib.report.model.document_nodes import ListedLine, TableCell, TableNode
from cchc_lib.report.model.runs import Text
from cchc_lib.report.rendering.block_html import fixed_words

_WIDTHS = {"ordinal": 1.2, "indicator": 0.0, "unit": 2.3, "value": 3.0, "share": 1.8, "claimed": 1.9}
"""The widths of the columns in centimetres; the names of the lines take the rest."""
_PART = re.compile("[–+] ")
"""What a line begins with that is a part of a line above, and has no number."""


def figure_list(tables: Sequence[TableNode]) -> TableNode:
    """Return tables with listed lines as one table without a caption, in which each is headed by its caption."""
    has_shares = any(line.share is not None for table in tables for line in table.listed)
    has_claims = any(table.claims is not None for table in tables)
    names = ("ordinal", "indicator", "unit", "value", *["share"] * has_shares, *["claimed"] * has_claims)
    rows = (row for at, table in enumerate(tables, start=1) for row in _rows(at, table, has_shares, has_claims))
    columns = tuple(fixed_words()[f"column_{name}"] for name in names)
    return TableNode("", columns, tuple(rows), widths=tuple(_WIDTHS[name] for name in names))


def _rows(at: int, table: TableNode, has_shares: bool, has_claims: bool) -> Iterator[tuple[TableCell, ...]]:
    yield (TableCell((Text(f"{at}. {table.caption}"),), header=True),)
    counted = 0
    for line in table.listed:
        is_part = bool(_PART.match(line.name))
        counted += not is_part
        ordinal = "" if is_part else f"{at}.{counted}"
        yield (
            TableCell((Text(ordinal),)),
            TableCell((Text(line.name),), header=True),
            TableCell((Text(line.unit),)),
            _cell(table, line, line.number),
            *([_cell(table, line, line.share)] if has_shares else []),
            *([_cell(table, line, table.claims if line.is_rate else None)] if has_claims else []),
        )
    if table.remark:
        yield (TableCell((Text(table.remark),)),)


def _cell(table: TableNode, line: ListedLine, column: int | None) -> TableCell:
    return TableCell((Text(""),), numeric=True) if column is None else table.rows[line.row][column]
