"""What of a ward a scenario may change, and what it has changed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.tables.case_counts import CASES_TABLE
from cchc_lib.inputs.tables.stated_figures import FIGURES_TABLE, Figures
from cchc_lib.quantities.figures import Figure

FiguresByCode = Mapping[str, Figure]
"""Every figure and every count by field, by code."""


def adjustable_figures(inputs: ReportInputs) -> FiguresByCode:
    """What a scenario may change."""
    counts = {figure.code: figure for row in inputs.cases for figure in row.counts.values()}
    return {**{code: figure for code, figure in inputs.figures.items() if figure.unit.kind.numeric}, **counts}


def replace_figures(inputs: ReportInputs, numbers: FiguresByCode) -> ReportInputs:
    """The inputs with other numbers in the places of theirs."""
    figures = {code: numbers.get(code, figure) for code, figure in inputs.figures.items()}
    rows = (
        replace(row, counts={column: numbers[figure.code] for column, figure in row.counts.items()})
        for row in inputs.cases
    )
    return inputs.with_table(FIGURES_TABLE, Figures(figures)).with_table(CASES_TABLE, tuple(rows))


@dataclass(frozen=True)
class ChangedFigure:
    """A number that a scenario changed."""

    before: Figure
    after: Figure


def changed_figures(baseline: ReportInputs, assumed: ReportInputs) -> tuple[ChangedFigure, ...]:
    """The figures and counts that differ, those that gave way included."""
    before, after = adjustable_figures(baseline), adjustable_figures(assumed)
    return tuple(ChangedFigure(before[code], after[code]) for code in before if before[code].value != after[code].value)
