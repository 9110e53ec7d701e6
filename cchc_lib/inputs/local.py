"""What is local and not a number: the ward, its prose, and the parameters a person may change."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from cchc_lib.errors import Problem, nearest
from cchc_lib.inputs.catalogue import figure_definitions, passage_definitions, role_labels
from cchc_lib.inputs.markup import UNIT_WORDS, MarkupError, Reference, parse_markup, references, typed_numbers
from cchc_lib.inputs.stated import Level, Relation, Target
from cchc_lib.inputs.yaml_files import Model, Parsed
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
    """Made up by a program; the report says so everywhere."""


def _member(kind: type[StrEnum]) -> BeforeValidator:
    return BeforeValidator(lambda value: kind(value) if isinstance(value, str) else value)


class Ward(Model):
    """ward.yaml: the unit that reports."""

    code: Annotated[str, Field(pattern=r"^\d{5}$")]
    """The five digits of the national list of administrative units."""
    name: Annotated[str, Field(min_length=1)]
    kind: Annotated[UnitKind, _member(UnitKind)]
    province: Annotated[str, Field(min_length=1)]
    province_kind: str = "thành phố"
    named_after_person: bool = False
    """Nghị định 30/2020/NĐ-CP, Phụ lục II: the kind is capitalised then (Phường Trần Hưng Đạo)."""

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


class DocumentForm(Model):
    """What the head and the foot of the document say; a ward's own goes before the defaults."""

    origin: Annotated[Origin, _member(Origin)] = Origin.WARD
    signature: Signature | None = None
    distribution: list[str] = Field(default_factory=list)
    """The lines of "Nơi nhận"."""


class Content(Model):
    """content.yaml: the ward's own words; a passage is a text or a list of points."""

    document: DocumentForm = DocumentForm()
    passages: dict[str, str | list[str]] = Field(default_factory=dict)


class Settings(Model):
    """defaults.yaml: what a person may change without reading code."""

    recipient: str
    signature: Signature = Signature()
    rounding: Annotated[Rounding, _member(Rounding)] = Rounding.HALF_UP
    audience: Annotated[Audience, _member(Audience)] = Audience.OFFICIAL
    document_font: str | None = None
    distribution: list[str] = Field(default_factory=list)


def _decimal(value: Any) -> Any:
    return parse_number(value) if isinstance(value, str) else value


class DatedTarget(Model):
    """A target of the city or the nation, with the days on which it holds."""

    code: str
    relation: Annotated[Relation, _member(Relation)]
    value: Annotated[Any, BeforeValidator(_decimal)]
    level: Annotated[Level, _member(Level)]
    valid_from: date
    valid_until: date | None = None
    source: str


class DatedTargets(Model):
    """targets.yaml."""

    targets: list[DatedTarget] = Field(default_factory=list)


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


def passage_problems(file: str, parsed: Parsed[Content], documents: Mapping[str, object]) -> Iterator[Problem]:
    """Faults of local prose: unknown passages and references, and numbers typed into it."""
    for code, passage in (parsed.model.passages if parsed.model else {}).items():
        row = parsed.lines.get(("passages", code))
        if code not in passage_definitions():
            repair = nearest(code, passage_definitions()) or "see cchc_lib/inputs/passages.csv"
            yield Problem(file, row, code, code, "a passage of the catalogue", repair)
        for index, (offset, sentence) in enumerate(sentences(passage)):
            place = parsed.lines.get(("passages", code, index)) if isinstance(passage, list) else (row or 0) + offset
            yield from _sentence_problems(file, (place, code), sentence, documents)


def sentences(passage: str | list[str]) -> Iterator[tuple[int, str]]:
    """The sentences of a passage, one a line, with the line they stand in below their key."""
    lines = passage if isinstance(passage, list) else passage.split("\n")
    for offset, line in enumerate(lines, start=1):
        if line.strip():
            yield offset, line.strip()


def _sentence_problems(
    file: str, place: tuple[int | None, str], sentence: str, documents: Mapping[str, object]
) -> Iterator[Problem]:
    row, code = place
    try:
        parts = parse_markup(sentence, optional_parts=False)
    except MarkupError as error:
        repair = "write references as {ward.area}; braces stand for nothing else"
        yield Problem(file, row, code, sentence[:60], str(error), repair)
        return
    for number in typed_numbers(parts):
        repair = "refer to a figure, {ward.area}; mark a name that holds digits, {name:quốc lộ 10}"
        yield Problem(file, row, code, f"the number {number}", "no number typed into prose", repair)
    known = {"figure": figure_definitions(), "target": figure_definitions(), "document": documents}
    known |= {
        "documents": role_labels(),
        "note": figure_definitions(),
        "as_of": figure_definitions(),
        "label": figure_definitions(),
    }
    for reference in references(parts):
        yield from _reference_problem(file, place, reference, known)


def _reference_problem(
    file: str, place: tuple[int | None, str], reference: Reference, known: Mapping[str, Mapping[str, object]]
) -> Iterator[Problem]:
    row, code = place
    codes = known.get(reference.kind)
    if reference.kind == "target" or codes is None or reference.body in (*codes, *UNIT_WORDS):
        return
    expected = {"document": "a document of documents.csv"}.get(reference.kind, "a code of the catalogue")
    yield Problem(file, row, code, reference.body, expected, nearest(reference.body, codes) or "see data/README.md")
