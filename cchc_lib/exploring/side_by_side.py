"""A table that shows several scenarios of one ward side by side."""

from collections.abc import Sequence

from cchc_lib.indicators.results import Results, Standing
from cchc_lib.quantities.printing import full_text
from cchc_lib.report.blocks.table_block import Cell, Table
from cchc_lib.report.model.runs import Text
from cchc_lib.scenarios.baseline_comparison import ScenarioComparison


def side_by_side(comparisons: Sequence[ScenarioComparison]) -> Table:
    """Return a table of the values that any scenario changes: without a scenario, and under each scenario.

    The last row counts the targets that are met.

    Args:
        comparisons: scenarios of the same ward and period; the table is empty if there are none.
    """
    codes = dict.fromkeys(
        changed.after.code
        for comparison in comparisons
        for changed in comparison.changed_values
        if changed.after.unit.kind.is_numeric
    )
    # All scenarios are of one ward and period, so the first has the baseline of all.
    sides = [comparisons[0].baseline, *(comparison.results for comparison in comparisons)] if comparisons else []
    columns = ("Chỉ tiêu", "Thực tế", *(comparison.scenario.title for comparison in comparisons))
    rows = [_row(sides[0][code].label, [_text(side, code) for side in sides]) for code in codes]
    if sides:
        rows.append(_row("Số mục tiêu đạt", [_count_of_met_targets(side) for side in sides]))
    return Table("side_by_side", "kich-ban", "So sánh các kịch bản", columns, tuple(rows))


def _row(label: str, texts: Sequence[str]) -> tuple[Cell, ...]:
    return Cell((Text(label),), header=True), *(Cell((Text(text),), numeric=True) for text in texts)


def _text(results: Results, code: str) -> str:
    return full_text(results[code], results.inputs.settings.rounding)


def _count_of_met_targets(results: Results) -> str:
    """Return the number of met targets and of all targets, such as `7/9`."""
    standings = [assessment.standing for assessment in results.assessments()]
    return f"{standings.count(Standing.MET)}/{len(standings)}"
