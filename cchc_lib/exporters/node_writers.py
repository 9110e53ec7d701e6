"""The registry of the kinds of nodes: what writes each of them in PDF and in Word.

A new kind of node takes a class in `cchc_lib/report/model/document_nodes.py`, a function in a module of the Typst
template, a writer in `word/`, and a line here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from cchc_lib.errors import ReportFailed
from cchc_lib.exporters.word.docx_builder import DocxBuilder
from cchc_lib.exporters.word.frame_writers import write_closing, write_letterhead
from cchc_lib.exporters.word.table_writers import write_table
from cchc_lib.exporters.word.text_writers import (
    write_chart,
    write_heading,
    write_picture,
    write_prose,
    write_verbatim,
)
from cchc_lib.report.model.document_nodes import (
    ChartNode,
    ClosingNode,
    DocumentNode,
    HeadingNode,
    LetterheadNode,
    PictureNode,
    ProseNode,
    TableNode,
    VerbatimNode,
)

_Node = TypeVar("_Node", bound=DocumentNode)


@dataclass(frozen=True)
class NodeWriters(Generic[_Node]):
    """What writes one kind of node."""

    node_type: type[_Node]
    typst: str
    """The function of the Typst template that sets the node."""
    word: Callable[[DocxBuilder, _Node], None]
    """The function that appends the node to a Word file."""


NODE_WRITERS: tuple[NodeWriters[Any], ...] = (
    NodeWriters(HeadingNode, "show-heading", write_heading),
    NodeWriters(ProseNode, "show-prose", write_prose),
    NodeWriters(TableNode, "show-table", write_table),
    NodeWriters(ChartNode, "show-chart", write_chart),
    NodeWriters(PictureNode, "show-picture", write_picture),
    NodeWriters(VerbatimNode, "show-verbatim", write_verbatim),
    NodeWriters(LetterheadNode, "show-letterhead", write_letterhead),
    NodeWriters(ClosingNode, "show-closing", write_closing),
)
"""All kinds of nodes that are printed."""


def writers_of(node: DocumentNode) -> NodeWriters[Any]:
    """Return what writes a node.

    Raises:
        ReportFailed: no kind of the registry has the node's type.
    """
    for writers in NODE_WRITERS:
        if isinstance(node, writers.node_type):
            return writers
    known = ", ".join(writers.node_type.kind for writers in NODE_WRITERS)
    raise ReportFailed(f"The document has a node of the kind '{node.kind}'; there are: {known}.")
