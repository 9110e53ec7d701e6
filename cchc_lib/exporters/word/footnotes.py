"""Word's own footnotes, which python-docx cannot write."""

from dataclasses import dataclass, field

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from cchc_lib.exporters.word.xml import element, insert_in_order, plain_run

_SEPARATORS = {"-1": "separator", "0": "continuationSeparator"}
"""The rules above footnotes, by the ids that Word gives them in each file with footnotes."""


@dataclass
class Footnotes:
    """The footnotes of one document, in the order in which they are cited."""

    reference_style: str
    """The id of the character style of the marks."""
    text_style: str
    """The id of the paragraph style of the footnotes."""
    notes: list[BaseOxmlElement] = field(default_factory=list)

    def cite(self, paragraph: Paragraph, text: str) -> None:
        """Append the mark of a new footnote to a paragraph."""
        number = str(len(self.notes) + 1)
        reference = element("w:footnoteReference", {"w:id": number})
        paragraph._p.append(element("w:r", {}, self._mark_style(), reference))
        mark = element("w:r", {}, self._mark_style(), element("w:footnoteRef"))
        style = element("w:pPr", {}, element("w:pStyle", {"w:val": self.text_style}))
        line = element("w:p", {}, style, mark, plain_run(f" {text}"))
        self.notes.append(element("w:footnote", {"w:id": number}, line))

    def attach(self, document: Document) -> None:
        """Add the footnotes to the document's package, and name the rules above them in its settings."""
        rules = [
            element(
                "w:footnote",
                {"w:type": kind, "w:id": number},
                element("w:p", {}, element("w:r", {}, element(f"w:{kind}"))),
            )
            for number, kind in _SEPARATORS.items()
        ]
        blob = serialize_part_xml(element("w:footnotes", {}, *rules, *self.notes))
        package = document.part.package
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        separators = [element("w:footnote", {"w:id": number}) for number in _SEPARATORS]
        insert_in_order(
            document.settings.element, element("w:footnotePr", {}, *separators), "w:endnotePr", "w:compat", "w:rsids"
        )

    def _mark_style(self) -> BaseOxmlElement:
        return element("w:rPr", {}, element("w:rStyle", {"w:val": self.reference_style}))
