"""Reads an executed notebook as a document: its nodes in reading order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import nbformat

from cchc_lib.errors import ReportFailed
from cchc_lib.exporters.document.markdown_nodes import markdown_nodes
from cchc_lib.exporters.document.output_nodes import output_nodes
from cchc_lib.report.model.document_nodes import (
    ChartNode,
    DocumentNode,
    LetterheadNode,
    PictureNode,
    SettingsNode,
)

_FALLBACK_TITLE = "Báo cáo"
_Kind = TypeVar("_Kind", bound=DocumentNode)


@dataclass(frozen=True)
class DocumentModel:
    """A document, independent of its format."""

    nodes: tuple[DocumentNode, ...]
    """The nodes in reading order."""
    letterhead: LetterheadNode | None
    """The head of the document; None if the notebook shows none."""
    font: str
    """The font that the parameters name for the PDF; empty if they name none."""

    @property
    def title(self) -> str:
        """The title in the metadata of the document."""
        head = self.letterhead
        named = f"{head.title}: {head.subject} {head.covering}" if head else _FALLBACK_TITLE
        return f"{self.mark} · {named}" if self.mark else named

    @property
    def mark(self) -> str:
        """The watermark; empty if there is none."""
        return self.letterhead.mark if self.letterhead else ""

    @property
    def author(self) -> str:
        """The issuing body."""
        return " ".join(self.letterhead.body) if self.letterhead else ""

    @property
    def as_of(self) -> date:
        """The day in the metadata: the end of the period. The current day would change the bytes of the file."""
        return date.fromisoformat(self.letterhead.as_of) if self.letterhead else date(2000, 1, 1)

    @property
    def notice(self) -> str:
        """The notice on the origin of the document, printed on every page; empty if there is none."""
        return self.letterhead.notice if self.letterhead else ""


def read_document(notebook: nbformat.NotebookNode) -> DocumentModel:
    """Return the document that an executed notebook shows.

    Raises:
        ReportFailed: a cell failed, the notebook has not been run, or a picture has no alternative text.
    """
    refuse_unfinished(notebook)
    cells = enumerate(notebook.cells, start=1)
    shown = [node for at, cell in cells for node in _named_cell_nodes(at, cell)]
    _refuse_undescribed(shown)
    settings = _first(shown, SettingsNode)
    return DocumentModel(
        tuple(node for node in shown if not isinstance(node, SettingsNode)),
        _first(shown, LetterheadNode),
        settings.document_font if settings else "",
    )


def refuse_unfinished(notebook: nbformat.NotebookNode) -> None:
    """Check that a notebook was run and that no cell failed.

    Raises:
        ReportFailed: a cell failed, or no cell has an output.
    """
    code = [(at, cell) for at, cell in enumerate(notebook.cells, start=1) if cell.cell_type == "code"]
    for at, cell in code:
        for output in cell.outputs:
            if output.output_type == "error":
                raise ReportFailed(
                    f"Cell {at} ({cell.get('id', 'no id')}) failed: {output.ename}: {output.evalue}\n"
                    "Repair it, run the notebook again, then export it."
                )
    if code and not any(cell.outputs for _, cell in code):
        raise ReportFailed("No cell of the notebook shows anything; run it before it is exported.")


def _refuse_undescribed(nodes: Iterable[DocumentNode]) -> None:
    # PDF/UA requires an alternative text for each picture.
    for node in nodes:
        if isinstance(node, ChartNode | PictureNode) and not node.alt.strip():
            name = (node.caption if isinstance(node, ChartNode) else "") or "A picture"
            raise ReportFailed(f"{name}: no alternative text; say what it shows (`alt` in the cell's metadata).")


def _named_cell_nodes(at: int, cell: nbformat.NotebookNode) -> list[DocumentNode]:
    """Return the nodes of a cell; an error gets the number and the id of the cell."""
    try:
        return list(_cell_nodes(cell))
    except ReportFailed as error:
        raise ReportFailed(f"Cell {at} ({cell.get('id', 'no id')}): {error}") from error


def _cell_nodes(cell: nbformat.NotebookNode) -> Iterator[DocumentNode]:
    if cell.cell_type == "markdown" and "guide" not in cell.metadata.get("tags", ()):
        yield from markdown_nodes(cell.source, cell.get("attachments", {}))
    elif cell.cell_type == "code":
        for output in cell.outputs:
            yield from output_nodes(output, cell.metadata)


def unbroken(body: Sequence[str]) -> list[str]:
    """Return the lines of the issuing body. A long line may break only after its first word, not within the name."""
    return [line.replace(" ", "\u00a0").replace("\u00a0", " ", 1) for line in body]


def _first(nodes: Iterable[DocumentNode], kind: type[_Kind]) -> _Kind | None:
    return next((node for node in nodes if isinstance(node, kind)), None)
