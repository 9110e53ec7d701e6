"""The styles of the Word file: the form of Nghị định 30/2020/NĐ-CP, Phụ lục I, under Word's own names.

Whoever edits the document changes a style once, and the whole document follows.
"""

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from cchc_lib.exporters.manuscript import form
from cchc_lib.exporters.word.xml import element, put

FONT = "Times New Roman"
MONO = "Courier New"
INDENT = form.INDENT / 10
"""Centimetres of the first line, and of a list's step."""


@dataclass(frozen=True)
class Form:
    """How paragraphs of a style look; sizes and spaces in points, indents in centimetres."""

    size: float = form.BODY
    bold: bool = False
    italic: bool = False
    caps: bool = False
    align: Any = ALIGN.LEFT
    before: float = 0.0
    after: float = 0.0
    first: float = 0.0
    left: float = 0.0
    keep: bool = False
    """Whether it stays on the page of what follows."""
    line: float = 1.0
    font: str = FONT


_CENTRE = ALIGN.CENTER
FORMS: dict[str, Form] = {
    "Normal": Form(),
    "Body Text": Form(align=ALIGN.JUSTIFY, after=6, first=INDENT, line=1.1),
    "List Bullet": Form(align=ALIGN.JUSTIFY, after=6, line=1.1),
    "List Paragraph": Form(align=ALIGN.JUSTIFY, after=6, first=-0.6, left=INDENT + 0.6, line=1.1),
    "Quote": Form(italic=True, align=ALIGN.JUSTIFY, after=6, left=INDENT, line=1.1),
    "Heading 1": Form(bold=True, align=_CENTRE, before=18, after=8, keep=True),
    "Heading 2": Form(bold=True, caps=True, before=12, after=6, keep=True),
    "Heading 3": Form(bold=True, before=10, after=6, keep=True),
    "Heading 4": Form(before=8, after=6, keep=True),
    "Title": Form(bold=True, caps=True, align=_CENTRE, before=14),
    "Subtitle": Form(bold=True, align=_CENTRE),
    "Caption": Form(form.CAPTION, bold=True, align=_CENTRE, before=6, after=6),
    "Header": Form(13, align=_CENTRE),
    "Footer": Form(9, italic=True, align=_CENTRE),
    "footnote text": Form(10, align=ALIGN.JUSTIFY),
    "Table Text": Form(form.TABLE, before=1.5, after=1.5),
    "Table Text Wide": Form(form.WIDE_TABLE, before=1.5, after=1.5),
    "Table Remark": Form(11, italic=True, before=2, after=10),
    "Picture": Form(align=_CENTRE, before=10, keep=True),
    "Letterhead": Form(13, align=_CENTRE),
    "Notice": Form(12, italic=True, align=_CENTRE, after=8),
    "Distribution": Form(11),
    "Verbatim": Form(9.5, left=0.3, after=6, font=MONO),
}
"""Every paragraph style that the document uses; those that Word does not bring are added."""

REFERENCE = "footnote reference"


def set_styles(document: Document) -> None:
    """Give the document the styles of `FORMS`, and Vietnamese as its language."""
    for name, look in FORMS.items():
        _set_style(document, name, look)
    reference = document.styles.add_style(REFERENCE, WD_STYLE_TYPE.CHARACTER)
    reference.font.superscript = True
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    put(defaults, element("w:lang", {"w:val": "vi-VN", "w:eastAsia": "vi-VN", "w:bidi": "ar-SA"}))
    _set_font(defaults, FONT)
    _set_bullets(document)


def _set_style(document: Document, name: str, look: Form) -> None:
    styles = document.styles
    style: Any = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    properties = style.element.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)  # Colours, themes and small capitals of Word's own.
    _set_font(properties, look.font)
    font, paragraph = style.font, style.paragraph_format
    font.size, font.bold, font.italic, font.all_caps = Pt(look.size), look.bold, look.italic, look.caps
    font.color.rgb = RGBColor(0, 0, 0)
    paragraph.alignment = look.align
    paragraph.space_before, paragraph.space_after = Pt(look.before), Pt(look.after)
    paragraph.line_spacing, paragraph.keep_with_next = look.line, look.keep
    paragraph.widow_control = True
    if name != "List Bullet":
        paragraph.first_line_indent, paragraph.left_indent = Cm(look.first), Cm(look.left)
    for foreign in ("w:pBdr", "w:contextualSpacing"):
        for child in style.element.pPr.findall(qn(foreign)):
            style.element.pPr.remove(child)


def _set_font(properties: Any, font: str) -> None:
    names = {f"w:{script}": font for script in ("ascii", "hAnsi", "eastAsia", "cs")}
    present = properties.find(qn("w:rFonts"))
    if present is not None:
        properties.remove(present)
    properties.insert(0, element("w:rFonts", names))


def _set_bullets(document: Document) -> None:
    """Points begin with a dash, in the text's own font."""
    style: Any = document.styles["List Bullet"]
    number = style.element.pPr.numPr.numId.val
    numbering = document.part.numbering_part.element
    used = numbering.num_having_numId(number).abstractNumId.val
    abstract = next(
        each for each in numbering.findall(qn("w:abstractNum")) if each.get(qn("w:abstractNumId")) == str(used)
    )
    level = abstract.find(qn("w:lvl"))
    level.find(qn("w:lvlText")).set(qn("w:val"), "-")
    for properties in level.findall(qn("w:rPr")):
        level.remove(properties)
    level.append(
        element("w:rPr", {}, element("w:rFonts", {f"w:{script}": FONT for script in ("ascii", "hAnsi", "cs")}))
    )
    twips = {"w:left": str(Cm(INDENT + 0.6).twips), "w:hanging": str(Cm(0.6).twips)}
    indent = element("w:ind", twips)
    put(level.find(qn("w:pPr")), indent)
