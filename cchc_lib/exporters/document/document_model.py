"""From an executed notebook to the nodes of a document, in reading order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import nbformat

from cchc_lib.errors import ReportFailed
from cchc_lib.exporters.document.markdown_nodes import markdown_nodes
from cchc_lib.exporters.document.nodes import Node, paragraph, prose
from cchc_lib.exporters.document.output_nodes import output_nodes
from cchc_lib.report.rendering.html import widest_upright_table

_FALLBACK_TITLE = "Báo cáo"


@dataclass(frozen=True)
class DocumentModel:
    """A document before it has a format."""

    nodes: tuple[Node, ...]
    appendices: tuple[Node, ...]
    """Tables too wide for an upright page; the text refers to them where they stood."""
    letterhead: Node
    """Empty for a notebook that shows none."""
    record: Mapping[str, Any]

    @property
    def title(self) -> str:
        """What readers list the document as."""
        head = self.letterhead
        named = f"{head['title']}: {head['subject']} {head['covering']}" if head else _FALLBACK_TITLE
        return f"{self.mark} · {named}" if self.mark else named

    @property
    def mark(self) -> str:
        """What stands across every page."""
        return str(self.letterhead["mark"]) if self.letterhead else ""

    @property
    def author(self) -> str:
        """The issuing body."""
        return " ".join(self.letterhead["body"]) if self.letterhead else ""

    @property
    def as_of(self) -> date:
        """The day that the document's metadata names: the period's end, so that no clock comes in."""
        return date.fromisoformat(self.letterhead["as_of"]) if self.letterhead else date(2000, 1, 1)

    @property
    def notice(self) -> str:
        """What every page says of the document's origin."""
        return str(self.letterhead["notice"]) if self.letterhead else ""

    @property
    def font(self) -> str:
        """The font that the parameters name for the PDF, if they do."""
        return self.record.get("parameters", {}).get("document_font") or ""


def read_document(notebook: nbformat.NotebookNode) -> DocumentModel:
    """The document that an executed notebook shows.

    Raises:
        ReportFailed: a cell failed, a picture has no alternative text, or the notebook has not been run.
    """
    refuse_unfinished(notebook)
    cells = enumerate(notebook.cells, start=1)
    shown = tuple(node for at, cell in cells for node in _named_cell_nodes(at, cell))
    body = [node for node in shown if node["kind"] != "record"]
    _refuse_undescribed(body)
    wide = tuple(node for node in body if is_wide(node))
    numerals = appendix_names(len(wide))
    names = {id(node): name for node, name in zip(wide, numerals, strict=True)}
    nodes = (_reference(node, names[id(node)]) if id(node) in names else node for node in body)
    return DocumentModel(
        tuple(_without_gaps(nodes)), wide, _first(shown, "letterhead"), _first(shown, "record").get("record", {})
    )


def refuse_unfinished(notebook: nbformat.NotebookNode) -> None:
    """Refuse a notebook of which a cell failed, or that was never run; ReportFailed names the cell."""
    code = [(at, cell) for at, cell in enumerate(notebook.cells, start=1) if cell.cell_type == "code"]
    for at, cell in code:
        for output in cell.outputs:
            if output.output_type == "error":
                raise ReportFailed(
                    f"Cell {at} ({cell.get('id', 'no id')}) failed: {output.ename}: {output.evalue}\n"
                    "Mend it, run the notebook again, then export it."
                )
    if code and not any(cell.outputs for _, cell in code):
        raise ReportFailed("No cell of the notebook shows anything; run it before it is exported.")


def _refuse_undescribed(nodes: list[Node]) -> None:
    for node in nodes:
        if node["kind"] in ("chart", "picture") and not node["alt"].strip():
            name = node.get("caption") or "A picture"
            raise ReportFailed(f"{name}: no alternative text; say what it shows (`alt` in the cell's metadata).")


def is_wide(node: Node) -> bool:
    """Whether a node is a table that needs a landscape page."""
    return bool(node["kind"] == "table" and node["rows"] and len(node["columns"]) > widest_upright_table())


def appendix_names(count: int) -> tuple[str, ...]:
    """`Phụ lục` where it is the only one; `Phụ lục I`, `Phụ lục II` and so on where there are more."""
    return ("Phụ lục",) if count == 1 else tuple(f"Phụ lục {_roman(at)}" for at in range(1, count + 1))


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def _named_cell_nodes(at: int, cell: nbformat.NotebookNode) -> list[Node]:
    """A cell's nodes; what is wrong with them is told with the cell's name."""
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
    """The issuing body's lines; where one is too long, it breaks behind the kind of unit and not within the name."""
    return [line.replace(" ", "\u00a0").replace("\u00a0", " ", 1) for line in body]


def _first(nodes: Iterable[Node], kind: str) -> Node:
    return next((node for node in nodes if node["kind"] == kind), {})


def _reference(table: Node, appendix: str) -> Node:
    """What stands in the text in place of a table that became an appendix."""
    words = f"{table['caption'] or 'Bảng số liệu'}: xem {appendix} kèm theo."
    return prose([paragraph(words)])


def _without_gaps(nodes: Iterable[Node]) -> Iterator[Node]:
    """Headings one level below the one before at most, as screen readers and PDF/UA need them."""
    level = 0
    for node in nodes:
        if node["kind"] == "heading":
            level = min(node["level"], level + 1)
            yield {**node, "level": level}
        else:
            yield node
