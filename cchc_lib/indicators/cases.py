"""Cases by field of procedures, in the columns of biểu II.06a: the stated counts and those that follow from them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cchc_lib.catalogue.case_flow import CARRIED_OVER, NEW, OVERDUE, RECEIVED, TO_HANDLE, pending_cases
from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.catalogue.definitions import FigureDefinition, Outcome
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.tables.case_counts import CASE_COLUMNS, CASES_GROUP, TOTAL, CaseRow, count_code, count_label
from cchc_lib.quantities.figures import Figure, Quantity, State, total
from cchc_lib.quantities.letter_case import first_lower
from cchc_lib.quantities.units import CASES, PERCENT
from cchc_lib.quantities.value import Value

PARTS = {
    "received": ("received_online", "received_direct", "carried_over"),
    "resolved": ("resolved_early", "resolved_on_time", "resolved_overdue"),
    "pending": ("pending_in_time", "pending_overdue"),
}
"""The parts of each sum of the form: (3) = (4) + (5) + (6), (7) = (8) + (9) + (10), (11) = (12) + (13)."""


@dataclass(frozen=True)
class CaseField:
    """A field of procedures (lĩnh vực)."""

    code: str
    """The code of the field, such as `civil_status`."""
    name: str
    """The Vietnamese name, such as `hộ tịch`."""


@dataclass(frozen=True)
class OverdueField:
    """A field of procedures with the codes of its overdue cases."""

    name: str
    """The Vietnamese name of the field."""
    count: str
    """The code of the number of its overdue cases."""
    share: str
    """The code of their share in all overdue cases; empty if no indicator is declared for it."""
    outcome: Outcome | None = None
    """The outcome by which charts colour the count."""


def figures_of_fields(catalogue: Catalogue) -> Mapping[str, FigureDefinition]:
    """Return the figures that state the overdue cases of a field, by the last word of their codes."""
    parts = catalogue.breakdowns.get(OVERDUE, ())
    return {part.code.rpartition(".")[2]: part for part in parts if part.code.startswith("overdue.")}


def case_fields(inputs: ReportInputs) -> tuple[CaseField, ...]:
    """Return the fields of cases.csv; without that file, the fields of the figures on overdue cases."""
    if inputs.cases:
        return tuple(CaseField(row.code, row.field) for row in inputs.cases if row.code != TOTAL)
    return tuple(
        CaseField(field, figure.name)
        for field, figure in figures_of_fields(inputs.catalogue).items()
        if _is_used(inputs, figure)
    )


def _is_used(inputs: ReportInputs, figure: FigureDefinition) -> bool:
    """Return whether a report mentions a figure: those that few wards state, only where they are stated."""
    return figure.is_expected or inputs.figures[figure.code].state is not State.NOT_GIVEN


def overdue_fields(inputs: ReportInputs) -> tuple[OverdueField, ...]:
    """Return the fields with their overdue cases: those of cases.csv if it states them for every field.

    Otherwise the fields of the figures on overdue cases.
    """
    rows = [row for row in inputs.cases if row.code != TOTAL]
    # Some fields alone would look like all of them.
    if rows and all("resolved_overdue" in row.counts for row in rows):
        return tuple(
            OverdueField(field.name, count_code(field.code, "resolved_overdue"), _share_code(field.code), Outcome.LATE)
            for field in case_fields(inputs)
        )
    return tuple(
        OverdueField(figure.name, figure.code, inputs.catalogue.share_of(figure.code))
        for figure in figures_of_fields(inputs.catalogue).values()
        if _is_used(inputs, figure)
    )


def case_values(inputs: ReportInputs) -> dict[str, Value]:
    """Return the values of biểu II.06a by code: all counts and each field's share of overdue cases."""
    fields = case_fields(inputs)
    names = {field.code: field.name for field in fields}
    rows = {field.code: dict(_counts_of_field(inputs, field)) for field in fields}
    rows[TOTAL] = _totals(inputs, rows)
    counts = [
        Value(count_code(code, column), label, CASES, quantity)
        for code, row in rows.items()
        for column, quantity in row.items()
        for label in (count_label(code, names.get(code, ""), column),)
    ]
    shares = [_overdue_share(field, rows) for field in fields]
    return {value.code: value for value in (*counts, *shares)}


_FORM_COLUMNS = {
    "procedures.to_handle": ("received",),
    "procedures.received_online": ("received_online",),
    "procedures.received_direct": ("received_direct",),
    "procedures.received_new": ("received_online", "received_direct"),
    "procedures.carried_over": ("carried_over",),
    "procedures.resolved": ("resolved",),
    "procedures.resolved_early": ("resolved_early",),
    "procedures.resolved_on_day": ("resolved_on_time",),
    "procedures.resolved_on_time": ("resolved_early", "resolved_on_time"),
    "procedures.resolved_overdue": ("resolved_overdue",),
    "procedures.in_progress": ("pending",),
    "procedures.pending_in_time": ("pending_in_time",),
    "procedures.pending_overdue": ("pending_overdue",),
}
"""The columns of the form that add up to a figure; the form counts cases resolved on the day apart from early ones."""


