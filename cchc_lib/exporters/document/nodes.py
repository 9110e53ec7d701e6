"""What a document is made of.

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


def text_run(words: str, marks: Iterable[str] = ()) -> Node:
    """A run of words; marks are strong, emphasis, code, struck."""
    return {"kind": "text", "text": words, "marks": list(marks)}


def prose(paragraphs: Sequence[Node]) -> Node:
    """Paragraphs, each with its style and runs."""
    return {"kind": "prose", "paragraphs": paragraphs}


def paragraph(words: str) -> Node:
    """A plain paragraph."""
    return {"style": "body", "runs": [text_run(words)]}


def verbatim(text: str) -> Node:
    """Text that stands as it is, line by line."""
    return {"kind": "verbatim", "text": text}


def picture(kind: str, data: bytes, alt: str) -> Node:
    """A picture with what it shows in words; kind is svg, png or jpeg."""
    return {"kind": "picture", "type": kind, "data": data, "alt": alt}


def cell(runs: Sequence[Node], *, header: bool, numeric: bool) -> Node:
    """A cell of a table: it may head its row, or hold a number."""
    return {"runs": runs, "header": header, "numeric": numeric and not header}


def table(columns: Sequence[str], rows: Sequence[Sequence[Node]], **more: Any) -> Node:
    """A table; `caption` and the rows of its `head` may come with it."""
    named = {"id": "", "caption": "", "head": [], "remark": "", **more}
    return {"kind": "table", "columns": columns, "rows": rows, **named}
