"""A built report as the site knows it: what its record says, without how it was computed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from cchc_lib.indicators.catalogue import compared_counts, indicators
from cchc_lib.inputs.document_form import Origin
from cchc_lib.inputs.ward import UnitKind
from cchc_lib.quantities.dates import Period
from cchc_lib.quantities.figures import State
from cchc_lib.quantities.printing import NO_INFORMATION, STATE_WORDS
from cchc_lib.record.model import Record
from cchc_lib.site.record_summary import NumberSummary, RecordSummary

FILES = {
    "report.html": "Trang web (HTML)",
    "report.pdf": "PDF",
    "report.docx": "Word (DOCX)",
    "indicators.csv": "Chỉ tiêu (CSV)",
    "record.json": "Hồ sơ số liệu (JSON)",
}
"""What of a report may be fetched, and what each file is called."""
PAGE, RECORD = "report.html", "record.json"
OVERVIEW = "overview.html"
OVERVIEW_FILES = {OVERVIEW: FILES[PAGE], "overview.pdf": "PDF", "overview.docx": "Word (DOCX)", RECORD: FILES[RECORD]}
"""The same of the overview of a city."""
_PROSE = re.compile(r"(?!bang-|bieu-do-|letterhead|closing|mark|summary|so-sanh)")
"""How the places of a report begin whose words are searched: its sentences, each once."""
_NOTHING = re.compile(f"[^.]*({STATE_WORDS[State.NOT_GIVEN]}|{NO_INFORMATION})[^.]*\\.?")
"""A sentence that says that there is nothing to say."""


@dataclass(frozen=True)
class Reading:
    """A value as a report prints it."""

    text: str
    value: str | None
    """For machines; None where there is none."""
    exact: Fraction | None
    """Not rounded, in its unit."""
    state: str
    calculation: str
    standing: str
    """How it stands to its first target; empty where it has none."""


@dataclass(frozen=True, eq=False)
class PublishedReport:
    """One ward's report for one period."""

    slug: str
    code: str
    name: str
    period: Period
    origin: Origin
    errors: int
    """Errors that the ward has not acknowledged."""
    readings: Mapping[str, Reading]
    hashes: Mapping[str, str]
    """sha256 of every file that it was made from."""
    text: str
    """Its prose, to be searched."""
    sizes: Mapping[str, int]
    """Of the files that are there, in bytes."""

    @cached_property
    def days(self) -> Period:
        """Its period under the one name that all reports of these days share: the official one if there is one."""
        return Period(self.period.names[-1], self.period.start, self.period.end)

    @cached_property
    def remark(self) -> str:
        """What a reader must know wherever a number of it stands; nothing of most reports."""
        rebuilt = "bản dựng lại từ số liệu đã công bố" if self.origin is Origin.RECONSTRUCTION else ""
        faulty = f"còn {self.errors} lỗi số liệu chưa giải trình" if self.errors else ""
        return "; ".join(filter(None, (rebuilt, faulty)))

    @property
    def kind(self) -> str:
        """Which of the three kinds of units it is; `phường`, `xã`, `đặc khu`."""
        return next((kind.value for kind in UnitKind if self.name.startswith(kind.value)), "")

    @property
    def bare_name(self) -> str:
        """The name without its kind."""
        return self.name.removeprefix(self.kind).strip()

    @property
    def is_simulated(self) -> bool:
        """Whether its figures are made up."""
        return self.origin is Origin.SIMULATED

    @cached_property
    def place(self) -> str:
        """Its folder within the site."""
        return f"don-vi/{self.slug}/{self.period.name}"


def listed_codes() -> tuple[str, ...]:
    """What the site lists: every indicator, and the counts that reports compare."""
    return (*compared_counts(), *indicators())


def summarised(record: Record) -> RecordSummary:
    """Return what the site keeps of a verified record."""
    sentences = (_NOTHING.sub("", text).strip() for place, text in record.page_text.items() if _PROSE.match(place))
    return RecordSummary.of(record, listed_codes(), "\n".join(filter(None, sentences)))


def published_report(summary: RecordSummary, sizes: Mapping[str, int]) -> PublishedReport:
    """Return a ward's report as the site shows it."""
    ward = summary.subject
    return PublishedReport(
        ward.slug,
        ward.code,
        ward.name,
        Period.parse(summary.period.name),
        Origin(summary.origin),
        summary.open_errors,
        {code: _reading(number) for code, number in summary.numbers.items()},
        summary.hashes,
        summary.prose,
        sizes,
    )


@dataclass(frozen=True, eq=False)
class PublishedOverview:
    """The overview of a city for one period."""

    slug: str
    name: str
    period: Period
    hashes: Mapping[str, str]
    errors: int
    """Errors that wards in it have not acknowledged."""
    sizes: Mapping[str, int]

    @property
    def remark(self) -> str:
        """What a reader must know beside its name."""
        return f"còn {self.errors} lỗi số liệu chưa giải trình" if self.errors else ""

    @property
    def place(self) -> str:
        """Its folder within the site."""
        return f"thanh-pho/{self.slug}/{self.period.name}"


def published_overview(summary: RecordSummary, errors: int, sizes: Mapping[str, int]) -> PublishedOverview:
    """Return a city's overview as the site shows it; `errors` are those of its wards."""
    city, period = summary.subject, Period.parse(summary.period.name)
    return PublishedOverview(city.slug, city.name, period, summary.hashes, errors, sizes)


def _reading(number: NumberSummary) -> Reading:
    exact = None if number.exact is None else Fraction(number.exact)
    return Reading(number.text, number.value, exact, number.state, number.calculation, number.standing)
