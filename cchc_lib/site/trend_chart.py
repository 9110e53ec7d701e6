"""Small charts of a value over a ward's periods, as SVG that a page holds itself."""

from collections.abc import Sequence
from html import escape

from cchc_lib.site.published_documents import PublishedReport
from cchc_lib.site.ranking import amount

_WIDTH, _HEIGHT, _EDGE = 260.0, 64.0, 8.0
_WORDS = 26.0
"""Below the line: the first value and the last, by which its height is understood."""
_LEFT = 8.0


def trend(reports: Sequence[PublishedReport], code: str, label: str) -> str:
    """A line over the periods, the oldest first; nothing where fewer than two are known."""
    known = [(each, value) for each in reports if (value := amount(each, code)) is not None]
    if len(known) < 2:
        return ""
    values = [float(value) for _, value in known]
    low, high = min(values), max(values)
    step = (_WIDTH - 2 * _LEFT) / (len(known) - 1)
    points = [(_LEFT + at * step, _height(value, low, high)) for at, value in enumerate(values)]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in points)
    told = "; ".join(f"{each.period.name}: {each.readings[code].text}" for each, _ in known)
    first, last = (escape(known[at][0].readings[code].text) for at in (0, -1))
    below = _HEIGHT + _WORDS - 4
    ends = (
        f'<text x="0" y="{below:.0f}">{first}</text><text class="last" x="{_WIDTH:.0f}" y="{below:.0f}">{last}</text>'
    )
    return (
        f'<svg class="trend" viewBox="0 0 {_WIDTH:.0f} {_HEIGHT + _WORDS:.0f}" role="img" '
        f'aria-label="{escape(f"{label} – {told}")}"><polyline points="{line}"/>{dots}{ends}</svg>'
    )


def _height(value: float, low: float, high: float) -> float:
    share = (value - low) / (high - low) if high > low else 0.5
    return _HEIGHT - _EDGE - share * (_HEIGHT - 2 * _EDGE)
