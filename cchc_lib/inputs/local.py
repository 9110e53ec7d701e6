"""What is not a figure: the ward, its own words, and the parameters a person may change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from cchc_lib.errors import Problem, nearest
from cchc_lib.inputs.stated import Level, Relation, Target
from cchc_lib.inputs.yaml_files import Model, Parsed
from cchc_lib.quantities.figures import Source
from cchc_lib.quantities.numbers import Rounding, parse_number
from cchc_lib.quantities.units import Unit


class UnitKind(StrEnum):
    """The three kinds of commune-level units, as they are written within a sentence."""

    WARD = "phường"
    COMMUNE = "xã"
    SPECIAL_ZONE = "đặc khu"


class Audience(StrEnum):
    """Who reads the report."""

    OFFICIAL = "official"
    INTERNAL = "internal"


class Origin(StrEnum):
    """Where the figures of a report come from."""

    WARD = "ward"
    RECONSTRUCTION = "reconstruction"
    """Rebuilt from a published report; the report says so."""
    SIMULATED = "simulated"
    """Made up by a program; all that is made of it says so."""

    @property
    def notice(self) -> str:
        """What a reader must know of it; nothing for a ward's own figures."""
        return _NOTICES[self]

    @property
    def mark(self) -> str:
        """What stands across every page; nothing for what may be taken for a ward's report."""
        return "DỮ LIỆU MÔ PHỎNG" if self is Origin.SIMULATED else ""


_NOTICES = {
    Origin.WARD: "",
    Origin.RECONSTRUCTION: "Bản dựng lại từ số liệu đã công bố, không phải văn bản do đơn vị ban hành.",
    Origin.SIMULATED: f"{Origin.SIMULATED.mark}: số liệu giả định, không phải số liệu của đơn vị.",
}


def _member(kind: type[StrEnum]) -> BeforeValidator:
    def convert(value: Any) -> StrEnum:
        if value not in list(kind):
            raise ValueError(" or ".join(f"'{member.value}'" for member in kind))
        return kind(value)

    return BeforeValidator(convert)


class Ward(Model):
    """ward.yaml: the unit that reports."""

    code: Annotated[str, Field(pattern=r"^[0-9]{5}$")]
    """The five digits of the national list of administrative units."""
    name: Annotated[str, Field(min_length=1)]
    kind: Annotated[UnitKind, _member(UnitKind)]
    province: Annotated[str, Field(min_length=1)]
    province_kind: str = "thành phố"
    named_after_person: bool = False
    """Nghị định 30/2020/NĐ-CP, Phụ lục II: the kind is capitalised then (Phường Trần Hưng Đạo)."""

    @model_validator(mode="after")
    def _name_without_kind(self) -> "Ward":
        if self.name.lower().startswith(tuple(f"{kind.value} " for kind in UnitKind)):
            raise ValueError(f"the name without its kind: {self.name.partition(' ')[2]}")
        return self

    @property
    def committee_names(self) -> tuple[str, ...]:
        """What the ward's own People's Committee and its chair are called as issuers."""
        committees = (f"UBND {self.full_name}", f"Ủy ban nhân dân {self.full_name}")
        return (*committees, *(f"Chủ tịch {committee}" for committee in committees))

    @property
    def full_name(self) -> str:
        """`phường Lưu Kiếm`, or `Phường Trần Hưng Đạo` where it is named after a person."""
        kind = self.kind.capitalize() if self.named_after_person else self.kind.value
        return f"{kind} {self.name}"


class Signature(Model):
    """The signature block."""

    authority: str = "TM. ỦY BAN NHÂN DÂN"
    acting_for: str = ""
    position: str = "CHỦ TỊCH"
    name: str = ""


def _decimal(value: Any) -> Decimal:
    if not isinstance(value, str) or value.startswith("-"):
        raise ValueError('a Vietnamese number in quotes, zero or more: "72,5"')
    return parse_number(value)


def _passage(value: Any) -> Any:
    if isinstance(value, str) or (isinstance(value, list) and all(isinstance(each, str) for each in value)):
        return value
    raise ValueError("a text, or a list of texts")


Passage = Annotated[Any, BeforeValidator(_passage)]
"""Local prose: a text with one sentence a line, or a list of points."""


class DocumentForm(Model):
    """What the head and the foot of the document say; a ward's own goes before the defaults."""

    origin: Annotated[Origin, _member(Origin)] = Origin.WARD
    signature: Signature | None = None
    distribution: list[str] = Field(default_factory=list)
    """The lines of "Nơi nhận"."""


class StatedAcknowledgement(Model):
    """Why a finding of the audit stands although it is known; it is shown as acknowledged, not hidden."""

    rule: Annotated[str, Field(min_length=1)]
    subject: Annotated[str, Field(min_length=1)]
    """As the finding names it: `cchc check` prints it."""
    reason: Annotated[str, Field(min_length=1)]
    date: date


class Content(Model):
    """content.yaml: the ward's own words; a passage is a text or a list of points."""

    document: DocumentForm = DocumentForm()
    passages: dict[str, Passage] = Field(default_factory=dict)
    acknowledgements: list[StatedAcknowledgement] = Field(default_factory=list)


class Settings(Model):
    """defaults.yaml: what a person may change without reading code."""

    recipient: str
    signature: Signature = Signature()
    rounding: Annotated[Rounding, _member(Rounding)] = Rounding.HALF_UP
    audience: Annotated[Audience, _member(Audience)] = Audience.OFFICIAL
    document_font: str | None = None
    distribution: list[str] = Field(default_factory=list)


class DatedTarget(Model):
    """A target of the city or the nation, with the days on which it holds."""

    code: str
    relation: Annotated[Relation, _member(Relation)]
    value: Annotated[Decimal, BeforeValidator(_decimal)]
    level: Annotated[Level, _member(Level)]
    valid_from: date
    valid_until: date | None = None
    source: str

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "DatedTarget":
        if self.valid_until and self.valid_until < self.valid_from:
            raise ValueError("a target whose last day is not before its first")
        return self


class DatedTargets(Model):
    """targets.yaml."""

    targets: list[DatedTarget] = Field(default_factory=list)


@dataclass(frozen=True)
class Acknowledgement:
    """An acknowledgement with its place."""

    stated: StatedAcknowledgement
    source: Source


def acknowledgements(file: str, parsed: Parsed[Content]) -> tuple[Acknowledgement, ...]:
    """The acknowledgements of a content.yaml; whether there is such a finding is for the audit to say."""
    stated = parsed.model.acknowledgements if parsed.model else []
    return tuple(
        Acknowledgement(each, Source(file, parsed.lines[("acknowledgements", at)], "acknowledgements"))
        for at, each in enumerate(stated)
    )


def targets_in_force(parsed: Parsed[DatedTargets], known: Mapping[str, Unit], day: date) -> tuple[Target, ...]:
    """The targets that hold on a day."""
    dated = parsed.model.targets if parsed.model else []
    return tuple(
        Target(each.code, each.relation, each.value, known[each.code], "", each.level, each.source)
        for each in dated
        if each.code in known and each.valid_from <= day and (each.valid_until is None or day <= each.valid_until)
    )


def target_problems(file: str, parsed: Parsed[DatedTargets], known: Mapping[str, Unit]) -> Iterator[Problem]:
    """The targets whose code no catalogue has."""
    for index, each in enumerate(parsed.model.targets if parsed.model else []):
        if each.code not in known:
            row = parsed.lines.get(("targets", index, "code"))
            repair = nearest(each.code, known) or "see `cchc indicators`"
            yield Problem(file, row, "code", each.code, "a code of the catalogue", repair)
