"""Small executed notebooks, made without a kernel, and the documents made of them."""

from dataclasses import dataclass
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from cchc_lib.report.model.blocks import BLOCK_TYPE
from cchc_lib.report.ward_report import WardReport

Notebook = nbformat.NotebookNode


def executed_cell(*outputs: dict[str, Any] | Notebook, **metadata: Any) -> Notebook:
    """A code cell that has run, with what it shows."""
    made = [each if "output_type" in each else new_output("display_data", each) for each in outputs]
    return new_code_cell("…", outputs=made, execution_count=1, metadata=metadata)


def printed(text: str) -> Notebook:
    return new_output("stream", name="stdout", text=text)


def block_cell(shown_block: Any) -> Notebook:
    """A cell that shows a block, as IPython stores it."""
    return executed_cell(shown_block._repr_mimebundle_())


def notebook(*cells: Notebook | str) -> Notebook:
    """A notebook of cells; a text is a Markdown cell."""
    return new_notebook(cells=[new_markdown_cell(cell) if isinstance(cell, str) else cell for cell in cells])


@dataclass(frozen=True)
class OfficialNotebook:
    """A report around some cells: letterhead before, signature behind."""

    report: WardReport

    def __call__(self, *cells: Notebook | str) -> Notebook:
        return notebook(block_cell(self.report.letterhead()), *cells, block_cell(self.report.closing()))


def block_kinds(executed_notebook: Notebook) -> list[str]:
    """The kinds of the blocks that a notebook shows."""
    outputs = [output for cell in executed_notebook.cells for output in cell.get("outputs", ())]
    return [output.data[BLOCK_TYPE]["kind"] for output in outputs if BLOCK_TYPE in output.get("data", {})]
