"""Every page of the site as text, by its path within it."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, TypeVar

from cchc_lib.indicators.catalogue import indicators
from cchc_lib.indicators.declaration import Direction
from cchc_lib.indicators.identities import complements
from cchc_lib.indicators.trends import have_similar_length
from cchc_lib.inputs.periods import is_comparable
from cchc_lib.inputs.tables.stated_figures import Figures
from cchc_lib.quantities.dates import Period
from cchc_lib.quantities.numbers import Rounding, format_number, round_number
from cchc_lib.quantities.units import UNITS, ValueKind
from cchc_lib.report.indicator_reference import DIRECTION_WORDS, section_titles
from cchc_lib.report.sections.summary import KEY_FIGURES
from cchc_lib.site.dataset import COLUMNS, meaning
from cchc_lib.site.page_templates import hash_of, in_words, render, search_policy
from cchc_lib.site.published_documents import PublishedOverview, PublishedReport, listed_codes
from cchc_lib.site.ranking import Ranked, latest, middle, ranked
from cchc_lib.site.trend_chart import trend

Key = TypeVar("Key", bound=Hashable)

_FIRST_ORDER = "procedures.on_time_rate"
"""What a league table is ordered by before a reader orders it anew."""
SEARCH = "tim-kiem.json"
"""Where the names that are searched lie; the front page asks for it."""


FULL_TEXT = "tim-kiem"
"""Where the page that searches the full text lies, with its index."""


@dataclass(frozen=True)
class Refused:
    """A built report or overview that is not published."""

    name: str
    """Its folder: `ward/period`."""
    why: str
    detail: str = ""
    """For who made it; no page tells it."""


@dataclass(frozen=True)
class Site:
    """What is published, and what is not."""

    reports: tuple[PublishedReport, ...]
    refused: tuple[Refused, ...] = ()
    overviews: tuple[PublishedOverview, ...] = ()

    @cached_property
    def by_ward(self) -> Mapping[str, tuple[PublishedReport, ...]]:
        """Each ward's reports, the latest first."""
        return _grouped(self.reports, lambda each: each.slug)

    @cached_property
    def by_period(self) -> Mapping[Period, tuple[PublishedReport, ...]]:
        """Each period's reports, the latest period first."""
        found = _grouped(self.reports, lambda each: each.days)
        return dict(sorted(found.items(), key=lambda each: (each[0].end, each[0].start), reverse=True))

    @property
    def periods(self) -> tuple[Period, ...]:
        """The latest first."""
        return tuple(self.by_period)

    @cached_property
    def sides(self) -> Mapping[tuple[Period, str], tuple[Ranked, ...]]:
        """For each period and code all reports, the best first."""
        keys = [(period, code) for period in self.by_period for code in listed_codes()]
        return {(period, code): ranked(self.by_period[period], code) for period, code in keys}

    @cached_property
    def places(self) -> Mapping[tuple[Period, str], Mapping[str, int | None]]:
        """For each period and code the rank of each ward, by slug."""
        return {key: {each.report.slug: each.rank for each in rows} for key, rows in self.sides.items()}

    def overviews_of(self, period: Period) -> tuple[PublishedOverview, ...]:
        """The overviews of cities for these days."""
        return tuple(
            each for each in self.overviews if (each.period.start, each.period.end) == (period.start, period.end)
        )

    @cached_property
    def middles(self) -> Mapping[tuple[Period, str], str]:
        """For each period and code the median beside its unit; nothing where no value is known."""
        keys = [(period, code) for period in self.by_period for code in listed_codes()]
        return {(period, code): _beside(middle(self.by_period[period], code), code) for period, code in keys}


def _beside(number: Fraction | None, code: str) -> str:
    if number is None:
        return ""
    unit = UNITS[meaning(code)[1]]
    places = 0 if number.denominator == 1 else unit.decimals
    return unit.with_number(format_number(round_number(number, places, Rounding.HALF_UP)))


def _grouped(
    reports: Sequence[PublishedReport], key: Callable[[PublishedReport], Key]
) -> dict[Key, tuple[PublishedReport, ...]]:
    groups: dict[Key, list[PublishedReport]] = defaultdict(list)
    for report in sorted(reports, key=lambda each: each.period.end, reverse=True):
        groups[key(report)].append(report)
    return {name: tuple(group) for name, group in groups.items()}


def pages(site: Site) -> Iterator[tuple[str, str]]:
    """Every page but that of the full text: its path, and its text."""
    for path, template, values in _contents(site):
        yield path, _rendered(site, path, template, values)


def search_page(site: Site, engine: bytes) -> str:
    """The page that searches the full text, with the script that it loads for it."""
    values = {"search_policy": search_policy(engine), "engine": hash_of(engine).strip("'")}
    return _rendered(site, f"{FULL_TEXT}/index.html", "search.html.j2", values)


def _rendered(site: Site, path: str, template: str, values: dict[str, Any]) -> str:
    shown = values.pop("shown", site.reports)
    depth = len(PurePosixPath(path).parents) - 1
    simulated = any(report.is_simulated for report in shown)
    return render(template, {"root": "../" * depth, "site": site, "simulated": simulated, **values})


