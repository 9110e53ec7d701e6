"""The format XLSX: a workbook of the document with each table on a sheet, and one workbook for each form."""

from collections.abc import Iterator, Mapping

import nbformat

from cchc_lib.exporters.document.document_model import read_document
from cchc_lib.exporters.spreadsheet.document_sheets import document_sheets
from cchc_lib.exporters.spreadsheet.form_sheets import form_sheets
from cchc_lib.exporters.spreadsheet.workbook import packed
from cchc_lib.report.blocks.catalogue import read_block
from cchc_lib.report.blocks.form_block import Form
from cchc_lib.report.blocks.group_block import BlockGroup
from cchc_lib.report.model.block import BLOCK_TYPE, Block


def export(notebook: nbformat.NotebookNode) -> bytes:
    """Return an executed notebook as a workbook.

    Raises:
        ReportFailed: a cell failed, a picture has no alternative text, or a node has an unknown kind.
    """
    model = read_document(notebook)
    return packed(model, document_sheets(model))


def export_parts(notebook: nbformat.NotebookNode) -> Mapping[str, bytes]:
    """Return each form that an executed notebook shows as a workbook, by the name of the form."""
    model = read_document(notebook)
    return {form.name: packed(model, form_sheets(form, model)) for form in _forms(notebook)}


def _forms(notebook: nbformat.NotebookNode) -> Iterator[Form]:
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            shown = output.get("data", {}).get(BLOCK_TYPE)
            # The other groups are not read again: validating them takes longer than writing the forms.
            if shown and any(block["kind"] == Form.kind for block in shown.get("blocks", (shown,))):
                yield from _forms_within(read_block(shown))


def _forms_within(block: Block) -> Iterator[Form]:
    if isinstance(block, Form):
        yield block
    elif isinstance(block, BlockGroup):
        yield from (form for inner in block.blocks for form in _forms_within(inner))
