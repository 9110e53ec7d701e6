"""The foot of the document."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cchc_lib.report.model.block import Block
from cchc_lib.report.model.document_nodes import ClosingNode, DocumentNode


@dataclass(frozen=True)
class Closing(ClosingNode, Block):
    """The foot of the document as a block. PDF and Word print all its fields, so it is its own node."""

    kind: ClassVar[str] = "closing"

    def plain_lines(self) -> Iterator[str]:
        """Yield the distribution, the authority, and who signs."""
        yield from ("Nơi nhận:", *self.distribution, self.authority, self.position, self.name)

    def nodes(self) -> Iterator[DocumentNode]:
        """Yield the closing itself."""
        yield self
