"""Cases by field of procedures, in the columns of biểu II.06a: the stated counts and those that follow from them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from cchc_lib.catalogue.case_flow import CARRIED_OVER, NEW, ON_TIME, OVERDUE, RECEIVED, TO_HANDLE, pending_cases
from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.catalogue.definitions import FigureDefinition, Outcome
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.tables.case_counts import (
    CASE_COLUMNS,
    CASES_GROUP,
    FURTHER_COLUMNS,
    TOTAL,
    CaseRow,
    Dimension,
    count_code,
    count_label,
    row_scope,
    sum_scope,
)
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
FURTHER_PARTS = {
    "received": ("received_post", "received_other", "received_outside"),
    "received_online": ("received_online_full", "received_online_partial"),
    "resolved_in_time": ("resolved_early", "resolved_on_time"),
}
"""The parts that other forms have besides, of those sums that they state."""


def parts_of_count(column: str, stated: Collection[str]) -> tuple[str, ...]:
    """Return the parts of a count of one row.

    Args:
        column: the count.
        stated: the columns that the row states.
    """
    if column == "resolved" and "resolved_in_time" in stated:
        return "resolved_in_time", "resolved_overdue"
    further = FURTHER_PARTS.get(column, ())
    return (*PARTS.get(column, ()), *(part for part in further if part in stated))


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


def rows_of(inputs: ReportInputs, dimension: Dimension) -> tuple[CaseRow, ...]:
    """Return the rows of cases.csv that divide the cases by a dimension, without the totals."""
    return tuple(row for row in inputs.cases if row.code != TOTAL and row.dimension is dimension)


def case_fields(inputs: ReportInputs) -> tuple[CaseField, ...]:
    """Return the fields of cases.csv; without that file, the fields of the figures on overdue cases."""
    if inputs.cases:
        return tuple(CaseField(row.code, row.field) for row in rows_of(inputs, Dimension.FIELD))
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
    rows = rows_of(inputs, Dimension.FIELD)
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
    rows = _rows(inputs)
    scopes = {code: row_scope(code, name) for code, name in ((field.code, field.name) for field in fields)}
    scopes |= {row.code: row.scope for row in inputs.cases} | {TOTAL: row_scope(TOTAL, "")}
    rows[TOTAL] = _totals(inputs, rows)
    counts = [
        Value(count_code(code, column), count_label(scopes[code], column), CASES, quantity)
        for code, row in rows.items()
        for column, quantity in row.items()
    ]
    shares = [_overdue_share(field, rows) for field in fields]
    return {value.code: value for value in (*counts, *shares)}


def _rows(inputs: ReportInputs) -> dict[str, Mapping[str, Quantity]]:
    """Return the counts of every row of cases.csv but the totals; without that file, those of the fields in figures."""
    if not inputs.cases:
        return {field.code: dict(_counts_of_field(inputs, field)) for field in case_fields(inputs)}
    return {row.code: dict(_completed(row.counts, row.code, row.scope)) for row in inputs.cases if row.code != TOTAL}


def row_counts(inputs: ReportInputs, code: str) -> Mapping[str, Quantity]:
    """Return the counts of one row by column: stated ones, and sums that follow from their parts.

    Args:
        inputs: the ward's inputs.
        code: the code of a row, or TOTAL.
    """
    rows = _rows(inputs)
    return _totals(inputs, rows) if code == TOTAL else rows[code]


def quantities_of_row(inputs: ReportInputs, counts: Mapping[str, Quantity]) -> Mapping[str, Quantity]:
    """Return the counts of a row by the codes of the figures that state the same of the whole unit."""
    unstated = (Figure(code, known.label, known.unit, None, State.NOT_GIVEN) for code, known in inputs.figures.items())
    quantities: dict[str, Quantity] = {figure.code: figure for figure in unstated}
    for code, columns in FORM_COLUMNS.items():
        parts = [counts[column] for column in columns if column in counts]
        if len(parts) == len(columns) and all(map(_is_given, parts)):
            quantities[code] = total(*parts)
    if not _is_given(quantities[ON_TIME]) and "resolved_in_time" in counts:
        quantities[ON_TIME] = counts["resolved_in_time"]
    if not _is_given(quantities[RECEIVED]):
        quantities[RECEIVED] = quantities[TO_HANDLE]
    return quantities


FORM_COLUMNS = {
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
    **{f"procedures.{column}": (column,) for column in FURTHER_COLUMNS if column != "resolved_in_time"},
}
"""The columns of the form that add up to a figure; the form counts cases resolved on the day apart from early ones."""


def stated_quantities(inputs: ReportInputs) -> Mapping[str, Quantity]:
    """Return what a ward states by the codes of figures: in figures.csv, otherwise in the totals of cases.csv."""
    quantities: dict[str, Quantity] = dict(inputs.figures)
    if inputs.cases:
        totals = {column: value for column, value in _form_totals(inputs).items() if _is_given(value)}
        for code, columns in FORM_COLUMNS.items():
            if not _is_given(quantities[code]) and all(column in totals for column in columns):
                quantities[code] = total(*(totals[column] for column in columns))
        in_time = totals.get("resolved_in_time")
        if in_time and not _is_given(quantities[ON_TIME]):
            quantities[ON_TIME] = in_time
        # Column (3) includes the cases carried over; those that came in are what reports call «tiếp nhận».
        if not _is_given(quantities[RECEIVED]):
            has_carried_over = bool(quantities[CARRIED_OVER].number)
            quantities[RECEIVED] = quantities[NEW if has_carried_over else TO_HANDLE]
        for field, figure in figures_of_fields(inputs.catalogue).items():
            late = stated_counts(inputs.cases, field).get("resolved_overdue")
            if late and not _is_given(quantities[figure.code]):
                quantities[figure.code] = late
    return quantities


def _form_totals(inputs: ReportInputs) -> Mapping[str, Quantity]:
    return _totals(inputs, _rows(inputs))


def _share_code(field: str) -> str:
    return f"{CASES_GROUP}.{field}.overdue_share"


def _overdue_share(field: CaseField, rows: Mapping[str, Mapping[str, Quantity]]) -> Value:
    share = rows[field.code]["resolved_overdue"] / rows[TOTAL]["resolved_overdue"]
    label = f"Tỷ trọng hồ sơ quá hạn lĩnh vực {first_lower(field.name)}"
    return Value(_share_code(field.code), label, PERCENT, share)


def _counts_of_field(inputs: ReportInputs, field: CaseField) -> Iterator[tuple[str, Quantity]]:
    """Yield the counts of a field by column, of which figures state the overdue cases."""
    stated = {"resolved_overdue": inputs.figures[f"overdue.{field.code}"]}
    return _completed(stated, field.code, row_scope(field.code, field.name))


def _totals(inputs: ReportInputs, rows: Mapping[str, Mapping[str, Quantity]]) -> dict[str, Quantity]:
    """Return the totals by column.

    A total is the stated one; otherwise the sum over the fields. Without cases.csv it is the one that a figure states.
    """
    if not inputs.cases:
        return dict(_completed(_totals_in_figures(inputs), TOTAL, row_scope(TOTAL, "")))
    sums: dict[str, Quantity] = {}
    for dimension in Dimension:
        sums = {**_sums_over([rows[row.code] for row in rows_of(inputs, dimension)]), **sums}
    return dict(_completed({**sums, **stated_counts(inputs.cases, TOTAL)}, TOTAL, row_scope(TOTAL, "")))


def sums_over_rows(inputs: ReportInputs, dimension: Dimension) -> dict[str, Quantity]:
    """Return the sums over the rows of a dimension by column, whatever total the ward states."""
    rows = _rows(inputs)
    sums = _sums_over([rows[row.code] for row in rows_of(inputs, dimension)])
    return dict(_completed(sums, dimension.sum_code, sum_scope(dimension)))


def _sums_over(rows: list[Mapping[str, Quantity]]) -> dict[str, Quantity]:
    """Return the sum of each column over those rows, if every row has it."""
    sums: dict[str, Quantity] = {}
    for column in (*CASE_COLUMNS, *FURTHER_COLUMNS) if rows else ():
        counts = [row[column] for row in rows if column in row]
        # A sum over some of the rows would look like the total of all.
        if len(counts) == len(rows) and all(map(_is_given, counts)):
            sums[column] = total(*counts)
    return sums


def _totals_in_figures(inputs: ReportInputs) -> dict[str, Quantity]:
    figures = inputs.figures
    codes = {column: f"procedures.{column}" for column in CASE_COLUMNS}
    counted: dict[str, Quantity] = {column: figures[code] for column, code in codes.items() if code in figures}
    counted["pending"] = pending_cases(figures)
    return {column: quantity for column, quantity in counted.items() if _is_given(quantity)}


def stated_counts(rows: tuple[CaseRow, ...], code: str) -> Mapping[str, Figure]:
    """Return the counts that a row states by column; none if there is no such row."""
    return next((row.counts for row in rows if row.code == code), {})


def _completed(counts: Mapping[str, Quantity], code: str, scope: str) -> Iterator[tuple[str, Quantity]]:
    """Yield the count of every column: the given one, the sum of its parts, or one in the state NOT_GIVEN.

    Args:
        counts: the given counts by column; of those that other forms add, only these are yielded.
        code: the code of the row, or TOTAL.
        scope: the words for the row within a label.
    """
    for column in CASE_COLUMNS:
        names = parts_of_count(column, counts)
        parts = [counts[part] for part in names if part in counts]
        if column in counts:
            yield column, counts[column]
        elif parts and len(parts) == len(names):
            yield column, total(*parts)
        else:
            yield column, Figure(count_code(code, column), count_label(scope, column), CASES, None, State.NOT_GIVEN)
    yield from ((column, counts[column]) for column in FURTHER_COLUMNS if column in counts)


def _is_given(quantity: Quantity) -> bool:
    return quantity.state is not State.NOT_GIVEN
