"""Writes the head and the foot of a Word document, and its appendices."""

from typing import Any

from docx.enum.section import WD_SECTION
from docx.enum.text import WD_BREAK
from docx.shared import Cm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from cchc_lib.exporters.document import page_layout
from cchc_lib.exporters.document.column_widths import column_widths
from cchc_lib.exporters.document.document_model import Appendix, unbroken
from cchc_lib.exporters.document.page_layout import TEXT_WIDTH
from cchc_lib.exporters.word.docx_builder import DocxBuilder, set_page, text
from cchc_lib.exporters.word.table_writers import add_grid
from cchc_lib.exporters.word.xml import element, field, insert_in_order
from cchc_lib.report.model.document_nodes import ClosingNode, LetterheadNode
from cchc_lib.report.rendering.block_html import fixed_words

_ISSUER = page_layout.ISSUER / 10
"""The width of the issuing body's column in centimetres."""
_MOTTO = 5.4
"""The length of the motto and of the rule below it, in centimetres."""
_OPEN = "\u2003"
"""A blank that the clerk fills in."""
_LANDSCAPE_WIDTH = 24.7


def write_letterhead(builder: DocxBuilder, head: LetterheadNode) -> None:
    """Write the issuing body beside the nation, then title, subject and recipient."""
    if head.notice:
        builder.paragraph("Notice", text(head.notice))
    if any(head.body):
        _write_head(builder, head)
    builder.paragraph("Title", text(head.title))
    builder.paragraph("Subtitle", text(f"{head.subject}\n{head.covering}"))
    _set_rule(builder.paragraph("Letterhead"), TEXT_WIDTH, 4)
    if head.recipient:
        recipient = builder.paragraph("Letterhead", (*text(f"{fixed_words()['recipient']}: "), *head.recipient))
        recipient.paragraph_format.space_after = Pt(12)


def _write_head(builder: DocxBuilder, head: LetterheadNode) -> None:
    widths = _ISSUER, TEXT_WIDTH - _ISSUER
    (left, right), (below, dateline) = _side_by_side(builder, widths, rows=2)
    for line in unbroken(head.body):
        _line(builder, left, line, bold=True, caps=True, size=12)
    _rule(builder, left, _ISSUER, 1.7)
    _line(builder, right, fixed_words()["nation"], bold=True, caps=True, size=12)
    _line(builder, right, fixed_words()["motto"], bold=True)
    _rule(builder, right, TEXT_WIDTH - _ISSUER, _MOTTO)
    _line(builder, below, f"{fixed_words()['number']}: {numbered(head)}")
    # A long place breaks behind its comma, never within the date.
    day = dated(head).replace(" ", "\u00a0")
    _line(builder, dateline, f"{head.place}, {day}", italic=True)


def write_closing(builder: DocxBuilder, closing: ClosingNode) -> None:
    """Write Nơi nhận and the signature, together on one page."""
    for paragraph in builder.document.paragraphs[-1:]:
        paragraph.paragraph_format.keep_with_next = True  # A signature is never alone on its page.
    if closing.notice:
        builder.paragraph("Notice", text(closing.notice)).paragraph_format.keep_with_next = True
    ((left, right),) = _side_by_side(builder, (TEXT_WIDTH / 2, TEXT_WIDTH / 2))
    heading = _line(builder, left, fixed_words()["distribution"], style="Distribution", bold=True, italic=True, size=12)
    heading.paragraph_format.space_before = Pt(0)
    for at, line in enumerate(closing.distribution, start=1):
        _line(builder, left, f"- {line}{'.' if at == len(closing.distribution) else ';'}", style="Distribution")
    for line in filter(None, (closing.authority, closing.acting_for, closing.position)):
        _line(builder, right, line, bold=True)
    signed = _line(builder, right, closing.name, bold=True)
    signed.paragraph_format.space_before = Pt(70)


