"""Reads a Markdown cell as nodes of a document."""

from base64 import b64decode
from collections.abc import Iterator, Mapping
from typing import Any

import mistune

from cchc_lib.exporters.document.images import read_picture
from cchc_lib.exporters.document.nodes import Node, cell, prose, table, text_run, verbatim
from cchc_lib.exporters.document.plain_text import printable

Token = Mapping[str, Any]
Attachments = Mapping[str, Mapping[str, str]]

_DEEPEST = 4
"""The lowest level of headings in the document."""
_MARKS = {"strong": "strong", "emphasis": "emphasis", "codespan": "code", "strikethrough": "struck"}
_PICTURES = {"image/png": "png", "image/jpeg": "jpeg", "image/svg+xml": "svg"}


def markdown_nodes(source: str, attachments: Attachments) -> Iterator[Node]:
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


def _block(token: Token) -> Iterator[Node]:
    match token["type"]:
        case "heading":
            yield from _heading(token)
        case "paragraph" | "block_text":
            yield from _prose([{"style": "body", "runs": _runs(token["children"])}])
        case "list":
            yield from _prose(list(_points(token, 0)))
        case "block_quote":
            for node in (node for child in token["children"] for node in _block(child)):
                quoted = [{**each, "style": "quote"} for each in node.get("paragraphs", ())]
                yield {**node, "paragraphs": quoted} if quoted else node
        case "block_code" | "block_html":
            yield verbatim(token["raw"].rstrip("\n"))
        case "table":
            yield _table(token)


def _heading(token: Token) -> Iterator[Node]:
    level, title = min(token["attrs"]["level"], _DEEPEST), _plain(token["children"]).strip()
    if title:
        yield {"kind": "heading", "id": "", "level": level, "number": "", "title": title}


def _prose(paragraphs: list[Node]) -> Iterator[Node]:
    said = [paragraph for paragraph in paragraphs if any(run["text"].strip() for run in paragraph["runs"])]
    if said:
        yield prose(said)


def _points(token: Token, depth: int) -> Iterator[Node]:
    """Yield the points of a list and of the lists within it, each with its marker and depth."""
    start = token["attrs"].get("start", 1)
    for at, item in enumerate(token["children"], start=start):
        marker = f"{at}." if token["attrs"]["ordered"] else "-"
        for child in item["children"]:
            if child["type"] == "list":
                yield from _points(child, depth + 1)
            elif "children" in child:
                yield {"style": "bullet", "marker": marker, "depth": depth, "runs": _runs(child["children"])}
                marker = ""


def _runs(tokens: list[Token], marks: tuple[str, ...] = ()) -> list[Node]:
    return [run for token in tokens for run in _inline(token, marks)]


def _inline(token: Token, marks: tuple[str, ...]) -> Iterator[Node]:
    kind = token["type"]
    if kind in ("softbreak", "linebreak"):
        yield text_run(" " if kind == "softbreak" else "\n", marks)
    elif kind == "image":
        if not _attached(token):
            yield text_run(f"[{_plain(token['children'])}]", marks)
    elif kind == "link":
        words, url = _plain(token["children"]), token["attrs"]["url"]
        yield text_run(words if words == url else f"{words} ({url})", marks)
    else:
        inner = (*marks, _MARKS[kind]) if kind in _MARKS else marks
        yield from _runs(token["children"], inner) if "children" in token else [text_run(token.get("raw", ""), inner)]


def _plain(tokens: list[Token]) -> str:
    return "".join(run["text"] for run in _runs(tokens))


def _attached(token: Token) -> str:
    url = str(token["attrs"]["url"])
    return url.removeprefix("attachment:") if url.startswith("attachment:") else ""


def _pictures(token: Token, attachments: Attachments) -> Iterator[Node]:
    """Yield the attached pictures of a block at any depth."""
    if token["type"] == "image":
        for kind, data in attachments.get(_attached(token), {}).items():
            if kind in _PICTURES:
                encoded = b64decode(data).decode() if _PICTURES[kind] == "svg" else data
                yield read_picture(_PICTURES[kind], encoded, _plain(token["children"]) or _attached(token))
    for child in token.get("children", ()):
        yield from _pictures(child, attachments)


def _table(token: Token) -> Node:
    head, body = token["children"]
    rows = [
        [
            cell(_runs(each["children"]), header=at == 0, numeric=each["attrs"]["align"] == "right")
            for at, each in enumerate(row["children"])
        ]
        for row in body["children"]
    ]
    return table([_plain(each["children"]) for each in head["children"]], rows)
