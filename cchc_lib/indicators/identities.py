"""Sums, equalities and subsets among figures, which the audit and scenarios both use."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from cchc_lib.catalogue.case_flow import (
    CARRIED_OVER,
    CHANNELS,
    NEW,
    RECEIVED,
    RESOLVED,
    STATED_PENDING,
    TO_HANDLE,
    TOTAL_CASES,
    cases_apart,
    cases_to_handle,
    is_known,
    pending_codes,
    received_includes_carry_over,
)
from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.catalogue.definitions import FigureDefinition, PartKind
from cchc_lib.indicators.cases import (
    FURTHER_PARTS,
    PARTS,
    figures_of_fields,
    parts_of_count,
    rows_of,
    stated_quantities,
)
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.tables.case_counts import (
    CASE_COLUMNS,
    COUNT_LABELS,
    FURTHER_COLUMNS,
    TOTAL,
    CaseRow,
    Dimension,
    count_code,
)
from cchc_lib.quantities.figures import Figure, State


@dataclass(frozen=True)
class Identity:
    """A figure and the other figures that add up to it."""

    whole: str
    """The code of the sum."""
    parts: tuple[str, ...]
    """The codes of the addends; if there is one only, the whole repeats it."""
    whole_is_derived: bool = False
    """True if the whole is counted from its parts, so that a scenario changes the whole and never another part."""
    is_open: bool = False
    """True if the whole may exceed the parts: there are staff without training in political theory, for example."""


_SCHOOLS = ("overview.kindergartens", "overview.primary_schools", "overview.secondary_schools")


def figure_sums(catalogue: Catalogue, figures: Mapping[str, Figure]) -> tuple[Identity, ...]:
    """Return the sums that the catalogue of figures declares, with the parts that count for a ward.

    Args:
        catalogue: the figures with their parts.
        figures: what the ward states, by code. A part that few wards have counts only if the ward has a row for it,
            and a part that is not stated is replaced by its own parts.
    """
    found = []
    for name, parts in catalogue.breakdowns.items():
        whole = catalogue.figures[name.partition("#")[0]]
        is_open = any(part.part is PartKind.OPEN for part in parts)
        found.append(Identity(whole.code, tuple(_counted(catalogue, figures, parts)), whole.is_derived, is_open))
    return tuple(found)


def _counted(catalogue: Catalogue, figures: Mapping[str, Figure], parts: Iterable[FigureDefinition]) -> Iterator[str]:
    for part in parts:
        own_parts = catalogue.breakdowns.get(part.code, ())
        if _is_replaced(figures, part, own_parts):
            yield from _counted(catalogue, figures, own_parts)
        elif part.part is PartKind.REQUIRED or part.is_expected or not _is_absent(figures[part.code]):
            yield part.code


def _is_replaced(
    figures: Mapping[str, Figure], part: FigureDefinition, own_parts: tuple[FigureDefinition, ...]
) -> bool:
    """Return whether a part is not stated, so that the sum of the parts below it is used."""
    if not part.is_derived or not own_parts or figures[part.code].state is not State.NOT_GIVEN:
        return False
    # For a ward that states neither, the part itself is what is missing.
    return not part.is_expected or any(figures[own.code].state is not State.NOT_GIVEN for own in own_parts)


def _is_absent(figure: Figure) -> bool:
    """Return whether a ward has no row for a figure; a row «not given» says that there may be something to count."""
    return figure.state is State.NOT_GIVEN and figure.source is None


def sums(inputs: ReportInputs) -> tuple[Identity, ...]:
    """Return the sums that hold for a ward, open ones included.

    Cases that are carried over are part of those received if the ward counts them so, although they have no channel.
    """
    declared = tuple(
        replace(identity, is_open=identity.is_open and not _has_no_remainder(inputs, identity))
        for identity in _declared_sums(inputs)
    )
    is_split = all(is_known(inputs.figures, code) for code in (TO_HANDLE, NEW, CARRIED_OVER))
    return (*declared, Identity(TO_HANDLE, (NEW, CARRIED_OVER))) if is_split else declared


_REMAINDERS = {"reception.visits": "reception.adhoc_matters"}
"""Figures that say, if they are zero, that an open sum has no further parts: without matters received ad hoc, all
visits are regular ones or those of the chair."""


def _has_no_remainder(inputs: ReportInputs, identity: Identity) -> bool:
    code = _REMAINDERS.get(identity.whole, "")
    return bool(code) and is_known(inputs.figures, code) and not inputs.figures[code].number


def _declared_sums(inputs: ReportInputs) -> tuple[Identity, ...]:
    return tuple(
        replace(identity, parts=(*identity.parts, *_carried_over(inputs))) if identity.whole == RECEIVED else identity
        for identity in figure_sums(inputs.catalogue, inputs.figures)
    )


def _carried_over(inputs: ReportInputs) -> tuple[str, ...]:
    """Return the codes of the cases carried over, if the ward counts them as received."""
    quantities = stated_quantities(inputs)
    # Without any channel there is no sum to complete.
    has_channel = any(is_known(inputs.figures, code) for code in CHANNELS)
    if not (has_channel and is_known(quantities, CARRIED_OVER) and received_includes_carry_over(quantities)):
        return ()
    if is_known(inputs.figures, CARRIED_OVER):
        return (CARRIED_OVER,)
    counted = [row.code for row in inputs.cases if "carried_over" in row.counts]
    rows = [TOTAL] if TOTAL in counted else counted
    return tuple(count_code(row, "carried_over") for row in rows)


def flow_sum(inputs: ReportInputs) -> Identity:
    """Return the sum of all cases to handle: those resolved, pending, and ended or waiting apart; (3) = (7) + (11)."""
    quantities = stated_quantities(inputs)
    whole = cases_to_handle(quantities)
    # A total that no figure states is that of the indicator.
    code = whole.code if isinstance(whole, Figure) and whole.code in inputs.figures else TOTAL_CASES
    return Identity(code, (RESOLVED, *pending_codes(quantities), *cases_apart(quantities)))


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


def subsets(inputs: ReportInputs) -> tuple[tuple[str, str], ...]:
    """Return the pairs of a part and its whole for a ward: those of SUBSETS, and the cases resolved."""
    return ((RESOLVED, flow_sum(inputs).whole), *SUBSETS)


def form_sums(inputs: ReportInputs) -> Iterator[Identity]:
    """Yield the sums of biểu II.06a: those of each row, and for each dimension those of its columns.

    Columns are judged if the totals are stated, or if several dimensions divide the same cases.
    """
    for row in inputs.cases:
        for whole in (*PARTS, *(column for column in FURTHER_PARTS if column in row.counts)):
            parts = parts_of_count(whole, row.counts)
            if parts:
                yield _row_sum(row, whole, parts)
        yield _row_sum(row, "received", ("resolved", "pending", *_counted_apart(row)))
    dimensions = [rows for dimension in Dimension if (rows := rows_of(inputs, dimension))]
    has_totals = any(row.code == TOTAL for row in inputs.cases)
    for rows in dimensions if has_totals or len(dimensions) > 1 else ():
        for column in COUNT_LABELS:
            if column in CASE_COLUMNS or any(column in row.counts for row in inputs.cases):
                parts = tuple(count_code(row.code, column) for row in rows)
                yield Identity(count_code(TOTAL, column), parts, whole_is_derived=True)


def _row_sum(row: CaseRow, whole: str, parts: Iterable[str]) -> Identity:
    return Identity(count_code(row.code, whole), tuple(count_code(row.code, part) for part in parts))


def _counted_apart(row: CaseRow) -> tuple[str, ...]:
    """Return the columns with the cases of a row that are neither resolved nor pending.

    Cases that wait for the citizen are pending, unless the row does not add up without them.
    """
    ended = tuple(column for column in ("stopped", "refused", "returned", "withdrawn") if column in row.counts)
    awaiting = tuple(column for column in ("awaiting_supplement", "awaiting_payment") if column in row.counts)
    amounts = {column: figure.number or 0 for column, figure in row.counts.items()}
    handled = sum(amounts.get(column, 0) for column in ("resolved", "pending", *ended))
    return ended if handled == amounts.get("received") else (*ended, *awaiting)


_OF_FIGURES = tuple(column for column in FURTHER_COLUMNS if column != "resolved_in_time")
"""The further columns that figures of the same name state as well."""


def form_equalities(inputs: ReportInputs) -> Iterator[Identity]:
    """Yield the quantities that both biểu II.06a and the figures state."""
    if inputs.cases:
        for column in ("received_online", "received_direct", "carried_over", "resolved", "resolved_overdue"):
            yield Identity(f"procedures.{column}", (count_code(TOTAL, column),))
        yield from (Identity(f"procedures.{column}", (count_code(TOTAL, column),)) for column in _OF_FIGURES)
        yield from _received_in_form(inputs)
        yield Identity(STATED_PENDING, (count_code(TOTAL, "pending"),))
        rows = {row.code for row in inputs.cases}
        for field, figure in figures_of_fields(inputs.catalogue).items():
            if field in rows:
                yield Identity(figure.code, (count_code(field, "resolved_overdue"),))


def _received_in_form(inputs: ReportInputs) -> Iterator[Identity]:
    """Yield what column (3) of the form, which includes the cases carried over, has in common with the figures."""
    column = (count_code(TOTAL, "received"),)
    yield Identity(TO_HANDLE, column)
    if received_includes_carry_over(stated_quantities(inputs)):
        yield Identity(RECEIVED, column)
    else:
        yield Identity(RECEIVED, tuple(count_code(TOTAL, name) for name in ("received_online", "received_direct")))
