"""DOCX: the same document for an office to go on editing, with Word's own styles, notes and captions."""

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
    """An executed notebook as a Word file.

    Raises:
        ReportFailed: a cell failed, or a picture has no alternative text.
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
    """The nodes with all drawings as PNG, which every Word shows."""
    drawings = {id(node): drawing for node in model.nodes if (drawing := _drawing(node))}
    pngs = dict(zip(drawings, rasterise(tuple(drawings.values())), strict=True))
    return [{**node, "png": pngs[id(node)]} if id(node) in pngs else node for node in model.nodes]


def _drawing(node: Node) -> tuple[str, float | None] | None:
    """The SVG of a node and its width, if it is drawn."""
    if node["kind"] == "chart":
        return node["svg"], CHART_WIDTH
    return (node["data"].decode(), None) if node.get("type") == "svg" else None
