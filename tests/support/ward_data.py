"""A ward whose data breaks no audit rule, and ways to change one thing of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from cchc_lib.audit.catalogue import audit
from cchc_lib.catalogue.catalogue import national_catalogue
from cchc_lib.file_formats.text_files import TextFile, read_text
from cchc_lib.file_formats.yaml_files import parse_yaml
from cchc_lib.indicators.results import compute
from cchc_lib.inputs.comparison_periods import ComparisonPeriod
from cchc_lib.inputs.national_units import UNITS_FILE
from cchc_lib.inputs.periods import ComparisonBasis
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.tables.case_counts import CASES_TABLE, CaseRow, count_code
from cchc_lib.inputs.tables.claims import CLAIMS_TABLE, Claim
from cchc_lib.inputs.tables.performance_targets import Level, Relation, Target
from cchc_lib.inputs.tables.register import (
    ANNOUNCEMENTS_TABLE,
    CITATIONS_TABLE,
    DOCUMENTS_TABLE,
    Announcement,
    Citation,
    Document,
)
from cchc_lib.inputs.tables.restatements import RESTATEMENTS_TABLE, Restatement
from cchc_lib.inputs.tables.stated_figures import FIGURES_TABLE, Figures
from cchc_lib.inputs.unit_listing import unit_listing
from cchc_lib.inputs.ward import Ward
from cchc_lib.quantities.dates import Period
from cchc_lib.quantities.figures import Figure, Qualifier, SourceCell, State
from cchc_lib.quantities.numbers import Rounding
from cchc_lib.quantities.units import CASES, PERCENT, ValueKind
from tests.support.checkout import ROOT

FILE = "figures.csv"
LUU_KIEM = """\
code: "11488"
name: Lưu Kiếm
kind: phường
province: Hải Phòng
"""


@dataclass(frozen=True)
class WardData:
    """What a ward states, in a short form for test cases."""

    figures: Mapping[str, object]
    """Numbers as the ward would write them: `8.823`, `72,5`; `None arisen` where there was nothing."""
    claims: Mapping[str, str] = field(default_factory=dict)
    targets: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """By code: the relation with the number, and the words."""
    documents: tuple[Document, ...] = ()
    citations: tuple[Citation, ...] = ()
    announcements: tuple[Announcement, ...] = ()
    cases: tuple[CaseRow, ...] = ()
    as_of: Mapping[str, str] = field(default_factory=dict)
    as_written: Mapping[str, str] = field(default_factory=dict)
    """Wording of figures and claims where it differs from their numbers."""
    qualifiers: Mapping[str, Qualifier] = field(default_factory=dict)
    windows: Mapping[str, str] = field(default_factory=dict)
    """The days that figures cover where they are not those of the report, by code."""
    rounding: Rounding = Rounding.HALF_UP
    earlier: Mapping[str, object] = field(default_factory=dict)
    """The figures of the period before that differ; the others are the same. Empty without an earlier period."""
    restated: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """What another place of the report says, as number and words, by the codes of figures."""
    changes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Printed changes since the period before, as number and words, by the codes of indicators."""
    passages: Mapping[str, str] = field(default_factory=dict)
    """The ward's words, in this period and in the one before."""
    ward_file: str = LUU_KIEM
    """The text of ward.yaml."""

    def changed(self, **changes: object) -> "WardData":
        """Return the same data with some figures changed; `procedures__resolved` names `procedures.resolved`."""
        return replace(self, figures={**self.figures, **{_code(name): value for name, value in changes.items()}})


def _code(name: str) -> str:
    return name.replace("__", ".")


def fired_rules(data: WardData, inputs: ReportInputs) -> list[str]:
    """Return the codes of the audit rules that a ward's data breaks."""
    return [finding.rule.code for finding in audit(compute(as_inputs(data, inputs)))]


