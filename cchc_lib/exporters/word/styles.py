"""The styles of the Word file: the form of Nghị định 30/2020/NĐ-CP, Phụ lục I, under Word's own names.

Whoever edits the document changes a style once, and the whole document follows.
"""

from dataclasses import dataclass, replace
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from cchc_lib.exporters.document import page_layout
from cchc_lib.exporters.word.numbering import set_lists
from cchc_lib.exporters.word.template import clean
from cchc_lib.exporters.word.xml import element, insert_in_order

FONT = "Times New Roman"
"""The font of the text, which the decree prescribes."""
MONO = "Courier New"
"""The font of text whose letters are equally wide."""
INDENT = page_layout.INDENT / 10
"""The indent of a first line and of each level of a list, in centimetres."""


@dataclass(frozen=True)
class ParagraphStyle:
    """The form of a style's paragraphs; sizes and spaces in points, indents in centimetres."""

    size: float = page_layout.BODY
    bold: bool = False
    italic: bool = False
    caps: bool = False
    align: Any = ALIGN.LEFT
    before: float = 0.0
    """The space above a paragraph."""
    after: float = 0.0
    """The space below a paragraph."""
    first: float = 0.0
    """The indent of the first line, from `left` on; negative for a hanging marker."""
    left: float = 0.0
    """The indent of the whole paragraph."""
    keep: bool = False
    """Whether a paragraph stays on the page of the next one."""
    line: float = 1.0
    """The line spacing, as a multiple of the font's height."""
    font: str = FONT


_CENTRE = ALIGN.CENTER


def _cell_styles(table: str, size: float) -> dict[str, ParagraphStyle]:
    """Return the styles of the words, the numbers and the heads of a kind of table."""
    words = ParagraphStyle(size, before=1.2, after=1.2)
    return {
        f"{table} Text": words,
        f"{table} Number": replace(words, align=ALIGN.RIGHT),
        f"{table} Head": replace(words, bold=True, align=_CENTRE, keep=True),
    }


PARAGRAPH_STYLES: dict[str, ParagraphStyle] = {
    "Normal": ParagraphStyle(),
    "Body Text": ParagraphStyle(align=ALIGN.JUSTIFY, after=6, first=INDENT, line=1.1),
    "List Bullet": ParagraphStyle(align=ALIGN.JUSTIFY, after=6, line=1.1),
    "List Paragraph": ParagraphStyle(align=ALIGN.JUSTIFY, after=6, first=-0.6, left=INDENT + 0.6, line=1.1),
    "Quote": ParagraphStyle(italic=True, align=ALIGN.JUSTIFY, after=6, left=INDENT, line=1.1),
    "Heading 1": ParagraphStyle(bold=True, align=_CENTRE, before=18, after=8, keep=True),
    "Heading 2": ParagraphStyle(bold=True, caps=True, before=12, after=6, left=INDENT, keep=True),
    "Heading 3": ParagraphStyle(bold=True, before=10, after=6, left=INDENT, keep=True),
    "Heading 4": ParagraphStyle(before=8, after=6, left=INDENT, keep=True),
    "Title": ParagraphStyle(bold=True, caps=True, align=_CENTRE, before=14),
    "Subtitle": ParagraphStyle(bold=True, align=_CENTRE),
    "Caption": ParagraphStyle(page_layout.CAPTION, bold=True, align=_CENTRE, before=10, after=4, keep=True),
    "Header": ParagraphStyle(13, align=_CENTRE),
    "Footer": ParagraphStyle(9, italic=True, align=_CENTRE),
    "footnote text": ParagraphStyle(10, align=ALIGN.JUSTIFY),
    **_cell_styles("Table", page_layout.TABLE),
    **_cell_styles("Appendix Table", page_layout.LIST),
    **_cell_styles("Wide Table", page_layout.WIDE_TABLE),
    "Table Remark": ParagraphStyle(11, italic=True, before=2, after=10),
    "Picture": ParagraphStyle(align=_CENTRE, after=6),
    "Letterhead": ParagraphStyle(13, align=_CENTRE),
    "Distribution": ParagraphStyle(11),
    "Verbatim": ParagraphStyle(9.5, left=0.3, after=6, font=MONO),
}
"""Every paragraph style of the document; those that Word does not have are added."""

REFERENCE = "footnote reference"


def set_styles(document: Document) -> None:
    """Give the document the styles of `PARAGRAPH_STYLES`, and Vietnamese as its language."""
    for name, form in PARAGRAPH_STYLES.items():
        _set_style(document, name, form)
    reference = document.styles.add_style(REFERENCE, WD_STYLE_TYPE.CHARACTER)
    reference.font.superscript = True
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    insert_in_order(defaults, element("w:lang", {"w:val": "vi-VN", "w:eastAsia": "vi-VN", "w:bidi": "ar-SA"}))
    _set_font(defaults, FONT)
    set_lists(document)
    clean(document, (*PARAGRAPH_STYLES, REFERENCE))


def _set_style(document: Document, name: str, form: ParagraphStyle) -> None:
    styles = document.styles
    style: Any = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    properties = style.element.get_or_add_rPr()
    # Word's built-in styles have colours, themes and small capitals, which would win over the font set here.
    for child in list(properties):
        properties.remove(child)
    _set_font(properties, form.font)
    font, paragraph = style.font, style.paragraph_format
    font.size, font.bold, font.italic, font.all_caps = Pt(form.size), form.bold, form.italic, form.caps
    font.color.rgb = RGBColor(0, 0, 0)
    paragraph.alignment = form.align
    paragraph.space_before, paragraph.space_after = Pt(form.before), Pt(form.after)
    paragraph.line_spacing, paragraph.keep_with_next = form.line, form.keep
    paragraph.widow_control = True
    if name != "List Bullet":  # Its indents are those of its numbering, which `set_lists` sets.
        paragraph.first_line_indent, paragraph.left_indent = Cm(form.first), Cm(form.left)
    # Word's built-in Title has a rule below it, and its lists have no space between points.
    for inherited in ("w:pBdr", "w:contextualSpacing"):
        for child in style.element.pPr.findall(qn(inherited)):
            style.element.pPr.remove(child)


def _set_font(properties: Any, font: str) -> None:
    names = {f"w:{script}": font for script in ("ascii", "hAnsi", "eastAsia", "cs")}
    present = properties.find(qn("w:rFonts"))
    if present is not None:
        properties.remove(present)
    properties.insert(0, element("w:rFonts", names))  # The schema demands it first.
