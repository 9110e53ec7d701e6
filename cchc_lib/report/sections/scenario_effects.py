"""The effects of a scenario: what it changes, what changes with it, and which targets are met or missed instead."""

from collections.abc import Iterator

from cchc_lib.inputs.scenario import Change
from cchc_lib.inputs.tables.performance_targets import target_text
from cchc_lib.quantities.numbers import format_number
from cchc_lib.quantities.printing import change_text
from cchc_lib.quantities.value_key import Aspect, ValueKey
from cchc_lib.report.blocks.group_block import BlockGroup
from cchc_lib.report.blocks.heading_block import Heading
from cchc_lib.report.blocks.prose_block import Paragraph, Prose, Style
from cchc_lib.report.blocks.table_block import Cell, Table
from cchc_lib.report.model.runs import Number, Text, TextRun
from cchc_lib.report.sections.sentences import SentenceRenderer
from cchc_lib.scenarios.baseline_comparison import (
    ChangedTarget,
    ScenarioComparison,
    TargetChange,
)

_SECTION = "kich-ban"
_TURNS = {TargetChange.GAINED: "Đạt thêm", TargetChange.LOST: "Không còn đạt"}
_SIDES = ("Thực tế", "Kịch bản", "Chênh lệch")


def scenario_part(comparison: ScenarioComparison) -> BlockGroup:
    """A heading, why, and the tables that have rows; nothing where the scenario changes nothing."""
    tables = tuple(table for table in _tables(comparison) if table.rows)
    if not tables:
        return BlockGroup(())
    scenario = comparison.scenario
    heading = Heading(_SECTION, 1, "", f"Kịch bản giả định: {scenario.title}")
    said = (
        scenario.why,
        "" if any(comparison.changed_targets()) else "Không mục tiêu nào chuyển từ chưa đạt sang đạt hay ngược lại.",
    )
    lines = tuple(Paragraph(f"{_SECTION}.{at}", Style.BODY, (Text(line),)) for at, line in enumerate(said) if line)
    return BlockGroup((heading, Prose(_SECTION, lines), *tables))


def _tables(comparison: ScenarioComparison) -> Iterator[Table]:
    writer = SentenceRenderer(comparison.results)
    changed = tuple(_changed(writer, comparison, moved.before.code) for moved in comparison.changed_figures)
    aimed = tuple(row for change in _own(comparison) if change.target for row in _aimed(comparison, change))
    yield _table("changes", "Số liệu được thay đổi", ("Số liệu", *_SIDES, "Cách thay đổi"), (*changed, *aimed))
    rows = {_read(row): row for row in (_sides(writer, shift.before.code) for shift in comparison.dependent_values)}
    remark = "Chênh lệch được tính từ số chưa làm tròn."
    yield _table("followed", "Chỉ tiêu thay đổi theo", ("Chỉ tiêu", *_SIDES), tuple(rows.values()), remark)
    turned = tuple(_turned(writer, each) for each in comparison.changed_targets())
    yield _table(
        "turned", "Mục tiêu đạt thêm hoặc không còn đạt", ("Chỉ tiêu", "Mục tiêu", "Thực tế", "Kịch bản", ""), turned
    )


def _table(
    name: str, caption: str, columns: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...], remark: str = ""
) -> Table:
    return Table(f"scenario_{name}", _SECTION, caption, columns, rows, remark)


def _read(row: tuple[Cell, ...]) -> tuple[str, ...]:
    """What a row says; form and figures may say the same of one thing."""
    return tuple("".join(run.text for run in cell.runs) for cell in row)


def _own(comparison: ScenarioComparison) -> tuple[Change, ...]:
    return comparison.scenario.changes_for(comparison.results.inputs.slug)


def _changed(writer: SentenceRenderer, comparison: ScenarioComparison, code: str) -> tuple[Cell, ...]:
    ways = [_way(change) for change in _own(comparison) if change.figure == code]
    return *_sides(writer, code), _words("; ".join(ways) or "điều chỉnh theo để các tổng vẫn khớp")


def _way(change: Change) -> str:
    added = "cộng" if (change.add or 0) >= 0 else "bớt"
    for word, amount in (("đặt bằng", change.set), (added, change.add), ("nhân với", change.scale)):
        if amount is not None:
            return f"{word} {format_number(amount if change.scale else abs(amount))}"
    return ""


def _sides(writer: SentenceRenderer, code: str) -> tuple[Cell, ...]:
    """What a value is, in truth and under the scenario, and the difference with its direction."""
    key = ValueKey.parse(code)
    before, difference = (str(key.with_aspect(aspect)) for aspect in (Aspect.BASELINE, Aspect.DIFFERENCE))
    way = (Text(f"{writer.way(code)} "), writer.number(difference)) if difference in writer.results.values else ()
    label = Cell((Text(writer.results[code].label),), header=True)
    return label, *map(_number, ((writer.number(before),), (writer.number(code),), way))


def _number(runs: tuple[TextRun, ...]) -> Cell:
    return Cell(runs, numeric=True)


def _aimed(comparison: ScenarioComparison, change: Change) -> Iterator[tuple[Cell, ...]]:
    pairs = zip(comparison.baseline.inputs.targets, comparison.results.inputs.targets, strict=True)
    for before, after in pairs:
        if after.code == change.target and before.value != after.value:
            label = f"Mục tiêu: {comparison.results[after.code].label}"
            amounts = (before.unit.with_number(format_number(each.value)) for each in (before, after))
            moved = change_text(before.value, after.value, before.unit)
            texts = (Cell((Text(text),), numeric=True) for text in (*amounts, moved))
            yield Cell((Text(label),), header=True), *texts, _words(_way(change))


def _turned(writer: SentenceRenderer, turned: ChangedTarget) -> tuple[Cell, ...]:
    code = turned.after.value.code
    baseline = str(turned.after.value.key.with_aspect(Aspect.BASELINE))
    before = writer.number(baseline if baseline in writer.results.values else code)
    label = Cell((Text(turned.after.value.label),), header=True)
    numbers: tuple[Number, ...] = before, writer.number(code)
    shown = tuple(Cell((number,), numeric=True) for number in numbers)
    return label, _words(target_text(turned.after.target)), *shown, _words(_TURNS[turned.change])


def _words(text: str) -> Cell:
    return Cell((Text(text),))
