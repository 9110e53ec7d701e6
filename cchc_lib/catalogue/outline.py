"""The sections of a report from heading to signature: those of the report as issued, and how sections are numbered."""

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from cchc_lib.catalogue.definitions import CITY, in_words_of
from cchc_lib.quantities.numbers import roman

FIRST, LAST = "heading", "closing"
"""The sections without a heading, before and after all others; every report has them."""
_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The letters of points (NĐ 30/2020/NĐ-CP, Phụ lục I): the Vietnamese alphabet without its further marks."""


@dataclass(frozen=True)
class Section:
    """A section of the report."""

    id: str
    """The name of the section in notebooks, templates and data."""
    level: int = 0
    """1 for a Phần, 2 for I., 3 for 1., 4 for a); 0 for a section without a heading."""
    title: str = ""
    number: str = ""
    """The number before the title; it follows from the sections before."""


_NUMBERS: Mapping[int, Callable[[int], str]] = {
    0: lambda _: "",
    1: lambda at: f"Phần {roman(at)}",
    2: lambda at: f"{roman(at)}.",
    3: lambda at: f"{at}.",
    4: lambda at: f"{_LETTERS[at - 1]})" if at <= len(_LETTERS) else f"{at})",
}
LEVELS = tuple(level for level in _NUMBERS if level)
"""The levels of sections that have a heading."""


def numbered(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Return sections with the numbers of their order: each level begins again below a higher one."""
    return tuple(_numbered(sections))


def _numbered(sections: Iterable[Section]) -> Iterator[Section]:
    counts: Counter[int] = Counter()
    for section in sections:
        counts = Counter({level: count for level, count in counts.items() if level <= section.level})
        counts[section.level] += 1
        yield replace(section, number=_NUMBERS[section.level](counts[section.level]))


@cache
def outline(province_kind: str = CITY) -> tuple[Section, ...]:
    """Return all sections, in the order of the report.

    Args:
        province_kind: the kind of the province that titles name, `thành phố` or `tỉnh`.
    """
    text = files("cchc_lib.catalogue").joinpath("outline.csv").read_text(encoding="utf-8")
    return numbered(
        Section(row["id"], int(row["level"]), in_words_of(province_kind, row["title"]))
        for row in csv.DictReader(text.splitlines())
    )


def section_names() -> tuple[str, ...]:
    """Return the names of all sections."""
    return tuple(section.id for section in outline())


def with_those_below(sections: tuple[Section, ...], name: str) -> tuple[Section, ...]:
    """Return a section with the sections below it, those after it of a lower level; none if no section has the name."""
    at = next((at for at, section in enumerate(sections) if section.id == name), len(sections))
    end = next(
        (later for later in range(at + 1, len(sections)) if sections[later].level <= sections[at].level), len(sections)
    )
    return sections[at:end]
