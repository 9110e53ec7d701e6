"""A ward's figures of earlier periods, which those of a report are compared with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cchc_lib.errors import InputErrors, Problem
from cchc_lib.inputs.cases import CASES_FILE, CaseRow, read_cases
from cchc_lib.inputs.local import Content, Origin
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.stated import Figures, read_figures
from cchc_lib.inputs.text_files import TextFile
from cchc_lib.inputs.yaml_files import parse_yaml
from cchc_lib.quantities.dates import Period

UNITS_SINCE = date(2025, 7, 1)
"""From this day on there are the wards of today; before it were others (Nghị quyết 203/2025/QH15)."""


_FIGURES, _CONTENT = "figures.csv", "content.yaml"


class Which(StrEnum):
    """Which earlier period."""

    PREVIOUS = "previous"
    YEAR_BEFORE = "year_before"


@dataclass(frozen=True)
class Earlier:
    """What a ward stated for an earlier period."""

    which: Which
    period: Period
    figures: Figures
    cases: tuple[CaseRow, ...]
    is_simulated: bool
    """Whether they are made up: what is made up and what is not are never compared."""


def is_comparable(period: Period) -> bool:
    """Whether the wards of today were there from a period's first day on."""
    return period.start >= UNITS_SINCE


def earlier_periods(project: Project, slug: str, period: Period) -> Mapping[Which, Period]:
    """The periods of a ward's folder that this one is compared with: the last that ended before it, and last year's."""
    before = [each for each in _periods(project, slug) if each.end < period.start and is_comparable(each)]
    days = period.year_before
    found = {
        Which.PREVIOUS: max(before, key=lambda each: (each.end, -abs(each.days - period.days)), default=None),
        Which.YEAR_BEFORE: next((each for each in before if (each.start, each.end) == (days.start, days.end)), None),
    }
    both = {which: each for which, each in found.items() if each}
    return dict(list(both.items())[: len(set(both.values()))])  # Of one period that is both, the first.


def incomparable_period(project: Project, slug: str, period: Period) -> Period | None:
    """The last period before, where it is of the days before today's wards and therefore not compared."""
    before = [each for each in _periods(project, slug) if each.end < period.start]
    last = max(before, key=lambda each: (each.end, each.start), default=None)
    return last if last and not is_comparable(last) else None


def earlier_files(project: Project, slug: str, period: Period) -> tuple[str, ...]:
    """What is read of the earlier periods, by names within the data folder."""
    folders = {f"wards/{slug}/{each.name}" for each in earlier_periods(project, slug, period).values()}
    names = [f"{folder}/{name}" for folder in sorted(folders) for name in (_FIGURES, _CONTENT, CASES_FILE)]
    untold = incomparable_period(project, slug, period)
    names += [f"wards/{slug}/{untold.name}/{_CONTENT}"] if untold else []
    return tuple(name for name in names if name.endswith(_FIGURES) or (project.data / name).exists())


def read_earlier(project: Project, slug: str, period: Period, files: Mapping[str, TextFile]) -> tuple[Earlier, ...]:
    """What a ward stated for earlier periods; `files` are those of `earlier_files`, read.

    Raises:
        InputErrors: the files have faults.
    """
    found, faults = [], list[Problem]()
    for which, each in earlier_periods(project, slug, period).items():
        folder = f"wards/{slug}/{each.name}"
        figures, figure_faults = read_figures(files[f"{folder}/{_FIGURES}"])
        table = files.get(f"{folder}/{CASES_FILE}")
        cases, case_faults = read_cases(table) if table else ((), [])
        content = parse_yaml(files[f"{folder}/{_CONTENT}"], Content)
        faults += [*figure_faults, *case_faults, *content.problems]
        simulated = content.model is not None and content.model.document.origin is Origin.SIMULATED
        found.append(Earlier(which, each, figures, cases, simulated))
    if faults:
        raise InputErrors(dict.fromkeys(faults))
    return tuple(found)


def _periods(project: Project, slug: str) -> Iterator[Period]:
    folder = project.data / "wards" / slug
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        try:
            yield Period.parse(path.name)
        except ValueError:
            continue  # ward.yaml, and whatever else lies there