def write_appendix(builder: DocxBuilder, appendix: Appendix, head: LetterheadNode | None) -> None:
    """Write a wide table on landscape pages, whose page numbers start again."""
    section = builder.document.add_section(WD_SECTION.NEW_PAGE)
    set_page(section, landscape=True)
    insert_in_order(section._sectPr, element("w:pgNumType", {"w:start": "1"}), "w:cols", "w:titlePg", "w:docGrid")
    heading = builder.paragraph("Heading 1")
    heading.paragraph_format.space_before = Pt(0)
    heading.add_run(appendix.name).add_break(WD_BREAK.LINE)
    heading.add_run(appendix.table.caption).font.all_caps = True
    if head and any(head.body):
        words = f"(Kèm theo {head.title} số {numbered(head)} {dated(head)} của {' '.join(head.body)})"
        attached = builder.paragraph("Letterhead", text(words))
        attached.runs[0].italic = True
        attached.paragraph_format.space_after = Pt(8)
    add_grid(builder, appendix.table, "Table Text Wide", column_widths(appendix.table, _LANDSCAPE_WIDTH))


def set_pages(builder: DocxBuilder, notice: str) -> None:
    """Write the page number at the top of all pages but the first, and the notice at the foot of each."""
    section = builder.document.sections[0]
    section.different_first_page_header_footer = True
    header = section.header.paragraphs[0]
    builder.styled(header, "Header")
    header._p.append(field(" PAGE ", "2"))
    for footer in (section.footer, section.first_page_footer):
        builder.styled(footer.paragraphs[0], "Footer").add_run(notice)
    builder.styled(section.first_page_header.paragraphs[0], "Header")


def numbered(head: LetterheadNode) -> str:
    """Return number and symbol, or the symbol after a blank."""
    return head.number or f"{_OPEN * 4}{head.symbol}"


def dated(head: LetterheadNode) -> str:
    """Return the day of issue, or a date with blanks."""
    return head.date or f"ngày{_OPEN} tháng{_OPEN} năm {head.year}"


def _side_by_side(builder: DocxBuilder, widths: tuple[float, float], rows: int = 1) -> list[tuple[_Cell, ...]]:
    """Append rows of two cells without borders and return the cells; no row is split over pages."""
    grid = builder.document.add_table(rows, 2)
    grid.autofit = False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Cm(width)
    for row in grid.rows:
        row._tr.get_or_add_trPr().append(element("w:cantSplit"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
    return [row.cells for row in grid.rows]


def _line(builder: DocxBuilder, cell: _Cell, words: str, **look: Any) -> Paragraph:
    first: Paragraph = cell.paragraphs[0]
    paragraph: Paragraph = first if not first.runs and len(cell.paragraphs) == 1 else cell.add_paragraph()
    builder.styled(paragraph, look.get("style", "Letterhead"))
    run = paragraph.add_run(words)
    run.font.all_caps = look.get("caps")
    run.bold, run.italic = look.get("bold"), look.get("italic")
    if "size" in look:
        run.font.size = Pt(look["size"])
    return paragraph


def _rule(builder: DocxBuilder, cell: _Cell, width: float, length: float) -> None:
    paragraph = builder.styled(cell.add_paragraph(), "Letterhead")
    _set_rule(paragraph, width - 0.4, length)  # A cell has two millimetres of padding on each side.


def _set_rule(paragraph: Paragraph, width: float, length: float) -> None:
    """Draw a centred rule: the upper border of an empty line that is indented on both sides."""
    look = paragraph.paragraph_format
    look.left_indent = look.right_indent = Cm((width - length) / 2)
    look.space_before, look.line_spacing = Pt(3), Pt(8)
    edge = element("w:top", {"w:val": "single", "w:sz": "6", "w:space": "1", "w:color": "000000"})
    properties: Any = paragraph._p.get_or_add_pPr()
    after = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
    insert_in_order(properties, element("w:pBdr", {}, edge), *after)
