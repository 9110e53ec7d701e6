"""Sums, equalities and subsets among figures, which the audit and scenarios both use."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from cchc_lib.indicators.cases import PARTS, case_fields
from cchc_lib.indicators.catalogue import indicators
from cchc_lib.indicators.declaration import Direction
from cchc_lib.indicators.finance import AUTONOMY_GROUPS
from cchc_lib.indicators.procedures import OVERDUE_FIELDS
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.tables.case_counts import CASE_COLUMNS, TOTAL, count_code


@dataclass(frozen=True)
class Identity:
    """A figure and the other figures that add up to it."""

    whole: str
    """The code of the sum."""
    parts: tuple[str, ...]
    """The codes of the addends; if there is one only, the whole repeats it."""
    whole_is_derived: bool = False
    """True if the whole is counted from its parts, so that a scenario changes the whole and never another part."""


_SCHOOLS = ("overview.kindergartens", "overview.primary_schools", "overview.secondary_schools")
_RECEIVED_CASES = Identity("procedures.received", ("procedures.received_online", "procedures.received_direct"))

# Figures state overdue cases for the fields of OVERDUE_FIELDS alone, and none states tasks that are overdue but not
# completed. A ward that has other fields or such tasks breaks a sum although its figures are right.
SUMS = (
    _RECEIVED_CASES,
    Identity("procedures.resolved", ("procedures.resolved_on_time", "procedures.resolved_overdue")),
    Identity("procedures.resolved_overdue", tuple(f"overdue.{field}" for field in OVERDUE_FIELDS)),
    Identity("feedback.received", ("feedback.resolved", "feedback.awaiting", "feedback.in_progress")),
    Identity("plan_tasks.total", ("plan_tasks.completed", "plan_tasks.in_progress")),
    Identity("city_tasks.total", ("city_tasks.on_time", "city_tasks.late", "city_tasks.in_progress")),
    Identity("petitions.matters", ("petitions.settled", "petitions.pending")),
    Identity("services.total", ("services.full", "services.partial", "services.offline")),
    Identity("full_online.received", ("full_online.online", "full_online.direct")),
    Identity("quota.civil_servants", ("quota.council_committee", "quota.military"), whole_is_derived=True),
    Identity(
        "present.civil_servants", ("present.council", "present.committee", "present.military"), whole_is_derived=True
    ),
    Identity(
        "committee_staff.total", ("committee_staff.masters", "committee_staff.bachelors", "committee_staff.college")
    ),
    Identity("employees.total", ("employees.masters", "employees.bachelors", "employees.college")),
    Identity("autonomy.units", tuple(f"autonomy.{group}" for group in AUTONOMY_GROUPS)),
)
"""The sums whose parts are all stated in the sections of the report."""

PARTIAL_SUMS = (
    Identity(
        "committee_staff.total",
        ("committee_staff.theory_advanced", "committee_staff.theory_intermediate", "committee_staff.theory_elementary"),
    ),
    Identity("overview.public_units", (*_SCHOOLS, "overview.public_service_units"), whole_is_derived=True),
    Identity("reception.visits", ("reception.regular_visits", "reception.chair_visits"), whole_is_derived=True),
)
"""The sums whose whole may exceed the stated parts.

