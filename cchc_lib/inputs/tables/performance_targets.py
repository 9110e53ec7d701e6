"""Targets: those that a ward set itself (targets.csv), and those of the city and the nation (params/targets.yaml)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from cchc_lib.errors import Problem, nearest
from cchc_lib.inputs.formats import cells
from cchc_lib.inputs.formats.csv_tables import TableRow, parse_table, repeated
from cchc_lib.inputs.formats.text_files import TextFile
from cchc_lib.inputs.formats.yaml_files import ParsedYaml, YamlModel, enum_member
from cchc_lib.quantities.figures import SourceCell
from cchc_lib.quantities.numbers import format_number, parse_number
from cchc_lib.quantities.units import UNITS, Unit


class Relation(StrEnum):
    """How a value has to stand to its target."""

    AT_LEAST = "at least"
    ABOVE = "above"
    AT_MOST = "at most"
    BELOW = "below"


class Level(StrEnum):
    """Who set a target."""

    WARD = "ward"
    CITY = "city"
    NATIONAL = "national"


@dataclass(frozen=True)
class Target:
    """What an indicator or figure has to reach, and who says so."""

    code: str
    relation: Relation
    value: Decimal
    unit: Unit
    wording: str
    """How the report words it where a number would not do: `đồng bộ đầy đủ`."""
    level: Level
    source: str
    as_written: str = ""
    place: SourceCell | None = None
    """The cell that states it; none for targets of the city and the nation, which params/ holds."""


RELATION_WORDS = {
    Relation.AT_LEAST: "tối thiểu",
    Relation.ABOVE: "trên",
    Relation.AT_MOST: "tối đa",
    Relation.BELOW: "dưới",
}


def target_text(target: Target) -> str:
    """A target in words: `trên 90%`; `100%` alone where no more can be asked."""
    if target.wording:
        return target.wording
    number = target.unit.with_number(format_number(target.value))
    whole = target.relation is Relation.AT_LEAST and target.unit.name == "%" and target.value == 100
    return number if whole else f"{RELATION_WORDS[target.relation]} {number}"


def read_targets(file: TextFile, known: Mapping[str, Unit]) -> tuple[tuple[Target, ...], list[Problem]]:
    """Read the ward's own targets.csv; `known` are the codes that can have a target."""
    table = parse_table(file, {"code": cells.one_of(known), **_TARGET_COLUMNS})
    faults = [problem for row in table.rows for problem in statement_problems(row, known)]
    targets = tuple(_target(row, known) for row in table.rows if row["value"] is not None)
    return targets, [*table.problems, *faults, *repeated(table.rows, "code")]


def _target(row: TableRow, known: Mapping[str, Unit]) -> Target:
    kept = {name: row[name] for name in ("relation", "value", "wording", "as_written")}
    place = SourceCell(row.file, row.number, "value")
    return Target(row["code"], unit=known[row["code"]], level=Level.WARD, source=row["stated_in"], place=place, **kept)


def statement_problems(row: TableRow, known: Mapping[str, Unit]) -> Iterator[Problem]:
    unit = known[row["code"]]
    if row["unit"] != unit.name:
        yield row.problem("unit", f"the unit '{unit.name}'", "write the value in this unit")
    if row["value"] is None:
        yield row.problem("value", "a value", "fill in the value, or delete the row")


_TARGET_COLUMNS = {
    "relation": cells.choice(Relation),
    "value": cells.number,
    "unit": cells.one_of(UNITS, "a unit of the catalogue (docs/indicators.md)"),
    "wording": cells.text,
    "as_written": cells.text,
    "stated_in": cells.text,
}


def _decimal(value: Any) -> Decimal:
    if not isinstance(value, str) or value.startswith("-"):
        raise ValueError('a Vietnamese number in quotes, zero or more: "72,5"')
    return parse_number(value)


class DatedTarget(YamlModel):
    """A target of the city or the nation, with the days on which it holds."""

    code: str
    relation: Annotated[Relation, enum_member(Relation)]
    value: Annotated[Decimal, BeforeValidator(_decimal)]
    level: Annotated[Level, enum_member(Level)]
    valid_from: date
    valid_until: date | None = None
    source: str

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "DatedTarget":
        if self.valid_until and self.valid_until < self.valid_from:
            raise ValueError("a target whose last day is not before its first")
        return self


class DatedTargets(YamlModel):
    """targets.yaml."""

    targets: list[DatedTarget] = Field(default_factory=list)


def targets_in_force(parsed: ParsedYaml[DatedTargets], known: Mapping[str, Unit], day: date) -> tuple[Target, ...]:
    """The targets that hold on a day."""
    dated = parsed.model.targets if parsed.model else []
    return tuple(
        Target(each.code, each.relation, each.value, known[each.code], "", each.level, each.source)
        for each in dated
        if each.code in known and each.valid_from <= day and (each.valid_until is None or day <= each.valid_until)
    )


def target_problems(file: str, parsed: ParsedYaml[DatedTargets], known: Mapping[str, Unit]) -> Iterator[Problem]:
    """The targets whose code no catalogue has."""
    for index, each in enumerate(parsed.model.targets if parsed.model else []):
        if each.code not in known:
            row = parsed.lines.get(("targets", index, "code"))
            repair = nearest(each.code, known) or "see `cchc indicators`"
            yield Problem(file, row, "code", each.code, "a code of the catalogue", repair)
