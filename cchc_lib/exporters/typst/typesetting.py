"""Compiles the templates of this package with fonts that do not depend on the machine."""

from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import matplotlib
import typst

from cchc_lib.errors import ReportFailed, UserError

STANDARDS = ("a-2a", "ua-1")
"""PDF/A-2a for the archive, PDF/UA-1 for screen readers; Typst refuses a document that breaks them."""


def typeset_pdf(document: bytes, day: datetime, font: str) -> bytes:
    """Return the official document as a PDF.

    Args:
        document: the JSON that `report.typ` reads.
        day: the time in the metadata.
        font: a font of the machine; if empty, only fonts that the environment carries are used.

    Raises:
        UserError: the machine has no such font.
        ReportFailed: the document holds something that cannot be set, for example a drawing that is no SVG.
    """
    if font and font not in typst.Fonts(font_paths=font_paths()).families():
        raise UserError(
            f"document_font names '{font}', which this machine does not have; install it, or set document_font: null."
        )
    pdf: bytes = _compiled(
        "report.typ", document, ignore_system_fonts=not font, pdf_standards=list(STANDARDS), timestamp=day
    )
    return pdf


def typeset_drawings(document: bytes, resolution: int) -> list[bytes]:
    """Return drawings as PNG.

    Args:
        document: the JSON that `drawings.typ` reads.
        resolution: the dots per inch.

    Raises:
        ReportFailed: a drawing is no SVG.
    """
    pages = _compiled("drawings.typ", document, ignore_system_fonts=True, format="png", ppi=resolution)
    # Typst returns a document of one page as bytes, not as a list.
    return pages if isinstance(pages, list) else [pages]


def _compiled(template: str, document: bytes, **options: Any) -> Any:
    """Return what Typst makes of a template of this folder, which may import the others."""
    folder = files("cchc_lib.exporters.typst")
    modules = {file.name: file.read_bytes() for file in folder.iterdir() if file.name.endswith(".typ")}
    # Typst gets the files from memory, so that no temporary folder is written.
    readable = {**modules, "main.typ": modules[template], "document.json": document}
    try:
        return typst.compile(readable, font_paths=font_paths(), **options)
    except typst.TypstError as error:
        raise ReportFailed(f"Typst cannot set the document: {error.message}.") from error


def font_paths() -> list[str]:
    """Return the folders with fonts of the environment: matplotlib's, and the emoji of this package."""
    return [str(Path(matplotlib.get_data_path()) / "fonts" / "ttf"), str(Path(__file__).parents[1] / "fonts")]