def _contents(site: Site) -> Iterator[tuple[str, str, dict[str, Any]]]:
    yield "index.html", "front.html.j2", {"search": SEARCH, "newest": _newest(site)}
    yield "don-vi/index.html", "wards.html.j2", {"wards": _wards(site)}
    for slug, reports in site.by_ward.items():
        yield f"don-vi/{slug}/index.html", "ward.html.j2", {"reports": reports, "shown": reports, **_ward(reports)}
    for period, reports in site.by_period.items():
        columns = _columns(reports)
        common = {
            "period": period,
            "overviews": site.overviews_of(period),
            "reports": reports,
            "columns": columns,
            "shown": reports,
        }
        yield f"ky/{period.name}/index.html", "league.html.j2", {**common, "rows": site.sides[period, _FIRST_ORDER]}
        yield f"so-sanh/{period.name}/index.html", "compare.html.j2", {**common, "data": _comparable(reports)}
    yield "chi-tieu/index.html", "indicators.html.j2", {"sections": _sections(), "titles": section_titles()}
    for code in listed_codes():
        yield f"chi-tieu/{indicator_page(code)}", "indicator.html.j2", _indicator(site, code)
    if site.overviews:
        yield "thanh-pho/index.html", "cities.html.j2", {}
    yield "du-lieu/index.html", "data.html.j2", {"columns": COLUMNS}
    yield "chua-cong-bo/index.html", "refused.html.j2", {}


def indicator_page(code: str) -> str:
    """Where an indicator's page lies within chi-tieu/."""
    return f"{code.replace('.', '-')}/index.html"


def _newest(site: Site) -> tuple[PublishedReport, ...]:
    by_name = sorted(site.reports, key=lambda each: each.slug)
    return tuple(sorted(by_name, key=lambda each: each.period.end, reverse=True)[:12])


def _wards(site: Site) -> list[PublishedReport]:
    return sorted(latest(site.reports).values(), key=lambda each: each.slug)


def _ward(reports: Sequence[PublishedReport]) -> dict[str, Any]:
    codes = [code for _, code in KEY_FIGURES]
    alike = _alike(reports[::-1])
    # Counts of periods that are a few days longer make no line.
    rates = [code for code in codes if UNITS[meaning(code)[1]].kind is not ValueKind.COUNT]
    trends = {code: trend(alike, code, meaning(code)[0]) for code in rates}
    drawn = {code: line for code, line in trends.items() if line}
    mixed = any(not is_comparable(each.period) for each in reports)
    return {"cards": KEY_FIGURES, "trends": drawn, "drawn": alike if drawn else [], "mixed": mixed}


def _alike(oldest_first: Sequence[PublishedReport]) -> list[PublishedReport]:
    """The longest row of reports that make a line: of today's wards, of periods about as long, none within another."""
    rows: list[list[PublishedReport]] = []
    for report in oldest_first:
        if not is_comparable(report.period):
            continue
        fits = (
            row
            for row in rows
            if have_similar_length(row[-1].period, report.period) and row[-1].period.end < report.period.start
        )
        row = next(fits, None)
        if row is None:
            rows.append([report])
        else:
            row.append(report)
    return max(rows, key=len, default=[])


def _columns(reports: Sequence[PublishedReport]) -> list[tuple[str, str]]:
    """The key figures that one of the reports knows."""
    return [(label, code) for label, code in KEY_FIGURES if any(code in each.readings for each in reports)]


def _comparable(reports: Sequence[PublishedReport]) -> dict[str, Any]:
    """What the page that compares wards holds for its script: names, and the printed values by code."""
    codes = [code for code in listed_codes() if any(code in each.readings for each in reports)]
    return {
        "labels": [[code, meaning(code)[0], _better(code)] for code in codes],
        "wards": {
            each.slug: [each.name, each.period.name, each.remark, [_side(each, code) for code in codes]]
            for each in sorted(reports, key=lambda each: each.slug)
        },
    }


def _better(code: str) -> int:
    """Which way a value is better: 1 for higher, -1 for lower; 0 for neither, counts, and halves told by the other."""
    known = indicators().get(code)
    ways = {Direction.HIGHER: 1, Direction.LOWER: -1}
    judged = known and known.unit.kind is not ValueKind.COUNT and code not in complements()
    return ways.get(known.direction, 0) if known and judged else 0


def _side(report: PublishedReport, code: str) -> list[str]:
    """A value as it is printed, and for machines."""
    reading = report.readings.get(code)
    return [reading.text, reading.value or ""] if reading else ["", ""]


def _sections() -> dict[str, list[str]]:
    sections = defaultdict(list)
    for code, each in indicators().items():
        sections[each.section].append(code)
    return sections


def _indicator(site: Site, code: str) -> dict[str, Any]:
    known = indicators().get(code)
    sides = {period: site.sides[period, code] for period in site.by_period}
    return {
        "code": code,
        "label": meaning(code)[0],
        "unit": meaning(code)[1],
        "formula": in_words(known.formula(Figures({}))) if known else "",
        "codes": known.formula(Figures({})).formula() if known else "",
        "reference": known.reference if known else "",
        "direction": DIRECTION_WORDS[known.direction] if known else "",
        "sides": sides,
        "judged": any(
            each.readings[code].standing in ("met", "missed") for each in site.reports if code in each.readings
        ),
        "middles": {period: site.middles[period, code] for period in site.by_period},
    }


def search_index(site: Site) -> list[list[str]]:
    """What is searched: each ward's name, and its page's folder."""
    return [[each.name, each.code, each.slug] for each in _wards(site)]
