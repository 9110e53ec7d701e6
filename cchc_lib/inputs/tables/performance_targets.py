"""Targets: those that a ward set itself (targets.csv), and those of the city and the nation (params/targets.yaml)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from cchc_lib.errors import Problem, nearest
from cchc_lib.file_formats import cells
from cchc_lib.file_formats.csv_tables import ParsedTable, TableRow
from cchc_lib.file_formats.yaml_files import ParsedYaml, YamlModel, enum_member
from cchc_lib.inputs.national_units import slug_of
from cchc_lib.inputs.tables.claims import stated_value_problems
from cchc_lib.inputs.tables.declaration import Column, ContextualParser, InputTable, TableContext
from cchc_lib.inputs.tables.stated_figures import FIGURES_TABLE, KNOWN_UNIT
from cchc_lib.quantities.figures import SourceCell
from cchc_lib.quantities.numbers import format_number, parse_number
from cchc_lib.quantities.units import Unit


class Relation(StrEnum):
    """How a value relates to a target that it meets."""

    AT_LEAST = "at least"
    ABOVE = "above"
    AT_MOST = "at most"
    BELOW = "below"


class Level(StrEnum):
    """The level of government that set a target."""

    WARD = "ward"
    CITY = "city"
    NATIONAL = "national"


@dataclass(frozen=True)
class Target:
    """The value that an indicator or figure has to reach, and who set it."""

    code: str
    """The code of the indicator or figure."""
    relation: Relation
    """How a value relates to the target if it meets it."""
    value: Decimal
    """The number, in `unit`."""
    unit: Unit
    """The unit of the indicator or figure."""
    wording: str
    """The words of the report in place of a number, such as `đồng bộ đầy đủ`; empty if the number is printed."""
    level: Level
    """The level of government that set the target."""
    source: str
    """The legal text or the section that sets the target."""
    as_written: str = ""
    """The text as the ward wrote it."""
    place: SourceCell | None = None
    """The cell that states the target; None for targets of params/targets.yaml."""

    @property
    def number(self) -> Fraction:
        """The target as a pure number: 1/2 for 50%."""
        return Fraction(self.value) / self.unit.scale


RELATION_WORDS = {
    Relation.AT_LEAST: "tối thiểu",
    Relation.ABOVE: "trên",
    Relation.AT_MOST: "tối đa",
    Relation.BELOW: "dưới",
}
"""How reports word each relation."""


def target_text(target: Target) -> str:
    """Return a target in words, such as `trên 90%`; `100%` alone, since no value can exceed it."""
    if target.wording:
        return target.wording
    number = target.unit.with_number(format_number(target.value))
    is_whole = target.relation is Relation.AT_LEAST and target.unit.name == "%" and target.value == 100
    return number if is_whole else f"{RELATION_WORDS[target.relation]} {number}"


def measurable_units(context: TableContext) -> dict[str, Unit]:
    """Return the units of all codes that can have a target: the numeric figures and the indicators."""
    figures = context.contents[FIGURES_TABLE]
    numeric = {code: figure.unit for code, figure in figures.items() if figure.unit.kind.is_numeric}
    return {**numeric, **context.catalogue.indicator_units}


def _build_targets(table: ParsedTable, context: TableContext) -> tuple[tuple[Target, ...], list[Problem]]:
    units = measurable_units(context)
    targets = tuple(_ward_target(row, units) for row in table.rows if row["value"] is not None)
    return targets, [problem for row in table.rows for problem in stated_value_problems(row, units)]


def _ward_target(row: TableRow, units: Mapping[str, Unit]) -> Target:
    as_stated = {name: row[name] for name in ("relation", "value", "wording", "as_written")}
    place = SourceCell(row.file, row.number, "value")
    return Target(
        row["code"], unit=units[row["code"]], level=Level.WARD, source=row["stated_in"], place=place, **as_stated
    )


TARGETS_TABLE: InputTable[tuple[Target, ...]] = InputTable(
    file_name="targets.csv",
    summary="targets that the ward set itself",
    columns=(
        Column(
            "code",
            "the code of an indicator or figure",
            ContextualParser(lambda context: cells.one_of(measurable_units(context))),
        ),
        Column(
            "relation",
            "how a value relates to the target if it meets it: `at least`, `above`, `at most`, `below`",
            cells.member_of(Relation),
        ),
        Column("value", "the number", cells.number),
        Column("unit", "the unit of the indicator or figure", KNOWN_UNIT),
        Column("wording", "how the report words the target if a number would not do", cells.text),
        Column("as_written", "the text as the ward wrote it; may be empty", cells.text),
        Column("stated_in", "the part of the source, in any words; may be empty", cells.text),
    ),
    build=_build_targets,
    unique=(("code",),),
    notes="Targets of the city and the nation are in `params/targets.yaml`.",
)
"""The table of the ward's own targets."""


def _decimal(value: object) -> Decimal:
    if not isinstance(value, str) or value.startswith("-"):
        raise ValueError('a Vietnamese number in quotes, zero or more: "72,5"')
    return parse_number(value)


class DatedTarget(YamlModel):
    """A target of the city or the nation, with the days on which it holds."""

    code: str
    """The code of an indicator or figure."""
    relation: Annotated[Relation, enum_member(Relation)]
    """How a value relates to the target if it meets it."""
    value: Annotated[Decimal, BeforeValidator(_decimal)]
    """The number, in the unit of the indicator or figure."""
    level: Annotated[Level, enum_member(Level)]
    """The level of government that set the target."""
    valid_from: date
    """The first day on which the target holds."""
    valid_until: date | None = None
    """The last day on which the target holds; None if it has no end."""
    source: str
    """The legal text that sets the target."""
    authority: str = ""
    """The name of the province whose units the target binds, as `Hải Phòng`; empty for a target of all units."""

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "DatedTarget":
        if self.valid_until and self.valid_until < self.valid_from:
            raise ValueError("a target whose last day is not before its first")
        return self


class DatedTargets(YamlModel):
    """The content of params/targets.yaml."""

    targets: list[DatedTarget] = Field(default_factory=list)
    """The targets of the city and the nation."""


def targets_in_force(
    parsed: ParsedYaml[DatedTargets], units: Mapping[str, Unit], day: date, authority: str
) -> tuple[Target, ...]:
    """Return the targets that bind a ward on a day.

    Args:
        parsed: params/targets.yaml.
        units: the units of all codes that can have a target; targets of other codes are left out.
        day: the day on which they hold.
        authority: the authority to which the ward reports; decisions of others do not bind it.
    """
    return tuple(
        Target(dated.code, dated.relation, dated.value, units[dated.code], "", dated.level, dated.source)
        for dated in (parsed.model.targets if parsed.model else ())
        if dated.code in units and dated.valid_from <= day and (dated.valid_until is None or day <= dated.valid_until)
        if not dated.authority or slug_of(dated.authority) == slug_of(authority)
    )


def dated_target_problems(file: str, parsed: ParsedYaml[DatedTargets], units: Mapping[str, Unit]) -> Iterator[Problem]:
    """Yield a problem for each target of params/targets.yaml whose code can have no target.

    Args:
        file: the name of the file, for messages.
        parsed: its content.
        units: the units of all codes that can have a target.
    """
    for index, dated in enumerate(parsed.model.targets if parsed.model else ()):
        if dated.code not in units:
            row = parsed.lines.get(("targets", index, "code"))
            repair = nearest(dated.code, units) or "see `cchc indicators`"
            yield Problem(file, row, "code", dated.code, "a code of the catalogue", repair)
