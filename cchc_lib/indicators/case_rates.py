"""Rates of single rows of cases.csv, which are computed where a ward prints them."""

from collections.abc import Callable, Iterator, Mapping

from cchc_lib.indicators.cases import quantities_of_row, row_counts
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.tables.case_counts import CASES_GROUP, RATES, row_scope
from cchc_lib.quantities.figures import Quantity
from cchc_lib.quantities.units import PERCENT
from cchc_lib.quantities.value import Value

RowRate = Callable[[Mapping[str, Quantity]], Quantity]

_FORMULAS: Mapping[str, RowRate] = {
    "on_time_rate": lambda row: row["procedures.resolved_on_time"] / row["procedures.resolved"],
    "overdue_rate": lambda row: row["procedures.resolved_overdue"] / row["procedures.resolved"],
    "early_rate": lambda row: row["procedures.resolved_early"] / row["procedures.resolved"],
    "on_day_rate": lambda row: row["procedures.resolved_on_day"] / row["procedures.resolved"],
    "resolved_rate": lambda row: row["procedures.resolved"] / row["procedures.to_handle"],
    "pending_rate": lambda row: row["procedures.in_progress"] / row["procedures.to_handle"],
    "online_rate": lambda row: row["procedures.received_online"] / row["procedures.received_new"],
}
"""The formula of each rate over what the row states, by the codes of the figures of the whole unit."""


def printed_row_rates(inputs: ReportInputs) -> Iterator[Value]:
    """Yield the rates of rows that the ward prints, computed from the row."""
    scopes = {row.code: row.scope for row in inputs.cases}
    for code in inputs.claims:
        row, rate = split_row_rate(code)
        if rate:
            quantity = _FORMULAS[rate](quantities_of_row(inputs, row_counts(inputs, row)))
            yield Value(code, f"{RATES[rate]}, {scopes.get(row) or row_scope(row, '')}", PERCENT, quantity)


def split_row_rate(code: str) -> tuple[str, str]:
    """Return the row and the rate that a code names; two empty texts for other codes."""
    group, _, rest = code.partition(".")
    row, _, rate = rest.partition(".")
    return (row, rate) if group == CASES_GROUP and rate in RATES else ("", "")
