"""The report's tables, each declared by the codes that stand in it.

A cell of a row is a code with its form: `a.b` prints the number with its unit, `a.b|number` without it,
`claim:a.b` what the ward printed itself, `unit:a.b` the unit, `target:a.b` the ward's own target; other text
stands as it is.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cchc_lib.indicators.results import Results
from cchc_lib.quantities.figures import State
from cchc_lib.report.blocks import Cell, Number, Run, Table, Text
from cchc_lib.report.sentences import Writer, target_text

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class TableDeclaration:
    """One table of the report: where it stands, and what its cells are."""

    id: str
    section: str
    caption: str
    columns: tuple[str, ...]
    rows: Rows | Callable[[Results], Rows]
    remark: str = ""


def build_table(declared: TableDeclaration, results: Results) -> Table:
    """Fill a declared table; a row that nothing is known of stays and says so, a table of such rows is empty."""
    writer = Writer(results)
    rows = declared.rows(results) if callable(declared.rows) else declared.rows
    filled = tuple(tuple(_cells(row, writer)) for row in rows)
    if not any(
        run.state != State.NOT_GIVEN for row in filled for cell in row for run in cell.runs if isinstance(run, Number)
    ):
        filled = ()
    return Table(declared.id, declared.section, declared.caption, declared.columns, filled, declared.remark)


def _cells(row: tuple[str, ...], writer: Writer) -> Iterator[Cell]:
    label, *others = row
    yield Cell(_runs(label, writer) if label.startswith("label:") else (Text(label),), header=True)
    for cell in others:
        yield Cell(_runs(cell, writer), numeric=not cell.startswith(("unit:", "=")))


def _runs(cell: str, writer: Writer) -> tuple[Run, ...]:
    results = writer.results
    kind, _, body = cell.partition(":")
    match kind:
        case "claim":
            claim = results.inputs.claims.get(body)
            return (Text(claim.unit.beside(_claimed(claim.as_written))),) if claim else (Text("–"),)
        case "unit":
            return (Text(results[body].unit.name),)
        case "target":
            targets = results.inputs.targets_of(body)
            return (Text(target_text(targets[0])),) if targets else (Text("–"),)
        case "label":
            return (Text(results[body].label),)
        case "":
            return (Text(body),)
    if cell.startswith("="):
        return (Text(cell.removeprefix("=")),)
    code, _, form = cell.partition("|")
    return (writer.number(code, form or "full"),)


def _claimed(as_written: str) -> str:
    """The rate alone of what was printed: `6.397/8.823 = 72,5%` gives 72,5."""
    return as_written.rpartition("=")[2].strip().removesuffix("%")
