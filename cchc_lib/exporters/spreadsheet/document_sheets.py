"""The document as sheets: one for the text, and one for each table."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from cchc_lib.exporters.document.document_model import DocumentModel, unbroken
from cchc_lib.exporters.node_writers import writers_of
from cchc_lib.exporters.spreadsheet.cell_formats import HEAD, NOTICE, PLAIN, TITLE, Properties
from cchc_lib.exporters.spreadsheet.cell_sizes import column_widths
from cchc_lib.exporters.spreadsheet.cell_values import CellValue
from cchc_lib.exporters.spreadsheet.workbook import PAGE_WIDTH, SheetWriter, WorkbookBuilder, pieces
from cchc_lib.report.model.document_nodes import (
    AppendixNode,
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
from cchc_lib.report.model.runs import DocumentRun, Note, line_text
from cchc_lib.report.rendering.block_html import fixed_words

_TEXT_SHEET = "Báo cáo"


def document_sheets(model: DocumentModel) -> Iterator[SheetWriter]:
    """Yield the sheet of the document's text, then one for each of its tables."""
    tables = [node for node in model.nodes if isinstance(node, TableNode)]
    names = [f"{fixed_words()['table']} {number}" for number in range(1, len(tables) + 1)]
    yield TextSheet(tuple(_lines(model.nodes, iter(names))))
    yield from (TableSheet(name, table) for name, table in zip(names, tables, strict=True))


@dataclass(frozen=True)
class TextLine:
    """A line of the document's text."""

    text: str
    form: Properties = field(default_factory=dict)


@dataclass(frozen=True)
class TextSheet(SheetWriter):
    """The text of the document, one line in each row."""

    lines: tuple[TextLine, ...]

    def write(self, builder: WorkbookBuilder) -> None:
        """Add the sheet to a workbook."""
        grid = builder.sheet(_TEXT_SHEET, [PAGE_WIDTH])
        cut = [(piece, line.form) for line in self.lines for piece in pieces(line.text)]
        for row, (text, form) in enumerate(cut):
            grid.write_line(row, text, form)


@dataclass(frozen=True)
class TableSheet(SheetWriter):
    """One table under its caption."""

    name: str
    table: TableNode

    def write(self, builder: WorkbookBuilder) -> None:
        """Add the sheet to a workbook."""
        table = self.table
        texts = ([line_text(cell.runs) for cell in row] for row in table.rows)
        grid = builder.sheet(self.name, column_widths([table.columns], texts))
        above = [line for line in ((builder.notice, NOTICE), (table.caption, TITLE)) if line[0]]
        for row, (text, form) in enumerate(above):
            grid.write_line(row, text, form)
        for column, name in enumerate(table.columns):
            grid.write((len(above), column), CellValue(name), HEAD)
        grid.sheet.repeat_rows(len(above))
        below = grid.write_table(len(above) + 1, table.rows)
        grid.write_line(below, table.remark, PLAIN)


def _lines(nodes: Sequence[DocumentNode], names: Iterator[str]) -> Iterator[TextLine]:
    for node in nodes:
        yield from _lines_of(node, names)


def _lines_of(node: DocumentNode, names: Iterator[str]) -> Iterable[TextLine]:
    if isinstance(node, AppendixNode):
        return (TextLine(f"{fixed_words()['appendix']}: {node.title}", TITLE),)
    writers_of(node)  # A kind that no format knows is an error in every format.
    match node:
        case HeadingNode():
            return (TextLine(f"{node.number} {node.title}".strip(), TITLE),)
        case TableNode():
            return (TextLine(f"{next(names)}. {node.caption}"),)
        case LetterheadNode():
            return _letterhead_lines(node)
        case ClosingNode():
            return _closing_lines(node)
        case _:
            return map(TextLine, _texts_of(node))


def _texts_of(node: DocumentNode) -> Iterable[str]:
    """Return the paragraphs of prose and printed output, and the words for a drawing."""
    match node:
        case ProseNode():
            return (_with_notes(paragraph.runs) for paragraph in node.paragraphs)
        case VerbatimNode():
            return node.text.split("\n")
        case ChartNode():
            return f"{fixed_words()['chart']}. {node.caption}", node.alt
        case PictureNode():
            return (node.alt,)
        case _:
            return ()


def _with_notes(runs: Sequence[DocumentRun]) -> str:
    """Return a paragraph with its footnotes in brackets, since a cell has none."""
    texts = (
        f" ({'; '.join(cited.text for cited in run.documents)})" if isinstance(run, Note) else run.text for run in runs
    )
    return "".join(texts)


def _letterhead_lines(head: LetterheadNode) -> Iterator[TextLine]:
    words = fixed_words()
    if head.notice:
        yield TextLine(head.notice, NOTICE)
    yield from map(TextLine, unbroken(head.body))
    if any(head.body):
        yield from map(TextLine, (words["nation"], words["motto"], f"{words['number']}: {head.number or head.symbol}"))
        yield TextLine(f"{head.place}, {head.date or words['year'] + f' {head.year}'}")
    yield TextLine(head.title, TITLE)
    yield TextLine(head.subject, TITLE)
    yield TextLine(head.covering)
    if head.recipient:
        yield TextLine(f"{words['recipient']}: {line_text(head.recipient)}")


def _closing_lines(closing: ClosingNode) -> Iterator[TextLine]:
    yield TextLine(fixed_words()["distribution"])
    yield from (TextLine(f"- {line}") for line in closing.distribution)
    yield from map(TextLine, filter(None, (closing.authority, closing.acting_for, closing.position, closing.name)))
