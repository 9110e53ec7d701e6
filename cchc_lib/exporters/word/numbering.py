"""The lists of the Word file: the dashes of points, and the numbers of headings, which Word counts itself."""

from typing import Any

from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm

from cchc_lib.exporters.document import page_layout
from cchc_lib.exporters.word.xml import element, insert_in_order

_POINTS, _HEADINGS = "1", "2"
"""The ids of the two lists."""
_LEVELS = (("upperRoman", "Phần %1", "nothing"), ("upperRoman", "%2.", "space"), ("decimal", "%3.", "space"))
"""The number format, the text and what follows it, for a Phần, I. and 1."""
_LAST_LEVEL = ("lowerLetter", "%4)", "space")
HEADING_STYLES = tuple(f"Heading {level}" for level in range(1, len(_LEVELS) + 2))


def set_lists(document: Document) -> None:
    """Replace the lists of the template by those of reports, and give them to the styles of headings and points."""
    numbering: Any = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    indent = {"w:left": "0", "w:firstLine": str(Cm(page_layout.INDENT / 10).twips)}
    # The dash is where a paragraph begins, and the further lines are flush, as offices write.
    points = _level(0, ("bullet", "-", "space"), element("w:pPr", {}, element("w:ind", indent)))
    levels = [_level(at, form, *_style_of(document, at)) for at, form in enumerate((*_LEVELS, _LAST_LEVEL))]
    numbering.append(_definition(_POINTS, "singleLevel", [points]))
    numbering.append(_definition(_HEADINGS, "multilevel", levels))
    for name in (_POINTS, _HEADINGS):
        numbering.append(element("w:num", {"w:numId": name}, element("w:abstractNumId", {"w:val": name})))
    _give(document, "List Bullet", _POINTS, 0)
    for at, style in enumerate(HEADING_STYLES):
        _give(document, style, _HEADINGS, at)


def without_number(properties: Any) -> None:
    """Take the number away from a heading that has none in the report, given the properties of its paragraph."""
    insert_in_order(properties, _reference("0", 0), *_AFTER_NUMBER)


def _definition(name: str, kind: str, levels: list[BaseOxmlElement]) -> BaseOxmlElement:
    return element("w:abstractNum", {"w:abstractNumId": name}, element("w:multiLevelType", {"w:val": kind}), *levels)


def _level(at: int, form: tuple[str, str, str], *properties: BaseOxmlElement) -> BaseOxmlElement:
    kind, text, follows = form
    styles = [child for child in properties if child.tag.endswith("pStyle")]
    others = [child for child in properties if not child.tag.endswith("pStyle")]
    return element(
        "w:lvl",
        {"w:ilvl": str(at)},
        element("w:start", {"w:val": "1"}),
        element("w:numFmt", {"w:val": kind}),
        *styles,
        element("w:suff", {"w:val": follows}),
        element("w:lvlText", {"w:val": text}),
        element("w:lvlJc", {"w:val": "left"}),
        *others,
    )


def _style_of(document: Document, at: int) -> tuple[BaseOxmlElement, ...]:
    return (element("w:pStyle", {"w:val": document.styles[HEADING_STYLES[at]].style_id}),)


def _give(document: Document, style: str, name: str, level: int) -> None:
    properties: Any = document.styles[style].element.get_or_add_pPr()
    insert_in_order(properties, _reference(name, level), *_AFTER_NUMBER)


def _reference(name: str, level: int) -> BaseOxmlElement:
    return element("w:numPr", {}, element("w:ilvl", {"w:val": str(level)}), element("w:numId", {"w:val": name}))


_AFTER_NUMBER = (
    "w:suppressLineNumbers",
    "w:pBdr",
    "w:shd",
    "w:tabs",
    "w:spacing",
    "w:ind",
    "w:jc",
    "w:outlineLvl",
    "w:rPr",
)
"""The elements that follow the number in the properties of a paragraph."""
