"""The head of the document."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cchc_lib.report.model.block import Block, Node
from cchc_lib.report.model.runs import TextRun


@dataclass(frozen=True)
class Letterhead(Block):
    """The head of the document, in the form of Nghị định 30/2020/NĐ-CP, Phụ lục I."""

    kind: ClassVar[str] = "letterhead"

    body: tuple[str, str]
    """The issuing body, in two lines; empty for an analysis, which nobody issues or receives."""
    number: str
    """Number and symbol, `05/BC-UBND`; empty if it is left open for the clerk."""
    symbol: str
    place: str
    date: str
    """The day of issue in words; empty if it is left open."""
    year: int
    title: str
    subject: str
    """Trích yếu: the subject of the report."""
    covering: str
    """The days that the report covers, in brackets below the subject."""
    recipient: tuple[TextRun, ...]
    as_of: str
    """The last day that the report covers, in ISO form."""
    notice: str
    """A remark on the origin of the document; empty for a ward's own report."""
    mark: str
    """The watermark of every page, also put before the title; empty for a ward's own report."""

    def plain_lines(self) -> Iterator[str]:
        """Yield the mark, the issuing body, title, subject and notice."""
        if self.mark:
            yield self.mark
        yield from (*self.body, self.title, f"{self.subject} {self.covering}", self.notice)

    def nodes(self) -> Iterator[Node]:
        """Yield the letterhead."""
        yield self.json()
