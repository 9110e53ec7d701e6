"""The nodes of a record: files, units of measure, figures, calculations, numbers, targets, findings, and their subject.

Field limits bound what is read from an untrusted file.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from cchc_lib.catalogue.definitions import CITY
from cchc_lib.quantities.dates import Period
from cchc_lib.quantities.figures import Qualifier, State
from cchc_lib.quantities.numbers import Rounding
from cchc_lib.quantities.units import ValueKind
from cchc_lib.quantities.value_key import MemberWard, ValueKey

Short = Annotated[str, Field(max_length=2_000)]
Long = Annotated[str, Field(max_length=200_000)]
Code = Annotated[str, Field(max_length=200, pattern=r"^[\w.]+$")]
FileId = Annotated[str, Field(max_length=20, pattern=r"^f\d+$")]
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


def member_and_base(code: str) -> tuple[str, str]:
    """Return the ward of a city whose value a code names, by its five digits, and the code within that ward.

    The ward is empty for a value of the report's own ward or of a whole city, whose code is returned unchanged.
    """
    key = ValueKey.parse(code)
    return (key.scope.code, str(key.unscoped)) if isinstance(key.scope, MemberWard) else ("", code)


class RecordNode(BaseModel):
    """A frozen part of a record. Fields that a later version of the library adds are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)


class InputFile(RecordNode):
    """A file that the report was computed from."""

    path: Short
    """Relative to the data folder, or to the folder of parameters."""
    sha256: Hash


class UnitNode(RecordNode):
    """A unit of measure: `scale` times the pure number is what is printed, with `decimals` places if it is computed."""

    kind: ValueKind
    scale: int = 1
    decimals: int = 0
    closed_up: bool = False
    """Whether the unit follows the number without a space, as % does."""
    written: bool = True
    """Whether the unit is written behind the number at all."""


class Cells(RecordNode):
    """Cells of one column of an input file."""

    file: FileId
    rows: tuple[int, ...]
    """Row numbers, counted from 1, the header included."""
    column: Short = "value"


class FigureNode(RecordNode):
    """A figure as it was read from its cell. `text` is its value as the report prints it in full."""

    label: Short = ""
    """Empty where the record derives it from `labels` and `members`."""
    unit: Short
    state: State = State.STATED
    value: Long | None = None
    """Decimals with a dot, dates in ISO form; None unless the figure is stated."""
    text: Long = ""
    qualifier: Qualifier | None = None
    as_written: Long | None = None
    """The number as the ward wrote it; None if that is `text` with plain spaces, or if the ward wrote nothing."""
    as_of: Short | None = None
    start: Short | None = Field(default=None, alias="from")
    """The first day that the figure covers; None for that of the report."""
    end: Short | None = Field(default=None, alias="to")
    file: FileId | None = None
    """None for a figure that a scenario replaced."""
    row: int = 0
    column: Short = "value"


class Calculation(RecordNode):
    """An operation over figures, over other calculations, or over a sample of the same value of many wards."""

    op: Short
    """`+`, `−`, `÷`, `×`, `min`, `≥` (1 or 0), `wilson_low`, `wilson_high`, `median`, `pooled`,
    `rank_highest_first`, `rank_lowest_first`."""
    operands: "tuple[Code | Calculation, ...]" = ()
    sample: Code | None = None
    """The base code of the sample; its members are the numbers of this record with that base code."""
    paired_with: Code | None = Field(default=None, alias="beside")
    """A second sample: only wards that have a value in both count."""

    def depth(self) -> int:
        """Return how deep calculations are nested, without recursion."""
        deepest, pending = 0, [(self, 1)]
        while pending:
            node, level = pending.pop()
            deepest = max(deepest, level)
            pending += [(operand, level + 1) for operand in node.operands if isinstance(operand, Calculation)]
        return deepest

    def codes(self) -> Iterator[str]:
        """Yield the code of every figure or number that the calculation names."""
        for operand in self.operands:
            if isinstance(operand, Calculation):
                yield from operand.codes()
            else:
                yield operand


