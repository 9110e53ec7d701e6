"""Converts drawings to PNG for Word. Typst does it, with the same fonts as in the PDF."""

import json

from cchc_lib.exporters.typst.typesetting import compile_template

RESOLUTION = 220
"""Dots per inch; enough for office printers."""


def rasterise(drawings: tuple[tuple[str, float | None], ...]) -> tuple[bytes, ...]:
    """Return drawings as PNG. Each is an SVG with its width in centimetres, or None to keep its own width."""
    if not drawings:
        return ()
    document = {"drawings": list(drawings)}
    pages = compile_template(
        "drawings.typ", {"document.json": json.dumps(document).encode()}, format="png", ppi=RESOLUTION
    )
    return tuple(pages) if isinstance(pages, list) else (pages,)
