"""The measures of the paper formats: those of NĐ 30/2020/NĐ-CP, Phụ lục I, and our own where it gives none."""

MARGINS = {"top": 20, "bottom": 20, "left": 30, "right": 20}
"""The margins in millimetres; the decree allows 20–25, 20–25, 30–35 and 15–20."""
TEXT_WIDTH = (210 - MARGINS["left"] - MARGINS["right"]) / 10
"""The width of the text on an upright page, in centimetres."""
LANDSCAPE_TEXT_WIDTH = (297 - MARGINS["left"] - MARGINS["right"]) / 10
"""The width of the text on a landscape page, in centimetres."""
BODY = 14
"""The size of the running text in points; the decree allows 13 to 14."""
CAPTION = 13
"""The size of captions in points."""
TABLE = 12
"""The size of tables in points."""
LIST = 11
"""The size of tables in upright appendices in points."""
WIDE_TABLE = 10
"""The size of tables on landscape pages in points."""
INDENT = 10
"""The indent of a paragraph's first line and of each level of a list, in millimetres."""
ISSUER = 62
"""The width of the issuing body's column in the head, in millimetres; the nation's column has the rest."""
CHART_WIDTH = 110
"""The width of a chart in millimetres."""
CHART_GAP = 4
"""The gap between two charts side by side in millimetres."""
TALLEST = 220
"""The height of a picture at most, in millimetres, so that its caption fits on the page."""
KEPT = 3
"""The paragraphs that are on the page of the signature at least."""
SHORT_TABLE = 3
"""The rows up to which a table stays on one page; longer ones would leave a gap at the foot of a page."""
SHADES = {"met": "dcefe8", "missed": "fbe3c3", "far": "f6c9b3"}
"""The background of a cell, by the standing of its value against the target."""
MISSED = ("missed", "far")
"""The standings that are also printed bold, for readers who cannot see the colours."""
NUMBER = r"\d+\w?(?:-[A-ZĐ]+)?/[A-ZĐ\d/-]*[A-ZĐ]g?"
"""A pattern of document numbers, as `61/KH-UBND`, `71-NQ/CP` and `766/QĐ-TTg`, which are kept on one line."""

MEASURES = {
    "margins": MARGINS,
    "body": BODY,
    "caption": CAPTION,
    "table": TABLE,
    "list": LIST,
    "wide-table": WIDE_TABLE,
    "indent": INDENT,
    "issuer": ISSUER,
    "chart-width": CHART_WIDTH,
    "chart-gap": CHART_GAP,
    "tallest": TALLEST,
    "kept": KEPT,
    "short-table": SHORT_TABLE,
    "number": NUMBER,
    "shades": SHADES,
    "missed": MISSED,
}
"""All measures for the template of Typst."""
