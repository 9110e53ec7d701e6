"""The effects of a scenario: what it changes, what changes with it, and which targets are met or missed instead."""

from collections.abc import Iterator
from decimal import Decimal

from cchc_lib.inputs.scenario import Change
from cchc_lib.inputs.tables.performance_targets import target_text
from cchc_lib.quantities.numbers import format_number
from cchc_lib.quantities.printing import change_text
from cchc_lib.quantities.value_key import Aspect, ValueKey
from cchc_lib.report.blocks.group_block import BlockGroup
from cchc_lib.report.blocks.heading_block import Heading
from cchc_lib.report.blocks.prose_block import Paragraph, Prose, Style
from cchc_lib.report.blocks.table_block import Cell, Table, header_cell, number_cell, text_cell
from cchc_lib.report.model.runs import Text, TextRun
from cchc_lib.report.sections.sentences import SentenceRenderer
from cchc_lib.scenarios.baseline_comparison import (
    ChangedTarget,
    ScenarioComparison,
    TargetChange,
)

_SECTION = "kich-ban"
_TARGET_CHANGE_LABELS = {TargetChange.GAINED: "Đạt thêm", TargetChange.LOST: "Không còn đạt"}
_SIDES = ("Thực tế", "Kịch bản", "Chênh lệch")
_NO_TARGET_CHANGED = "Không mục tiêu nào chuyển từ chưa đạt sang đạt hay ngược lại."


def build_scenario_effects(comparison: ScenarioComparison) -> BlockGroup:
    """Build a heading, the reason for the scenario, and its tables; empty if the scenario changes nothing."""
    tables = tuple(
        table
        for table in (_table_of_changes(comparison), _table_of_dependent_values(comparison), _target_table(comparison))
        if table.rows
    )
    if not tables:
        return BlockGroup(())
    scenario = comparison.scenario
    heading = Heading(_SECTION, 1, "", f"Kịch bản giả định: {scenario.title}")
    lines = (_reason(comparison), "" if any(comparison.changed_targets()) else _NO_TARGET_CHANGED)
    paragraphs = (
        Paragraph(f"{_SECTION}.{index}", Style.BODY, (Text(line),)) for index, line in enumerate(lines) if line
    )
    return BlockGroup((heading, Prose(_SECTION, tuple(paragraphs)), *tables))


def _reason(comparison: ScenarioComparison) -> str:
    """Return why the scenario is tried; single settings name their figures by label."""
    if not comparison.scenario.settings:
        return comparison.scenario.why
    settings = (
        f"«{comparison.results[change.code].label}» là "
        f"{comparison.results[change.code].unit.with_number(format_number(change.set))}"
        for change in comparison.scenario.changes
        if change.set is not None
    )
    return f"Đặt {'; '.join(settings)}."


def _table_of_changes(comparison: ScenarioComparison) -> Table:
    figures = tuple(_figure_row(comparison, figure.before.code) for figure in comparison.changed_figures)
    targets = tuple(row for change in _changes(comparison) if change.target for row in _target_rows(comparison, change))
    columns = ("Số liệu", *_SIDES, "Cách thay đổi")
    return Table("scenario_changes", _SECTION, "Số liệu được thay đổi", columns, (*figures, *targets))


def _table_of_dependent_values(comparison: ScenarioComparison) -> Table:
    renderer = SentenceRenderer(comparison.results)
    rows = (_value_cells(renderer, value.before.code) for value in comparison.dependent_values)
    # A total of the form II.06a and the figure of the same thing print the same row, which is shown once.
    distinct = {_row_texts(row): row for row in rows}
    remark = "Chênh lệch được tính từ số chưa làm tròn."
    columns = ("Chỉ tiêu", *_SIDES)
    return Table("scenario_followed", _SECTION, "Chỉ tiêu thay đổi theo", columns, tuple(distinct.values()), remark)


def _row_texts(row: tuple[Cell, ...]) -> tuple[str, ...]:
    return tuple("".join(run.text for run in cell.runs) for cell in row)


def _target_table(comparison: ScenarioComparison) -> Table:
    renderer = SentenceRenderer(comparison.results)
    rows = tuple(_changed_target_row(renderer, target) for target in comparison.changed_targets())
    columns = ("Chỉ tiêu", "Mục tiêu", "Thực tế", "Kịch bản", "")
    return Table("scenario_turned", _SECTION, "Mục tiêu đạt thêm hoặc không còn đạt", columns, rows)


def _changes(comparison: ScenarioComparison) -> tuple[Change, ...]:
    return comparison.scenario.changes_for(comparison.results.inputs.slug)


def _figure_row(comparison: ScenarioComparison, code: str) -> tuple[Cell, ...]:
    operations = [_operation(change) for change in _changes(comparison) if change.figure == code]
    how = "; ".join(operations) or "điều chỉnh theo để các tổng vẫn khớp"
    return *_value_cells(SentenceRenderer(comparison.results), code), text_cell(how)


def _operation(change: Change) -> str:
    """Return what a change does to a figure or target, as in `cộng 300`."""
    if change.scale is not None:
        return f"nhân với {format_number(change.scale)}"
    if change.set is not None:
        return f"đặt bằng {format_number(abs(change.set))}"
    added = change.add or Decimal(0)
    return f"{'cộng' if added >= 0 else 'bớt'} {format_number(abs(added))}"


def _value_cells(renderer: SentenceRenderer, code: str) -> tuple[Cell, ...]:
    """Return the cells of a value: its label, baseline, value under the scenario, and difference with direction."""
    key = ValueKey.parse(code)
    baseline, difference = (str(key.with_aspect(aspect)) for aspect in (Aspect.BASELINE, Aspect.DIFFERENCE))
    change: tuple[TextRun, ...] = ()
    if difference in renderer.results.values:
        change = (Text(f"{renderer.change_direction(code)} "), renderer.number(difference))
    return (
        header_cell(renderer.results[code].label),
        number_cell(renderer.number(baseline)),
        number_cell(renderer.number(code)),
        number_cell(*change),
    )


def _target_rows(comparison: ScenarioComparison, change: Change) -> Iterator[tuple[Cell, ...]]:
    """Yield a row for each target of the ward that a change of the scenario moves."""
    pairs = zip(comparison.baseline.inputs.targets, comparison.results.inputs.targets, strict=True)
    for before, after in pairs:
        if after.code == change.target and before.value != after.value:
            unit = before.unit
            texts = (
                unit.with_number(format_number(before.value)),
                unit.with_number(format_number(after.value)),
                change_text(before.value, after.value, unit),
            )
            label = f"Mục tiêu: {comparison.results[after.code].label}"
            numbers = (number_cell(Text(text)) for text in texts)
            yield header_cell(label), *numbers, text_cell(_operation(change))


def _changed_target_row(renderer: SentenceRenderer, target: ChangedTarget) -> tuple[Cell, ...]:
    value = target.after.value
    baseline = str(value.key.with_aspect(Aspect.BASELINE))
    # If the scenario moves the target and not the value, there is no baseline of the value.
    before = baseline if baseline in renderer.results.values else value.code
    return (
        header_cell(value.label),
        text_cell(target_text(target.after.target)),
        number_cell(renderer.number(before)),
        number_cell(renderer.number(value.code)),
        text_cell(_TARGET_CHANGE_LABELS[target.change]),
    )
