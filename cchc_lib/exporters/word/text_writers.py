"""Writes headings, prose, pictures and verbatim text in Word."""

from io import BytesIO

from docx.enum.text import WD_BREAK
from docx.shared import Cm, Length, Mm
from docx.text.paragraph import Paragraph

from cchc_lib.exporters.document import page_layout
from cchc_lib.exporters.document.images import PIXELS_PER_CM, pixel_size
from cchc_lib.exporters.document.nodes import Node
from cchc_lib.exporters.document.page_layout import TEXT_WIDTH
from cchc_lib.exporters.word.docx_builder import DocxBuilder, text
from cchc_lib.exporters.word.rasterisation import RESOLUTION
from cchc_lib.exporters.word.styles import INDENT
from cchc_lib.report.rendering.block_html import fixed_words

CHART_WIDTH = page_layout.CHART_WIDTH / 10
"""The width of a chart in centimetres."""


def write_heading(builder: DocxBuilder, heading: Node) -> None:
    """Write a heading; the number of a Phần is above its title."""
    paragraph = builder.paragraph(f"Heading {heading['level']}")
    if not heading["number"]:
        paragraph.add_run(heading["title"]).font.all_caps = heading["level"] == 1 or None
    elif heading["level"] == 1:
        paragraph.add_run(heading["number"]).add_break(WD_BREAK.LINE)
        paragraph.add_run(heading["title"]).font.all_caps = True
    else:
        paragraph.add_run(f"{heading['number']} {heading['title']}")


def write_prose(builder: DocxBuilder, prose: Node) -> None:
    """Write paragraphs and the points of lists."""
    for paragraph in prose["paragraphs"]:
        marker, depth = paragraph.get("marker", "-"), paragraph.get("depth", 0)
        if paragraph["style"] == "quote":
            builder.paragraph("Quote", paragraph["runs"])
        elif paragraph["style"] != "bullet":
            builder.paragraph("Body Text", paragraph["runs"])
        elif marker == "-" and not depth:
            builder.paragraph("List Bullet", paragraph["runs"])
        else:
            item = builder.paragraph("List Paragraph", (*text(f"{marker}\t"), *paragraph["runs"]))
            item.paragraph_format.left_indent = Cm(INDENT * (depth + 1) + 0.6)


def write_verbatim(builder: DocxBuilder, verbatim: Node) -> None:
    """Write the printed output of a cell."""
    builder.paragraph("Verbatim", text(verbatim["text"]))


def write_chart(builder: DocxBuilder, chart: Node) -> None:
    """Write a chart with its caption below."""
    add_picture_paragraph(builder, chart["png"], chart["alt"], CHART_WIDTH)
    builder.caption(fixed_words()["chart"], chart["caption"], above=False)


def write_picture(builder: DocxBuilder, picture: Node) -> None:
    """Write a picture that an analyst added, at its own size if it fits on the page."""
    drawn = picture.get("png")
    data = drawn or picture["data"]
    width = pixel_size(data)[0] / (RESOLUTION / 2.54 if drawn else PIXELS_PER_CM)
    add_picture_paragraph(builder, data, picture["alt"], min(width, TEXT_WIDTH)).paragraph_format.keep_with_next = False


def add_picture_paragraph(builder: DocxBuilder, data: bytes, alt: str, width: float) -> Paragraph:
    """Append a paragraph with a picture and its alternative text; the width is in centimetres."""
    paragraph = builder.paragraph("Picture")
    shape = paragraph.add_run().add_picture(BytesIO(data), width=Cm(width))
    tallest = Mm(page_layout.TALLEST)
    if shape.height > tallest:
        shape.width, shape.height = Length(round(shape.width * tallest / shape.height)), tallest
    shape._inline.docPr.set("descr", alt)
    return paragraph
