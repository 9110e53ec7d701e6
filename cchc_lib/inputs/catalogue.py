"""The catalogue of what a ward may state: figures, roles of documents, passages of local prose.

Each list is one CSV file beside this module. Data files, prose, tests and the documentation follow from it.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from cchc_lib.errors import Problem, UserError, nearest
from cchc_lib.quantities.units import TEXT, UNITS, Unit
from cchc_lib.quantities.value_key import ValueKey


class Outcome(StrEnum):
    """What became of the tasks or cases that a figure counts; charts colour them by it."""

    DONE = "done"
    LATE = "late"
    OPEN = "open"


class PartKind(StrEnum):
    """How a figure takes part in the sum of its whole."""

    REQUIRED = "required"
    """The sum can be judged only if the figure is stated."""
    OPTIONAL = "optional"
    """Few wards have such things, so that a figure without a row counts as zero."""
    OPEN = "open"
    """The whole may exceed the parts that have a code."""


@dataclass(frozen=True)
class Definition:
    """The meaning of a code.

    Raises:
        ValueError: the code ends in the name of an aspect, such as `.previous`.
    """

    code: str
    """The code by which data files and prose refer to the figure or passage."""
    label: str
    """The Vietnamese label; tables print it, and prose prints it in place of a figure that is missing."""
    section: str
    """The section of the report to which it belongs."""
    unit: Unit = TEXT
    """The unit of measure; that of a passage is text."""
    may_exceed_whole: bool = False
    """Whether a figure in % may be above 100, as the attainment of a plan may."""
    is_compared: bool = False
    """Whether a count is compared with that of an earlier period of similar length, and added up over a city."""
    outcome: Outcome | None = None
    """What became of the things that are counted; None where that is not what the figure says."""
    part_of: str = ""
    """The code of the figure that this one is a part of; several breakdowns of it differ by a name, as in
    `committee_staff.total#theory`. Empty for a figure that is no part."""
    part: PartKind | None = None
    """How the figure takes part in that sum; None for a figure that is no part."""
    is_derived: bool = False
    """Whether the figure is counted from its parts, so that these stand for it where it is not stated."""
    is_expected: bool = True
    """Whether a report says so if the figure is missing; other figures are printed only where they are stated."""

    def __post_init__(self) -> None:
        ValueKey(self.code)


def _rows(name: str) -> list[dict[str, str]]:
    text = files("cchc_lib.inputs").joinpath(name).read_text(encoding="utf-8")
    # Columns at the end of a row may be left out.
    return list(csv.DictReader(text.splitlines(), restval=""))


_FIGURES_FILE = "cchc_lib/inputs/figures.csv"


@cache
def figure_definitions() -> dict[str, Definition]:
    """Return every figure that a ward may state by its code, in the report's order.

    Raises:
        UserError: figures.csv has faults.
    """
    return parse_figure_definitions(_rows("figures.csv"))


def parse_figure_definitions(rows: list[dict[str, str]]) -> dict[str, Definition]:
    """Return the figures that the rows of figures.csv define.

    Raises:
        UserError: a unit, a mark or an outcome is unknown, or a code is reserved or repeated; all at once.
    """
    problems = [problem for number, row in enumerate(rows, start=2) for problem in _problems(row, number)]
    codes = [row["code"] for row in rows]
    problems += [
        Problem(_FIGURES_FILE, number, "code", code, "a code that no other row has", "rename or delete one of them")
        for number, code in enumerate(codes, start=2)
        if codes.index(code) < number - 2
    ]
    problems += _problems_of_parts(rows)
    if problems:
        raise UserError("The catalogue of figures has faults.\n" + "\n".join(map(str, sorted(problems))))
    return {row["code"]: _definition(row) for row in rows}


def _definition(row: dict[str, str]) -> Definition:
    return Definition(
        row["code"],
        row["label"],
        row["section"],
        UNITS[row["unit"]],
        may_exceed_whole=row["may_exceed_whole"] == "yes",
        is_compared=row["compared"] == "yes",
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        part_of=row.get("part_of", ""),
        part=PartKind(row["part"]) if row.get("part") else None,
        is_derived=row.get("derived") == "yes",
        is_expected=row.get("expected") != "no",
    )


_ALLOWED: dict[str, tuple[Callable[[str], bool], str]] = {
    "may_exceed_whole": (lambda cell: cell in ("", "yes"), "'yes' or nothing"),
    "compared": (lambda cell: cell in ("", "yes"), "'yes' or nothing"),
    "outcome": (lambda cell: cell in ("", *Outcome), f"{', '.join(Outcome)}, or nothing"),
    "part": (lambda cell: cell in ("", *PartKind), f"{', '.join(PartKind)}, or nothing"),
    "derived": (lambda cell: cell in ("", "yes"), "'yes' or nothing"),
    "expected": (lambda cell: cell in ("", "no"), "'no' or nothing"),
}


def _problems(row: dict[str, str], number: int) -> Iterator[Problem]:
    try:
        ValueKey(row["code"])
    except ValueError as error:
        yield Problem(_FIGURES_FILE, number, "code", row["code"], "a code that is not reserved", str(error))
    if row["unit"] not in UNITS:
        repair = f"{nearest(row['unit'], UNITS)} Or add the unit to UNITS in cchc_lib/quantities/units.py".strip()
        yield Problem(_FIGURES_FILE, number, "unit", row["unit"], "a unit of the catalogue", repair)
    for column, (is_allowed, expected) in _ALLOWED.items():
        cell = row.get(column, "")
        if not is_allowed(cell):
            yield Problem(_FIGURES_FILE, number, column, cell, expected, f"write {expected}")


def _problems_of_parts(rows: list[dict[str, str]]) -> Iterator[Problem]:
    """Yield the rows whose whole is not in the catalogue, or whose columns part_of and part do not go together."""
    codes = [row["code"] for row in rows]
    for number, row in enumerate(rows, start=2):
        whole, part = row.get("part_of", "").partition("#")[0], row.get("part", "")
        if whole and whole not in codes:
            repair = nearest(whole, codes) or "write the code of another row"
            yield Problem(_FIGURES_FILE, number, "part_of", whole, "the code of a figure", repair)
        if bool(whole) != bool(part):
            expected = f"{', '.join(PartKind)} beside part_of, and nothing without it"
            yield Problem(_FIGURES_FILE, number, "part", part or "nothing", expected, "fill in both or neither")


@cache
def section_names() -> frozenset[str]:
    """Return every section that has a figure or a passage."""
    definitions = (*figure_definitions().values(), *passage_definitions().values())
    return frozenset(definition.section for definition in definitions)


@cache
def role_labels() -> dict[str, str]:
    """Return the Vietnamese label of every role in which a document may be cited."""
    return {row["role"]: row["label"] for row in _rows("roles.csv")}


@cache
def passage_definitions() -> dict[str, Definition]:
    """Return every passage of local prose by its code."""
    return {row["code"]: Definition(row["code"], row["label"], row["section"]) for row in _rows("passages.csv")}
