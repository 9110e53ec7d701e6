"""The heading of a section."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cchc_lib.report.model.block import Block, escaped_markdown
from cchc_lib.report.model.document_nodes import DocumentNode, HeadingNode


@dataclass(frozen=True)
class Heading(Block):
    """The heading of a section."""

    kind: ClassVar[str] = "heading"

    id: str
    level: int
    """1 for a Phần, 2 for I., 3 for 1., 4 for a)."""
    number: str
    title: str

    def plain_lines(self) -> Iterator[str]:
        """Yield number and title."""
        yield f"{self.number} {self.title}"

    def markdown_parts(self) -> Iterator[str]:
        """Yield a heading of the same level."""
        yield f"{'#' * self.level} {escaped_markdown(self.number)} {escaped_markdown(self.title)}"

    def nodes(self) -> Iterator[DocumentNode]:
        """Yield the heading."""
        yield HeadingNode(self.level, self.number, self.title)
