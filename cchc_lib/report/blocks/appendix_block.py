"""The head of an appendix."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cchc_lib.report.model.block import Block, escaped_markdown
from cchc_lib.report.model.document_nodes import AppendixNode, DocumentNode


@dataclass(frozen=True)
class AppendixHead(Block):
    """The head of an appendix, to which all that the notebook shows after it belongs until the next one."""

    kind: ClassVar[str] = "appendix"

    id: str
    title: str
    landscape: bool = False
    """Whether it has wide pages on paper."""

    def plain_lines(self) -> Iterator[str]:
        """Yield the title."""
        yield self.title

    def markdown_parts(self) -> Iterator[str]:
        """Yield a heading of the highest level."""
        yield f"# {escaped_markdown(self.title)}"

    def nodes(self) -> Iterator[DocumentNode]:
        """Yield the beginning of the appendix."""
        yield AppendixNode(self.title, self.landscape)
