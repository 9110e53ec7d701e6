"""Sums of figures of which biểu II.06a states some parts."""

from collections.abc import Iterator
from dataclasses import replace

from cchc_lib.catalogue.case_flow import ON_TIME
from cchc_lib.indicators.cases import FORM_COLUMNS, row_counts
from cchc_lib.indicators.identities import Identity, sums
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.tables.case_counts import TOTAL, count_code
from cchc_lib.quantities.figures import State


def filled_sums(inputs: ReportInputs) -> Iterator[Identity]:
    """Yield the sums with parts that the totals of cases.csv state in place of figures.

    Sums whose parts all stand in the form are those of the form itself.
    """
    if not inputs.cases:
        return
    totals = {column for column, count in row_counts(inputs, TOTAL).items() if count.state is not State.NOT_GIVEN}
    for identity in sums(inputs):
        parts = tuple(code for part in identity.parts for code in _stated_in(inputs, totals, part))
        if parts != identity.parts and any(part in identity.parts for part in parts if _is_given(inputs, part)):
            yield replace(identity, parts=parts)


def _stated_in(inputs: ReportInputs, totals: set[str], code: str) -> tuple[str, ...]:
    """Return the codes of the totals that state a figure, or the figure itself."""
    columns = FORM_COLUMNS.get(code, ())
    if code == ON_TIME and not totals.issuperset(columns):
        columns = ("resolved_in_time",)
    if _is_given(inputs, code) or not columns or not totals.issuperset(columns):
        return (code,)
    return tuple(count_code(TOTAL, column) for column in columns)


def _is_given(inputs: ReportInputs, code: str) -> bool:
    return code in inputs.figures and inputs.figures[code].state is not State.NOT_GIVEN
