"""References by number: where each table and chart of a document is printed, and how its section refers to it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from typing import TypeGuard

from cchc_lib.report.model.document_nodes import ChartNode, DocumentNode, Placement, TableNode
from cchc_lib.report.rendering.block_html import fixed_words, widest_upright_table


class Destination(Enum):
    """Where a table or a chart is printed."""

    TABLE = "a numbered table of the body"
    DIAGRAM = "a chart of the body"
    LISTED = "a part of the list of figures"
    UNLISTED = "a numbered table behind the list of figures"
    CHART = "a chart of the appendix of charts"
    WIDE = "a wide table, which is an appendix"

    @property
    def stays(self) -> bool:
        """Whether it is printed where the notebook shows it."""
        return self in (Destination.TABLE, Destination.DIAGRAM)


def destination_of(node: DocumentNode) -> Destination | None:
    """Return where a node is printed; None for a node that has no number."""
    match node:
        case TableNode() if is_wide(node):
            return Destination.WIDE
        case TableNode(place=Placement.APPENDIX) if node.listed:
            return Destination.LISTED
        case TableNode(place=Placement.APPENDIX) if node.caption:
            return Destination.UNLISTED
        case TableNode() if node.caption:
            return Destination.TABLE
        case ChartNode(place=Placement.APPENDIX):
            return Destination.CHART
        case ChartNode():
            return Destination.DIAGRAM
        case _:
            return None


def is_wide(node: DocumentNode) -> TypeGuard[TableNode]:
    """Return whether a node is a table that needs a landscape page."""
    return isinstance(node, TableNode) and bool(node.rows) and len(node.columns) > widest_upright_table()


@dataclass(frozen=True)
class NumberedReference:
    """A reference, as `Bảng 1` or `mục 3 Phụ lục I`."""

    destination: Destination
    number: str
    """The number by which the exporters print it, or the name of the appendix that a wide table is."""
    appendix: str = ""
    """The name of the appendix that holds it; empty in the body."""


def references(nodes: Iterable[DocumentNode], names: Sequence[str]) -> Iterator[NumberedReference | None]:
    """Yield the reference to each node; None for a node without a number.

    Args:
        nodes: the nodes of the body and of what is moved from it, in reading order.
        names: the names of the appendices: that of figures and that of charts, where there are such, then those of the
            wide tables.
    """
    destinations = [destination_of(node) for node in nodes]
    counts, rest = Counter(destinations), iter(names)
    figures = next(rest) if counts[Destination.LISTED] or counts[Destination.UNLISTED] else ""
    charts = next(rest) if counts[Destination.CHART] else ""
    appendices = {Destination.LISTED: figures, Destination.UNLISTED: figures, Destination.CHART: charts}
    # Tables and charts of the appendices go on with the numbers of the body.
    numbers = Counter(
        {
            Destination.UNLISTED: counts[Destination.TABLE],
            Destination.CHART: counts[Destination.DIAGRAM],
        }
    )
    for destination in destinations:
        if destination is None:
            yield None
        elif destination is Destination.WIDE:
            yield NumberedReference(destination, next(rest))
        else:
            numbers[destination] += 1
            yield NumberedReference(destination, str(numbers[destination]), appendices.get(destination, ""))


def reference_sentence(found: Iterable[NumberedReference]) -> str:
    """Return the sentence by which a section refers to its tables and charts."""
    ordered = sorted(found, key=lambda reference: [*Destination].index(reference.destination))
    parts = []
    for (word, appendix), group in groupby(ordered, key=lambda each: (_WORDS[each.destination], each.appendix)):
        numbers = ", ".join(_bound(reference.number) for reference in group)
        named = f"{_bound(fixed_words()[word])}{_NO_BREAK}{numbers}" if word else numbers
        parts.append(f"{named} {_bound(appendix)}".rstrip())
    return f"{fixed_words()['details']} {'; '.join(parts)}."


def _bound(words: str) -> str:
    """Return a name and its number so that no line ends between them."""
    return words.replace(" ", _NO_BREAK)


_NO_BREAK = "\u00a0"
_WORDS = {
    Destination.TABLE: "table",
    Destination.DIAGRAM: "chart",
    Destination.LISTED: "item",
    Destination.UNLISTED: "table",
    Destination.CHART: "chart",
    Destination.WIDE: "",
}
"""The name of the word before the numbers of a kind."""
