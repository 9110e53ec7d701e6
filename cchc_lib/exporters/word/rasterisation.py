"""Pictures for Word: drawings become PNG, set by Typst with the same fonts as in the PDF."""

import json

from cchc_lib.exporters.typst.typesetting import compile_template

RESOLUTION = 220
"""Dots an inch: sharp on office printers."""


def rasterise(drawings: tuple[tuple[str, float | None], ...]) -> tuple[bytes, ...]:
    """SVG drawings as PNG, each with its width in centimetres, or None for its own."""
    if not drawings:
        return ()
    document = {"drawings": list(drawings)}
    pages = compile_template(
        "drawings.typ", {"document.json": json.dumps(document).encode()}, format="png", ppi=RESOLUTION
    )
    return tuple(pages) if isinstance(pages, list) else (pages,)
