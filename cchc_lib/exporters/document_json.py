"""The document as the JSON that the Typst template reads."""

import json
from typing import Any

from cchc_lib.exporters.document.arrangement import Appendix, Arrangement
from cchc_lib.exporters.document.column_widths import column_letters, column_widths
from cchc_lib.exporters.document.document_model import DocumentModel, unbroken
from cchc_lib.exporters.document.images import as_svg
from cchc_lib.exporters.document.page_layout import LANDSCAPE_TEXT_WIDTH, MEASURES, TEXT_WIDTH
from cchc_lib.exporters.document.references import is_wide
from cchc_lib.exporters.node_writers import writers_of
from cchc_lib.report.model.block import plain_data
from cchc_lib.report.model.document_nodes import DocumentNode, LetterheadNode, PictureNode, TableNode
from cchc_lib.report.model.runs import line_text
from cchc_lib.report.rendering.block_html import fixed_words

BODY_FONT = "Tinos"
"""The font of this package, as wide as Times New Roman, which Nghị định 30/2020/NĐ-CP asks for."""
FALLBACKS = ("DejaVu Sans", "Noto Emoji", "STIXGeneral", "Last Resort High-Efficiency")
"""Fonts for characters that the body font lacks; the last one has a sign for every character."""
MONO = ("DejaVu Sans Mono", *FALLBACKS)
"""Fonts for text whose letters are equally wide."""
_LONG_ROW = 1500
"""The letters from which on a row may be higher than a page, so that it has to be split."""


def document_json(model: DocumentModel, arrangement: Arrangement) -> bytes:
    """Return a document in its arrangement on paper as JSON in UTF-8."""
    document = {
        "title": model.title,
        "author": model.author,
        "as-of": {"year": model.as_of.year, "month": model.as_of.month, "day": model.as_of.day},
        "keywords": [model.notice] if model.notice else [],
        "notice": model.notice,
        "mark": model.mark,
        "fonts": [model.font or BODY_FONT, *FALLBACKS],
        "mono": list(MONO),
        "words": fixed_words(),
        "form": MEASURES,
        "letterhead": plain_data(model.letterhead),
        "nodes": [_node_data(node, TEXT_WIDTH) for node in arrangement.body],
        "appendices": [_appendix_data(appendix) for appendix in arrangement.appendices],
    }
    return json.dumps(document, ensure_ascii=False).encode()


def _appendix_data(appendix: Appendix) -> dict[str, Any]:
    text_width = LANDSCAPE_TEXT_WIDTH if appendix.landscape else TEXT_WIDTH
    nodes = [_node_data(node, text_width) for node in appendix.nodes]
    return {"name": appendix.name, "title": appendix.title, "landscape": appendix.landscape, "nodes": nodes}


def _node_data(node: DocumentNode, text_width: float) -> dict[str, Any]:
    function = {"kind": node.kind, "function": writers_of(node).typst}
    match node:
        case PictureNode():
            return {**function, "alt": node.alt, "svg": as_svg(node)}
        case TableNode():
            return {**function, **_table_data(node, text_width)}
        case LetterheadNode():
            return {**function, **plain_data(node), "issuer": unbroken(node.body)}
        case _:
            return {**function, **plain_data(node)}


def _table_data(table: TableNode, text_width: float) -> dict[str, Any]:
    """Return a table with the widths of its columns, which Word files have too."""
    return {
        **plain_data(table),
        "letters": column_letters(table),
        "widths": column_widths(table, text_width),
        "wide": is_wide(table),
        "headed": bool(table.head) or any(name.strip() for name in table.columns),
        "splits": any(sum(len(line_text(cell.runs)) for cell in row) > _LONG_ROW for row in table.rows),
    }