def stated_quantities(inputs: ReportInputs) -> Mapping[str, Quantity]:
    """Return what a ward states by the codes of figures: in figures.csv, otherwise in the totals of cases.csv."""
    quantities: dict[str, Quantity] = dict(inputs.figures)
    if inputs.cases:
        totals = {column: value for column, value in _form_totals(inputs).items() if _is_given(value)}
        for code, columns in _FORM_COLUMNS.items():
            if not _is_given(quantities[code]) and all(column in totals for column in columns):
                quantities[code] = total(*(totals[column] for column in columns))
        # Column (3) includes the cases carried over; those that came in are what reports call «tiếp nhận».
        if not _is_given(quantities[RECEIVED]):
            has_carried_over = bool(quantities[CARRIED_OVER].number)
            quantities[RECEIVED] = quantities[NEW if has_carried_over else TO_HANDLE]
        for field, figure in figures_of_fields(inputs.catalogue).items():
            late = _stated_counts(inputs.cases, field).get("resolved_overdue")
            if late and not _is_given(quantities[figure.code]):
                quantities[figure.code] = late
    return quantities


def _form_totals(inputs: ReportInputs) -> Mapping[str, Quantity]:
    rows = {field.code: dict(_counts_of_field(inputs, field)) for field in case_fields(inputs)}
    return _totals(inputs, rows)


def _share_code(field: str) -> str:
    return f"{CASES_GROUP}.{field}.overdue_share"


def _overdue_share(field: CaseField, rows: Mapping[str, Mapping[str, Quantity]]) -> Value:
    share = rows[field.code]["resolved_overdue"] / rows[TOTAL]["resolved_overdue"]
    label = f"Tỷ trọng hồ sơ quá hạn lĩnh vực {first_lower(field.name)}"
    return Value(_share_code(field.code), label, PERCENT, share)


def _counts_of_field(inputs: ReportInputs, field: CaseField) -> Iterator[tuple[str, Quantity]]:
    """Yield the counts of a field by column: as cases.csv or a figure states them, or added up from their parts."""
    stated: dict[str, Quantity] = dict(_stated_counts(inputs.cases, field.code))
    if not inputs.cases:
        stated["resolved_overdue"] = inputs.figures[f"overdue.{field.code}"]
    return _completed(stated, field.code, field.name)


def _totals(inputs: ReportInputs, rows: Mapping[str, Mapping[str, Quantity]]) -> dict[str, Quantity]:
    """Return the totals by column.

    A total is the stated one; otherwise the sum over the fields. Without cases.csv it is the one that a figure states.
    """
    if not inputs.cases:
        return dict(_completed(_totals_in_figures(inputs), TOTAL, ""))
    columns = {column: [row[column] for row in rows.values()] for column in CASE_COLUMNS}
    # A sum over some of the fields would look like the total of all.
    sums = {column: total(*counts) for column, counts in columns.items() if counts and all(map(_is_given, counts))}
    return dict(_completed({**sums, **_stated_counts(inputs.cases, TOTAL)}, TOTAL, ""))


def _totals_in_figures(inputs: ReportInputs) -> dict[str, Quantity]:
    figures = inputs.figures
    codes = {column: f"procedures.{column}" for column in CASE_COLUMNS}
    counted: dict[str, Quantity] = {column: figures[code] for column, code in codes.items() if code in figures}
    counted["pending"] = pending_cases(figures)
    return {column: quantity for column, quantity in counted.items() if _is_given(quantity)}


def _stated_counts(rows: tuple[CaseRow, ...], code: str) -> Mapping[str, Figure]:
    return next((row.counts for row in rows if row.code == code), {})


def _completed(counts: Mapping[str, Quantity], code: str, name: str) -> Iterator[tuple[str, Quantity]]:
    """Yield the count of every column: the given one, the sum of its parts, or one in the state NOT_GIVEN.

    Args:
        counts: the given counts by column.
        code: the code of the field, or TOTAL.
        name: the Vietnamese name of the field; empty for the totals.
    """
    for column in CASE_COLUMNS:
        parts = [counts[part] for part in PARTS.get(column, ()) if part in counts]
        if column in counts:
            yield column, counts[column]
        elif parts and len(parts) == len(PARTS[column]):
            yield column, total(*parts)
        else:
            label = count_label(code, name, column)
            yield column, Figure(count_code(code, column), label, CASES, None, State.NOT_GIVEN)


def _is_given(quantity: Quantity) -> bool:
    return quantity.state is not State.NOT_GIVEN
