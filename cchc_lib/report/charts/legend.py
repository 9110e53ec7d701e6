"""The legend of a chart, in as many lines as its width needs."""

from dataclasses import dataclass
from enum import Enum

from cchc_lib.report.charts.surface import (
    MUTED,
    SMALL,
    VERMILION,
    WIDTH,
    Label,
    Line,
    Mark,
    disc,
    hatched,
    solid,
    text_width,
)

_LINE = 19.0
_SWATCH = 10.0
_GAP = 16.0


class Swatch(Enum):
    """What the drawing has in a colour of the legend."""

    AREA = "area"
    DOT = "dot"
    LINE = "line"
    DASHED = "dashed line"


@dataclass(frozen=True)
class LegendEntry:
    """A colour with its label, and the number beside it if there is one."""

    label: str
    colour: str
    number: str = ""
    shape: Swatch = Swatch.AREA

    @property
    def label_width(self) -> float:
        """The width of swatch and label in pixels."""
        return _SWATCH + 5 + text_width(self.text, SMALL)

    @property
    def text(self) -> str:
        """The label, with a colon before a number: without it `Nhóm 1` and `8` would be read as 18."""
        return f"{self.label}:" if self.number else self.label

    @property
    def width(self) -> float:
        """The width of the whole entry in pixels."""
        return self.label_width + (5 + text_width(self.number, SMALL, bold=True) if self.number else 0)


def legend(entries: tuple[LegendEntry, ...], top: float) -> tuple[list[Mark], float]:
    """Return the marks of a legend that begins at `top`, and its lower edge in pixels."""
    marks: list[Mark] = []
    left = 0.0
    for entry in entries:
        if left and left + entry.width > WIDTH:
            left, top = 0.0, top + _LINE
        baseline = top + SMALL
        marks += _swatch(entry, left, top + 2.5)
        marks.append(Label(left + _SWATCH + 5, baseline, entry.text, SMALL, MUTED))
        if entry.number:
            marks.append(Label(left + entry.label_width + 5, baseline, entry.number, SMALL, bold=True))
        left += entry.width + _GAP
    return marks, top + SMALL + 4


def _swatch(entry: LegendEntry, left: float, top: float) -> tuple[Mark, ...]:
    middle = top + _SWATCH / 2
    match entry.shape:
        case Swatch.LINE | Swatch.DASHED:
            is_dashed = entry.shape is Swatch.DASHED
            return (Line((left, middle), (left + _SWATCH, middle), entry.colour, 2.0, is_dashed),)
        case Swatch.DOT:
            return (disc(left + _SWATCH / 2, middle, _SWATCH / 2 - 1, entry.colour),)
        case _:
            filled = hatched if entry.colour == VERMILION else solid
            return filled(left, top, _SWATCH, _SWATCH, entry.colour)
