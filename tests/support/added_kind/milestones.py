"""Milestones: a list of numbers with labels; on paper a heading, a paragraph and a table."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cchc_lib.report.blocks.heading_block import Heading
from cchc_lib.report.blocks.prose_block import Paragraph, Prose, Style
from cchc_lib.report.blocks.table_block import Cell, Table
from cchc_lib.report.model.block import Block, Node
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

    def nodes(self) -> Iterator[Node]:
        """Yield a heading, a paragraph and a table."""
        yield from Heading(self.id, 1, "", self.title).nodes()
        counted = f"Có {len(self.milestones)} mốc."
        yield from Prose(self.id, (Paragraph(f"{self.id}.so", Style.BODY, (Text(counted),)),)).nodes()
        rows = tuple(
            (Cell((Text(milestone.label),), header=True), Cell((milestone.number,), numeric=True))
            for milestone in self.milestones
        )
        yield from Table(self.id, self.id, self.title, ("Mốc", "Số liệu"), rows).nodes()
