"""The summary on the first screen of the page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cchc_lib.report.model.block import Block
from cchc_lib.report.model.document_nodes import DocumentNode
from cchc_lib.report.model.runs import TextRun, line_text


@dataclass(frozen=True)
class Card:
    """A key figure with its target."""

    label: str
    runs: tuple[TextRun, ...]
    """The value as it is printed, followed by its baseline if a scenario changed it."""
    target: str
    """The target in words; empty if there is none."""
    standing: str
    """`met`, `missed`, `unknown` or `doubtful`; empty if there is no target."""


@dataclass(frozen=True)
class Summary(Block):
    """The key figures, strengths and concerns on one screen, before the official text."""

    kind: ClassVar[str] = "summary"

    title: str
    notice: str
    """The notice of the data's origin; empty for a ward's own report."""
    cards: tuple[Card, ...]
    strengths: tuple[tuple[TextRun, ...], ...]
    concerns: tuple[tuple[TextRun, ...], ...]

    def plain_lines(self) -> Iterator[str]:
        """Yield the title, the key figures, the strengths and the concerns."""
        yield from filter(None, (self.title, self.notice))
        yield from (f"{card.label}: {line_text(card.runs)}" for card in self.cards)
        yield from map(line_text, (*self.strengths, *self.concerns))

    def nodes(self) -> Iterator[DocumentNode]:
        """Yield nothing: the summary belongs to the page, not to the official document."""
        yield from ()
