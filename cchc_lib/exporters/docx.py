"""The format DOCX: the document with Word's own styles, footnotes and captions, so that an office can edit it."""

import nbformat

from cchc_lib.exporters.document.document_model import read_document
from cchc_lib.exporters.node_writers import writers_of
from cchc_lib.exporters.word.docx_builder import DocxBuilder
from cchc_lib.exporters.word.frame_writers import set_pages, write_appendix
from cchc_lib.exporters.word.package import packed, set_properties
from cchc_lib.exporters.word.rasterisation import rasterised_drawings
from cchc_lib.exporters.word.watermark import add_watermark


def export(notebook: nbformat.NotebookNode) -> bytes:
    """Return an executed notebook as a Word file.

    Raises:
        ReportFailed: a cell failed, a picture has no alternative text, or a node has an unknown kind.
    """
    model = read_document(notebook)
    builder = DocxBuilder.with_drawings(rasterised_drawings(model.nodes))
    set_pages(builder, model.notice)
    if model.mark:
        add_watermark(builder.document, model.mark)
    for node in model.nodes:
        writers_of(node).word(builder, node)
    for appendix in model.appendices:
        write_appendix(builder, appendix, model.letterhead)
    builder.notes.attach(builder.document)
    set_properties(builder.document, model)
    return packed(builder.document)
