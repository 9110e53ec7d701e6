"""From an executed notebook to the parts of a document, in reading order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import nbformat

from cchc_lib.errors import ReportFailed
from cchc_lib.exporters.manuscript.markdown import markdown_parts
from cchc_lib.exporters.manuscript.outputs import output_parts
from cchc_lib.exporters.manuscript.parts import Part, paragraph, prose
from cchc_lib.report.rendering.media import widest

_ASIDE = ("summary", "record")
"""What the hurried reader and the machine get in HTML is no part of the official document."""
_FALLBACK_TITLE = "Báo cáo"


@dataclass(frozen=True)
class Manuscript:
    """A document before it has a format."""

    parts: tuple[Part, ...]
    appendices: tuple[Part, ...]
    """Tables too wide for an upright page; the text refers to them where they stood."""
    letterhead: Part
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


def read_manuscript(notebook: nbformat.NotebookNode) -> Manuscript:
    """The document that an executed notebook shows.

    Raises:
        ReportFailed: a cell failed, a picture has no alternative text, or the notebook has not been run.
    """
    refuse_unfinished(notebook)
    cells = enumerate(notebook.cells, start=1)
    shown = tuple(_flat(part for at, cell in cells for part in _named_cell_parts(at, cell)))
    body = [part for part in shown if _is_printed(part)]
    _refuse_undescribed(body)
    wide = tuple(part for part in body if is_wide(part))
    numerals = appendix_names(len(wide))
    names = {id(part): name for part, name in zip(wide, numerals, strict=True)}
    parts = (_reference(part, names[id(part)]) if id(part) in names else part for part in body)
    return Manuscript(
        tuple(_without_gaps(parts)), wide, _first(shown, "letterhead"), _first(shown, "record").get("record", {})
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


def _refuse_undescribed(parts: list[Part]) -> None:
    for part in parts:
        if part["kind"] in ("chart", "picture") and not part["alt"].strip():
            name = part.get("caption") or "A picture"
            raise ReportFailed(f"{name}: no alternative text; say what it shows (`alt` in the cell's metadata).")


def _is_printed(part: Part) -> bool:
    """A chart without a drawing had nothing to draw; the table beside it says so."""
    return part["kind"] not in _ASIDE and (part["kind"] != "chart" or bool(part["svg"]))


def is_wide(part: Part) -> bool:
    """Whether a part is a table that needs a landscape page."""
    return bool(part["kind"] == "table" and part["rows"] and len(part["columns"]) > widest())


def appendix_names(count: int) -> tuple[str, ...]:
    """`Phụ lục` where it is the only one; `Phụ lục I`, `Phụ lục II` and so on where there are more."""
    return ("Phụ lục",) if count == 1 else tuple(f"Phụ lục {_roman(at)}" for at in range(1, count + 1))


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def _named_cell_parts(at: int, cell: nbformat.NotebookNode) -> list[Part]:
    """A cell's parts; what is wrong with them is told with the cell's name."""
    try:
        return list(_cell_parts(cell))
    except ReportFailed as error:
        raise ReportFailed(f"Cell {at} ({cell.get('id', 'no id')}): {error}") from error


def _cell_parts(cell: nbformat.NotebookNode) -> Iterator[Part]:
    if cell.cell_type == "markdown" and "guide" not in cell.metadata.get("tags", ()):
        yield from markdown_parts(cell.source, cell.get("attachments", {}))
    elif cell.cell_type == "code":
        for output in cell.outputs:
            yield from output_parts(output, cell.metadata)


def _flat(parts: Iterable[Part]) -> Iterator[Part]:
    for part in parts:
        if part["kind"] == "group":
            yield from _flat(part["blocks"])
        else:
            yield part


def unbroken(body: Sequence[str]) -> list[str]:
    """The issuing body's lines; where one is too long, it breaks behind the kind of unit and not within the name."""
    return [line.replace(" ", "\u00a0").replace("\u00a0", " ", 1) for line in body]


def _first(parts: Iterable[Part], kind: str) -> Part:
    return next((part for part in parts if part["kind"] == kind), {})


def _reference(table: Part, appendix: str) -> Part:
    """What stands in the text in place of a table that became an appendix."""
    words = f"{table['caption'] or 'Bảng số liệu'}: xem {appendix} kèm theo."
    return prose([paragraph(words)])


def _without_gaps(parts: Iterable[Part]) -> Iterator[Part]:
    """Headings one level below the one before at most, as screen readers and PDF/UA need them."""
    level = 0
    for part in parts:
        if part["kind"] == "heading":
            level = min(part["level"], level + 1)
            yield {**part, "level": level}
        else:
            yield part
