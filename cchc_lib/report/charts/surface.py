"""The drawing surface: a few kinds of marks, and their drawing as an SVG in which text stays text.

All charts are made of these marks alone. Lengths are in pixels, from the top left corner.
"""

import io
import math
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from matplotlib import rc_context
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure as Canvas
from matplotlib.font_manager import FontProperties, findfont
from matplotlib.ft2font import FT2Font
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform

WIDTH = 360.0
"""The width of every chart: that of a phone, so that labels are as large there as they are drawn."""
FONT = "DejaVu Sans"
"""The font that matplotlib carries, so that every machine measures texts alike."""
SIZE = 14.0
SMALL = 12.5
HALF_CAPITAL = 0.36
"""Half the height of a capital letter, as a share of the font size: the offset of a text centred on a line."""

INK = "#1f2933"
MUTED = "#5b6770"
RULE = "#d5dbe1"
ON_DARK = "#ffffff"
# Dark and light colours take turns, so that neighbours differ in grey print as well; colour-blind readers can
# distinguish them, since the hues are those of Okabe and Ito.
SERIES = ("#0072b2", "#f0b840", "#00614a", "#9ad0ee", "#7b3f77", "#efb8d2", "#6b7780")
BLUE, ORANGE, GREEN, SKY, PURPLE, PINK, GREY = SERIES
VERMILION = "#d55e00"
"""The colour of what is late or missed; its areas are hatched."""
PALE = "#c9dcea"

Anchor = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Shape:
    """A filled polygon."""

    points: tuple[tuple[float, float], ...]
    fill: str
    opacity: float = 1.0


@dataclass(frozen=True)
class Line:
    """A straight line between two points."""

    start: tuple[float, float]
    end: tuple[float, float]
    colour: str = RULE
    width: float = 1.0
    dashed: bool = False


@dataclass(frozen=True)
class Label:
    """A text on its baseline."""

    x: float
    y: float
    text: str
    size: float = SIZE
    colour: str = INK
    anchor: Anchor = "left"
    bold: bool = False


Mark = Shape | Line | Label


def rectangle(x: float, y: float, width: float, height: float, fill: str) -> Shape:
    """Return a rectangle whose upper left corner is at `x`, `y`."""
    return Shape(((x, y), (x + width, y), (x + width, y + height), (x, y + height)), fill)


def solid(x: float, y: float, width: float, height: float, fill: str) -> tuple[Mark, ...]:
    """Return a rectangle as the marks of an area."""
    return (rectangle(x, y, width, height, fill),)


def hatched(x: float, y: float, width: float, height: float, fill: str) -> tuple[Mark, ...]:
    """Return a rectangle under white diagonal stripes, which grey print shows as well."""
    starts = range(-int(height), int(width), 6)
    ends = ((max(start, 0.0), min(start + height, width), start) for start in starts)
    stripes = (
        Line((x + left, y + height - (left - start)), (x + right, y + height - (right - start)), ON_DARK, 1.6)
        for left, right, start in ends
        if right > left
    )
    return rectangle(x, y, width, height, fill), *stripes


def disc(x: float, y: float, radius: float, fill: str) -> Shape:
    """Return a dot around `x`, `y`."""
    # A polygon of 24 sides looks round at this size, and needs no mark of another kind.
    angles = (2 * math.pi * step / 24 for step in range(24))
    return Shape(tuple((x + math.cos(angle) * radius, y + math.sin(angle) * radius) for angle in angles), fill)


@cache
def _font(bold: bool, _process: int) -> FT2Font:
    # FT2Font reads its file while it is used, and forked processes share the position in an open file. So the process
    # is part of the cache's key, and each process opens the font again.
    return FT2Font(findfont(FontProperties(family=FONT, weight="bold" if bold else "normal")))


@cache
def text_width(text: str, size: float = SIZE, *, bold: bool = False) -> float:
    """Return the width of a text in pixels."""
    font = _font(bold, os.getpid())
    font.set_size(size, 72)
    font.set_text(text, 0.0)
    return float(font.get_width_height()[0]) / 64  # FreeType measures in sixty-fourths of a pixel.


