"""Writes tables in Word: the header is repeated on each page, and no row is split."""

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm
from docx.table import Table
from docx.text.paragraph import Paragraph

from cchc_lib.exporters.document.column_widths import column_widths
from cchc_lib.exporters.document.page_layout import LANDSCAPE_TEXT_WIDTH, MISSED, SHADES, SHORT_TABLE
from cchc_lib.exporters.word.docx_builder import DocxBuilder, text
from cchc_lib.exporters.word.xml import element
from cchc_lib.report.model.document_nodes import ColumnHead, TableCell, TableNode
from cchc_lib.report.rendering.block_html import fixed_words


def write_table(builder: DocxBuilder, table: TableNode) -> None:
    """Write a table with its caption above and its remark below."""
    if table.caption:
        builder.caption(fixed_words()["table"], table.caption)
    if not table.rows and table.caption:
        nothing = builder.paragraph("Table Remark", text(fixed_words()["nothing"]))
        nothing.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if not table.rows:
        return
    add_grid(builder, table, builder.tables, column_widths(table, builder.column_width))


def write_wide_table(builder: DocxBuilder, table: TableNode) -> None:
    """Write a table on a landscape page in small letters."""
    add_grid(builder, table, "Wide Table", column_widths(table, LANDSCAPE_TEXT_WIDTH))


def add_grid(builder: DocxBuilder, table: TableNode, kind: str, widths: Sequence[float]) -> None:
    """Append the grid of a table and its remark.

    Args:
        builder: the Word file.
        table: a table with at least one row.
        kind: the kind of tables, which begins the names of the styles of its cells.
        widths: the widths of its columns in centimetres.
    """
    names = (tuple(map(ColumnHead, table.columns)),) if any(name.strip() for name in table.columns) else ()
    head = table.head or names
    grid = builder.document.add_table(len(head) + len(table.rows), len(table.columns), "Table Grid")
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in enumerate(widths):
        grid.columns[column].width = Cm(width)
    _write_head(builder, grid, head, f"{kind} Head")
    _write_rows(builder, grid, table, kind)
    _set_widths(grid, widths)
    builder.paragraph("Table Remark", text(table.remark))


def _write_head(builder: DocxBuilder, grid: Table, head: Sequence[Sequence[ColumnHead]], style: str) -> None:
    taken: set[tuple[int, int]] = set()
    for row_number, line in enumerate(head):
        column = 0
        for cell in line:
            while (row_number, column) in taken:
                column += 1
            area = {(row_number + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}
            taken |= area
            word_cell = _cell(grid, row_number, column)
            if len(area) > 1:
                word_cell = word_cell.merge(_cell(grid, *max(area)))
            builder.styled(word_cell.paragraphs[0], style).add_run(cell.text)
    for row in grid.rows[: len(head)]:
        _set_row_property(row, "w:cantSplit")
        _set_row_property(row, "w:tblHeader")


def _write_rows(builder: DocxBuilder, grid: Table, table: TableNode, kind: str) -> None:
    """Write the rows below the head."""
    last = len(table.rows) - 1
    for at, (row, cells) in enumerate(zip(grid.rows[-len(table.rows) :], table.rows, strict=True)):
        _set_row_property(row, "w:cantSplit")
        # Word keeps rows on one page only if the paragraphs of each are kept with the next one: those of a short table,
        # the first of a longer one with its head, and the last two with the remark.
        keep = (last < SHORT_TABLE or at in (0, last - 1, last)) and (at < last or bool(table.remark))
        if len(cells) == 1:
            _write_spanning(builder, row, cells[0], f"{kind} Text")
            continue
        for word_cell, cell in zip(row.cells, cells, strict=True):
            paragraph = builder.styled(word_cell.paragraphs[0], f"{kind} {'Number' if cell.numeric else 'Text'}")
            builder.write(paragraph, cell.runs)
            _shade(word_cell, paragraph, cell.standing)
            if keep:
                paragraph.paragraph_format.keep_with_next = True


def _write_spanning(builder: DocxBuilder, row: Any, cell: TableCell, style: str) -> None:
    """Write a cell over all columns: it heads the rows below, with which it stays, or is a remark on those above."""
    paragraph = builder.styled(row.cells[0].merge(row.cells[-1]).paragraphs[0], style)
    for run in builder.write(paragraph, cell.runs).runs:
        run.bold, run.italic = cell.header or None, not cell.header or None
    paragraph.paragraph_format.keep_with_next = cell.header


def _shade(word_cell: Any, paragraph: Paragraph, standing: str) -> None:
    """Colour a cell by the standing of its value against the target, and print missed ones bold."""
    if standing:
        word_cell._tc.get_or_add_tcPr().append(element("w:shd", {"w:val": "clear", "w:fill": SHADES[standing]}))
    for run in paragraph.runs if standing in MISSED else ():
        run.bold = True


def _cell(grid: Table, row: int, column: int) -> Any:
    return grid.rows[row].cells[column]  # Table.cell would read the whole table each time.


def _set_row_property(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(element(name))


def _set_widths(grid: Table, widths: Sequence[float]) -> None:
    """Set the width of each cell. LibreOffice reads the widths of columns, Word those of cells."""
    for row in grid.rows:
        start = 0
        for cell in row._tr.tc_lst:
            end = start + cell.grid_span
            cell.width = Cm(sum(widths[start:end]))
            start = end
