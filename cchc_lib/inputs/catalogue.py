"""The catalogue of what a ward may state: figures, roles of documents, passages of local prose.

Each list is one CSV file beside this module. Data files, prose, tests and the documentation follow from it.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from cchc_lib.quantities.units import UNITS, Unit
from cchc_lib.quantities.value_key import ValueKey


@dataclass(frozen=True)
class Definition:
    """The meaning of a code."""

    code: str
    """The code by which data files and prose refer to the figure or passage."""
    label: str
    """The Vietnamese label; tables print it, and prose prints it in place of a figure that is missing."""
    section: str
    """The section of the report to which it belongs."""
    unit: Unit = UNITS["chữ"]
    """The unit of measure; that of a passage is text."""

    def __post_init__(self) -> None:
        ValueKey(self.code)  # Raises ValueError where the code ends in the name of an aspect.


def _rows(name: str) -> list[dict[str, str]]:
    text = files("cchc_lib.inputs").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def figure_definitions() -> dict[str, Definition]:
    """Return every figure that a ward may state by its code, in the report's order."""
    return {
        row["code"]: Definition(row["code"], row["label"], row["section"], UNITS[row["unit"]])
        for row in _rows("figures.csv")
    }


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
