"""How a table is declared by the codes that stand in it, and filled from the results.

A cell of a row is a code with its form: `a.b` prints the number with its unit, `a.b|number` without it, `unit:a.b`
the unit, `label:a.b` what it is called, `=words` words, and an empty cell nothing. The first cell that is not `=words`
heads its row, in words or as `label:a.b`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cchc_lib.indicators.results import Results
from cchc_lib.quantities.figures import State
from cchc_lib.quantities.value_key import Aspect, ValueKey
from cchc_lib.report.blocks.table_block import Cell, HeadCell, Table
from cchc_lib.report.model.runs import Number, Text, TextRun
from cchc_lib.report.sections.sentences import SentenceRenderer

Rows = tuple[tuple[str, ...], ...]

CLAIMED = "Đã công bố"
"""The column of the rates that the ward printed."""
COUNT_COLUMNS = ("Chỉ tiêu", "Đơn vị tính", "Số liệu")


@dataclass(frozen=True)
class TableDeclaration:
    """One table of the report: where it stands, and what its cells are."""

    id: str
    section: str
    caption: str
    columns: tuple[str, ...]
    rows: Rows | Callable[[Results], Rows]
    remark: str | Callable[[Results], str] = ""
    shows_claims: bool = True
    """Whether a column shows the rates that the ward printed."""
    head: tuple[tuple[HeadCell, ...], ...] = ()
    """What is printed above the columns, where that is more than one row of their names."""


def build_table(declared: TableDeclaration, results: Results) -> Table:
    """Fill a declared table; a row that nothing is known of stays and says so, a table of such rows is empty.

    Where the ward printed a rate of the table itself, a column «Đã công bố» shows it beside the computed one.
    """
    writer = SentenceRenderer(results)
    rows = declared.rows(results) if callable(declared.rows) else declared.rows
    claims = [_claim(row, results) if declared.shows_claims else None for row in rows]
    filled = tuple(
        (*_cells(row, writer), *([claim or Cell((), numeric=True)] if any(claims) else []))
        for row, claim in zip(rows, claims, strict=True)
    )
    numbers = [run for row in filled for cell in row for run in cell.runs if isinstance(run, Number)]
    if all(number.state == State.NOT_GIVEN for number in numbers):
        filled = ()
    columns = (*declared.columns, *([CLAIMED] if any(claims) else []))
    remark = declared.remark(results) if callable(declared.remark) else declared.remark
    return Table(declared.id, declared.section, declared.caption, columns, filled, remark, declared.head)


def _claim(row: tuple[str, ...], results: Results) -> Cell | None:
    """What the ward printed for a rate of this row, if it did."""
    codes = (cell.partition("|")[0] for cell in row)
    claimed = [str(ValueKey(code, aspects=(Aspect.CLAIMED,))) for code in codes if code in results.inputs.claims]
    return Cell((SentenceRenderer(results).number(claimed[0]),), numeric=True) if claimed else None


def _cells(row: tuple[str, ...], writer: SentenceRenderer) -> Iterator[Cell]:
    heading = next(at for at, cell in enumerate(row) if not cell.startswith("="))
    for at, cell in enumerate(row):
        if at == heading:
            yield Cell(_runs(cell, writer) if cell.startswith("label:") else (Text(cell),), header=True)
        else:
            yield Cell(_runs(cell, writer), numeric=not cell.startswith(("unit:", "=")))


def _runs(cell: str, writer: SentenceRenderer) -> tuple[TextRun, ...]:
    results = writer.results
    kind, _, body = cell.partition(":")
    match kind:
        case "unit":
            return (Text(results[body].unit.name),)
        case "label":
            return (Text(results[body].label),)
        case "":
            return (Text(body),)
    if cell.startswith("="):
        return (Text(cell.removeprefix("=")),)
    code, _, form = cell.partition("|")
    return writer.shown(code, form or "full")


# Rows that recur.


def counted(*codes: str) -> Rows:
    """One row a count: its label, its unit, its number."""
    return tuple((f"label:{code}", f"unit:{code}", f"{code}|number") for code in codes)


def rated(code: str) -> tuple[str, ...]:
    """A rate as the last row of a table of counts."""
    return (f"label:{code}", f"unit:{code}", f"{code}|number")
