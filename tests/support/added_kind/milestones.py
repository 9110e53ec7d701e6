"""Milestones: a list of numbers with labels; on paper a heading, a paragraph and a table."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cchc_lib.report.model.block import Block
from cchc_lib.report.model.document_nodes import (
    DocumentNode,
    DocumentParagraph,
    HeadingNode,
    ProseNode,
    TableCell,
    TableNode,
)
from cchc_lib.report.model.runs import Number, Text


@dataclass(frozen=True)
class Milestone:
    """A number with its label."""

    label: str
    number: Number


@dataclass(frozen=True)
class Milestones(Block):
    """Numbers with their labels."""

    kind: ClassVar[str] = "milestones"

    id: str
    title: str
    milestones: tuple[Milestone, ...]

    def plain_lines(self) -> Iterator[str]:
        """Yield title and milestones."""
        yield self.title
        yield from (f"{milestone.label}: {milestone.number.text}" for milestone in self.milestones)

    def nodes(self) -> Iterator[DocumentNode]:
        """Yield a heading, a paragraph and a table."""
        yield HeadingNode(1, "", self.title)
        yield ProseNode((DocumentParagraph((Text(f"Có {len(self.milestones)} mốc."),)),))
        rows = tuple(
            (TableCell((Text(milestone.label),), header=True), TableCell((milestone.number,), numeric=True))
            for milestone in self.milestones
        )
        yield TableNode(self.title, ("Mốc", "Số liệu"), rows)
