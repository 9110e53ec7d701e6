"""The nodes that a document consists of.

A node is what a kind of block yields (`report/blocks/`), or an analyst's addition in the same form:

    heading   level, number, title
    prose     paragraphs: style (body, bullet, quote), runs; a point may have `marker` and `depth`
    table     caption, columns, head, rows of cells, remark
    chart     caption, alt, svg
    picture   alt, type (svg, png, jpeg), data (bytes)
    verbatim  text
    letterhead, closing
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Node = Mapping[str, Any]
"""A node, or a piece of one, as the data that Typst gets in JSON."""

NODE_KINDS = ("heading", "prose", "table", "chart", "picture", "verbatim", "letterhead", "closing")
"""The kinds of nodes. Each needs a writer in `exporters/docx.py` and a function in `exporters/typst/report.typ`."""


def text_run(words: str, marks: Iterable[str] = ()) -> Node:
    """Return a run of text; the marks are strong, emphasis, code and struck."""
    return {"kind": "text", "text": words, "marks": list(marks)}


def prose(paragraphs: Sequence[Node]) -> Node:
    """Return a node of paragraphs, each with its style and runs."""
    return {"kind": "prose", "paragraphs": paragraphs}


def paragraph(words: str) -> Node:
    """Return a paragraph of body text with one run."""
    return {"style": "body", "runs": [text_run(words)]}


def verbatim(text: str) -> Node:
    """Return a node of text that keeps its lines and spaces."""
    return {"kind": "verbatim", "text": text}


def picture(kind: str, data: bytes, alt: str) -> Node:
    """Return a picture with its alternative text; the kind is svg, png or jpeg."""
    return {"kind": "picture", "type": kind, "data": data, "alt": alt}


def cell(runs: Sequence[Node], *, header: bool, numeric: bool) -> Node:
    """Return a cell of a table, which may be the header of its row or hold a number."""
    return {"runs": runs, "header": header, "numeric": numeric and not header}


def table(columns: Sequence[str], rows: Sequence[Sequence[Node]], **more: Any) -> Node:
    """Return a table; `more` may hold its `caption` and the rows of its `head`."""
    named = {"id": "", "caption": "", "head": [], "remark": "", **more}
    return {"kind": "table", "columns": columns, "rows": rows, **named}
