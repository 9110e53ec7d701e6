"""The reports and overviews that the site publishes."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.catalogue.catalogue_text import read_catalogue_text
from cchc_lib.inputs.document_form import Origin
from cchc_lib.inputs.ward import UnitKind
from cchc_lib.quantities.dates import Period
from cchc_lib.quantities.figures import State
from cchc_lib.quantities.printing import NO_INFORMATION, STATE_WORDS
from cchc_lib.quantities.value_key import Aspect, ValueKey
from cchc_lib.record.model import Record
from cchc_lib.record.places import PagePlace, PlaceKind
from cchc_lib.site.record_summary import NumberSummary, RecordSummary
from cchc_lib.site.top_folders import TopFolder

REPORT_PAGE, OVERVIEW_PAGE, RECORD_FILE = "report.html", "overview.html", "record.json"
REPORT_FILES = {
    REPORT_PAGE: "Trang web (HTML)",
    "report.pdf": "PDF",
    "report.docx": "Word (DOCX)",
    "indicators.csv": "Chỉ tiêu (CSV)",
    RECORD_FILE: "Hồ sơ số liệu (JSON)",
}
"""The files of a report that the site offers, with their titles."""
OVERVIEW_FILES = {
    OVERVIEW_PAGE: REPORT_FILES[REPORT_PAGE],
    "overview.pdf": "PDF",
    "overview.docx": "Word (DOCX)",
    RECORD_FILE: REPORT_FILES[RECORD_FILE],
}
"""The files of an overview that the site offers, with their titles."""
_SEARCHED_KINDS = (PlaceKind.PROSE, PlaceKind.FOOTNOTES)
"""The kinds of places whose text is searched. Tables, charts and summaries repeat the prose."""
_EMPTY_SENTENCE = re.compile(f"[^.]*({STATE_WORDS[State.NOT_GIVEN]}|{NO_INFORMATION})[^.]*\\.?")
"""A sentence that only says that a number or a text is not given."""


@dataclass(frozen=True)
class Reading:
    """A value as a report prints it."""

    text: str
    value: str | None
    """The rounded number for machines; None if there is none."""
    exact: Fraction | None
    """The number before it was rounded, in its unit; None if there is none."""
    state: str
    calculation: str
    """The calculation with its result, such as `8.747 / 8.785 = 99,57%`."""
    standing: str
    """The standing against its first target: `met`, `missed` or `unknown`; empty if it has no target."""
    is_claimed: bool = False
    """Whether it is the rate as the ward published it, since the parts of the rate are missing."""


@dataclass(frozen=True, eq=False)
class PublishedReport:
    """The report of a ward for one period."""

    slug: str
    code: str
    """The five digits of the ward in the national list."""
    name: str
    period: Period
    origin: Origin
    open_errors: int
    """The number of errors of the audit that the ward has not acknowledged."""
    readings: Mapping[str, Reading]
    """The values that the site lists, by code."""
    hashes: Mapping[str, str]
    """The SHA-256 of each input file by path."""
    prose: str
    """The sentences of the report for the search, one paragraph in each line."""
    sizes: Mapping[str, int]
    """The size in bytes of each file that exists, by name."""
    catalogue: Catalogue
    """The figures and indicators of the report."""
    province: str = ""
    """The ward's province with its kind; empty if the record does not say it."""
    is_name_shared: bool = False
    """Whether another ward of the site has the same name, so that the province must be named with it."""

    @cached_property
    def official_period(self) -> Period:
        """The period under the name that all reports of the same days share: the national name if there is one."""
        return replace(self.period, name=self.period.names[-1])

    @cached_property
    def remark(self) -> str:
        """The remark in Vietnamese that accompanies the report's numbers; empty for most reports."""
        rebuilt = "bản dựng lại từ số liệu đã công bố" if self.origin is Origin.RECONSTRUCTION else ""
        return "; ".join(filter(None, (rebuilt, _open_errors_remark(self.open_errors))))

    @property
    def label(self) -> str:
        """The name, with the province where the name alone does not say which ward is meant."""
        return f"{self.name}, {self.province}" if self.is_name_shared and self.province else self.name

    def card_of(self, code: str) -> str:
        """Return the code of the number in the report whose card explains a value of the site."""
        reading = self.readings.get(code)
        return str(ValueKey(code, aspects=(Aspect.CLAIMED,))) if reading and reading.is_claimed else code

    @property
    def kind(self) -> str:
        """The kind of the unit: `phường`, `xã` or `đặc khu`."""
        # The kind before a name of a person has a capital: Phường Trần Hưng Đạo (Nghị định 30/2020/NĐ-CP, Phụ lục II).
        return next((kind.value for kind in UnitKind if self.name.lower().startswith(kind.value)), "")

    @property
    def bare_name(self) -> str:
        """The name without the kind."""
        return self.name[len(self.kind) :].strip()

    @property
    def is_simulated(self) -> bool:
        """Whether the figures are simulated."""
        return self.origin is Origin.SIMULATED

    @cached_property
    def folder(self) -> str:
        """The folder of its files within the site."""
        return f"{TopFolder.WARDS}/{self.slug}/{self.period.name}"


