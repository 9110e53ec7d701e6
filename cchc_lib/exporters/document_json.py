"""The document as the JSON that the Typst template reads."""

import json
from typing import Any

from cchc_lib.exporters.document.column_widths import column_letters, column_widths
from cchc_lib.exporters.document.document_model import DocumentModel, unbroken
from cchc_lib.exporters.document.images import as_svg
from cchc_lib.exporters.document.page_layout import MEASURES, TEXT_WIDTH
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


def document_json(model: DocumentModel) -> bytes:
    """Return a document as JSON in UTF-8."""
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
        "nodes": [_node_data(node) for node in model.nodes],
        "appendices": [{"name": appendix.name, **_table_data(appendix.table)} for appendix in model.appendices],
    }
    return json.dumps(document, ensure_ascii=False).encode()


def _node_data(node: DocumentNode) -> dict[str, Any]:
    function = {"kind": node.kind, "function": writers_of(node).typst}
    match node:
        case PictureNode():
            return {**function, "alt": node.alt, "svg": as_svg(node)}
        case TableNode():
            return {**function, **_table_data(node)}
        case LetterheadNode():
            return {**function, **plain_data(node), "issuer": unbroken(node.body)}
        case _:
            return {**function, **plain_data(node)}


def _table_data(table: TableNode) -> dict[str, Any]:
    """Return a table with the widths of its columns, which Word files have too."""
    return {
        **plain_data(table),
        "letters": column_letters(table),
        "widths": column_widths(table, TEXT_WIDTH),
        "headed": bool(table.head) or any(name.strip() for name in table.columns),
        "splits": any(sum(len(line_text(cell.runs)) for cell in row) > _LONG_ROW for row in table.rows),
    }
