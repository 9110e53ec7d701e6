"""Several scenarios of one ward in one table."""

from collections.abc import Sequence

from cchc_lib.indicators.results import Results, Standing
from cchc_lib.quantities.printing import full_text
from cchc_lib.report.model.blocks import Cell, Table
from cchc_lib.report.model.runs import Text
from cchc_lib.scenarios.baseline_comparison import ScenarioComparison


def side_by_side(comparisons: Sequence[ScenarioComparison]) -> Table:
    """Every value that one of the scenarios moves: what it is in truth, and under each; then the targets met."""
    codes = dict.fromkeys(
        shift.after.code for each in comparisons for shift in each.changed_values if shift.after.unit.kind.numeric
    )
    sides = [comparisons[0].baseline, *(each.results for each in comparisons)] if comparisons else []
    columns = ("Chỉ tiêu", "Thực tế", *(each.scenario.title for each in comparisons))
    rows = tuple(_row(sides[0][code].label, [_text(side, code) for side in sides]) for code in codes)
    met = (_row("Số mục tiêu đạt", [_met(side) for side in sides]),) if sides else ()
    return Table("side_by_side", "kich-ban", "So sánh các kịch bản", columns, (*rows, *met))


def _row(label: str, texts: Sequence[str]) -> tuple[Cell, ...]:
    return Cell((Text(label),), header=True), *(Cell((Text(text),), numeric=True) for text in texts)


def _text(results: Results, code: str) -> str:
    return full_text(results[code], results.inputs.settings.rounding)


def _met(results: Results) -> str:
    standings = [each.standing for each in results.assessments()]
    return f"{standings.count(Standing.MET)}/{len(standings)}"
