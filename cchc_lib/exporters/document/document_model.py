"""Reads an executed notebook as a document: its nodes in reading order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import nbformat

from cchc_lib.errors import ReportFailed
from cchc_lib.exporters.document.markdown_nodes import markdown_nodes
from cchc_lib.exporters.document.nodes import NODE_KINDS, Node, paragraph, prose
from cchc_lib.exporters.document.output_nodes import output_nodes
from cchc_lib.report.rendering.block_html import widest_upright_table

_FALLBACK_TITLE = "Báo cáo"


@dataclass(frozen=True)
class DocumentModel:
    """A document, independent of its format."""

    nodes: tuple[Node, ...]
    appendices: tuple[Node, ...]
    """The tables that are too wide for an upright page. A reference replaces each in the text."""
    letterhead: Node
    """The head of the document; empty if the notebook shows none."""
    record: Mapping[str, Any]
    """The record of the report; empty if the notebook shows none."""

    @property
    def title(self) -> str:
        """The title in the metadata of the document."""
        head = self.letterhead
        named = f"{head['title']}: {head['subject']} {head['covering']}" if head else _FALLBACK_TITLE
        return f"{self.mark} · {named}" if self.mark else named

    @property
    def mark(self) -> str:
        """The watermark; empty if there is none."""
        return str(self.letterhead["mark"]) if self.letterhead else ""

    @property
    def author(self) -> str:
        """The issuing body."""
        return " ".join(self.letterhead["body"]) if self.letterhead else ""

    @property
    def as_of(self) -> date:
        """The day in the metadata: the end of the period. The current day would change the bytes of the file."""
        return date.fromisoformat(self.letterhead["as_of"]) if self.letterhead else date(2000, 1, 1)

    @property
    def notice(self) -> str:
        """The notice on the origin of the document, printed on every page; empty if there is none."""
        return str(self.letterhead["notice"]) if self.letterhead else ""

    @property
    def font(self) -> str:
        """The font that the parameters name for the PDF; empty if they name none."""
        return self.record.get("parameters", {}).get("document_font") or ""


def read_document(notebook: nbformat.NotebookNode) -> DocumentModel:
    """Return the document that an executed notebook shows.

    Raises:
        ReportFailed: a cell failed, the notebook has not been run, a picture has no alternative text, or a node has an
            unknown kind.
    """
    refuse_unfinished(notebook)
    cells = enumerate(notebook.cells, start=1)
    shown = tuple(node for at, cell in cells for node in _named_cell_nodes(at, cell))
    body = [node for node in shown if node["kind"] != "record"]
    _refuse_unknown(body)
    _refuse_undescribed(body)
    wide = tuple(node for node in body if is_wide(node))
    numerals = appendix_names(len(wide))
    names = {id(node): name for node, name in zip(wide, numerals, strict=True)}
    nodes = (_reference(node, names[id(node)]) if id(node) in names else node for node in body)
    return DocumentModel(
        tuple(_without_gaps(nodes)), wide, _first(shown, "letterhead"), _first(shown, "record").get("record", {})
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


def _refuse_unknown(nodes: list[Node]) -> None:
    for node in nodes:
        if node["kind"] not in NODE_KINDS:
            raise ReportFailed(
                f"The document has a node of the kind '{node['kind']}'; there are: {', '.join(NODE_KINDS)}."
            )


def _refuse_undescribed(nodes: list[Node]) -> None:
    for node in nodes:
        if node["kind"] in ("chart", "picture") and not node["alt"].strip():
            name = node.get("caption") or "A picture"
            raise ReportFailed(f"{name}: no alternative text; say what it shows (`alt` in the cell's metadata).")


def is_wide(node: Node) -> bool:
    """Return whether a node is a table that needs a landscape page."""
    return bool(node["kind"] == "table" and node["rows"] and len(node["columns"]) > widest_upright_table())


def appendix_names(count: int) -> tuple[str, ...]:
    """Return the names of appendices: `Phụ lục` for a single one, otherwise `Phụ lục I`, `Phụ lục II` and so on."""
    return ("Phụ lục",) if count == 1 else tuple(f"Phụ lục {_roman(at)}" for at in range(1, count + 1))


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def _named_cell_nodes(at: int, cell: nbformat.NotebookNode) -> list[Node]:
    """Return the nodes of a cell; an error gets the number and the id of the cell."""
    try:
        return list(_cell_nodes(cell))
    except ReportFailed as error:
        raise ReportFailed(f"Cell {at} ({cell.get('id', 'no id')}): {error}") from error


def _cell_nodes(cell: nbformat.NotebookNode) -> Iterator[Node]:
    if cell.cell_type == "markdown" and "guide" not in cell.metadata.get("tags", ()):
        yield from markdown_nodes(cell.source, cell.get("attachments", {}))
    elif cell.cell_type == "code":
        for output in cell.outputs:
            yield from output_nodes(output, cell.metadata)


def unbroken(body: Sequence[str]) -> list[str]:
    """Return the lines of the issuing body. A long line may break only after its first word, not within the name."""
    return [line.replace(" ", "\u00a0").replace("\u00a0", " ", 1) for line in body]


def _first(nodes: Iterable[Node], kind: str) -> Node:
    return next((node for node in nodes if node["kind"] == kind), {})


def _reference(table: Node, appendix: str) -> Node:
    """Return the sentence that replaces a table in the text if the table is an appendix."""
    words = f"{table['caption'] or 'Bảng số liệu'}: xem {appendix} kèm theo."
    return prose([paragraph(words)])


def _without_gaps(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield the nodes with headings at most one level below the heading before, as PDF/UA requires."""
    level = 0
    for node in nodes:
        if node["kind"] == "heading":
            level = min(node["level"], level + 1)
            yield {**node, "level": level}
        else:
            yield node
