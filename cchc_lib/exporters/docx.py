"""The format DOCX: the document with Word's own styles, footnotes and captions, so that an office can edit it."""

import nbformat

from cchc_lib.exporters.document.arrangement import arranged
from cchc_lib.exporters.document.document_model import read_document
from cchc_lib.exporters.document.references import is_wide
from cchc_lib.exporters.node_writers import writers_of
from cchc_lib.exporters.word.docx_builder import DocxBuilder
from cchc_lib.exporters.word.frame_writers import set_in_two_columns, set_pages, write_appendix_head
from cchc_lib.exporters.word.package import packed, set_properties
from cchc_lib.exporters.word.rasterisation import rasterised_drawings
from cchc_lib.exporters.word.table_writers import write_wide_table
from cchc_lib.exporters.word.watermark import add_watermark
from cchc_lib.report.model.document_nodes import ChartNode


def export(notebook: nbformat.NotebookNode) -> bytes:
    """Return an executed notebook as a Word file.

    Raises:
        ReportFailed: a cell failed, a picture has no alternative text, or a node has an unknown kind.
    """
    model = read_document(notebook)
    arrangement = arranged(model.nodes)
    builder = DocxBuilder.with_drawings(rasterised_drawings(model.nodes))
    set_pages(builder, model.notice)
    if model.mark:
        add_watermark(builder.document, model.mark)
    for node in arrangement.body:
        writers_of(node).word(builder, node)
    for appendix in arrangement.appendices:
        write_appendix_head(builder, appendix, model.letterhead)
        if all(isinstance(node, ChartNode) for node in appendix.nodes):
            set_in_two_columns(builder)
        for node in appendix.nodes:
            if is_wide(node):
                write_wide_table(builder, node)
            else:
                writers_of(node).word(builder, node)
    builder.notes.attach(builder.document)
    set_properties(builder.document, model)
    return packed(builder.document)
