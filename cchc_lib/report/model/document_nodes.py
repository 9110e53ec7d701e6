"""The nodes of the document from which PDF and Word files are made.

A block yields the nodes that it consists of on paper. The exporters add the nodes of an analyst's outputs and Markdown,
and `exporters/node_writers.py` names the functions that write each kind of node.
"""

from abc import ABC
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Literal

from cchc_lib.report.model.runs import DocumentRun


class Placement(StrEnum):
    """Where a table or a chart of a section is printed on paper. The page shows each within the text."""

    BODY = "body"
    """Within the text, where the notebook shows it."""
    APPENDIX = "appendix"
    """In the list of figures or among the charts, to which the section then refers."""
    PAGE = "page"
    """On the page alone."""


@dataclass(frozen=True)
class DocumentNode(ABC):
    """A part of the document, in reading order."""

    kind: ClassVar[str]
    """The name of the kind, in messages and in the JSON form."""


@dataclass(frozen=True)
class HeadingNode(DocumentNode):
    """The heading of a section."""

    kind: ClassVar[str] = "heading"

    level: int
    """1 for a Phần, 2 for I., 3 for 1., 4 for a)."""
    number: str
    """The number in front of the title; empty for an analyst's heading."""
    title: str


class ParagraphLayout(StrEnum):
    """The layout of a paragraph on paper."""

    BODY = "body"
    BULLET = "bullet"
    QUOTE = "quote"


@dataclass(frozen=True)
class DocumentParagraph:
    """A paragraph, or a point of a list."""

    runs: tuple[DocumentRun, ...]
    layout: ParagraphLayout = ParagraphLayout.BODY
    marker: str = "-"
    """The sign or number before a point; empty for its second and later paragraphs."""
    depth: int = 0
    """The number of lists around the list of a point."""


@dataclass(frozen=True)
class ProseNode(DocumentNode):
    """Paragraphs and points of lists."""

    kind: ClassVar[str] = "prose"

    paragraphs: tuple[DocumentParagraph, ...]


@dataclass(frozen=True)
class TableCell:
    """A cell of a table on paper."""

    runs: tuple[DocumentRun, ...]
    numeric: bool = False
    header: bool = False
    standing: str = ""
    """The colour of a value by its target: met, missed or far; empty if the table is not coloured."""


@dataclass(frozen=True)
class ColumnHead:
    """A cell above the columns, for tables whose head has more than one row."""

    text: str
    columns: int = 1
    """The number of columns that it spans."""
    rows: int = 1
    """The number of rows of the head that it spans."""


@dataclass(frozen=True)
class ListedLine:
    """A line of the list of figures (Biểu số liệu), which names the cells of a table that it prints."""

    row: int
    """The row of the table."""
    name: str
    """What the number is about; a leading dash or plus says that it is a part of a line above."""
    unit: str = ""
    number: int | None = None
    """The column with the number; None for a line that only stands above its parts."""
    share: int | None = None
    """The column with the share of a whole; None without one."""
    is_rate: bool = False
    """Whether the line prints a rate, beside which the ward's own one may be printed."""


@dataclass(frozen=True)
class TableNode(DocumentNode):
    """A table; one cell of each row may be its header."""

    kind: ClassVar[str] = "table"

    caption: str
    """The caption without its number; empty for a table that is not numbered."""
    columns: tuple[str, ...]
    """The names of the columns."""
    rows: tuple[tuple[TableCell, ...], ...]
    """The rows; a row of a single cell spans all columns."""
    remark: str = ""
    """The remark below the table."""
    head: tuple[tuple[ColumnHead, ...], ...] = ()
    """The rows above the columns, if they are more than one row with the names of the columns."""
    place: Placement = Placement.BODY
    listed: tuple[ListedLine, ...] = ()
    """Its lines in the list of figures; empty for a table that cannot be a part of that list."""
    claims: int | None = None
    """The column with the rates as the ward printed them; None without one."""
    widths: tuple[float, ...] = ()
    """The widths of the columns in centimetres, 0 for one that takes the rest; empty if they follow the texts."""


@dataclass(frozen=True)
class ChartNode(DocumentNode):
    """A chart, which has a numbered caption."""

    kind: ClassVar[str] = "chart"

    caption: str
    alt: str
    """The text for readers who do not see the drawing."""
    svg: str
    place: Placement = Placement.BODY


@dataclass(frozen=True)
class PictureNode(DocumentNode):
    """A picture without a caption, which an analyst added."""

    kind: ClassVar[str] = "picture"

    alt: str
    """The text for readers who do not see the picture."""
    encoding: Literal["svg", "png", "jpeg"]
    data: bytes


@dataclass(frozen=True)
class VerbatimNode(DocumentNode):
    """Text that keeps its lines and spaces, such as the printed output of a cell."""

    kind: ClassVar[str] = "verbatim"

    text: str


@dataclass(frozen=True)
class LetterheadNode(DocumentNode):
    """The head of the document, in the form of Nghị định 30/2020/NĐ-CP, Phụ lục I."""

    kind: ClassVar[str] = "letterhead"

    body: tuple[str, str]
    """The issuing body, in two lines; empty for an analysis, which nobody issues or receives."""
    number: str
    """Number and symbol, `05/BC-UBND`; empty if it is left open for the clerk."""
    symbol: str
    place: str
    date: str
    """The day of issue in words; empty if it is left open."""
    year: int
    title: str
    subject: str
    """Trích yếu: the subject of the report."""
    covering: str
    """The days that the report covers, in brackets below the subject."""
    recipient: tuple[DocumentRun, ...]
    as_of: str
    """The last day that the report covers, in ISO form."""
    notice: str
    """A remark on the origin of the document; empty for a ward's own report."""
    mark: str
    """The watermark of every page, also put before the title; empty for a ward's own report."""


@dataclass(frozen=True)
class AppendixNode(DocumentNode):
    """The beginning of an appendix, to which all that follows belongs until the next one."""

    kind: ClassVar[str] = "appendix"

    title: str
    landscape: bool = False


@dataclass(frozen=True)
class ClosingNode(DocumentNode):
    """Nơi nhận and the signature block, in the form of Nghị định 30/2020/NĐ-CP, Phụ lục I."""

    kind: ClassVar[str] = "closing"

    distribution: tuple[str, ...]
    """The lines of Nơi nhận, without their punctuation."""
    authority: str
    acting_for: str
    position: str
    name: str
    notice: str


@dataclass(frozen=True)
class SettingsNode(DocumentNode):
    """The settings of the report that the exporters need. It is not printed."""

    kind: ClassVar[str] = "settings"

    document_font: str
    """The font that the parameters name for the PDF; empty if they name none."""
