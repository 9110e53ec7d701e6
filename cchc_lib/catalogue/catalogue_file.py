"""Reading files of the catalogue: each row defines a figure, or with a formula an indicator."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cchc_lib.catalogue.definitions import (
    AnyDefinition,
    Direction,
    FigureDefinition,
    Indicator,
    Outcome,
    PartKind,
    RowCell,
)
from cchc_lib.catalogue.formula_units import check_units
from cchc_lib.catalogue.formulas import FormulaError, Known, parse_formula
from cchc_lib.catalogue.named_formulas import NAMED_FORMULAS
from cchc_lib.catalogue.outline import section_names
from cchc_lib.catalogue.part_relations import problems_of_parts
from cchc_lib.catalogue.row_relations import problems_of_rows
from cchc_lib.errors import Problem, nearest
from cchc_lib.file_formats import cells
from cchc_lib.file_formats.csv_tables import TableRow, parse_table
from cchc_lib.file_formats.markup import MarkupError, ReferenceKind, parse_markup, references, typed_numbers
from cchc_lib.file_formats.text_files import TextFile
from cchc_lib.quantities.units import Unit
from cchc_lib.quantities.value_key import ValueKey


@dataclass(frozen=True)
class CatalogueColumn:
    """A column of a file of the catalogue."""

    description: str
    """What the column holds, in Markdown; the documentation prints it."""
    parser: cells.CellParser
    """The parser of its cells."""
    is_optional: bool = True
    """Whether a file may leave the column out."""


_CODE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+", re.ASCII)
_GROUP_OF_ROWS = "cases."
"""The beginning of the codes of counts in cases.csv."""


def _code(cell: str) -> str:
    expected = "a code <group>.<name> of small Latin letters, digits and _ that is not reserved"
    if not _CODE.fullmatch(cell):
        raise cells.CellError(expected, "write it as procedures.received")
    try:
        is_scoped = ValueKey.parse(cell) != ValueKey(cell)
    except ValueError as error:
        raise cells.CellError(expected, str(error)) from error
    if is_scoped or cell.startswith(_GROUP_OF_ROWS):
        raise cells.CellError(expected, f"choose another group than '{cell.partition('.')[0]}'")
    return cell


def _unit_among(units: Mapping[str, Unit]) -> cells.CellParser:
    def parse(cell: str) -> Unit:
        if cell not in units:
            # A slip must not become a unit, and a unit that a ward does count in must not look like a slip.
            repair = f"{nearest(cell, units)} A unit that is missing is declared in params/units_of_measure.csv"
            raise cells.CellError("a unit of measure that is declared", repair.strip())
        return units[cell]

    return parse


def _section(cell: str) -> str:
    names = section_names()
    section: str = cells.one_of(names, "a section of the report", f"one of: {', '.join(names)}")(cell)
    return section


def _mark(word: str) -> Callable[[str], bool]:
    def parse(cell: str) -> bool:
        if cell not in ("", word):
            raise cells.CellError(f"'{word}' or nothing", f"write {word} or leave the cell empty")
        return bool(cell)

    return parse


def _member_or_none(enumeration: type[StrEnum]) -> cells.CellParser:
    return cells.optional(cells.member_of(enumeration))


CATALOGUE_COLUMNS: Mapping[str, CatalogueColumn] = {
    "code": CatalogueColumn("`<group>.<name>` in small Latin letters; no other row has it", _code, False),
    "label": CatalogueColumn("the Vietnamese label, as within a sentence", cells.required_text, False),
    "label_en": CatalogueColumn("the English label", cells.text),
    "unit": CatalogueColumn("a [unit of measure](#units)", cells.required_text, False),
    "section": CatalogueColumn("a section of `cchc_lib/catalogue/outline.csv`", _section, False),
    "formula": CatalogueColumn(
        "for an indicator: codes with `+`, `-`, `/` and brackets; empty for a figure, which wards state", cells.text
    ),
    "direction": CatalogueColumn(
        "of an indicator: `higher` or `lower` is better; empty if neither is", _member_or_none(Direction)
    ),
    "reference": CatalogueColumn("the legal text that asks for an indicator", cells.text),
    "accumulates": CatalogueColumn("`yes` for an indicator that grows with the days of the year", _mark("yes")),
    "complement": CatalogueColumn("the rate that makes 100% together with this one", cells.text),
    "may_exceed_whole": CatalogueColumn("`yes` for a value in % that may be above 100", _mark("yes")),
    "compared": CatalogueColumn(
        "`yes` for a count that is compared with earlier periods and added up over a city", _mark("yes")
    ),
    "outcome": CatalogueColumn("`done`, `late` or `open`: the colour in charts", _member_or_none(Outcome)),
    "part_of": CatalogueColumn(
        "the figure of which this one is a part; a name after `#` tells several breakdowns of it apart", cells.text
    ),
    "part": CatalogueColumn(
        "`required` (the sum is judged once it is stated), `optional` (counts as zero without a row) or `open` (the "
        "whole may exceed its parts)",
        _member_or_none(PartKind),
    ),
    "derived": CatalogueColumn("`yes` for a whole that is counted from its parts", _mark("yes")),
    "expected": CatalogueColumn("`no` for a figure that a report mentions only where it is stated", _mark("no")),
    "name": CatalogueColumn("the short name among the parts of a whole, as `hộ tịch` among fields", cells.text),
    "sentence": CatalogueColumn(
        "a sentence that the section prints if its values are known; it refers to codes as `{legal.items}`, and what "
        "stands in square brackets is left out if a value in it is missing",
        cells.text,
    ),
    "row": CatalogueColumn(
        "the group of staff or the line of the budget that the value belongs to: a word that its values share",
        cells.text,
    ),
    "cell": CatalogueColumn(
        "what the value is in that row: `quota` or `amount`, which begin a row and have its `name`; `present`, "
        "`vacant` and `vacancy_rate` of staff; `attainment`, `attainment_rate` and `plan` of the budget",
        _member_or_none(RowCell),
    ),
}
"""The columns of a file of the catalogue, in the order of its header."""
_OPTIONAL = frozenset(name for name, column in CATALOGUE_COLUMNS.items() if column.is_optional)
_OF_FIGURES = ("compared", "part_of", "part", "derived", "expected")
_OF_INDICATORS = ("direction", "reference", "accumulates", "complement")


@dataclass(frozen=True)
class CatalogueFile:
    """The definitions of one file, and its faults."""

    definitions: tuple[AnyDefinition, ...]
    """The definitions, in the order of the file."""
    problems: tuple[Problem, ...]
    """All faults of the file."""


def read_catalogue_file(
    file: TextFile, before: Mapping[str, AnyDefinition], units: Mapping[str, Unit]
) -> CatalogueFile:
    """Return the definitions of a file of the catalogue.

    Args:
        file: the file.
        before: the definitions of the files before it by code, to which its rows may refer and whose codes they must
            not repeat.
        units: the units of measure by name.
    """
    parsers = {name: column.parser for name, column in CATALOGUE_COLUMNS.items()} | {"unit": _unit_among(units)}
    parsed = parse_table(file, parsers, _OPTIONAL)
    figures = [_figure(row) for row in parsed.rows if not row["formula"]]
    known = dict(before)
    problems = [*parsed.problems, *_repetitions(parsed.rows, before)]
    for figure in figures:
        known.setdefault(figure.code, figure)
    for row in parsed.rows:
        problems += _misplaced_cells(row)
        definition = _indicator(row, known) if row["formula"] else None
        if isinstance(definition, Problem):
            problems.append(definition)
        elif definition:
            known.setdefault(definition.code, definition)
    problems += [problem for row in parsed.rows for problem in _dangling_references(row, known)]
    problems += problems_of_parts(parsed.rows, known)
    problems += problems_of_rows(parsed.rows, known)
    added = (known[row["code"]] for row in parsed.rows if row["code"] in known and row["code"] not in before)
    return CatalogueFile(tuple(dict.fromkeys(added)), tuple(problems))


def _figure(row: TableRow) -> FigureDefinition:
    return FigureDefinition(
        **_common(row),
        is_compared=row["compared"],
        part_of=row["part_of"],
        part=row["part"],
        is_derived=row["derived"],
        is_expected=not row["expected"],
    )


def _indicator(row: TableRow, known: Mapping[str, AnyDefinition]) -> Indicator | Problem:
    formulas = {code: known_.formula for code, known_ in known.items() if isinstance(known_, Indicator)}
    figures = frozenset(known).difference(formulas)
    try:
        formula = parse_formula(row["formula"], Known(figures, formulas, NAMED_FORMULAS))
        check_units(formula, row["unit"], known)
    except FormulaError as error:
        return row.problem(
            "formula", error.expected, "correct the formula", found=f"{row['formula']}, with {error.found}"
        )
    return Indicator(
        **_common(row),
        formula=formula,
        label_en=row["label_en"],
        direction=row["direction"] or Direction.NEUTRAL,
        reference=row["reference"],
        accumulates=row["accumulates"],
        complement=row["complement"],
    )


def _common(row: TableRow) -> dict[str, Any]:
    names = ("code", "label", "section", "unit", "name", "may_exceed_whole", "outcome", "sentence", "row", "cell")
    return {name: row[name] for name in names}


def _repetitions(rows: tuple[TableRow, ...], before: Mapping[str, AnyDefinition]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for row in rows:
        code = row["code"]
        if code in before:
            expected = "a code that is not taken"
            yield row.problem("code", expected, f"choose another: «{before[code].label}» has it")
        elif first.setdefault(code, row.number) != row.number:
            yield row.problem("code", "each code only once", f"rename this row or row {first[code]}")


def _misplaced_cells(row: TableRow) -> Iterator[Problem]:
    """Yield the cells that say nothing about a row of its kind, and the parts that lack a whole or a kind."""
    kind, columns = ("an indicator", _OF_FIGURES) if row["formula"] else ("a figure", _OF_INDICATORS)
    for column in columns:
        if row[column]:
            yield row.problem(column, f"nothing: the row defines {kind}", "delete the cell, or correct the formula")
    if bool(row["part_of"]) != bool(row["part"]):
        expected = f"{', '.join(PartKind)} beside part_of, and nothing without it"
        yield row.problem("part", expected, "fill in both or neither")


def _dangling_references(row: TableRow, known: Mapping[str, AnyDefinition]) -> Iterator[Problem]:
    whole = row["part_of"].partition("#")[0]
    figures = [code for code, definition in known.items() if isinstance(definition, FigureDefinition)]
    if whole and whole not in figures:
        repair = nearest(whole, figures) or "write the code of another row"
        yield row.problem("part_of", "the code of a figure", repair)
    yield from _problems_of_sentence(row, known)
    complement = row["complement"]
    if complement and not isinstance(known.get(complement), Indicator):
        repair = nearest(complement, known) or "write the code of an indicator"
        yield row.problem("complement", "the code of an indicator", repair)


_KINDS_IN_SENTENCES = (ReferenceKind.FIGURE, ReferenceKind.WARD, ReferenceKind.LABEL, ReferenceKind.NAME)


def _problems_of_sentence(row: TableRow, known: Mapping[str, AnyDefinition]) -> Iterator[Problem]:
    try:
        parts = parse_markup(row["sentence"], optional_parts=True)
    except MarkupError as error:
        yield row.problem("sentence", "codes in braces, optional parts in brackets", "write {legal.items}", str(error))
        return
    for number in typed_numbers(parts):
        yield row.problem("sentence", "no number typed into prose", "refer to a code: {legal.items}", number)
    for reference in references(parts):
        is_code = reference.kind in (ReferenceKind.FIGURE, ReferenceKind.LABEL)
        if reference.kind not in _KINDS_IN_SENTENCES or (is_code and reference.body not in known):
            repair = nearest(reference.body, known) or "write a code of the catalogue"
            yield row.problem("sentence", "a code of the catalogue", repair, reference.body)