def wrapped(text: str, width: float, size: float = SIZE) -> list[str]:
    """Return a text as lines that are at most `width` pixels wide; a longer word has a line to itself."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, size) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def draw(marks: Iterable[Mark], height: float, width: float = WIDTH) -> str:
    """Draw marks as an SVG.

    The SVG scales with its container. It has no date and no identifiers, so that the same chart has the same bytes and
    several charts can share a page.
    """
    drawn = tuple(marks)
    canvas = Canvas(figsize=(width / 72, height / 72), dpi=72, frameon=False)
    canvas.add_artist(_MarksArtist(drawn, height))
    buffer = io.StringIO()
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "cchc"}):
        canvas.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return _with_lengths(_without_extras(buffer.getvalue()), [mark for mark in drawn if isinstance(mark, Label)])


def _with_lengths(svg: str, labels: Sequence[Label]) -> str:
    """Return an SVG whose texts keep their measured widths in any font, so that no gaps or overlaps appear."""
    widths = iter(round(text_width(label.text, label.size, bold=label.bold), 1) for label in labels)
    return re.sub("<text ", lambda _: f'<text textLength="{next(widths)}" lengthAdjust="spacingAndGlyphs" ', svg)


def _without_extras(svg: str) -> str:
    # Regular expressions suffice, because matplotlib always writes the same form.
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>|<defs>.*?</defs>|<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(r' id="[^"]*"| xmlns:xlink="[^"]*"| version="[^"]*"', "", svg)
    svg = re.sub(r'(<svg[^>]*?) width="[^"]*"', r"\1", svg, count=1)
    svg = re.sub(r'(<svg[^>]*?) height="[^"]*"', r"\1", svg, count=1)
    return re.sub(r"\s*\n\s*", "\n", svg).strip()


class _MarksArtist(Artist):
    """All marks of a chart as one artist.

    It draws through the public methods of the renderer, which takes a twentieth of the time of Axes and Text objects.
    """

    def __init__(self, marks: Sequence[Mark], height: float) -> None:
        super().__init__()
        self._marks = marks
        self._height = height

    def draw(self, renderer: RendererBase) -> None:
        for mark in self._marks:
            match mark:
                case Shape():
                    self._draw_shape(renderer, mark)
                case Line():
                    self._draw_line(renderer, mark)
                case Label():
                    self._draw_label(renderer, mark)

    def _flipped(self, points: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
        # Matplotlib measures from the bottom.
        return [(x, self._height - y) for x, y in points]

    def _context(self, renderer: RendererBase, colour: str, width: float, opacity: float = 1.0) -> Any:
        context = renderer.new_gc()
        context.set_foreground(colour)
        context.set_linewidth(width)
        context.set_alpha(opacity)
        return context

    def _draw_shape(self, renderer: RendererBase, mark: Shape) -> None:
        points = self._flipped(mark.points)
        context = self._context(renderer, mark.fill, 0.0, mark.opacity)
        renderer.draw_path(context, Path([*points, points[0]], closed=True), IdentityTransform(), _rgb(mark.fill))
        context.restore()

    def _draw_line(self, renderer: RendererBase, mark: Line) -> None:
        context = self._context(renderer, mark.colour, mark.width)
        if mark.dashed:
            context.set_dashes(0, (4, 3))
        renderer.draw_path(context, Path(self._flipped((mark.start, mark.end))), IdentityTransform())
        context.restore()

    def _draw_label(self, renderer: RendererBase, mark: Label) -> None:
        x, y = mark.x, self._height - mark.y
        font = FontProperties(family=FONT, size=mark.size, weight="bold" if mark.bold else "normal")
        anchor = Text(x, y, mark.text, ha=mark.anchor, va="baseline", transform=IdentityTransform())
        context = self._context(renderer, mark.colour, 0.0)
        renderer.draw_text(context, x, mark.y, mark.text, font, 0, False, anchor)
        context.restore()


def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue
