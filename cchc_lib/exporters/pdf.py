"""PDF: the official document, set by Typst in the form of Nghị định 30/2020/NĐ-CP; tagged and archivable."""

import json
from datetime import UTC, datetime

import nbformat

from cchc_lib.exporters.manuscript.form import MEASURES, TEXT_WIDTH
from cchc_lib.exporters.manuscript.parts import Part
from cchc_lib.exporters.manuscript.pictures import as_svg
from cchc_lib.exporters.manuscript.reading import Manuscript, appendix_names, read_manuscript, unbroken
from cchc_lib.exporters.manuscript.widths import column_letters, column_widths
from cchc_lib.exporters.typst.setting import typeset
from cchc_lib.report.rendering.media import text_of, words

STANDARDS = ("a-2a", "ua-1")
"""PDF/A-2a for the archive, PDF/UA-1 for screen readers; Typst refuses a document that breaks them."""
BODY_FONT = "Libertinus Serif"
"""The serif that Typst carries."""
FALLBACKS = ("DejaVu Sans", "Noto Emoji", "STIXGeneral", "Last Resort High-Efficiency")
"""For characters that the body font lacks; the last has a sign for every character there is."""
_ROW = 1500
"""Letters of a row that may be higher than a page."""
MONO = ("DejaVu Sans Mono", *FALLBACKS)
SLANTED = ("DejaVu Serif", *FALLBACKS)
"""For bold italics, of which the body font lacks ơ and ư."""


def export(notebook: nbformat.NotebookNode) -> bytes:
    """An executed notebook as a PDF.

    Raises:
        ReportFailed: a cell failed, or a picture has no alternative text.
        UserError: the font that `document_font` names is not on this machine.
    """
    manuscript = read_manuscript(notebook)
    day = datetime.combine(manuscript.as_of, datetime.min.time(), UTC)
    standards = {"pdf_standards": list(STANDARDS), "timestamp": day}
    return bytes(typeset("report.typ", _files(manuscript), manuscript.font, **standards))


def _files(manuscript: Manuscript) -> dict[str, bytes]:
    """The document as JSON for the template."""
    names = appendix_names(len(manuscript.appendices))
    document = {
        "title": manuscript.title,
        "author": manuscript.author,
        "as-of": {"year": manuscript.as_of.year, "month": manuscript.as_of.month, "day": manuscript.as_of.day},
        "keywords": [manuscript.notice] if manuscript.notice else [],
        "notice": manuscript.notice,
        "mark": manuscript.mark,
        "fonts": [manuscript.font or BODY_FONT, *FALLBACKS],
        "mono": list(MONO),
        "slanted": [*filter(None, [manuscript.font]), *SLANTED],
        "words": words(),
        "form": MEASURES,
        "letterhead": manuscript.letterhead,
        "issuer": unbroken(manuscript.letterhead.get("body", ())),
        "parts": [_settable(part) for part in manuscript.parts],
        "appendices": list(zip(names, map(_settable, manuscript.appendices), strict=True)),
    }
    return {"document.json": json.dumps(document, ensure_ascii=False).encode()}


def _settable(part: Part) -> Part:
    """A picture's bytes as a drawing, a table with the room that its columns need; other parts are plain data."""
    match part["kind"]:
        case "picture":
            return {"kind": "picture", "alt": part["alt"], "svg": as_svg(part)}
        case "table":
            headed = bool(part["head"]) or any(name.strip() for name in part["columns"])
            splits = any(sum(len(text_of(cell["runs"])) for cell in row) > _ROW for row in part["rows"])
            room = {"letters": column_letters(part), "widths": column_widths(part, TEXT_WIDTH)}
            return {**part, **room, "headed": headed, "splits": splits}
        case _:
            return part
