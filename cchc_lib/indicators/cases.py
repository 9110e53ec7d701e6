"""Cases by field, in the columns of biểu II.06a: what is stated, and what follows from it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cchc_lib.indicators.procedures import OVERDUE_FIELDS, pending
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.tables.case_counts import CASE_COLUMNS, TOTAL, CaseRow, count_code, count_label
from cchc_lib.quantities.figures import Figure, Quantity, State, total
from cchc_lib.quantities.units import CASES, PERCENT
from cchc_lib.quantities.value import Value

PARTS = {
    "received": ("received_online", "received_direct", "carried_over"),
    "resolved": ("resolved_early", "resolved_on_time", "resolved_overdue"),
    "pending": ("pending_in_time", "pending_overdue"),
}
"""The sums of the form: (3) = (4) + (5) + (6), (7) = (8) + (9) + (10), (11) = (12) + (13)."""


@dataclass(frozen=True)
class CaseField:
    """A field of procedures (lĩnh vực)."""

    code: str
    name: str


@dataclass(frozen=True)
class OverdueField:
    """A field with the codes of its overdue cases and of their share in all overdue cases."""

    name: str
    count: str
    share: str


def case_fields(inputs: ReportInputs) -> tuple[CaseField, ...]:
    """The fields of cases.csv; without it, those by which overdue cases are told."""
    if inputs.cases:
        return tuple(CaseField(row.code, row.field) for row in inputs.cases if row.code != TOTAL)
    return tuple(CaseField(code, name) for code, (name, _) in OVERDUE_FIELDS.items())


def overdue_fields(inputs: ReportInputs) -> tuple[OverdueField, ...]:
    """By which figures overdue cases are told, field by field: by cases.csv where it knows them of every field."""
    fields = [row for row in inputs.cases if row.code != TOTAL]
    if fields and all("resolved_overdue" in row.counts for row in fields):
        return tuple(
            OverdueField(field.name, count_code(field.code, "resolved_overdue"), _share_code(field.code))
            for field in case_fields(inputs)
        )
    return tuple(
        OverdueField(name, f"overdue.{code}", f"overdue.{code}_share") for code, (name, _) in OVERDUE_FIELDS.items()
    )


def case_values(inputs: ReportInputs) -> dict[str, Value]:
    """Every count of biểu II.06a, of each field and in total, and each field's share of the overdue cases."""
    fields = case_fields(inputs)
    rows = {field.code: dict(_row(inputs, field)) for field in fields}
    rows[TOTAL] = _totals(inputs, rows)
    counts = [
        Value(count_code(code, column), label, CASES, quantity)
        for code, row in rows.items()
        for column, quantity in row.items()
        for label in (count_label(code, _name(fields, code), column),)
    ]
    shares = [_share(field, rows) for field in fields]
    return {value.code: value for value in (*counts, *shares)}


def _name(fields: tuple[CaseField, ...], code: str) -> str:
    return next((field.name for field in fields if field.code == code), "")


def _share_code(field: str) -> str:
    return f"cases.{field}.overdue_share"


def _share(field: CaseField, rows: Mapping[str, Mapping[str, Quantity]]) -> Value:
    share = rows[field.code]["resolved_overdue"] / rows[TOTAL]["resolved_overdue"]
    label = f"Tỷ trọng hồ sơ quá hạn lĩnh vực {field.name[:1].lower()}{field.name[1:]}"
    return Value(_share_code(field.code), label, PERCENT, share)


def _row(inputs: ReportInputs, field: CaseField) -> Iterator[tuple[str, Quantity]]:
    """A field's counts: as stated, told among the overdue cases, or added up from their parts."""
    stated: dict[str, Quantity] = dict(_stated(inputs.cases, field.code))
    if not inputs.cases:
        stated["resolved_overdue"] = inputs.figures[f"overdue.{field.code}"]
    return _completed(stated, field.code, field.name)


def _totals(inputs: ReportInputs, rows: Mapping[str, Mapping[str, Quantity]]) -> dict[str, Quantity]:
    """The totals: as stated; else the sums over the fields, or without cases.csv what the ward states in figures."""
    known: dict[str, Quantity] = {}
    if inputs.cases:
        added = {column: [row[column] for row in rows.values()] for column in CASE_COLUMNS}
        known = {column: total(*each) for column, each in added.items() if each and all(map(_known, each))}
    else:
        known = _stated_in_figures(inputs)
    return dict(_completed({**known, **_stated(inputs.cases, TOTAL)}, TOTAL, ""))


def _stated_in_figures(inputs: ReportInputs) -> dict[str, Quantity]:
    figures = inputs.figures
    there = [column for column in CASE_COLUMNS if f"procedures.{column}" in figures]
    counted: dict[str, Quantity] = {column: figures[f"procedures.{column}"] for column in there}
    counted["pending"] = pending.formula(figures)
    return {column: quantity for column, quantity in counted.items() if _known(quantity)}


def _stated(rows: tuple[CaseRow, ...], code: str) -> Mapping[str, Figure]:
    return next((row.counts for row in rows if row.code == code), {})


def _completed(known: Mapping[str, Quantity], code: str, name: str) -> Iterator[tuple[str, Quantity]]:
    """All columns: what is known, sums of parts that are, and what nobody gives."""
    for column in CASE_COLUMNS:
        parts = [known[part] for part in PARTS.get(column, ()) if part in known]
        if column in known:
            yield column, known[column]
        elif parts and len(parts) == len(PARTS[column]):
            yield column, total(*parts)
        else:
            label = count_label(code, name, column)
            yield column, Figure(count_code(code, column), label, CASES, None, State.NOT_GIVEN)


def _known(quantity: Quantity) -> bool:
    return quantity.state is not State.NOT_GIVEN
