"""What a report is made of: blocks that answer by MIME type, and numbers that know their code.

A block carries no number of its own: exporters number footnotes, tables and charts, since cells are re-run in
any order. Its semantic form, `application/vnd.cchc.block+json`, is what every format is made from.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from cchc_lib.record.content_hash import record_data
from cchc_lib.record.model import Record
from cchc_lib.report.model.runs import Number, Run
from cchc_lib.report.rendering import media

BLOCK_TYPE = "application/vnd.cchc.block+json"


class Style(StrEnum):
    """How a paragraph stands."""

    BODY = "body"
    BULLET = "bullet"


@dataclass(frozen=True)
class Block:
    """Something that a notebook cell displays."""

    def json(self) -> dict[str, Any]:
        """The semantic form that exporters and verification read; made once, and not to be changed."""
        return self._semantic

    @cached_property
    def _semantic(self) -> dict[str, Any]:
        return {"kind": type(self).__name__.lower(), **_plain(self)}

    def svg(self) -> str:
        """The drawing, for blocks that are one."""
        return ""

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        semantic = self.json()
        bundle = {BLOCK_TYPE: semantic, **media.forms(semantic, self.svg())}
        return bundle | ({"image/svg+xml": self.svg()} if self.svg() else {})


@dataclass(frozen=True)
class Heading(Block):
    """The heading of a section; its level is 1 for a Phần, 2 for I., 3 for 1., 4 for a)."""

    id: str
    level: int
    number: str
    title: str


@dataclass(frozen=True)
class Paragraph:
    """One paragraph or point of prose."""

    id: str
    style: Style
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Prose(Block):
    """The paragraphs of a section."""

    section: str
    paragraphs: tuple[Paragraph, ...]
    decided_by: tuple[str, ...] = ()
    """The codes of the figures on which it depends what is said, beside those that are printed."""


@dataclass(frozen=True)
class Cell:
    """A cell of a table."""

    runs: tuple[Run, ...]
    numeric: bool = False
    header: bool = False
    standing: str = ""
    """How a value stands to its target, where the table is coloured by it: met, missed, far."""


@dataclass(frozen=True)
class HeadCell:
    """A cell above the columns: it spans the columns of its group, and the rows down to its last."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Table(Block):
    """A table; one cell of each row heads it."""

    id: str
    section: str
    caption: str
    columns: tuple[str, ...]
    """What each column is called."""
    rows: tuple[tuple[Cell, ...], ...]
    remark: str = ""
    head: tuple[tuple[HeadCell, ...], ...] = ()
    """What is printed above the columns, where that is more than one row of their names."""


@dataclass(frozen=True)
class Chart(Block):
    """A chart: its sentence says what it shows to those who do not see it."""

    id: str
    section: str
    caption: str
    alt: str
    numbers: tuple[Number, ...]
    drawing: str = field(repr=False, default="")
    trial: tuple[str, ...] = ()
    """Rates that a reader of the page may try other figures of."""
    within: tuple[str, ...] = ()
    """Which of their figures are part of which, as `part/whole`, beyond those of one rate."""

    @cached_property
    def _semantic(self) -> dict[str, Any]:
        # The drawing stands in the bundle as image/svg+xml, once.
        return {"kind": "chart", **{name: each for name, each in _plain(self).items() if name != "drawing"}}

    def svg(self) -> str:
        return self.drawing


@dataclass(frozen=True)
class Letterhead(Block):
    """The head of the document, as Nghị định 30/2020/NĐ-CP, Phụ lục I prescribes it."""

    body: tuple[str, str]
    """The issuing body, in two lines; empty for an analysis, which nobody issues or receives."""
    number: str
    """Number and symbol, `05/BC-UBND`; empty where it is left open for the clerk."""
    symbol: str
    place: str
    date: str
    """The day of issue in words; empty where it is left open."""
    year: int
    title: str
    subject: str
    """Trích yếu: what the report is on."""
    covering: str
    """The days it covers, in brackets below the subject."""
    recipient: tuple[Run, ...]
    as_of: str
    """The last day that the report covers, in ISO form."""
    notice: str
    """What a reader must know of the document's origin; empty for a ward's own report."""
    mark: str
    """What stands across every page and in the title; empty for what may be taken for a ward's report."""


@dataclass(frozen=True)
class Closing(Block):
    """Nơi nhận and the signature block."""

    distribution: tuple[str, ...]
    authority: str
    acting_for: str
    position: str
    name: str
    notice: str


@dataclass(frozen=True)
class Card:
    """One key figure of the summary, beside its target."""

    label: str
    runs: tuple[Run, ...]
    target: str
    standing: str


@dataclass(frozen=True)
class Summary(Block):
    """One screen for the hurried reader, before the official text."""

    title: str
    notice: str
    cards: tuple[Card, ...]
    strengths: tuple[tuple[Run, ...], ...]
    concerns: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True)
class RecordBlock(Block):
    """The record of the report: where each of its numbers comes from."""

    record: Record

    @cached_property
    def _semantic(self) -> dict[str, Any]:
        return {"kind": "record", "record": record_data(self.record)}


@dataclass(frozen=True)
class Group(Block):
    """Blocks that one cell shows together."""

    blocks: tuple[Block, ...]

    @cached_property
    def _semantic(self) -> dict[str, Any]:
        return {"kind": "group", "blocks": [block.json() for block in self.blocks]}


def _plain(value: Any) -> Any:
    """Plain data of a block: as `dataclasses.asdict`, which copies every text on its way."""
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value


def printed_numbers(semantic: Any) -> Iterator[dict[str, Any]]:
    """Every number in the semantic form of a block, in reading order."""
    if isinstance(semantic, dict):
        if semantic.get("kind") == "number":
            yield semantic
        for value in semantic.values():
            yield from printed_numbers(value)
    elif isinstance(semantic, list | tuple):
        for item in semantic:
            yield from printed_numbers(item)
