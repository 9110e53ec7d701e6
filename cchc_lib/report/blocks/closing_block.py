"""The foot of the document."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cchc_lib.report.model.block import Block, Node


@dataclass(frozen=True)
class Closing(Block):
    """Nơi nhận and the signature block, in the form of Nghị định 30/2020/NĐ-CP, Phụ lục I."""

    kind: ClassVar[str] = "closing"

    distribution: tuple[str, ...]
    """The lines of Nơi nhận, without their punctuation."""
    authority: str
    acting_for: str
    position: str
    name: str
    notice: str

    def plain_lines(self) -> Iterator[str]:
        """Yield the distribution, the authority, and who signs."""
        yield from ("Nơi nhận:", *self.distribution, self.authority, self.position, self.name)

    def nodes(self) -> Iterator[Node]:
        """Yield the closing."""
        yield self.json()
