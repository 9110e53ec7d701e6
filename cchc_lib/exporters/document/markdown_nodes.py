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
Attachments = Mapping[str, Mapping[str, str]]

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
        for child in item["children"]:
            if child["type"] == "list":
                yield from _points(child, depth + 1)
            elif "children" in child:
                yield DocumentParagraph(_runs(child["children"]), ParagraphLayout.BULLET, marker, depth)
                marker = ""


def _runs(tokens: list[Token], marks: tuple[Mark, ...] = ()) -> tuple[MarkedText, ...]:
    return tuple(run for token in tokens for run in _inline(token, marks))


def _inline(token: Token, marks: tuple[Mark, ...]) -> Iterator[MarkedText]:
    kind = token["type"]
    if kind in ("softbreak", "linebreak"):
        yield MarkedText(" " if kind == "softbreak" else "\n", marks)
    elif kind == "image":
        if not _attached(token):
            yield MarkedText(f"[{_plain(token['children'])}]", marks)
    elif kind == "link":
        words, url = _plain(token["children"]), token["attrs"]["url"]
        yield MarkedText(words if words == url else f"{words} ({url})", marks)
    else:
        inner = (*marks, _MARKS[kind]) if kind in _MARKS else marks
        yield from _runs(token["children"], inner) if "children" in token else [MarkedText(token.get("raw", ""), inner)]


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
