"""A form on a terminal."""

from collections.abc import Iterator
from typing import Any

from rich.box import SIMPLE
from rich.table import Column, Table

from cchc_lib.report.blocks.form_block import Form


def form_table(form: Form) -> Table:
    """Return a form as a table."""
    columns = (
        Column(name, justify="right" if cell.numeric else "left")
        for name, cell in zip(form.table.columns, form.table.rows[0], strict=True)
    )
    table = Table(*columns, title=form.title, caption=form.table.remark or None, box=SIMPLE, pad_edge=False)
    for row in form.row_texts():
        table.add_row(*row)
    return table


def wanted_lines(form: Form) -> Iterator[str]:
    """Yield the lines that have no figure, under a line that counts them."""
    count = len(form.wanted)
    yield f"To ask for: {count} of the lines of '{form.name}'" if count else f"'{form.name}' lacks no figure."
    yield from (f"  {line}" for line in form.wanted)


def form_json(form: Form) -> dict[str, Any]:
    """Return a form as data: its rows by column, and the lines to ask for."""
    rows = [dict(zip(form.table.columns, row, strict=True)) for row in form.row_texts()]
    return {
        "form": form.name,
        "title": form.title,
        "remark": form.table.remark,
        "rows": rows,
        "to_ask_for": list(form.wanted),
    }
