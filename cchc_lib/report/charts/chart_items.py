"""The amounts of a chart, taken from a ward's results, and the usual charts made of them."""

from collections.abc import Mapping

from cchc_lib.catalogue.definitions import Outcome
from cchc_lib.indicators.results import Results
from cchc_lib.quantities.letter_case import first_upper
from cchc_lib.report.charts.drawn_chart import ChartItem, Drawing
from cchc_lib.report.charts.stacked import StackedBar, draw_stacked_bars
from cchc_lib.report.charts.surface import GREEN, ORANGE, VERMILION
from cchc_lib.report.sections.sentences import SentenceRenderer

_COLOURS = {Outcome.LATE: VERMILION, Outcome.DONE: GREEN, Outcome.OPEN: ORANGE}
"""The colour of each outcome, which is the same in all charts."""


def chart_item(
    results: Results, label: str, code: str, form: str = "full", outcome: Outcome | None = None
) -> ChartItem:
    """Return a value as an amount of a chart.

    Args:
        results: the ward's results.
        label: the name of the amount in the chart.
        code: the code of the value; a missing value has the size 0.
        form: `full` prints the unit, `number` does not.
        outcome: the outcome that decides the colour; by default that of the value's declaration.
    """
    declaration = results.inputs.catalogue.definition_of(code)
    outcome = outcome or (declaration.outcome if declaration else None)
    number = SentenceRenderer(results).number(code, form)
    return ChartItem(label, number, float(results[code].number or 0), _COLOURS[outcome] if outcome else "")


def are_known(results: Results, *codes: str) -> bool:
    """Return whether all values are numbers that can be true. Others are not drawn."""
    return all(results[code].number is not None and results.is_possible(code) for code in codes)


def parts(results: Results, labels: Mapping[str, str], form: str = "number", whole: str = "") -> tuple[ChartItem, ...]:
    """Return all parts of a whole; empty if one of them is missing.

    Parts that few wards have are left out where they are not stated.

    Args:
        results: the ward's results.
        labels: the name of each part by its code.
        form: `full` prints the unit, `number` does not.
        whole: the code of the whole; what an authority or the ward adds to its parts is shown as well.
    """
    catalogue = results.inputs.catalogue
    added = {
        part.code: first_upper(part.name or part.label)
        for part in catalogue.breakdowns.get(whole, ())
        if part.code in catalogue.additions
    }
    codes = {
        code: label
        for code, label in {**labels, **added}.items()
        if _is_expected(results, code) or are_known(results, code)
    }
    # Without one part the others would look as if they were the whole.
    if not are_known(results, *codes):
        return ()
    return tuple(chart_item(results, label, code, form) for code, label in codes.items())


def _is_expected(results: Results, code: str) -> bool:
    definition = results.inputs.catalogue.figures.get(code)
    return definition is None or definition.is_expected


def stacked_bars(*bars: StackedBar) -> Drawing | None:
    """Draw the bars that have an amount above zero; None if there is none."""
    # A single part would fill its bar, as if it were the whole.
    drawn = tuple(bar for bar in bars if len(bar.parts) > 1 and sum(part.size for part in bar.parts) > 0)
    return draw_stacked_bars(drawn) if drawn else None
