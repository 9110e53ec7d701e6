"""A number changes with a figure exactly where its lineage names it: every figure is perturbed in turn."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from cchc_lib.catalogue.outline import outline
from cchc_lib.indicators.results import Results, compute
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.tables.stated_figures import FIGURES_TABLE, Figures
from cchc_lib.quantities.figures import Figure, State
from cchc_lib.record.formula import EvaluationContext, calculation_of, quantity_of
from cchc_lib.record.graph_nodes import Calculation
from cchc_lib.record.page_text import text_by_place
from cchc_lib.report.blocks.prose_block import Prose
from cchc_lib.report.charts.catalogue import CHARTS
from cchc_lib.report.model.block import Block
from cchc_lib.report.model.runs import Cited, Note, TextRun, printed_numbers
from cchc_lib.report.tables.catalogue import tables
from cchc_lib.report.ward_report import WardReport

DRAFT_MARK = re.compile(r"DỰ THẢO – SỐ LIỆU CÒN MÂU THUẪN: còn [\d.]+ lỗi số liệu chưa sửa, chưa ghi nhận\.\s*")


def perturbed(figure: Figure) -> list[Figure | None]:
    """Return the figure with one more, one less, twice as much, nothing, none arisen; None for not given."""
    value = figure.value
    others: list[Figure | None] = [None]
    if isinstance(value, Decimal):
        others += [
            replace(figure, value=amount) for amount in (value + 1, value - 1, value * 2, Decimal(0)) if amount >= 0
        ]
        others.append(replace(figure, value=None, stated_as=State.NONE_ARISEN))
    return others


def with_figure(inputs: ReportInputs, code: str, figure: Figure | None) -> Results:
    stated = {other.code: other for other in inputs.figures.values() if other.source and other.code != code}
    if figure is not None:
        stated[code] = figure
    return compute(inputs.with_table(FIGURES_TABLE, Figures(stated, inputs.catalogue.figures)))


def exact(results: Results) -> dict[str, object]:
    """Return every value before it is rounded; words and dates as they are."""
    return {
        code: (value.state, value.number, value.quantity.value if isinstance(value.quantity, Figure) else None)
        for code, value in results.values.items()
    }


def test_numbers_change_with_a_figure_exactly_where_their_lineage_names_it(luu_kiem_inputs: ReportInputs) -> None:
    before = compute(luu_kiem_inputs)
    start = exact(before)
    for code, figure in luu_kiem_inputs.figures.items():
        if figure.state is not State.STATED:
            continue
        # A value that lacks another figure stays missing.
        known = ((name, value) for name, value in before.values.items() if value.state is not State.NOT_GIVEN)
        named = {name for name, value in known if figure in value.quantity.figures()}
        ever_changed: set[str] = set()
        for other in perturbed(figure):
            after = exact(with_figure(luu_kiem_inputs, code, other))
            changed = {name for name in start if after.get(name) != start[name]}
            assert changed <= named, (code, other, changed - named)
            ever_changed |= changed
        assert ever_changed == named, (code, named - ever_changed)


def test_a_figure_that_was_missing_moves_only_what_names_it(luu_kiem_inputs: ReportInputs) -> None:
    """A number named the figure as missing, or its formula follows the data and names the figure now."""
    before = compute(luu_kiem_inputs)
    missing = [code for code, figure in luu_kiem_inputs.figures.items() if figure.state is State.NOT_GIVEN]
    for code in (name for name in missing if luu_kiem_inputs.figures[name].unit.kind.is_numeric):
        stated = replace(luu_kiem_inputs.figures[code], value=Decimal(3), stated_as=State.STATED)
        others = {k: v for k, v in luu_kiem_inputs.figures.items() if k != code}
        figures = Figures({**others, code: stated}, luu_kiem_inputs.catalogue.figures)
        results = compute(luu_kiem_inputs.with_table(FIGURES_TABLE, figures))
        after = exact(results)
        named = {
            name
            for name, value in (*before.values.items(), *results.values.items())
            if any(figure.code == code for figure in value.quantity.figures())
        }
        assert {name for name in after if after[name] != exact(before)[name]} == named, code


def test_every_calculation_of_a_record_gives_its_number_again(luu_kiem: WardReport) -> None:
    for value in luu_kiem.results.values.values():
        calculation = calculation_of(value.quantity)
        if calculation is None:
            continue
        again = quantity_of(
            calculation, EvaluationContext({figure.code: figure for figure in value.quantity.figures()})
        )
        assert (again.state, again.number, again.formula()) == (value.state, value.number, value.quantity.formula())


def test_an_unknown_operation_is_refused() -> None:
    with pytest.raises(KeyError):
        quantity_of(Calculation(op="__import__", operands=("a", "a")), EvaluationContext({}))


def prose_of(report: WardReport) -> list[Prose]:
    """Return the prose of each section that has some."""
    blocks = (block for section in outline() for block in report.section(section.id).blocks)
    return [block for block in blocks if isinstance(block, Prose)]


def blocks_by_place(report: WardReport) -> dict[str, Block]:
    """Return the summary, the tables and the charts by their places in the record."""
    named = {f"bang-{name}": report.table(name) for name in tables()}
    named |= {f"bieu-do-{chart.id}": report.chart(chart.id) for chart in CHARTS}
    return {"summary": report.summary(), **named}


def text_by_section(report: WardReport) -> dict[str, dict[str, str]]:
    """Return the paragraphs of each section by id; documents are named by id, since each is cited in full only once."""
    return {
        block.section: {paragraph.id: "".join(map(_text_of_run, paragraph.runs)) for paragraph in block.paragraphs}
        for block in prose_of(report)
    }


def _text_of_run(run: TextRun) -> str:
    match run:
        case Cited():
            return run.document
        case Note():
            return " ".join(document.document for document in run.documents)
        case _:
            return run.text


def text_in_blocks(report: WardReport) -> dict[str, str]:
    """Return the text of the summary, the tables and the charts by their places in the record."""
    return {
        # The mark of a draft follows from the audit of all figures together.
        place: DRAFT_MARK.sub("", text)
        for block in blocks_by_place(report).values()
        for place, text in text_by_place(block.html()).items()
    }


def named_in(report: WardReport) -> dict[str, set[str]]:
    """Return the figures that decide the text of a place: those of its numbers and those of its wording."""
    blocks = blocks_by_place(report) | {block.section: block for block in prose_of(report)}
    printed = {place: {number["code"] for number in printed_numbers(block.json())} for place, block in blocks.items()}
    wording = report.record().record.wording_figures
    return {place: input_codes(report, codes) | set(wording.get(place, ())) for place, codes in printed.items()}


def input_codes(report: WardReport, codes: set[str]) -> set[str]:
    """Return the codes of the figures from which values are computed."""
    return {figure.code for code in codes for figure in report.results[code].quantity.figures()}


@pytest.mark.slow
def test_summary_tables_and_charts_change_only_with_figures_that_decide_them(
    luu_kiem: WardReport, luu_kiem_inputs: ReportInputs
) -> None:
    """Every figure is taken out, set to nothing and doubled; each place whose text changes names it."""
    before, named = text_in_blocks(luu_kiem), named_in(luu_kiem)
    for code, figure in luu_kiem_inputs.figures.items():
        if not isinstance(figure.value, Decimal):
            continue
        for other in (None, replace(figure, value=Decimal(0)), replace(figure, value=figure.value * 2)):
            after = text_in_blocks(WardReport(with_figure(luu_kiem_inputs, code, other)))
            changed = {place for place in before if before[place] != after.get(place)}
            places = {place.removesuffix("-ghi-chu") for place in changed}
            assert all(code in named[place] for place in places), (code, other, places)


def test_a_section_is_not_decided_by_what_it_does_not_ask(luu_kiem: WardReport) -> None:
    asking = {place for place, codes in named_in(luu_kiem).items() if "overdue.civil_status" in codes}
    assert "procedures" in asking
    assert "communication" not in asking
    assert "procedures.resolved_overdue" in named_in(luu_kiem)["summary"]


@pytest.mark.slow
def test_a_phrase_changes_only_with_figures_that_it_prints_or_that_decide_it(
    luu_kiem: WardReport, luu_kiem_inputs: ReportInputs
) -> None:
    """Every figure is taken out, set to nothing and doubled; each section whose text changes names it."""
    before = text_by_section(luu_kiem)
    named: dict[str, set[str]] = {}
    for block in prose_of(luu_kiem):
        codes = {number["code"] for number in printed_numbers(block.json())}
        named[block.section] = input_codes(luu_kiem, codes) | set(block.decided_by)
    for code, figure in luu_kiem_inputs.figures.items():
        if not isinstance(figure.value, Decimal):
            continue
        for other in (None, replace(figure, value=Decimal(0)), replace(figure, value=figure.value * 2)):
            after = text_by_section(WardReport(with_figure(luu_kiem_inputs, code, other)))
            changed = {section for section in before if before[section] != after.get(section)}
            assert all(code in named[section] for section in changed), (code, other, changed)
