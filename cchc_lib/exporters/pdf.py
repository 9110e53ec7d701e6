"""The format PDF: the official document in the form of Nghị định 30/2020/NĐ-CP, set by Typst, tagged and archivable."""

from datetime import UTC, datetime

import nbformat

from cchc_lib.exporters.document.arrangement import arranged
from cchc_lib.exporters.document.document_model import read_document
from cchc_lib.exporters.document_json import document_json
from cchc_lib.exporters.typst.typesetting import typeset_pdf


def export(notebook: nbformat.NotebookNode) -> bytes:
    """Return an executed notebook as a PDF.

    Raises:
        ReportFailed: a cell failed, a picture has no alternative text, or a node has an unknown kind.
        UserError: the font that `document_font` names is not on this machine.
    """
    model = read_document(notebook)
    day = datetime.combine(model.as_of, datetime.min.time(), UTC)
    return typeset_pdf(document_json(model, arranged(model.nodes)), day, model.font)