There are staff without training in political theory, public units of other kinds, and ad hoc visits.
"""


def sums(inputs: ReportInputs) -> tuple[Identity, ...]:
    """Return the sums that hold for a ward.

    Cases that the form carries over from before are part of those received, although no figure states them.
    """
    counted = [row.code for row in inputs.cases if "carried_over" in row.counts]
    rows = [TOTAL] if TOTAL in counted else counted
    carried_over = (count_code(row, "carried_over") for row in rows)
    received = replace(_RECEIVED_CASES, parts=(*_RECEIVED_CASES.parts, *carried_over))
    return tuple(received if identity is _RECEIVED_CASES else identity for identity in SUMS)


CARRY_OVER = Identity("procedures.received", ("procedures.resolved", "procedures.in_progress"))
"""The cases received are those resolved and those in progress, which wards seldom state; (3) = (7) + (11)."""

EQUALITIES = (
    Identity("autonomy.units", ("overview.public_units",)),
    Identity("organisation.schools_received", _SCHOOLS),
    Identity("organisation.divisions_established", ("overview.divisions",)),
    Identity("employees.total", ("present.education_employees", "present.service_unit_employees")),
    Identity("committee_staff.total", ("present.committee",)),
)
"""The quantities that two sections of the report state."""

ONE_TIME_EVENTS = ("organisation.schools_received", "organisation.divisions_established")
"""The figures of EQUALITIES that count events of one period; in later periods they are 0 and equal nothing."""


@dataclass(frozen=True)
class Headcount:
    """A figure that states a number of people or posts."""

    stated: str
    """The code of the figure."""
    present: tuple[str, ...]
    """The codes of the figures that count the people present and add up to it."""
    quota: str
    """The code of the quota, which wards sometimes state instead by mistake."""


HEADCOUNTS = (
    Headcount("overview.public_employees", ("employees.total",), "quota.public_employees"),
    Headcount("overview.posts", ("present.committee", "present.military"), "quota.civil_servants"),
)
"""The headcounts that the overview repeats from the section on the civil service."""

SUBSETS = (
    ("procedures.resolved", "procedures.received"),
    ("procedures.resolved_overdue", "procedures.resolved"),
    ("procedures.received_online", "procedures.received"),
    ("full_online.received", "procedures.received"),
    ("full_online.online", "procedures.received_online"),
    ("full_online.direct", "procedures.received_direct"),
    ("payments.online", "payments.total"),
    ("feedback.resolved", "feedback.received"),
    ("services.full_with_cases", "services.full"),
    ("centre.area_guideline_min", "centre.area_guideline_max"),
    ("severance.parttime_submitted", "severance.parttime_people"),
    ("legal.check_processed", "legal.check_required"),
    ("legal.review_processed", "legal.review_required"),
)
"""The pairs of a part and the whole that it cannot exceed; parts of declared sums are not repeated here."""


def form_sums(inputs: ReportInputs) -> Iterator[Identity]:
    """Yield the sums of biểu II.06a: those of each row, and those of its columns if the totals are stated."""
    rows = {row.code: row for row in inputs.cases}
    for code in rows:
        for whole, parts in PARTS.items():
            yield Identity(count_code(code, whole), tuple(count_code(code, part) for part in parts))
        yield Identity(count_code(code, "received"), (count_code(code, "resolved"), count_code(code, "pending")))
    fields = [field.code for field in case_fields(inputs)]
    for column in CASE_COLUMNS if TOTAL in rows and fields else ():
        parts = tuple(count_code(field, column) for field in fields)
        yield Identity(count_code(TOTAL, column), parts, whole_is_derived=True)


def form_equalities(inputs: ReportInputs) -> Iterator[Identity]:
    """Yield the quantities that both biểu II.06a and the figures state."""
    if inputs.cases:
        for column in ("received", "received_online", "received_direct", "resolved", "resolved_overdue"):
            yield Identity(f"procedures.{column}", (count_code(TOTAL, column),))
        yield Identity("procedures.in_progress", (count_code(TOTAL, "pending"),))
        codes = {row.code for row in inputs.cases} & set(OVERDUE_FIELDS)
        for field in OVERDUE_FIELDS:
            if field in codes:
                yield Identity(f"overdue.{field}", (count_code(field, "resolved_overdue"),))


@cache
def complement_pairs() -> tuple[tuple[str, str], ...]:
    """Return the pairs of rates that make 100% together, in the report's order."""
    return tuple((indicator.complement, code) for code, indicator in indicators().items() if indicator.complement)


@cache
def complements() -> Mapping[str, str]:
    """Map each rate that improves downwards to its complement that improves upwards, such as overdue to on time.

    A report describes only one of the two, since they say the same.
    """
    return {
        lower: higher
        for higher, lower in complement_pairs()
        if indicators()[lower].direction is Direction.LOWER and indicators()[higher].direction is Direction.HIGHER
    }
