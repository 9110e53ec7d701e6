"""The legend of a chart, in as many lines as its width needs."""

from dataclasses import dataclass

from cchc_lib.report.charts.surface import MUTED, SMALL, WIDTH, Label, Line, Mark, rectangle, text_width

_LINE = 19.0
_SWATCH = 10.0
_GAP = 16.0


@dataclass(frozen=True)
class LegendEntry:
    """A colour with its label, and the number beside it if there is one."""

    label: str
    colour: str
    number: str = ""
    line: str = ""
    """`solid` or `dashed` if the drawing has a line of this colour; empty for an area."""

    @property
    def label_width(self) -> float:
        """The width of swatch and label in pixels."""
        return _SWATCH + 5 + text_width(self.label, SMALL)

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
        marks.append(_swatch(entry, left, top + 2.5))
        marks.append(Label(left + _SWATCH + 5, baseline, entry.label, SMALL, MUTED))
        if entry.number:
            marks.append(Label(left + entry.label_width + 5, baseline, entry.number, SMALL, bold=True))
        left += entry.width + _GAP
    return marks, top + SMALL + 4


def _swatch(entry: LegendEntry, left: float, top: float) -> Mark:
    if entry.line:
        middle = top + _SWATCH / 2
        return Line((left, middle), (left + _SWATCH, middle), entry.colour, 2.0, entry.line == "dashed")
    return rectangle(left, top, _SWATCH, _SWATCH, entry.colour)
