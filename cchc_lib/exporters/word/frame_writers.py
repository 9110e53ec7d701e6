"""Writes the letterhead and the closing of a Word document, its appendices, and what is on every page."""

from dataclasses import dataclass
from typing import Any

from docx.enum.section import WD_SECTION
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from cchc_lib.exporters.document import page_layout
from cchc_lib.exporters.document.arrangement import Appendix
from cchc_lib.exporters.document.document_model import unbroken
from cchc_lib.exporters.document.page_layout import LANDSCAPE_TEXT_WIDTH, TEXT_WIDTH
from cchc_lib.exporters.word.docx_builder import DocxBuilder, set_page, text
from cchc_lib.exporters.word.numbering import without_number
from cchc_lib.exporters.word.xml import element, field, insert_in_order
from cchc_lib.report.model.document_nodes import ClosingNode, LetterheadNode
from cchc_lib.report.rendering.block_html import fixed_words

_ISSUER = page_layout.ISSUER / 10
"""The width of the issuing body's column in centimetres."""
_MOTTO = 5.4
"""The length of the motto and of the rule below it, in centimetres."""
_OPEN = "\u2003"
"""A blank that the clerk fills in."""


@dataclass(frozen=True)
class LineForm:
    """The form of a line in a cell of the letterhead or the closing; None leaves it to the paragraph style."""

    style: str = "Letterhead"
    bold: bool | None = None
    italic: bool | None = None
    caps: bool | None = None
    size: float | None = None
    """The size of the letters in points."""


_BOLD = LineForm(bold=True)
"""The form of the motto and of the lines above and below a signature."""
_NAME = LineForm(bold=True, caps=True, size=12)
"""The form of the names of the issuing body and of the nation."""


def write_letterhead(builder: DocxBuilder, head: LetterheadNode) -> None:
    """Write the issuing body beside the nation, then title, subject and recipient."""
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
        _line(builder, left, line, _NAME)
    _rule(builder, left, _ISSUER, 1.7)
    _line(builder, right, fixed_words()["nation"], _NAME)
    _line(builder, right, fixed_words()["motto"], _BOLD)
    _rule(builder, right, TEXT_WIDTH - _ISSUER, _MOTTO)
    _line(builder, below, f"{fixed_words()['number']}: {numbered(head)}")
    # If the line is too long, it breaks after the comma, never within the date.
    day = dated(head).replace(" ", "\u00a0")
    _line(builder, dateline, f"{head.place}, {day}", LineForm(italic=True))


def write_closing(builder: DocxBuilder, closing: ClosingNode) -> None:
    """Write Nơi nhận and the signature, together on one page."""
    for paragraph in builder.document.paragraphs[-page_layout.KEPT :]:
        paragraph.paragraph_format.keep_with_next = True  # A signature is never alone on its page.
    ((left, right),) = _side_by_side(builder, (TEXT_WIDTH / 2, TEXT_WIDTH / 2))
    heading_form = LineForm("Distribution", bold=True, italic=True, size=12)
    heading = _line(builder, left, fixed_words()["distribution"], heading_form)
    heading.paragraph_format.space_before = Pt(0)
    for at, line in enumerate(closing.distribution, start=1):
        _line(builder, left, f"- {line}{'.' if at == len(closing.distribution) else ';'}", LineForm("Distribution"))
    for line in filter(None, (closing.authority, closing.acting_for, closing.position)):
        _line(builder, right, line, _BOLD)
    signatory = _line(builder, right, closing.name, _BOLD)
    signatory.paragraph_format.space_before = Pt(70)  # The room for signature and seal.


def write_appendix_head(builder: DocxBuilder, appendix: Appendix, head: LetterheadNode | None) -> None:
    """Begin an appendix on a new page, from which page numbers start again, and write its title."""
    section = builder.document.add_section(WD_SECTION.NEW_PAGE)
    set_page(section, landscape=appendix.landscape)
    insert_in_order(section._sectPr, element("w:pgNumType", {"w:start": "1"}), "w:cols", "w:titlePg", "w:docGrid")
    _set_columns(section, 1)
    builder.column_width = LANDSCAPE_TEXT_WIDTH if appendix.landscape else TEXT_WIDTH
    builder.tables = "Appendix Table"
    heading = builder.paragraph("Heading 1")
    without_number(heading._p.get_or_add_pPr())
    heading.paragraph_format.space_before = Pt(0)
    heading.add_run(appendix.name).add_break(WD_BREAK.LINE)
    heading.add_run(appendix.title).font.all_caps = True
    if head and any(head.body):
        reference = f"(Kèm theo {head.title} số {numbered(head)} {dated(head)} của {' '.join(head.body)})"
        attachment_line = builder.paragraph("Letterhead", text(reference))
        attachment_line.runs[0].italic = True
        attachment_line.paragraph_format.space_after = Pt(8)


def set_in_two_columns(builder: DocxBuilder) -> None:
    """Begin two columns of text, which end with the appendix."""
    section = builder.document.add_section(WD_SECTION.CONTINUOUS)
    for restart in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(restart)
    _set_columns(section, 2)
    builder.column_width = (TEXT_WIDTH - page_layout.CHART_GAP / 10) / 2


def _set_columns(section: Section, count: int) -> None:
    columns = element("w:cols", {"w:num": str(count), "w:space": str(Mm(page_layout.CHART_GAP).twips)})
    insert_in_order(section._sectPr, columns, "w:titlePg", "w:docGrid")


def set_pages(builder: DocxBuilder, notice: str) -> None:
    """Write the page number at the top of all pages but the first, and the notice at the foot of each."""
    section = builder.document.sections[0]
    section.different_first_page_header_footer = True  # NĐ 30 wants no page number on the first page.
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


def _line(builder: DocxBuilder, cell: _Cell, words: str, form: LineForm = LineForm()) -> Paragraph:
    """Append a line to a cell and return it."""
    # Word demands a paragraph in each cell, so that a new cell has an empty one, which takes the first line.
    first: Paragraph = cell.paragraphs[0]
    paragraph: Paragraph = first if not first.runs and len(cell.paragraphs) == 1 else cell.add_paragraph()
    builder.styled(paragraph, form.style)
    run = paragraph.add_run(words)
    run.font.all_caps, run.bold, run.italic = form.caps, form.bold, form.italic
    if form.size:
        run.font.size = Pt(form.size)
    return paragraph


def _rule(builder: DocxBuilder, cell: _Cell, width: float, length: float) -> None:
    paragraph = builder.styled(cell.add_paragraph(), "Letterhead")
    _set_rule(paragraph, width - 0.4, length)  # A cell has two millimetres of padding on each side.


def _set_rule(paragraph: Paragraph, width: float, length: float) -> None:
    """Draw a centred rule: the upper border of an empty line that is indented on both sides."""
    # A drawn line would be a shape that moves when the text above it is edited.
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = Cm((width - length) / 2)
    layout.space_before, layout.line_spacing = Pt(3), Pt(8)
    edge = element("w:top", {"w:val": "single", "w:sz": "6", "w:space": "1", "w:color": "000000"})
    properties: Any = paragraph._p.get_or_add_pPr()
    after = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
    insert_in_order(properties, element("w:pBdr", {}, edge), *after)
