"""DOCX: the same document for an office to go on editing, with Word's own styles, notes and captions."""

import nbformat

from cchc_lib.exporters.manuscript.parts import Part
from cchc_lib.exporters.manuscript.reading import Manuscript, appendix_names, read_manuscript
from cchc_lib.exporters.word.desk import Desk
from cchc_lib.exporters.word.letterhead import set_pages, write_appendix, write_closing, write_letterhead
from cchc_lib.exporters.word.package import packed, set_properties
from cchc_lib.exporters.word.pictures import rasterised
from cchc_lib.exporters.word.tables import write_table
from cchc_lib.exporters.word.text import (
    CHART_WIDTH,
    write_chart,
    write_heading,
    write_picture,
    write_prose,
    write_verbatim,
)
from cchc_lib.exporters.word.watermark import put_watermark

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
    manuscript = read_manuscript(notebook)
    desk = Desk.empty()
    set_pages(desk, manuscript.notice)
    if manuscript.mark:
        put_watermark(desk.document, manuscript.mark)
    for part in _with_pictures(manuscript):
        _WRITERS[part["kind"]](desk, part)
    names = appendix_names(len(manuscript.appendices))
    for name, table in zip(names, manuscript.appendices, strict=True):
        write_appendix(desk, name, table, manuscript.letterhead)
    desk.notes.attach(desk.document)
    set_properties(desk.document, manuscript)
    return packed(desk.document)


def _with_pictures(manuscript: Manuscript) -> list[Part]:
    """The parts with all drawings as PNG, which every Word shows."""
    drawings = {id(part): drawing for part in manuscript.parts if (drawing := _drawing(part))}
    pngs = dict(zip(drawings, rasterised(tuple(drawings.values())), strict=True))
    return [{**part, "png": pngs[id(part)]} if id(part) in pngs else part for part in manuscript.parts]


def _drawing(part: Part) -> tuple[str, float | None] | None:
    """The SVG of a part and its width, if it is drawn."""
    if part["kind"] == "chart":
        return part["svg"], CHART_WIDTH
    return (part["data"].decode(), None) if part.get("type") == "svg" else None
