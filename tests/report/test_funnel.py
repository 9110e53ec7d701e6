"""A funnel plot draws every unit at its own rate."""

from fractions import Fraction

import pytest

from cchc_lib.report.charts.funnel import FunnelPoint, draw_funnel
from cchc_lib.report.charts.surface import Label, Shape
from cchc_lib.report.model.runs import Number

TOP, BOTTOM = 28.0, 310.0
"""The upper and the lower edge of the frame, in pixels."""


def dot_heights(part: int, whole: int) -> list[float]:
    """Return the heights of the dots of a small unit and of a large one above the axis, the higher one first."""
    number = Number("", "", "stated")
    units = [FunnelPoint("nhỏ", part, whole, number, beyond=False), FunnelPoint("lớn", 10, 1000, number, beyond=False)]
    shapes = [
        mark for mark in draw_funnel(units, Fraction(10 + part, 1000 + whole), number).marks if isinstance(mark, Shape)
    ]
    centres = [sum(y for _, y in shape.points) / len(shape.points) for shape in shapes if len(shape.points) == 24]
    return sorted((BOTTOM - y for y in centres if y < BOTTOM + 1), reverse=True)


def test_a_unit_is_named_beside_its_dot_with_a_capital_and_within_the_description_without() -> None:
    number = Number("10%", "", "stated")
    units = [FunnelPoint("phường An Hải", 10, 100, number, beyond=True)]
    drawing = draw_funnel(units, Fraction(1, 100), number)
    assert "Phường An Hải" in [mark.text for mark in drawing.marks if isinstance(mark, Label)]
    assert "vượt giới hạn 99,8%: phường An Hải 10%" in drawing.alt


@pytest.mark.parametrize(("part", "whole"), [(1, 2), (2, 2), (1, 8)])
def test_the_highest_dot_lies_below_the_frame_at_its_own_rate(part: int, whole: int) -> None:
    """The rate of a small unit that chance explains may be the highest of all."""
    high, low = dot_heights(part, whole)
    assert high < BOTTOM - TOP - 5
    assert high / low == pytest.approx((part / whole) / (10 / 1000), rel=0.01)
