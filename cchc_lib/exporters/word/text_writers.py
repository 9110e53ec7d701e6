"""Writes headings, prose, pictures and verbatim text in Word."""

from io import BytesIO

from docx.enum.text import WD_BREAK
from docx.shared import Cm, Length, Mm
from docx.text.paragraph import Paragraph

from cchc_lib.exporters.document import page_layout
from cchc_lib.exporters.document.images import PIXELS_PER_CM, pixel_size
from cchc_lib.exporters.document.page_layout import TEXT_WIDTH
from cchc_lib.exporters.word.docx_builder import DocxBuilder, text
from cchc_lib.exporters.word.numbering import without_number
from cchc_lib.exporters.word.rasterisation import CHART_WIDTH, RESOLUTION
from cchc_lib.exporters.word.styles import INDENT
from cchc_lib.report.model.document_nodes import (
    ChartNode,
    DocumentParagraph,
    HeadingNode,
    ParagraphLayout,
    PictureNode,
    ProseNode,
    VerbatimNode,
)
from cchc_lib.report.rendering.block_html import fixed_words


def write_heading(builder: DocxBuilder, heading: HeadingNode) -> None:
    """Write a heading, whose number Word counts; that of a Phần is above its title."""
    paragraph = builder.paragraph(f"Heading {heading.level}")
    run = paragraph.add_run()
    if not heading.number:
        without_number(paragraph._p.get_or_add_pPr())
    elif heading.level == 1:
        run.add_break(WD_BREAK.LINE)
    run.add_text(heading.title)
    run.font.all_caps = heading.level == 1 or None


def write_prose(builder: DocxBuilder, prose: ProseNode) -> None:
    """Write paragraphs and the points of lists."""
    for paragraph in prose.paragraphs:
        match paragraph:
            case DocumentParagraph(layout=ParagraphLayout.QUOTE):
                builder.paragraph("Quote", paragraph.runs)
            case DocumentParagraph(layout=ParagraphLayout.BODY):
                builder.paragraph("Body Text", paragraph.runs)
            case DocumentParagraph(marker="-", depth=0):
                builder.paragraph("List Bullet", paragraph.runs)
            case _:
                # Word would continue the numbers of an analyst's first list in the second, so they are written as text.
                point = builder.paragraph("List Paragraph", (*text(f"{paragraph.marker}\t"), *paragraph.runs))
                point.paragraph_format.left_indent = Cm(INDENT * (paragraph.depth + 1) + 0.6)


def write_verbatim(builder: DocxBuilder, verbatim: VerbatimNode) -> None:
    """Write the printed output of a cell."""
    builder.paragraph("Verbatim", text(verbatim.text))


def write_chart(builder: DocxBuilder, chart: ChartNode) -> None:
    """Write a chart with its caption above."""
    builder.caption(fixed_words()["chart"], chart.caption)
    add_picture_paragraph(builder, builder.drawings[chart], chart.alt, min(CHART_WIDTH, builder.column_width))


def write_picture(builder: DocxBuilder, picture: PictureNode) -> None:
    """Write a picture that an analyst added, at its own size if it fits on the page."""
    data = builder.drawings.get(picture, picture.data)
    width = pixel_size(data)[0] / (RESOLUTION / 2.54 if picture.encoding == "svg" else PIXELS_PER_CM)
    add_picture_paragraph(builder, data, picture.alt, min(width, TEXT_WIDTH)).paragraph_format.keep_with_next = False


def add_picture_paragraph(builder: DocxBuilder, data: bytes, alt: str, width: float) -> Paragraph:
    """Append a paragraph with a picture and its alternative text; the width is in centimetres."""
    paragraph = builder.paragraph("Picture")
    shape = paragraph.add_run().add_picture(BytesIO(data), width=Cm(width))
    tallest = Mm(page_layout.TALLEST)
    if shape.height > tallest:
        shape.width, shape.height = Length(round(shape.width * tallest / shape.height)), tallest
    shape._inline.docPr.set("descr", alt)
    for side in ("distT", "distB", "distL", "distR"):  # LibreOffice would shift a picture that does not say so.
        shape._inline.set(side, "0")
    return paragraph
