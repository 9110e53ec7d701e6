"""Several blocks that one cell shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from cchc_lib.report.model.block import Block
from cchc_lib.report.model.document_nodes import DocumentNode


@dataclass(frozen=True)
class BlockGroup(Block):
    """Several blocks that one cell shows together.

    A notebook stores one drawing for each cell output, so a group holds no block with a drawing.
    """

    kind: ClassVar[str] = "group"

    blocks: tuple[Block, ...]

    def plain_lines(self) -> Iterator[str]:
        """Yield the lines of each block."""
        yield from (line for block in self.blocks for line in block.plain_lines())

    def markdown_parts(self) -> Iterator[str]:
        """Yield the Markdown of each block."""
        yield from (part for block in self.blocks for part in block.markdown_parts())

    def nodes(self) -> Iterator[DocumentNode]:
        """Yield the nodes of each block."""
        yield from (node for block in self.blocks for node in block.nodes())

    @cached_property
    def _json(self) -> dict[str, Any]:
        return {"kind": self.kind, "blocks": [block.json() for block in self.blocks]}