class NumberNode(RecordNode):
    """A number that the report prints, or that a finding or a sample names.

    A number without a formula is the figure of the same code, whose node holds its label, unit, state and value.
    """

    label: Short = ""
    """Empty for a figure, and where the record derives it from `labels` and `members`."""
    unit: Short = ""
    state: State = State.STATED
    value: Long | None = None
    """The rounded number as it is printed, with a dot as decimal separator; None where there is none."""
    text: Annotated[tuple[Long, ...], Field(max_length=50)] = ()
    """Each form in which the report prints it; empty for a number that is not printed."""
    formula: Calculation | None = None


class ReferenceNode(RecordNode):
    """A legal text that defines indicators, or a sentence that says how numbers of many wards were joined."""

    text: Long
    codes: tuple[Code, ...]
    """The codes of its numbers; for numbers of `members` the code within the ward."""


class TargetNode(RecordNode):
    """A target of an indicator, and how the indicator's value compares with it."""

    code: Code
    """The number that is compared: the value, or the rate that the ward published where the value is missing."""
    text: Long
    """As it is printed, such as `trên 90%`."""
    standing: Short
    """`met`, `missed`, `unknown`, or `doubtful` for a value that cannot be true."""
    source: Short = ""


class AcknowledgementNode(RecordNode):
    """The reason why a known finding stays, and the day on which it was given."""

    reason: Long
    date: Short


class FindingNode(RecordNode):
    """A finding of the audit; `message`, `actual` (`stands` in JSON), `expected` and `repair` are in Vietnamese."""

    rule: Short
    severity: Short
    subject: Short
    message: Long
    actual: Long = Field(default="", alias="stands")
    expected: Long = ""
    repair: Long = ""
    reference: Long = ""
    figures: tuple[Code, ...] = ()
    """Codes of figures and numbers of this record."""
    cells: tuple[Cells, ...] = ()
    acknowledged: AcknowledgementNode | None = None

    @property
    def is_open_error(self) -> bool:
        """Whether it is an error that nobody has acknowledged."""
        return self.severity == "error" and self.acknowledged is None


class Subject(RecordNode):
    """The ward or city that the report is about."""

    kind: Literal["ward", "city"]
    """`ward` for a commune-level unit of any kind, `city` for the overview of a province or city."""
    slug: Short
    code: Short
    name: Short
    province: Short = ""
    """The name of the ward's province, which tells wards of the same name apart."""
    province_kind: Short = CITY
    """The kind of that province, or of the city itself: `thành phố` or `tỉnh`."""


class PeriodNode(RecordNode):
    """The period of the report; both days are included.

    They are stored, since a name such as `2026-M03` means other days once the calendar of an authority changes.
    """

    name: Short
    """The name of its folder, such as `2026-Q1`."""
    start: Short = Field(alias="from")
    end: Short = Field(alias="to")
    title: Short = ""
    """The title within a sentence, such as `quý I năm 2026`; empty for days without a name."""
    due: Short = ""
    """The last day to hand in the report; empty if the calendar asks for none."""

    @model_validator(mode="after")
    def _has_days_in_order(self) -> "PeriodNode":
        _ = self.period
        return self

    @classmethod
    def of(cls, period: Period, due: date | None = None) -> "PeriodNode":
        """Return the node of a period."""
        days = {"start": str(period.start), "end": str(period.end), "due": str(due or "")}
        return cls(name=period.name, title=period.title, **days)

    @property
    def period(self) -> Period:
        """The period with its stored days."""
        days = Period.parse(f"{self.start}_{self.end}")
        # Records of the first versions hold no title.
        return replace(days, name=self.name, title=self.title or days.title)


class SignatureNode(RecordNode):
    """The signature block as the parameters set it."""

    authority: Short = ""
    acting_for: Short = ""
    position: Short = ""
    name: Short = ""


class Parameters(RecordNode):
    """The settings that the report was made with."""

    rounding: Rounding
    definitions: tuple[Short, ...] = ()
    shown_definitions: tuple[Short, ...] = ()
    recipient: Short = ""
    audience: Short = ""
    empty_parts: Short = "auto"
    document_font: Short | None = None
    distribution: tuple[Short, ...] = ()
    signature: SignatureNode = SignatureNode()


class ScenarioNode(RecordNode):
    """The assumptions of a scenario, complete, so that its report can be made again from the record."""

    name: Short
    title: Short
    settings: Short = ""
    file: Long
    """The scenario file as YAML."""
