"""Declarations of charts, and how a declared chart is drawn from a ward's results."""

from collections.abc import Callable
from dataclasses import dataclass

from cchc_lib.indicators.identities import subsets
from cchc_lib.indicators.results import Results
from cchc_lib.quantities.letter_case import within_sentence
from cchc_lib.report.blocks.chart_block import Chart
from cchc_lib.report.charts.drawn_chart import Drawing
from cchc_lib.report.charts.surface import draw
from cchc_lib.report.model.document_nodes import Placement
from cchc_lib.report.model.runs import line_text
from cchc_lib.report.sections.sentences import SentenceRenderer

_NOTHING_TO_DRAW = "không có số liệu để vẽ biểu đồ"


@dataclass(frozen=True)
class ChartDeclaration:
    """A chart of the report: its section, its caption and the function that draws it."""

    id: str
    """The name of the chart in notebooks."""
    section: str
    """The id of the section that the chart belongs to."""
    caption: str
    """The caption in Vietnamese, without a number."""
    build: Callable[[Results], Drawing | None]
    """A function that draws the chart, or returns None if there is nothing to draw."""
    trial: tuple[str, ...] = ()
    """The codes of rates of counts whose figures a reader of the page may change on trial."""
    place: Placement = Placement.APPENDIX
    """Where the chart is printed on paper."""


def build_chart(declaration: ChartDeclaration, results: Results) -> Chart:
    """Draw a declared chart; the block has no drawing if there is nothing to draw."""
    drawing = declaration.build(results)
    if drawing is None:
        return empty_chart(declaration.id, declaration.section, declaration.caption)
    return Chart(
        declaration.id,
        declaration.section,
        # The drawing has no room for the values without the scenario, so the caption names them.
        caption=declaration.caption + _baselines(drawing, SentenceRenderer(results)),
        alt=f"{declaration.caption}: {drawing.alt}.",
        numbers=drawing.numbers,
        drawing=draw(drawing.marks, drawing.height),
        trial=declaration.trial,
        within=_parts_of_wholes(declaration, results),
        place=declaration.place,
    )


def empty_chart(name: str, section: str, caption: str) -> Chart:
    """Return a chart without a drawing, whose description says that there is nothing to draw."""
    return Chart(name, section, caption, f"{caption}: {_NOTHING_TO_DRAW}.", ())


def _parts_of_wholes(declaration: ChartDeclaration, results: Results) -> tuple[str, ...]:
    """Return `part/whole` for the figures on trial of which one is a part of the other."""
    figures = {figure.code for code in declaration.trial for figure in results[code].quantity.figures()}
    return tuple(f"{part}/{whole}" for part, whole in subsets(results.inputs) if {part, whole} <= figures)


def _baselines(drawing: Drawing, renderer: SentenceRenderer) -> str:
    """Return the numbers of a chart that a scenario changed, each with its baseline; empty if it changed none."""
    codes = dict.fromkeys((*(number.code for number in drawing.numbers), *drawing.vanished))
    baselines = {code: line_text(renderer.baseline(code)) for code in codes}
    changed = [
        f"{within_sentence(renderer.results[code].label)} {renderer.number(code).text}{baseline}"
        for code, baseline in baselines.items()
        if baseline
    ]
    return f" – theo kịch bản: {'; '.join(changed)}" if changed else ""
