"""Definitions written as a file of the catalogue, which records keep, and read again."""

from collections.abc import Iterable
from functools import lru_cache

from cchc_lib.catalogue.catalogue import Catalogue, national_catalogue
from cchc_lib.catalogue.catalogue_file import CATALOGUE_COLUMNS
from cchc_lib.catalogue.definitions import CITY, AnyDefinition, Direction, Indicator
from cchc_lib.csv_text import csv_text
from cchc_lib.errors import Problem
from cchc_lib.file_formats.text_files import TextFile


def catalogue_text(definitions: Iterable[AnyDefinition]) -> str:
    """Return definitions as a file of the catalogue with the columns that they use; an empty text without any."""
    rows = [_row(definition) for definition in definitions]
    columns = tuple(
        name for name, column in CATALOGUE_COLUMNS.items() if not column.is_optional or any(row[name] for row in rows)
    )
    return csv_text(({name: row[name] for name in columns} for row in rows), columns) if rows else ""


@lru_cache(maxsize=64)
def read_catalogue_text(text: str, units: str = "", province_kind: str = CITY) -> tuple[Catalogue, tuple[Problem, ...]]:
    """Return the national catalogue with the definitions of such a text, and the faults of the texts.

    Args:
        text: the text.
        units: the units of measure that the text needs besides the national ones, as a file of units.
        province_kind: the kind of the province that the labels name.
    """
    catalogue, problems = national_catalogue(province_kind), tuple[Problem, ...]()
    if units:
        catalogue, problems = catalogue.with_units(TextFile("the record's units", units))
    if text:
        catalogue, found = catalogue.with_file(TextFile("the record's catalogue", text))
        problems += found
    return catalogue, problems


def _row(definition: AnyDefinition) -> dict[str, str]:
    row = {name: "" for name in CATALOGUE_COLUMNS} | {
        "code": definition.code,
        "label": definition.label,
        "unit": definition.unit.name,
        "section": definition.section,
        "name": definition.name,
        "may_exceed_whole": _yes(definition.may_exceed_whole),
        "outcome": definition.outcome or "",
        "sentence": definition.sentence,
        "row": definition.row,
        "cell": definition.cell or "",
    }
    if isinstance(definition, Indicator):
        return row | {
            "label_en": definition.label_en,
            "formula": definition.formula.text,
            "direction": "" if definition.direction is Direction.NEUTRAL else definition.direction,
            "reference": definition.reference,
            "accumulates": _yes(definition.accumulates),
            "complement": definition.complement,
        }
    return row | {
        "compared": _yes(definition.is_compared),
        "part_of": definition.part_of,
        "part": definition.part or "",
        "derived": _yes(definition.is_derived),
        "expected": "" if definition.is_expected else "no",
    }


def _yes(is_so: bool) -> str:
    return "yes" if is_so else ""
