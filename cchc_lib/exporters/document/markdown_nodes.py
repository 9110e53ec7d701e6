"""Reads a Markdown cell as nodes of a document."""

from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import mistune

from cchc_lib.exporters.document.images import PictureEncoding, read_picture
from cchc_lib.exporters.document.plain_text import printable
from cchc_lib.report.model.document_nodes import (
    DocumentNode,
    DocumentParagraph,
    HeadingNode,
    ParagraphLayout,
    PictureNode,
    ProseNode,
    TableCell,
    TableNode,
    VerbatimNode,
)
from cchc_lib.report.model.runs import Mark, MarkedText, line_text

Token = Mapping[str, Any]
"""A piece of Markdown, as mistune returns it."""
Attachments = Mapping[str, Mapping[str, str]]
"""The pictures attached to a cell, by name and MIME type; bytes are in base64."""

_DEEPEST = 4
"""The lowest level of headings in the document."""
_MARKS = {"strong": Mark.STRONG, "emphasis": Mark.EMPHASIS, "codespan": Mark.CODE, "strikethrough": Mark.STRUCK}
_PICTURES: Mapping[str, PictureEncoding] = {"image/png": "png", "image/jpeg": "jpeg", "image/svg+xml": "svg"}


def markdown_nodes(source: str, attachments: Attachments) -> Iterator[DocumentNode]:
    """Yield the nodes of a Markdown text; HTML in it is printed as text.

    Args:
        source: the text of the cell.
        attachments: the pictures attached to the cell, by name and MIME type.
    """
    parse = mistune.create_markdown(renderer=None, plugins=["table", "strikethrough"])
    tokens = parse(printable(source))
    for token in tokens if isinstance(tokens, list) else ():
        yield from _block(token)
        yield from _pictures(token, attachments)


def _block(token: Token) -> Iterator[DocumentNode]:
    match token["type"]:
        case "heading":
            yield from _heading(token)
        case "paragraph" | "block_text":
            yield from _prose([DocumentParagraph(_runs(token["children"]))])
        case "list":
            yield from _prose(_points(token, 0))
        case "block_quote":
            for node in (node for child in token["children"] for node in _block(child)):
                yield _quoted(node) if isinstance(node, ProseNode) else node
        case "block_code" | "block_html":
            yield VerbatimNode(token["raw"].rstrip("\n"))
        case "table":
            yield _table(token)


def _heading(token: Token) -> Iterator[HeadingNode]:
    level, title = min(token["attrs"]["level"], _DEEPEST), _plain(token["children"]).strip()
    if title:
        yield HeadingNode(level, "", title)


def _prose(paragraphs: Iterable[DocumentParagraph]) -> Iterator[ProseNode]:
    printed = tuple(paragraph for paragraph in paragraphs if line_text(paragraph.runs).strip())
    if printed:
        yield ProseNode(printed)


def _quoted(prose: ProseNode) -> ProseNode:
    return ProseNode(tuple(replace(paragraph, layout=ParagraphLayout.QUOTE) for paragraph in prose.paragraphs))


def _points(token: Token, depth: int) -> Iterator[DocumentParagraph]:
    """Yield the points of a list and of the lists within it, each with its marker and depth."""
    start = token["attrs"].get("start", 1)
    for at, item in enumerate(token["children"], start=start):
        marker = f"{at}." if token["attrs"]["ordered"] else "-"
        for child in (child for child in item["children"] if child["type"] != "blank_line"):
            if child["type"] == "list":
                yield from _points(child, depth + 1)
            else:
                runs = _runs(child["children"]) if "children" in child else _code_runs(child)
                yield DocumentParagraph(runs, ParagraphLayout.BULLET, marker, depth)
                marker = ""


def _code_runs(token: Token) -> tuple[MarkedText, ...]:
    """Return the text of a block without inner tokens, such as code in a point of a list."""
    return (MarkedText(token["raw"].rstrip("\n"), (Mark.CODE,)),)


def _runs(tokens: list[Token], marks: tuple[Mark, ...] = ()) -> tuple[MarkedText, ...]:
    return tuple(run for token in tokens for run in _inline(token, marks))


def _inline(token: Token, marks: tuple[Mark, ...]) -> Iterator[MarkedText]:
    match token["type"]:
        case "softbreak":
            yield MarkedText(" ", marks)
        case "linebreak":
            yield MarkedText("\n", marks)
        case "image":
            # An attached picture becomes a node. One from elsewhere would have to be fetched, so its text is printed.
            if not _attached(token):
                yield MarkedText(f"[{_plain(token['children'])}]", marks)
        case "link":
            label, url = _plain(token["children"]), token["attrs"]["url"]
            yield MarkedText(label if label == url else f"{label} ({url})", marks)
        case kind:
            yield from _marked_runs(token, (*marks, _MARKS[kind]) if kind in _MARKS else marks)


def _marked_runs(token: Token, marks: tuple[Mark, ...]) -> Iterable[MarkedText]:
    return _runs(token["children"], marks) if "children" in token else [MarkedText(token.get("raw", ""), marks)]


def _plain(tokens: list[Token]) -> str:
    return line_text(_runs(tokens))


def _attached(token: Token) -> str:
    url = str(token["attrs"]["url"])
    return url.removeprefix("attachment:") if url.startswith("attachment:") else ""


def _pictures(token: Token, attachments: Attachments) -> Iterator[PictureNode]:
    """Yield the attached pictures of a block at any depth."""
    if token["type"] == "image":
        for kind, data in attachments.get(_attached(token), {}).items():
            if kind in _PICTURES:
                encoded = b64decode(data).decode() if _PICTURES[kind] == "svg" else data
                yield read_picture(_PICTURES[kind], encoded, _plain(token["children"]) or _attached(token))
    for child in token.get("children", ()):
        yield from _pictures(child, attachments)


def _table(token: Token) -> TableNode:
    head, body = token["children"]
    rows = tuple(
        tuple(
            TableCell(_runs(cell["children"]), bool(at) and cell["attrs"]["align"] == "right", header=at == 0)
            for at, cell in enumerate(row["children"])
        )
        for row in body["children"]
    )
    return TableNode("", tuple(_plain(name["children"]) for name in head["children"]), rows)
