"""Converts drawings to PNG for Word. Typst does it, with the same fonts as in the PDF."""

import json
from collections.abc import Iterable, Mapping

from cchc_lib.exporters.document import page_layout
from cchc_lib.exporters.typst.typesetting import typeset_drawings
from cchc_lib.report.model.document_nodes import ChartNode, DocumentNode, PictureNode

RESOLUTION = 220
"""Dots per inch; enough for office printers."""
CHART_WIDTH = page_layout.CHART_WIDTH / 10
"""The width of a chart in centimetres."""


def rasterised_drawings(nodes: Iterable[DocumentNode]) -> Mapping[DocumentNode, bytes]:
    """Return all charts and SVG pictures of a document as PNG, since older versions of Word do not show SVG."""
    # Equal nodes share one PNG. All are pages of one document, because each start of Typst reads the fonts again.
    drawings = {node: drawing for node in nodes if (drawing := _drawing(node))}
    if not drawings:
        return {}
    document = json.dumps({"drawings": list(drawings.values())}).encode()
    return dict(zip(drawings, typeset_drawings(document, RESOLUTION), strict=True))


def _drawing(node: DocumentNode) -> tuple[str, float | None] | None:
    """Return the SVG of a node and its width in centimetres, None for its own width; None if it has no SVG."""
    match node:
        case ChartNode():
            return node.svg, CHART_WIDTH
        case PictureNode(encoding="svg"):
            return node.data.decode(), None
        case _:
            return None