def as_inputs(data: WardData, inputs: ReportInputs) -> ReportInputs:
    """Return the data as validated inputs; ward, period and parameters are those of `inputs`."""
    written = data.as_written
    stated = {code: _figure(code, value, data.as_of.get(code)) for code, value in data.figures.items()}
    stated |= {code: replace(stated[code], as_written=text) for code, text in written.items() if code in stated}
    stated |= {code: replace(stated[code], qualifier=said) for code, said in data.qualifiers.items()}
    stated |= {code: replace(stated[code], window=Period.parse(days)) for code, days in data.windows.items()}
    claims = {code: _claim(code, value) for code, value in data.claims.items()}
    claims |= {code: replace(claims[code], as_written=text) for code, text in written.items() if code in claims}
    changes = ((f"{code}.previous_change", *each) for code, each in data.changes.items())
    claims |= {code: replace(_claim(code, value), as_written=words) for code, value, words in changes}
    tables = (
        inputs.tables.with_table(FIGURES_TABLE, Figures(stated, inputs.catalogue.figures))
        .with_table(CLAIMS_TABLE, claims)
        .with_table(DOCUMENTS_TABLE, {document.id: document for document in data.documents})
        .with_table(CITATIONS_TABLE, data.citations)
        .with_table(ANNOUNCEMENTS_TABLE, {announcement.figure: announcement for announcement in data.announcements})
        .with_table(CASES_TABLE, data.cases)
        .with_table(RESTATEMENTS_TABLE, tuple(_restatement(code, *each) for code, each in data.restated.items()))
    )
    ward_file = TextFile("ward.yaml", data.ward_file)
    ward = parse_yaml(ward_file, Ward)
    assert ward.model, ward.problems
    return replace(
        inputs,
        ward=ward.model,
        listing=unit_listing(ward, ward_file, read_text(ROOT / "data" / "reference", UNITS_FILE)),
        tables=tables,
        acknowledgements=(),
        comparison_periods=(_earlier_period(data, stated),) if data.earlier or data.passages else (),
        content=inputs.content.model_copy(update={"passages": dict(data.passages)}),
        settings=inputs.settings.model_copy(update={"rounding": data.rounding}),
        targets=tuple(_target(code, *asked) for code, asked in data.targets.items()),
    )


def _earlier_period(data: WardData, stated: Mapping[str, Figure]) -> ComparisonPeriod:
    before = {code: _figure(code, value, None) for code, value in data.earlier.items()}
    figures = Figures({**stated, **before}, national_catalogue().figures)
    days = Period.parse("2025-03-01_2025-06-30")
    return ComparisonPeriod(ComparisonBasis.PREVIOUS, days, figures, (), False, data.passages)


def _number(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))


def _figure(code: str, value: object, as_of: str | None) -> Figure:
    known = national_catalogue().figures[code]
    place = SourceCell(FILE, 1, "value")
    if value == "none arisen":
        return Figure(code, known.label, known.unit, None, State.NONE_ARISEN, source=place)
    if known.unit.kind is ValueKind.DATE:
        return Figure(code, known.label, known.unit, date.fromisoformat(str(value)), source=place)
    text = str(value)
    day = date.fromisoformat(as_of) if as_of else None
    unit = "" if text.endswith("!") else known.unit.name
    return Figure(
        code,
        known.label,
        known.unit,
        _number(text.rstrip("!")),
        as_of=day,
        as_written=text.rstrip("!"),
        unit_as_written=unit,
        source=place,
    )


def _restatement(code: str, value: str, words: str) -> Restatement:
    place, unit = SourceCell("restated.csv", 2, "value"), national_catalogue().figures[code].unit
    return Restatement(code, _number(value), unit, None, words, "Phần IV", place)


def _claim(code: str, value: str) -> Claim:
    return Claim(code, Decimal(value.replace(",", ".")), PERCENT, None, value, SourceCell("claims.csv", 1, "value"))


def _target(code: str, asked: str, words: str) -> Target:
    relation, _, number = asked.rpartition(" ")
    return Target(code, Relation(relation), Decimal(number), PERCENT, "", Level.WARD, "IV", words)


def case_row(code: str, **counts: int) -> CaseRow:
    """Return a row of cases.csv for a field of procedures."""
    figures = {
        column: Figure(
            count_code(code, column),
            f"{code} {column}",
            CASES,
            Decimal(count),
            source=SourceCell("cases.csv", 1, column),
        )
        for column, count in counts.items()
    }
    return CaseRow(code, code, figures)


