"""Small executed notebooks, made without a kernel."""

from dataclasses import dataclass
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from cchc_lib.report.model.block import BLOCK_TYPE
from cchc_lib.report.ward_report import WardReport

Notebook = nbformat.NotebookNode


def executed_cell(*outputs: dict[str, Any] | Notebook, **metadata: Any) -> Notebook:
    """Return a code cell that has run and shows some outputs; a dictionary is data by MIME type."""
    displayed = [output if "output_type" in output else new_output("display_data", output) for output in outputs]
    cell: Notebook = new_code_cell("…", outputs=displayed, execution_count=1, metadata=metadata)
    return cell


def printed(text: str) -> Notebook:
    """Return the output of a cell that printed a text."""
    output: Notebook = new_output("stream", name="stdout", text=text)
    return output


def block_cell(shown_block: Any) -> Notebook:
    """Return a cell that shows a block, as IPython stores it."""
    return executed_cell(shown_block._repr_mimebundle_())


def notebook(*cells: Notebook | str) -> Notebook:
    """Return a notebook of cells; a text becomes a Markdown cell."""
    made: Notebook = new_notebook(cells=[new_markdown_cell(cell) if isinstance(cell, str) else cell for cell in cells])
    return made


@dataclass(frozen=True)
class OfficialNotebook:
    """Makes notebooks of official reports: the letterhead before some cells, the signature behind them."""

    report: WardReport

    def __call__(self, *cells: Notebook | str) -> Notebook:
        """Return a notebook of cells between letterhead and signature."""
        return notebook(block_cell(self.report.letterhead()), *cells, block_cell(self.report.closing()))


def report_notebook(report: WardReport) -> Notebook:
    """Return a notebook of all blocks of a report and its record, which every format can be made from."""
    return notebook(*map(block_cell, (*report.blocks(), report.record())))


def block_kinds(executed_notebook: Notebook) -> list[str]:
    """Return the kinds of the blocks that a notebook shows, in order."""
    outputs = [output for cell in executed_notebook.cells for output in cell.get("outputs", ())]
    return [output.data[BLOCK_TYPE]["kind"] for output in outputs if BLOCK_TYPE in output.get("data", {})]
