"""The sections of the report from heading to signature, in the order of the report as issued."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


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
def outline() -> tuple[Section, ...]:
    """Return all sections, in the order of the report."""
    text = files("cchc_lib.catalogue").joinpath("outline.csv").read_text(encoding="utf-8")
    return tuple(
        Section(row["id"], int(row["level"]), row["number"], row["title"]) for row in csv.DictReader(text.splitlines())
    )


def section_names() -> tuple[str, ...]:
    """Return the names of all sections."""
    return tuple(section.id for section in outline())
