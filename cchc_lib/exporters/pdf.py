"""The format PDF: the official document in the form of Nghị định 30/2020/NĐ-CP, set by Typst, tagged and archivable."""

import json
from datetime import UTC, datetime

import nbformat

from cchc_lib.exporters.document.column_widths import column_letters, column_widths
from cchc_lib.exporters.document.document_model import DocumentModel, appendix_names, read_document, unbroken
from cchc_lib.exporters.document.images import as_svg
from cchc_lib.exporters.document.nodes import Node
from cchc_lib.exporters.document.page_layout import MEASURES, TEXT_WIDTH
from cchc_lib.exporters.typst.typesetting import compile_template
from cchc_lib.report.rendering.block_html import fixed_words, text_of

STANDARDS = ("a-2a", "ua-1")
"""PDF/A-2a for the archive, PDF/UA-1 for screen readers; Typst refuses a document that breaks them."""
BODY_FONT = "Libertinus Serif"
"""The serif font that Typst brings with it."""
FALLBACKS = ("DejaVu Sans", "Noto Emoji", "STIXGeneral", "Last Resort High-Efficiency")
"""Fonts for characters that the body font lacks; the last one has a sign for every character."""
_ROW = 1500
"""The letters from which on a row may be higher than a page, so that it has to be split."""
MONO = ("DejaVu Sans Mono", *FALLBACKS)
SLANTED = ("DejaVu Serif", *FALLBACKS)
"""Fonts for bold italics, in which the body font lacks ơ and ư."""


def export(notebook: nbformat.NotebookNode) -> bytes:
    """Return an executed notebook as a PDF.

    Raises:
        ReportFailed: a cell failed, or a picture has no alternative text.
        UserError: the font that `document_font` names is not on this machine.
    """
    model = read_document(notebook)
    day = datetime.combine(model.as_of, datetime.min.time(), UTC)
    standards = {"pdf_standards": list(STANDARDS), "timestamp": day}
    return bytes(compile_template("report.typ", _files(model), model.font, **standards))


def _files(model: DocumentModel) -> dict[str, bytes]:
    """Return the files that the template reads: the document as JSON."""
    names = appendix_names(len(model.appendices))
    document = {
        "title": model.title,
        "author": model.author,
        "as-of": {"year": model.as_of.year, "month": model.as_of.month, "day": model.as_of.day},
        "keywords": [model.notice] if model.notice else [],
        "notice": model.notice,
        "mark": model.mark,
        "fonts": [model.font or BODY_FONT, *FALLBACKS],
        "mono": list(MONO),
        "slanted": [*filter(None, [model.font]), *SLANTED],
        "words": fixed_words(),
        "form": MEASURES,
        "letterhead": model.letterhead,
        "issuer": unbroken(model.letterhead.get("body", ())),
        "parts": [_settable(node) for node in model.nodes],
        "appendices": list(zip(names, map(_settable, model.appendices), strict=True)),
    }
    return {"document.json": json.dumps(document, ensure_ascii=False).encode()}


def _settable(node: Node) -> Node:
    """Return a node as data for JSON: a picture as SVG, a table with the widths of its columns."""
    match node["kind"]:
        case "picture":
            return {"kind": "picture", "alt": node["alt"], "svg": as_svg(node)}
        case "table":
            headed = bool(node["head"]) or any(name.strip() for name in node["columns"])
            splits = any(sum(len(text_of(cell["runs"])) for cell in row) > _ROW for row in node["rows"])
            room = {"letters": column_letters(node), "widths": column_widths(node, TEXT_WIDTH)}
            return {**node, **room, "headed": headed, "splits": splits}
        case _:
            return node
