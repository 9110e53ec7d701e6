"""The catalogue of all that a ward may state: figures, roles of documents, passages of local prose.

Each list stands once, in the CSV beside this module; data files, prose, tests and docs go by it.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from cchc_lib.quantities.units import UNITS, Unit
from cchc_lib.quantities.value_key import ValueKey


@dataclass(frozen=True)
class Definition:
    """What a code means: the label stands in tables and where the figure itself is missing."""

    code: str
    label: str
    section: str
    unit: Unit = UNITS["chữ"]

    def __post_init__(self) -> None:
        ValueKey(self.code)  # Raises ValueError where the code ends in the name of an aspect.


def _rows(name: str) -> list[dict[str, str]]:
    text = files("cchc_lib.inputs").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def figure_definitions() -> dict[str, Definition]:
    """Every figure a ward may state, by code, in the report's order."""
    return {
        row["code"]: Definition(row["code"], row["label"], row["section"], UNITS[row["unit"]])
        for row in _rows("figures.csv")
    }


@cache
def section_names() -> frozenset[str]:
    """Every section that holds a figure or a passage."""
    return frozenset(each.section for each in (*figure_definitions().values(), *passage_definitions().values()))


@cache
def role_labels() -> dict[str, str]:
    """Every role in which a document may be cited, with its Vietnamese label."""
    return {row["role"]: row["label"] for row in _rows("roles.csv")}


@cache
def passage_definitions() -> dict[str, Definition]:
    """Every passage of local prose, by code."""
    return {row["code"]: Definition(row["code"], row["label"], row["section"]) for row in _rows("passages.csv")}
