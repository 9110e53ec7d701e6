"""Sums over the rows of cases.csv: one for each dimension, and how far a stated total lies from that of the systems."""

from collections.abc import Iterator, Mapping

from cchc_lib.indicators.cases import rows_of, stated_counts, sums_over_rows
from cchc_lib.indicators.identities import form_equalities
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.tables.case_counts import (
    CASE_COLUMNS,
    DIFFERENCE,
    TOTAL,
    Dimension,
    count_code,
    count_label,
    sum_scope,
)
from cchc_lib.quantities.figures import Figure, Quantity, State
from cchc_lib.quantities.units import CASES
from cchc_lib.quantities.value import Value


def dimensions_of(inputs: ReportInputs) -> tuple[Dimension, ...]:
    """Return the dimensions by which a ward divides its cases; without cases.csv, fields alone."""
    given = tuple(dimension for dimension in Dimension if rows_of(inputs, dimension))
    return given or (Dimension.FIELD,)


def sum_values(inputs: ReportInputs) -> Iterator[Value]:
    """Yield the sums over each dimension, where a total alone does not say them, and the differences from a total."""
    dimensions = dimensions_of(inputs)
    # The sums over a single dimension are the totals. Only those over systems are compared with a stated total.
    for dimension in dimensions if len(dimensions) > 1 else {Dimension.SYSTEM}.intersection(dimensions):
        for column, quantity in sums_over_rows(inputs, dimension).items():
            label = count_label(sum_scope(dimension), column)
            yield Value(count_code(dimension.sum_code, column), label, CASES, quantity)
    for column, distance in _differences(inputs).items():
        label = count_label("chênh lệch giữa số đã nêu và cộng các hệ thống", column)
        yield Value(count_code(DIFFERENCE, column), label, CASES, distance)


def stated_totals(inputs: ReportInputs) -> Mapping[str, Figure]:
    """Return the total that a ward states for each column of the form: in cases.csv, otherwise in figures.csv."""
    totals: dict[str, Figure] = dict(stated_counts(inputs.cases, TOTAL))
    columns = {count_code(TOTAL, column): column for column in CASE_COLUMNS}
    for identity in form_equalities(inputs):
        column = columns.get(identity.parts[0], "") if len(identity.parts) == 1 else ""
        figure = inputs.figures.get(identity.whole)
        if column and figure and figure.state is not State.NOT_GIVEN:
            totals.setdefault(column, figure)
    return totals


def _differences(inputs: ReportInputs) -> Mapping[str, Quantity]:
    """Return how far the stated total of a column lies from the sum over the systems, where the two differ.

    The smaller number is subtracted from the larger one, since the table prints both above the difference.
    """
    if not rows_of(inputs, Dimension.SYSTEM):
        return {}
    sums, totals = sums_over_rows(inputs, Dimension.SYSTEM), stated_totals(inputs)
    pairs = {column: (totals[column], sums[column]) for column in CASE_COLUMNS if column in totals}
    return {column: _distance(*pair) for column, pair in pairs.items() if _differ(*pair)}


def _differ(stated: Quantity, added_up: Quantity) -> bool:
    return None not in (stated.number, added_up.number) and stated.number != added_up.number


def _distance(stated: Quantity, added_up: Quantity) -> Quantity:
    return stated - added_up if (stated.number or 0) > (added_up.number or 0) else added_up - stated