CONSISTENT = WardData(
    figures={
        "heading.period_from": "2025-07-01",
        "heading.period_to": "2025-10-20",
        "ward.area": "42,17",
        "ward.population": "49.376",
        "overview.posts": "50",
        "overview.military_posts": "3",
        "overview.public_units": "13",
        "overview.kindergartens": "5",
        "overview.primary_schools": "4",
        "overview.secondary_schools": "3",
        "overview.public_service_units": "1",
        "overview.public_employees": "530",
        "overview.divisions": "3",
        "organisation.divisions_established": "3",
        "organisation.schools_received": "12",
        "plan_tasks.total": "22",
        "plan_tasks.completed": "14",
        "plan_tasks.in_progress": "8",
        "city_tasks.total": "25",
        "city_tasks.on_time": "21",
        "city_tasks.late": "1",
        "city_tasks.in_progress": "3",
        "reception.visits": "104",
        "reception.regular_visits": "103",
        "reception.chair_visits": "0",
        "reception.adhoc_matters": "1",
        "reception.decisions": "2",
        "petitions.matters": "26",
        "petitions.settled": "21",
        "petitions.pending": "5",
        "legal.check_required": "4",
        "legal.check_processed": "4",
        "procedures.visits": "9.875",
        "procedures.received": "8.823",
        "procedures.received_online": "6.397",
        "procedures.received_direct": "2.426",
        "procedures.resolved": "8.785",
        "procedures.in_progress": "38",
        "procedures.resolved_on_time": "8.747",
        "procedures.resolved_overdue": "38",
        "overdue.social_protection": "1",
        "overdue.certification": "7",
        "overdue.land_construction": "4",
        "overdue.civil_status": "25",
        "overdue.business": "1",
        "payments.online": "4.816",
        "payments.total": "4.907",
        "feedback.received": "3",
        "feedback.resolved": "3",
        "feedback.awaiting": "0",
        "feedback.in_progress": "0",
        "score766.total": "94,63",
        "severance.paid_people": "23",
        "severance.paid_amount": "21.738.646.640",
        "quota.civil_servants": "65",
        "quota.council_committee": "62",
        "quota.military": "3",
        "quota.public_employees": "574",
        "present.civil_servants": "55",
        "present.council": "5",
        "present.committee": "47",
        "present.military": "3",
        "present.education_employees": "530",
        "present.service_unit_employees": "0",
        "committee_staff.total": "47",
        "committee_staff.masters": "12",
        "committee_staff.bachelors": "35",
        "committee_staff.college": "0",
        "committee_staff.theory_advanced": "6",
        "committee_staff.theory_intermediate": "39",
        "committee_staff.theory_elementary": "2",
        "employees.total": "530",
        "employees.masters": "17",
        "employees.bachelors": "497",
        "employees.college": "16",
        "autonomy.units": "13",
        "autonomy.group_1": "0",
        "autonomy.group_2": "1",
        "autonomy.group_3": "8",
        "autonomy.group_4": "4",
        "services.total": "367",
        "services.full": "210",
        "services.partial": "136",
        "services.offline": "21",
        "services.full_with_cases": "22",
        "full_online.received": "1.409",
        "full_online.online": "1.396",
        "full_online.direct": "13",
    },
    claims={"procedures.on_time_rate": "99,57", "procedures.overdue_rate": "0,43", "procedures.online_rate": "72,50"},
    targets={
        "payments.online_rate": ("above 99", "nâng lên trên 99%"),
        "procedures.on_time_rate": ("at least 98", "tối thiểu 98%"),
    },
    documents=(
        Document("qd-1", "Quyết định", "78/QĐ-UBND", date(2025, 7, 11), "UBND phường Lưu Kiếm", "về A"),
        Document("qd-2", "Quyết định", "79/QĐ-UBND", date(2025, 7, 11), "UBND phường Lưu Kiếm", "về B"),
        Document("kh-1", "Kế hoạch", "07/KH-UBND", date(2025, 8, 6), "UBND phường Lưu Kiếm", "về C"),
        Document("nq-57", "Nghị quyết", "57-NQ/TW", date(2024, 12, 22), "Bộ Chính trị", "về D"),
        Document("luat", "Luật", "", None, "Quốc hội", "Luật Viên chức"),
    ),
    citations=(
        Citation("qd-1", "reception.decisions", "reception", 1, 1, "ngày 11/7/2025"),
        Citation("qd-2", "reception.decisions", "reception", 1, 2, "ngày 11/7/2025"),
        Citation("kh-1", "communication.plan", "communication", None, 1, "ngày 06/8/2025"),
    ),
    announcements=(
        Announcement("reception.decisions", "Quyết định", "reception.decisions", 1, "02 Quyết định", "reception"),
    ),
)
"""A ward without a fault: the audit has to find nothing."""
