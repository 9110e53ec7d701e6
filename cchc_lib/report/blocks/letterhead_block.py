"""The head of the document."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cchc_lib.report.model.block import Block
from cchc_lib.report.model.document_nodes import DocumentNode, LetterheadNode
from cchc_lib.report.model.runs import TextRun


@dataclass(frozen=True)
class Letterhead(LetterheadNode, Block):
    """The head of the document as a block. PDF and Word print all its fields, so it is its own node."""

    kind: ClassVar[str] = "letterhead"

    recipient: tuple[TextRun, ...]

    def plain_lines(self) -> Iterator[str]:
        """Yield the mark, the issuing body, title, subject and notice."""
        if self.mark:
            yield self.mark
        yield from (*self.body, self.title, f"{self.subject} {self.covering}", self.notice)

    def nodes(self) -> Iterator[DocumentNode]:
        """Yield the letterhead itself."""
        yield self
