"""The input and the output of the functions that draw charts."""

from dataclasses import dataclass

from cchc_lib.quantities.letter_case import first_lower
from cchc_lib.report.charts.surface import Mark
from cchc_lib.report.model.runs import Number


@dataclass(frozen=True)
class ChartItem:
    """An amount of a chart, with its label."""

    label: str
    number: Number
    """The amount as it is printed."""
    size: float
    """The amount as a length for the drawing; it is never printed."""
    colour: str = ""
    """A colour that has a meaning; if it is empty, the chart chooses one."""


@dataclass(frozen=True)
class Drawing:
    """The marks of a chart, and its description."""

    marks: tuple[Mark, ...]
    height: float
    """The height in pixels."""
    alt: str
    """What the drawing shows, in words, without a full stop."""
    numbers: tuple[Number, ...]
    """The numbers that the drawing prints."""
    vanished: tuple[str, ...] = ()
    """The codes of values that a scenario brings to zero, so that they have no mark."""


def description(items: tuple[ChartItem, ...]) -> str:
    """Return items in words: `hộ tịch 25 hồ sơ, chứng thực 7 hồ sơ`."""
    return ", ".join(f"{first_lower(item.label)} {item.number.text}" for item in items)
