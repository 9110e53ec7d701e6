"""PDF: the official document, set by Typst in the form of Nghị định 30/2020/NĐ-CP; tagged and archivable."""

import json
from datetime import UTC, datetime

import nbformat

from cchc_lib.exporters.manuscript.parts import Part
from cchc_lib.exporters.manuscript.reading import Manuscript, appendix_names, read_manuscript
from cchc_lib.exporters.typst.setting import typeset
from cchc_lib.report.media import WORDS

STANDARDS = ("a-2a", "ua-1")
"""PDF/A-2a for the archive, PDF/UA-1 for screen readers; Typst refuses a document that breaks them."""
BODY_FONT = "Libertinus Serif"
"""The serif that Typst carries."""
FALLBACKS = ("DejaVu Sans", "Noto Emoji", "STIXGeneral", "Last Resort High-Efficiency")
"""For characters that the body font lacks; the last has a sign for every character there is."""
MONO = ("DejaVu Sans Mono", *FALLBACKS)


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
    """The document as JSON, and its pictures as files beside it."""
    pictures = [part for part in manuscript.parts if part["kind"] == "picture"]
    names = {id(part): f"picture-{at}.{part['type']}" for at, part in enumerate(pictures, start=1)}
    document = {
        "title": manuscript.title,
        "author": manuscript.author,
        "as-of": {"year": manuscript.as_of.year, "month": manuscript.as_of.month, "day": manuscript.as_of.day},
        "keywords": [manuscript.notice] if manuscript.notice else [],
        "notice": manuscript.notice,
        "fonts": [manuscript.font or BODY_FONT, *FALLBACKS],
        "mono": list(MONO),
        "words": WORDS,
        "letterhead": manuscript.letterhead,
        "parts": [_plain(part, names.get(id(part), "")) for part in manuscript.parts],
        "appendices": list(zip(appendix_names(len(manuscript.appendices)), manuscript.appendices, strict=True)),
    }
    data = json.dumps(document, ensure_ascii=False).encode()
    return {"document.json": data, **{names[id(part)]: part["data"] for part in pictures}}


def _plain(part: Part, file: str) -> Part:
    return {**{key: value for key, value in part.items() if key != "data"}, "file": file} if file else part
