"""Reads the outputs of a code cell as nodes of a document: blocks, and what an analyst added."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from cchc_lib.exporters.document.html_nodes import holds_table, html_nodes
from cchc_lib.exporters.document.images import PictureEncoding, read_picture
from cchc_lib.exporters.document.markdown_nodes import markdown_nodes
from cchc_lib.exporters.document.plain_text import printable
from cchc_lib.report.blocks.catalogue import read_block
from cchc_lib.report.blocks.record_block import RecordBlock
from cchc_lib.report.model.block import BLOCK_TYPE
from cchc_lib.report.model.document_nodes import DocumentNode, SettingsNode, VerbatimNode
from cchc_lib.report.rendering.block_html import fixed_words


def output_nodes(output: Mapping[str, Any], cell_metadata: Mapping[str, Any]) -> Iterator[DocumentNode]:
    """Yield the nodes of one output, from the richest of its forms that can be printed.

    Args:
        output: the output.
        cell_metadata: the metadata of its cell, which may hold the alternative text `alt`.

    Raises:
        ReportFailed: a picture cannot be read.
    """
    if output["output_type"] == "stream":
        if output.get("name") != "stderr":  # Warnings and progress bars are meant for the person who runs the notebook.
            yield from _verbatim(_joined(output["text"]))
        return
    data = {kind: value for kind, value in output.get("data", {}).items() if value}
    if BLOCK_TYPE in data:
        yield from _block_nodes(data[BLOCK_TYPE], _joined(data.get("image/svg+xml", "")))
        return
    alt = _described(output.get("metadata", {}), cell_metadata)
    readable = ((data[kind], read) for kind, read in _FORMS.items() if kind in data and _suits(kind, data))
    # A form may hold nothing to print, such as HTML with a script alone; then the next one is taken.
    yield from next((nodes for value, read in readable if (nodes := list(read(_joined(value), alt)))), ())


def _block_nodes(block: Mapping[str, Any], drawing: str) -> Iterator[DocumentNode]:
    if block["kind"] == RecordBlock.kind:
        # The record is not printed. To validate a large one takes longer than to read the one setting that is used.
        yield SettingsNode(block["record"].get("parameters", {}).get("document_font") or "")
    else:
        yield from read_block(block, drawing).nodes()


def _joined(value: Any) -> str:
    """Return a text that nbformat may store as a list of lines; other values as JSON."""
    if isinstance(value, str):
        return value
    lines = isinstance(value, list) and all(isinstance(line, str) for line in value)
    return "".join(value) if lines else json.dumps(value, ensure_ascii=False, indent=1)


def _described(output: Mapping[str, Any], cell: Mapping[str, Any]) -> str:
    """Return the alternative text of the output, where IPython's Image puts it, otherwise that of the cell."""
    of_picture = (output.get(kind, {}).get("alt") for kind in ("image/png", "image/jpeg", "image/svg+xml"))
    return str(next(filter(None, (*of_picture, output.get("alt"), cell.get("alt"))), fixed_words()["undescribed"]))


def _suits(kind: str, data: Mapping[str, Any]) -> bool:
    """Return whether a form is used. HTML comes before pictures only if it contains a table."""
    # Widgets and interactive charts store a picture beside HTML that shows nothing without its script.
    pictured = any(other.startswith("image/") for other in data)
    return kind != "text/html" or not pictured or holds_table(_joined(data[kind]))


def _picture(encoding: PictureEncoding) -> Callable[[str, str], Iterable[DocumentNode]]:
    return lambda encoded, alt: (read_picture(encoding, encoded, alt),)


def _verbatim(text: str, _: str = "") -> Iterator[DocumentNode]:
    shown = printable(text).strip("\n")
    if shown.strip():
        yield VerbatimNode(shown)


_FORMS: Mapping[str, Callable[[str, str], Iterable[DocumentNode]]] = {
    "text/html": lambda text, _: html_nodes(printable(text)),
    "image/svg+xml": _picture("svg"),
    "image/png": _picture("png"),
    "image/jpeg": _picture("jpeg"),
    "text/markdown": lambda text, _: markdown_nodes(text, {}),
    "text/latex": _verbatim,
    "text/plain": _verbatim,
    "application/json": _verbatim,
}
"""What reads each form of an output that can be printed, the best form first."""
