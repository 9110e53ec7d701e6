"""The figures that a scenario may change, and those that it did change."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.tables.case_counts import CASES_TABLE
from cchc_lib.inputs.tables.stated_figures import FIGURES_TABLE, Figures
from cchc_lib.quantities.figures import Figure

FiguresByCode = Mapping[str, Figure]
"""The numeric figures and the counts by field, by code."""


def adjustable_figures(inputs: ReportInputs) -> FiguresByCode:
    """Return the figures and counts by field that a scenario may change."""
    figures = {code: figure for code, figure in inputs.figures.items() if figure.unit.kind.is_numeric}
    return {**figures, **{figure.code: figure for row in inputs.cases for figure in row.counts.values()}}


def replace_figures(inputs: ReportInputs, figures: FiguresByCode) -> ReportInputs:
    """Return the inputs with other figures.

    Args:
        inputs: the ward's inputs, which stay as they are.
        figures: all adjustable figures of the ward, changed or not.
    """
    stated = {code: figures.get(code, figure) for code, figure in inputs.figures.items()}
    rows = tuple(
        replace(row, counts={column: figures[figure.code] for column, figure in row.counts.items()})
        for row in inputs.cases
    )
    return inputs.with_table(FIGURES_TABLE, Figures(stated, inputs.catalogue.figures)).with_table(CASES_TABLE, rows)


@dataclass(frozen=True)
class ChangedFigure:
    """A figure that a scenario changed."""

    before: Figure
    """The figure as the ward states it."""
    after: Figure
    """The figure under the scenario."""


def changed_figures(baseline: ReportInputs, assumed: ReportInputs) -> tuple[ChangedFigure, ...]:
    """Return the figures and counts whose amounts differ, including those that were balanced."""
    before, after = adjustable_figures(baseline), adjustable_figures(assumed)
    return tuple(ChangedFigure(before[code], after[code]) for code in before if before[code].value != after[code].value)
