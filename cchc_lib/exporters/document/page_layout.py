"""The measures that paper formats share: NĐ 30/2020/NĐ-CP, Phụ lục I, where it names them."""

import re

MARGINS = {"top": 20, "bottom": 20, "left": 30, "right": 20}
"""Millimetres; the decree allows 20–25, 20–25, 30–35, 15–20."""
TEXT_WIDTH = (210 - MARGINS["left"] - MARGINS["right"]) / 10
"""Centimetres of an upright page's text."""
BODY = 14
"""Points of the running text; 13 to 14 are allowed."""
CAPTION = 13
TABLE = 12
WIDE_TABLE = 10
INDENT = 10
"""Millimetres of a paragraph's first line, and of a list's step."""
ISSUER = 62
"""Millimetres of the issuing body's column in the head; the nation has the rest."""
CHART_WIDTH = 110
TALLEST = 220
"""Millimetres that a picture may be high, with its caption on the page."""
SHORT_TABLE = 9
"""Rows of a table that stays on one page."""
SHADES = {"met": "dcefe8", "missed": "fbe3c3", "far": "f6c9b3"}
"""The ground of a cell by how its value stands to its target."""
MISSED = ("missed", "far")
"""The standings that are bold too, for those who see no colours."""
NUMBER = r"\d+\w?/[A-ZĐ\d/-]*[A-ZĐ]"
"""A document's number, `61/KH-UBND`, which stays on one line."""
NUMBER_PATTERN = re.compile(f"({NUMBER})")

MEASURES = {
    "margins": MARGINS,
    "body": BODY,
    "caption": CAPTION,
    "table": TABLE,
    "wide-table": WIDE_TABLE,
    "indent": INDENT,
    "issuer": ISSUER,
    "chart-width": CHART_WIDTH,
    "tallest": TALLEST,
    "short-table": SHORT_TABLE,
    "number": NUMBER,
    "shades": SHADES,
    "missed": MISSED,
}
"""The same for Typst's template."""
