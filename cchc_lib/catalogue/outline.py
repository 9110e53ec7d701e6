"""The sections of the report from heading to signature, in the order of the report as issued."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from cchc_lib.catalogue.definitions import CITY, in_words_of


@dataclass(frozen=True)
class Section:
    """A section of the report."""

    id: str
    """The name of the section in notebooks, templates and data."""
    level: int = 0
    """1 for a Phần, 2 for I., 3 for 1., 4 for a); 0 for a section without a heading."""
    number: str = ""
    title: str = ""


@cache
def outline(province_kind: str = CITY) -> tuple[Section, ...]:
    """Return all sections, in the order of the report.

    Args:
        province_kind: the kind of the province that titles name, `thành phố` or `tỉnh`.
    """
    text = files("cchc_lib.catalogue").joinpath("outline.csv").read_text(encoding="utf-8")
    return tuple(
        Section(row["id"], int(row["level"]), row["number"], in_words_of(province_kind, row["title"]))
        for row in csv.DictReader(text.splitlines())
    )


def section_names() -> tuple[str, ...]:
    """Return the names of all sections."""
    return tuple(section.id for section in outline())
