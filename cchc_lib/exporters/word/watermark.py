"""A watermark on every page of a Word file."""

from docx.document import Document
from docx.oxml import parse_xml

from cchc_lib.exporters.word.xml import element

_WIDTH = 500
"""The width of the watermark in points."""
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_POSITION = (
    "position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:{height}pt;rotation:315;z-index:-1;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    "mso-position-vertical:center;mso-position-vertical-relative:margin"
)
_SHAPE = f"""<w:pict {_NAMESPACES}>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">
<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>
<v:f eqn="if @0 @4 21600"/></v:formulas><v:path textpathok="t" o:connecttype="rect"/>
<v:textpath on="t" fitshape="t"/></v:shapetype>
<v:shape type="#_x0000_t136" o:allowincell="f" fillcolor="silver" stroked="f"><v:fill opacity=".5"/>
<v:textpath style="font-family:&quot;Times New Roman&quot;;font-size:1pt;font-weight:bold"/></v:shape></w:pict>"""
"""A shape as Word's own command Watermark writes it."""


def add_watermark(document: Document, text: str) -> None:
    """Add a watermark to the headers of the first section, which the other sections share."""
    section = document.sections[0]
    for at, header in enumerate((section.header, section.first_page_header), start=1):
        picture = parse_xml(_SHAPE)
        shape = picture[-1]
        # Word recognises a watermark by this name, so that its command Remove Watermark works.
        shape.set("id", f"PowerPlusWaterMarkObject{at}")
        shape.set("alt", text)
        shape.set("style", _POSITION.format(width=_WIDTH, height=round(_WIDTH * 1.6 / len(text))))
        shape[-1].set("string", text)
        header.paragraphs[0]._p.append(element("w:r", {}, picture))