@dataclass(frozen=True, eq=False)
class PublishedOverview:
    """The overview of a city for one period."""

    slug: str
    name: str
    period: Period
    hashes: Mapping[str, str]
    """The SHA-256 of each input file by path."""
    open_errors: int
    """The number of errors of the audit that its wards have not acknowledged."""
    sizes: Mapping[str, int]
    """The size in bytes of each file that exists, by name."""

    @property
    def remark(self) -> str:
        """The remark in Vietnamese that accompanies its name; empty for most overviews."""
        return _open_errors_remark(self.open_errors)

    @property
    def folder(self) -> str:
        """The folder of its files within the site."""
        return f"{TopFolder.CITIES}/{self.slug}/{self.period.name}"


def _open_errors_remark(count: int) -> str:
    return f"còn {count} lỗi số liệu chưa giải trình" if count else ""


def listed_codes(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the codes of the values that the site lists: the counts that reports compare, and every indicator."""
    return (*catalogue.compared_counts, *catalogue.indicators)


def summarise(record: Record) -> RecordSummary:
    """Return the summary of a verified record, with the prose that is searched."""
    texts = (text for place, text in record.page_text.items() if PagePlace.parse(place).kind in _SEARCHED_KINDS)
    sections = (_EMPTY_SENTENCE.sub("", text).strip() for text in texts)
    listed = listed_codes(read_catalogue_text(record.catalogue, record.units_of_measure)[0])
    return RecordSummary.of(record, listed, "\n".join(filter(None, sections)))


def published_report(summary: RecordSummary, sizes: Mapping[str, int]) -> PublishedReport:
    """Return the published form of a ward's report.

    Args:
        summary: the summary of its record.
        sizes: the size in bytes of each of its files, by name.
    """
    ward = summary.subject
    return PublishedReport(
        ward.slug,
        ward.code,
        ward.name,
        summary.period.period,
        Origin(summary.origin),
        summary.open_errors,
        {code: _reading(number) for code, number in summary.numbers.items()},
        summary.hashes,
        summary.prose,
        sizes,
        read_catalogue_text(summary.catalogue, summary.units_of_measure, ward.province_kind)[0],
        f"{ward.province_kind} {ward.province}" if ward.province else "",
    )


def with_distinct_names(reports: Sequence[PublishedReport]) -> tuple[PublishedReport, ...]:
    """Return reports of which those whose wards share a name, whatever their kinds, name their province as well."""
    slugs: dict[str, set[str]] = defaultdict(set)
    for report in reports:
        slugs[report.bare_name].add(report.slug)
    return tuple(replace(report, is_name_shared=len(slugs[report.bare_name]) > 1) for report in reports)


def published_overview(summary: RecordSummary, open_errors: int, sizes: Mapping[str, int]) -> PublishedOverview:
    """Return the published form of a city's overview.

    Args:
        summary: the summary of its record.
        open_errors: the errors that its wards have not acknowledged.
        sizes: the size in bytes of each of its files, by name.
    """
    city = summary.subject
    return PublishedOverview(city.slug, city.name, summary.period.period, summary.hashes, open_errors, sizes)


def _reading(number: NumberSummary) -> Reading:
    exact = None if number.exact is None else Fraction(number.exact)
    return Reading(
        number.text, number.value, exact, number.state, number.calculation, number.standing, number.is_claimed
    )
