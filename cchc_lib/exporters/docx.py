"""The format DOCX: the document with Word's own styles, footnotes and captions, so that an office can edit it."""

import nbformat

from cchc_lib.exporters.document.document_model import DocumentModel, appendix_names, read_document
from cchc_lib.exporters.document.nodes import Node
from cchc_lib.exporters.word.docx_builder import DocxBuilder
from cchc_lib.exporters.word.frame_writers import set_pages, write_appendix, write_closing, write_letterhead
from cchc_lib.exporters.word.package import packed, set_properties
from cchc_lib.exporters.word.rasterisation import rasterise
from cchc_lib.exporters.word.table_writers import write_table
from cchc_lib.exporters.word.text_writers import (
    CHART_WIDTH,
    write_chart,
    write_heading,
    write_picture,
    write_prose,
    write_verbatim,
)
from cchc_lib.exporters.word.watermark import add_watermark

_WRITERS = {
    "letterhead": write_letterhead,
    "heading": write_heading,
    "prose": write_prose,
    "table": write_table,
    "chart": write_chart,
    "picture": write_picture,
    "verbatim": write_verbatim,
    "closing": write_closing,
}


def export(notebook: nbformat.NotebookNode) -> bytes:
    """Return an executed notebook as a Word file.

    Raises:
        ReportFailed: a cell failed, a picture has no alternative text, or no writer knows a node.
    """
    model = read_document(notebook)
    builder = DocxBuilder.empty()
    set_pages(builder, model.notice)
    if model.mark:
        add_watermark(builder.document, model.mark)
    for node in _with_pictures(model):
        _WRITERS[node["kind"]](builder, node)
    names = appendix_names(len(model.appendices))
    for name, table in zip(names, model.appendices, strict=True):
        write_appendix(builder, name, table, model.letterhead)
    builder.notes.attach(builder.document)
    set_properties(builder.document, model)
    return packed(builder.document)


def _with_pictures(model: DocumentModel) -> list[Node]:
    """Return the nodes with all drawings as PNG, since older versions of Word do not show SVG."""
    drawings = {id(node): drawing for node in model.nodes if (drawing := _drawing(node))}
    pngs = dict(zip(drawings, rasterise(tuple(drawings.values())), strict=True))
    return [{**node, "png": pngs[id(node)]} if id(node) in pngs else node for node in model.nodes]


def _drawing(node: Node) -> tuple[str, float | None] | None:
    """Return the SVG of a node and its width in centimetres; None if the node has no drawing."""
    if node["kind"] == "chart":
        return node["svg"], CHART_WIDTH
    return (node["data"].decode(), None) if node.get("type") == "svg" else None
