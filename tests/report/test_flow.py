"""The flow chart: the labels of small nodes beside large ones."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.report.charts.drawn_chart import ChartItem
from cchc_lib.report.charts.flow import draw_flow
from cchc_lib.report.charts.surface import Label
from cchc_lib.report.model.runs import Number

LINE = 13.0
"""The height of a line of a label in pixels."""


def items(sizes: list[int]) -> tuple[ChartItem, ...]:
    return tuple(ChartItem(f"Phần {at}", Number(str(size), "x", "stated"), size) for at, size in enumerate(sizes))


def baselines(sources: list[int], anchor: str) -> list[float]:
    (whole,) = items([sum(sources)])
    marks = draw_flow(items(sources), whole, items([sum(sources)])).marks
    return [mark.y for mark in marks if isinstance(mark, Label) and mark.anchor == anchor]


def test_labels_of_a_counter_and_of_cases_carried_over_do_not_overlap() -> None:
    lines = baselines([1980, 420, 50], "right")
    assert len(lines) == 6
    assert all(below - above >= LINE for above, below in pairwise(lines))


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=5))
def test_lines_of_labels_stand_below_each_other(sizes: list[int]) -> None:
    assert all(below - above >= LINE for above, below in pairwise(baselines(sizes, "right")))
