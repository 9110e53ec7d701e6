"""Arranging the cells of a report's notebook by an outline, before it is run.

A section of the notebook begins with the cell that shows it, `report.section("procedures")`, and ends before the next
such cell. Its tables, its charts and what an analyst added there move with it. A guide, a cell of words that does not
enter the report, belongs to the section below it.
"""

import re
from collections.abc import Iterable
from itertools import chain

import nbformat
from nbformat.v4 import new_code_cell

from cchc_lib.catalogue.outline import LAST
from cchc_lib.errors import UserError
from cchc_lib.inputs.report_outline import STANDARD, Outline

_SECTION = re.compile(r"""\breport\.section\(\s*["'](?P<name>\w+)["']\s*\)""")
_OPENING = re.compile(r"\bopen_report\((?P<arguments>(?:(?!outline)[^()])*[^()\s,])\s*,?\s*\)")
_CLOSING = "report.closing("
Cells = tuple[nbformat.NotebookNode, ...]


def with_outline_named(notebook: nbformat.NotebookNode, outline: str) -> nbformat.NotebookNode:
    """Return a notebook whose call of `open_report` names an outline, so that it runs by itself as well.

    Raises:
        UserError: no cell calls `open_report` in a form that can be completed.
    """
    result: nbformat.NotebookNode = nbformat.from_dict(notebook)
    for cell in result.cells:
        if cell.cell_type == "code" and (call := _OPENING.search(cell.source)):
            at = call.end("arguments")
            cell.source = f'{cell.source[:at]}, outline="{outline}"{cell.source[at:]}'
            return result
    raise UserError(
        "The notebook opens no report that could get an outline; expected a call open_report(ward, period, data, "
        "params, scenario), as in notebooks/ward_report.ipynb.",
        "notebook",
    )


def arranged(notebook: nbformat.NotebookNode, outline: Outline) -> nbformat.NotebookNode:
    """Return a notebook with the sections and forms of an outline, in their order; unchanged for the standard one.

    Cells before the first section come first, and the section `closing` with all that follows comes last. Sections that
    the notebook does not show are inserted only if the outline adds them.
    """
    if outline.name == STANDARD:
        return notebook
    before, sections = _divided(tuple(notebook.cells))
    closing = _with_forms(sections.pop(LAST, ()), outline.file.forms)
    added = {name: (_cell("section", name),) for name in outline.added}
    shown = (sections.get(section.id, added.get(section.id, ())) for section in outline.sections)
    result: nbformat.NotebookNode = nbformat.from_dict(notebook)
    result.cells = [*before, *chain.from_iterable(shown), *closing]
    return result


def _divided(cells: Cells) -> tuple[Cells, dict[str, Cells]]:
    """Return the cells before the first section, and those of each section."""
    starts = [(at, match["name"]) for at, cell in enumerate(cells) if (match := _section_of(cell))]
    begins = [_with_guide(cells, at) for at, _ in starts]
    ends = [*begins[1:], len(cells)]
    first = begins[0] if begins else len(cells)
    named = zip(starts, begins, ends, strict=True)
    return cells[:first], {name: cells[begin:end] for (_, name), begin, end in named}


def _section_of(cell: nbformat.NotebookNode) -> re.Match[str] | None:
    return _SECTION.search(cell.source) if cell.cell_type == "code" else None


def _with_guide(cells: Cells, at: int) -> int:
    """Return the index of the first of the guides directly above a cell."""
    while at and "guide" in cells[at - 1].metadata.get("tags", ()):
        at -= 1
    return at


def _with_forms(closing: Cells, forms: Iterable[str]) -> Cells:
    """Return the last cells with those of the forms behind the signature, or at the end without one."""
    at = next((at for at, cell in enumerate(closing, start=1) if _CLOSING in cell.source), len(closing))
    shown = "".join(cell.source for cell in closing)
    wanted = (name for name in dict.fromkeys(forms) if f'report.form("{name}")' not in shown)
    return (*closing[:at], *(_cell("form", name) for name in wanted), *closing[at:])


def _cell(kind: str, name: str) -> nbformat.NotebookNode:
    cell: nbformat.NotebookNode = new_code_cell(f'report.{kind}("{name}")', id=f"{kind}-{name.replace('_', '-')}"[:64])
    return cell
