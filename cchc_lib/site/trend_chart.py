"""Small line charts of a value over the periods of a ward, as SVG within a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from cchc_lib.site.page_templates import period_phrase, render
from cchc_lib.site.published_documents import PublishedReport
from cchc_lib.site.ranking import exact_value, is_by_claim

_WIDTH, _HEIGHT = 260.0, 64.0
_MARGIN_X, _MARGIN_Y = 8.0, 8.0
_LABELS = 26.0
"""The height of the space below the line for the first and the last value, which give the line its scale."""


@dataclass(frozen=True)
class _Point:
    x: float
    y: float


def trend_chart(reports: Sequence[PublishedReport], code: str, label: str) -> str:
    """Return the chart of a value as SVG; empty if fewer than two reports have the value.

    Rates that the ward published without their parts are left out: no one knows what they were computed from, so that
    they may differ from computed ones in other things than time.

    Args:
        reports: the reports of a ward, the oldest first.
        code: the code of the value.
        label: the label of the value, for the text alternative.
    """
    computed = [report for report in reports if not is_by_claim(report, code)]
    known = [(report, value) for report in computed if (value := exact_value(report, code)) is not None]
    if len(known) < 2:
        return ""
    values = [float(value) for _, value in known]
    low, high = min(values), max(values)
    step = (_WIDTH - 2 * _MARGIN_X) / (len(known) - 1)
    points = [_Point(_MARGIN_X + index * step, _y(value, low, high)) for index, value in enumerate(values)]
    texts = [report.readings[code].text for report, _ in known]
    periods = [period_phrase(report.period) for report, _ in known]
    described = "; ".join(f"{period}: {text}" for period, text in zip(periods, texts, strict=True))
    return render(
        "trend.svg.j2",
        {
            "width": _WIDTH,
            "height": _HEIGHT + _LABELS,
            "baseline": _HEIGHT + _LABELS - 4,
            "points": points,
            "description": f"{label} – {described}",
            "first": texts[0],
            "last": texts[-1],
        },
    ).rstrip("\n")


def _y(value: float, low: float, high: float) -> float:
    share = (value - low) / (high - low) if high > low else 0.5
    return _HEIGHT - _MARGIN_Y - share * (_HEIGHT - 2 * _MARGIN_Y)
