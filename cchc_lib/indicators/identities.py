"""Which figures add up to which, and which state the same quantity: declared once, for the audit and for what-ifs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from cchc_lib.indicators.cases import PARTS, case_fields
from cchc_lib.indicators.catalogue import indicators
from cchc_lib.indicators.declaration import Direction
from cchc_lib.indicators.finance import AUTONOMY_GROUPS
from cchc_lib.indicators.procedures import OVERDUE_FIELDS
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.tables.case_counts import CASE_COLUMNS, TOTAL, count_code
from cchc_lib.inputs.tables.stated_figures import Figures
from cchc_lib.quantities.figures import Quantity, Ratio


@dataclass(frozen=True)
class Identity:
    """A figure, and those that equal it when they are added up."""

    whole: str
    parts: tuple[str, ...]
    whole_is_derived: bool = False
    """Whether the whole is counted from its parts: of two fields one goes on as it is when the other changes."""


def _of(whole: str, *parts: str, whole_is_derived: bool = False) -> Identity:
    """Parts of the whole's own group: `_of("a.total", "b", "c")` is a.total = a.b + a.c."""
    group = whole.rpartition(".")[0]
    return Identity(whole, tuple(f"{group}.{part}" for part in parts), whole_is_derived)


_SCHOOLS = tuple(f"overview.{level}s" for level in ("kindergarten", "primary_school", "secondary_school"))

SUMS = (
    _of("procedures.received", "received_online", "received_direct"),
    _of("procedures.resolved", "resolved_on_time", "resolved_overdue"),
    Identity("procedures.resolved_overdue", tuple(f"overdue.{field}" for field in OVERDUE_FIELDS)),
    _of("feedback.received", "resolved", "awaiting", "in_progress"),
    _of("plan_tasks.total", "completed", "in_progress"),
    _of("city_tasks.total", "on_time", "late", "in_progress"),
    _of("petitions.matters", "settled", "pending"),
    _of("services.total", "full", "partial", "offline"),
    _of("full_online.received", "online", "direct"),
    _of("quota.civil_servants", "council_committee", "military", whole_is_derived=True),
    _of("present.civil_servants", "council", "committee", "military", whole_is_derived=True),
    _of("committee_staff.total", "masters", "bachelors", "college"),
    _of("employees.total", "masters", "bachelors", "college"),
    _of("autonomy.units", *AUTONOMY_GROUPS),
)
"""Wholes with all their parts, as the report's sections state them."""

PARTIAL_SUMS = (
    _of("committee_staff.total", "theory_advanced", "theory_intermediate", "theory_elementary"),
    Identity("overview.public_units", (*_SCHOOLS, "overview.public_service_units"), whole_is_derived=True),
    _of("reception.visits", "regular_visits", "chair_visits", whole_is_derived=True),
)
"""Wholes that may hold more than their parts: staff without such training, units of other kinds, visits at once."""


def sums(inputs: ReportInputs) -> tuple[Identity, ...]:
    """The sums that hold for a ward: where its form counts cases carried over from before, they are received too."""
    counted = [row.code for row in inputs.cases if "carried_over" in row.counts]
    rows = [TOTAL] if TOTAL in counted else counted
    received, *others = SUMS
    return (Identity(received.whole, (*received.parts, *(count_code(row, "carried_over") for row in rows))), *others)


CARRY_OVER = _of("procedures.received", "resolved", "in_progress")
"""A sum of which wards seldom state the last part."""

EQUALITIES = (
    Identity("autonomy.units", ("overview.public_units",)),
    Identity("organisation.schools_received", _SCHOOLS),
    Identity("organisation.divisions_established", ("overview.divisions",)),
    Identity("employees.total", ("present.education_employees", "present.service_unit_employees")),
    Identity("committee_staff.total", ("present.committee",)),
)
"""Quantities that two sections state."""

ONE_TIME_EVENTS = ("organisation.schools_received", "organisation.divisions_established")
"""What is counted in the period in which it happens: later there is nothing to count, and nothing to compare."""

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
"""Figures that are part of another and cannot be larger, beyond those whose parts are all declared."""


def form_sums(inputs: ReportInputs) -> Iterator[Identity]:
    """The sums of biểu II.06a in each row, and those of its columns where the totals are stated."""
    rows = {row.code: row for row in inputs.cases}
    for code in rows:
        for whole, parts in PARTS.items():
            yield Identity(count_code(code, whole), tuple(count_code(code, part) for part in parts))
        yield Identity(count_code(code, "received"), (count_code(code, "resolved"), count_code(code, "pending")))
    fields = [field.code for field in case_fields(inputs)]
    for column in CASE_COLUMNS if TOTAL in rows and fields else ():
        yield Identity(
            count_code(TOTAL, column), tuple(count_code(field, column) for field in fields), whole_is_derived=True
        )


def form_equalities(inputs: ReportInputs) -> Iterator[Identity]:
    """What both biểu II.06a and the figures state."""
    if inputs.cases:
        for column in ("received", "received_online", "received_direct", "resolved", "resolved_overdue"):
            yield Identity(f"procedures.{column}", (count_code(TOTAL, column),))
        yield Identity("procedures.in_progress", (count_code(TOTAL, "pending"),))
        codes = {row.code for row in inputs.cases} & set(OVERDUE_FIELDS)
        for field in OVERDUE_FIELDS:
            if field in codes:
                yield Identity(f"overdue.{field}", (count_code(field, "resolved_overdue"),))


@cache
def complements() -> Mapping[str, str]:
    """For each rate that improves downwards the one that is what it leaves of the same whole: overdue and on time."""
    known = {code: (each.direction, each.formula(Figures({}))) for code, each in indicators().items()}
    lower, higher = (
        {code: formula for code, (direction, formula) in known.items() if direction is wanted}
        for wanted in (Direction.LOWER, Direction.HIGHER)
    )
    pairs = ((one, other) for one in lower for other in higher)
    return {one: other for one, other in pairs if _are_halves(lower[one], higher[other])}


def _are_halves(one: Quantity, other: Quantity) -> bool:
    """Whether two rates are those of the only two parts of one whole, as SUMS or the rate itself says."""
    if not (isinstance(one, Ratio) and isinstance(other, Ratio) and one.denominator == other.denominator):
        return False
    parts, whole = {one.numerator.formula(), other.numerator.formula()}, one.denominator
    declared = [set(each.parts) for each in SUMS if each.whole == whole.formula()]
    return parts in [*declared, {figure.code for figure in whole.figures()}]
