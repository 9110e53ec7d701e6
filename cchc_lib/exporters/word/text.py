"""Headings, prose, pictures and verbatim text in Word."""

from io import BytesIO

from docx.enum.text import WD_BREAK
from docx.shared import Cm, Length, Mm
from docx.text.paragraph import Paragraph

from cchc_lib.exporters.manuscript import form
from cchc_lib.exporters.manuscript.form import TEXT_WIDTH
from cchc_lib.exporters.manuscript.parts import Part
from cchc_lib.exporters.manuscript.pictures import PIXELS_PER_CM, pixel_size
from cchc_lib.exporters.word.desk import Desk, text
from cchc_lib.exporters.word.pictures import RESOLUTION
from cchc_lib.exporters.word.styles import INDENT
from cchc_lib.report.rendering.media import words

CHART_WIDTH = form.CHART_WIDTH / 10
"""Centimetres."""


def write_heading(desk: Desk, heading: Part) -> None:
    """A heading; Phần I stands above its title."""
    paragraph = desk.paragraph(f"Heading {heading['level']}")
    if not heading["number"]:
        paragraph.add_run(heading["title"]).font.all_caps = heading["level"] == 1 or None
    elif heading["level"] == 1:
        paragraph.add_run(heading["number"]).add_break(WD_BREAK.LINE)
        paragraph.add_run(heading["title"]).font.all_caps = True
    else:
        paragraph.add_run(f"{heading['number']} {heading['title']}")


def write_prose(desk: Desk, prose: Part) -> None:
    """Paragraphs and points."""
    for paragraph in prose["paragraphs"]:
        marker, depth = paragraph.get("marker", "-"), paragraph.get("depth", 0)
        if paragraph["style"] == "quote":
            desk.paragraph("Quote", paragraph["runs"])
        elif paragraph["style"] != "bullet":
            desk.paragraph("Body Text", paragraph["runs"])
        elif marker == "-" and not depth:
            desk.paragraph("List Bullet", paragraph["runs"])
        else:
            item = desk.paragraph("List Paragraph", (*text(f"{marker}\t"), *paragraph["runs"]))
            item.paragraph_format.left_indent = Cm(INDENT * (depth + 1) + 0.6)


def write_verbatim(desk: Desk, verbatim: Part) -> None:
    """What a cell printed, as it was printed."""
    desk.paragraph("Verbatim", text(verbatim["text"]))


def write_chart(desk: Desk, chart: Part) -> None:
    """A chart with its caption below."""
    put_picture(desk, chart["png"], chart["alt"], CHART_WIDTH)
    desk.caption(words()["chart"], chart["caption"], above=False)


def write_picture(desk: Desk, picture: Part) -> None:
    """A picture that an analyst added, at its own size where it fits."""
    drawn = picture.get("png")
    data = drawn or picture["data"]
    width = pixel_size(data)[0] / (RESOLUTION / 2.54 if drawn else PIXELS_PER_CM)
    put_picture(desk, data, picture["alt"], min(width, TEXT_WIDTH)).paragraph_format.keep_with_next = False


def put_picture(desk: Desk, data: bytes, alt: str, width: float) -> Paragraph:
    """A picture in a paragraph of its own, with its alternative text; the width is in centimetres."""
    paragraph = desk.paragraph("Picture")
    shape = paragraph.add_run().add_picture(BytesIO(data), width=Cm(width))
    tallest = Mm(form.TALLEST)
    if shape.height > tallest:
        shape.width, shape.height = Length(round(shape.width * tallest / shape.height)), tallest
    shape._inline.docPr.set("descr", alt)
    return paragraph
