"""A chart."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, ClassVar, Self

from cchc_lib.report.model.block import Block
from cchc_lib.report.model.document_nodes import ChartNode, DocumentNode, Placement
from cchc_lib.report.model.runs import Number


@dataclass(frozen=True)
class Chart(Block):
    """A chart: its drawing, and a sentence that describes it for those who do not see it."""

    kind: ClassVar[str] = "chart"

    id: str
    section: str
    caption: str
    alt: str
    """The sentence for those who do not see the drawing."""
    numbers: tuple[Number, ...]
    """The numbers that the drawing prints."""
    drawing: str = field(repr=False, default="")
    """An SVG; empty if there is nothing to draw."""
    trial: tuple[str, ...] = ()
    """The codes of rates whose figures a reader of the page may change on trial."""
    within: tuple[str, ...] = ()
    """Pairs `part/whole` of these figures, beyond the numerator and denominator of one rate."""
    place: Placement = Placement.BODY
    """Where the chart is printed on paper."""

    def svg(self) -> str:
        """Return the drawing."""
        return self.drawing

    def with_drawing(self, svg: str) -> Self:
        """Return the chart with a drawing."""
        return replace(self, drawing=svg)

    def plain_lines(self) -> Iterator[str]:
        """Yield the caption and the sentence."""
        yield f"{self.caption}: {self.alt}"

    def nodes(self) -> Iterator[DocumentNode]:
        """Yield the chart; nothing if there is nothing to draw, since the table of the section says so."""
        if self.drawing:
            yield ChartNode(self.caption, self.alt, self.drawing, self.place)

    @cached_property
    def _json(self) -> dict[str, Any]:
        # A notebook stores the drawing once, as image/svg+xml.
        return {name: value for name, value in super()._json.items() if name != "drawing"}
