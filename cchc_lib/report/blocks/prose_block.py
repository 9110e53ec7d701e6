"""The paragraphs of a section."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from cchc_lib.report.model.block import Block, escaped_markdown
from cchc_lib.report.model.document_nodes import DocumentNode, DocumentParagraph, ParagraphLayout, ProseNode
from cchc_lib.report.model.runs import TextRun, line_text


class Style(StrEnum):
    """The layout of a paragraph."""

    BODY = "body"
    BULLET = "bullet"


@dataclass(frozen=True)
class Paragraph:
    """One paragraph or point of a list."""

    id: str
    style: Style
    runs: tuple[TextRun, ...]


@dataclass(frozen=True)
class Prose(Block):
    """The paragraphs of a section."""

    kind: ClassVar[str] = "prose"

    section: str
    paragraphs: tuple[Paragraph, ...]
    decided_by: tuple[str, ...] = ()
    """The codes of the figures on which the wording depends."""

    def plain_lines(self) -> Iterator[str]:
        """Yield one line per paragraph."""
        yield from (line_text(paragraph.runs) for paragraph in self.paragraphs)

    def markdown_parts(self) -> Iterator[str]:
        """Yield each paragraph, with a dash before the points of a list."""
        for paragraph in self.paragraphs:
            yield ("- " if paragraph.style is Style.BULLET else "") + escaped_markdown(line_text(paragraph.runs))

    def nodes(self) -> Iterator[DocumentNode]:
        """Yield the paragraphs as one node."""
        yield ProseNode(tuple(DocumentParagraph(shown.runs, ParagraphLayout(shown.style)) for shown in self.paragraphs))
