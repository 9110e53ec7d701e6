"""Sliders for figures, and the exact amounts that their positions mean."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import ipywidgets as widgets

from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.exploring.what_if_session import WhatIfSession
from cchc_lib.indicators.upper_bounds import upper_bound
from cchc_lib.quantities.figures import Figure
from cchc_lib.quantities.numbers import Rounding, round_number
from cchc_lib.quantities.units import ValueKind
from cchc_lib.quantities.value import Value

WIDE = widgets.Layout(width="100%", max_width="62rem")
"""The layout of widgets that fill the panel."""
_MIN_UPPER_END = 10.0
"""The smallest upper end of a slider for a measure; twice a measure near 0 would leave no room to raise it."""
ChangeHandler = Callable[[Any], None]
"""A function that ipywidgets call with the description of a change."""


def build_slider(session: WhatIfSession, code: str, amount: Decimal, on_change: ChangeHandler) -> Any:
    """Return a slider for a figure.

    A count can be moved as far as it can change alone, a share up to 100%, another measure up to twice its amount.

    Args:
        session: the ward and period.
        code: the code of the figure.
        amount: the amount at which the slider begins.
        on_change: the function to call when the slider is moved.
    """
    figure = session.adjustable()[code]
    is_count = figure.unit.kind is ValueKind.COUNT
    slider = (
        _count_slider(amount, session.feasible_range(code))
        if is_count
        else _measure_slider(session.inputs.catalogue, figure, amount)
    )
    slider.description = f"{figure.label} ({figure.unit.name})"
    slider.style.description_width = "45%"
    slider.observe(on_change, "value")
    return slider


def _count_slider(amount: Decimal, feasible_range: tuple[int, int]) -> Any:
    count, (lowest, highest) = int(amount), feasible_range
    # A scenario with balancing figures may set an amount that the count alone cannot have.
    lowest, highest = min(lowest, count), max(highest, count, lowest + 1)
    return widgets.IntSlider(count, lowest, highest, readout_format="d", layout=WIDE)


def _measure_slider(catalogue: Catalogue, figure: Figure, amount: Decimal) -> Any:
    bound = upper_bound(catalogue, Value.of(figure))
    end = float(bound * figure.unit.scale) if bound else max(_MIN_UPPER_END, 2 * float(amount))
    decimals = max(figure.unit.decimals, 2 if figure.unit.kind is ValueKind.SHARE else 1)
    step, readout_format = 10.0**-decimals, f".{decimals}f"
    return widgets.FloatSlider(float(amount), min=0.0, max=end, step=step, readout_format=readout_format, layout=WIDE)


def slider_amount(figure: Figure, value: float) -> Decimal:
    """Return the exact amount that a slider's value means.

    Args:
        figure: the figure of the slider; a slider that was not moved means the figure's own amount.
        value: the slider's value.
    """
    if isinstance(figure.value, Decimal) and float(figure.value) == value:
        return figure.value
    # The text of a float such as 72.1 is what the user sees; the float itself is a little smaller.
    decimals = 0 if figure.unit.kind is ValueKind.COUNT else 2
    return round_number(Fraction(str(value)), decimals, Rounding.HALF_UP)
