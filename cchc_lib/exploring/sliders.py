"""Sliders over figures, and what they say, exactly."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import ipywidgets as widgets

from cchc_lib.exploring.what_if_session import WhatIfSession
from cchc_lib.indicators.upper_bounds import upper_bound
from cchc_lib.quantities.figures import Figure
from cchc_lib.quantities.numbers import Rounding, round_number
from cchc_lib.quantities.units import ValueKind
from cchc_lib.quantities.value import Value

_WIDE = widgets.Layout(width="100%", max_width="62rem")
_LEAST = 10.0
"""How far a slider goes at least, where a figure is small."""
ChangeHandler = Callable[[Any], None]


def build_slider(session: WhatIfSession, code: str, amount: Decimal, moved: ChangeHandler) -> Any:
    """A slider over a figure: counts as far as they can go alone, shares up to 100%, other measures to twice theirs."""
    figure = session.adjustable()[code]
    label = f"{figure.label} ({figure.unit.name})"
    look: dict[str, Any] = {"layout": _WIDE, "style": {"description_width": "45%"}, "continuous_update": True}
    if figure.unit.kind is ValueKind.COUNT:
        least, most = session.feasible_range(code)
        least, most = min(least, int(amount)), max(most, int(amount), least + 1)
        made = widgets.IntSlider(int(amount), least, most, description=label, readout_format="d", **look)
    else:
        end = upper_bound(Value.of(figure))
        limit = float(end * figure.unit.scale) if end else max(_LEAST, 2 * float(amount))
        places = max(figure.unit.decimals, 2 if figure.unit.kind is ValueKind.SHARE else 1)
        look |= {"min": 0.0, "max": limit, "step": 10.0**-places, "readout_format": f".{places}f"}
        made = widgets.FloatSlider(float(amount), description=label, **look)
    made.observe(moved, "value")
    return made


def slider_amount(figure: Figure, value: float) -> Decimal:
    """What a slider says, exactly; a figure that was not moved keeps its own number."""
    if isinstance(figure.value, Decimal) and float(figure.value) == value:
        return figure.value
    return round_number(Fraction(str(value)), 0 if figure.unit.kind is ValueKind.COUNT else 2, Rounding.HALF_UP)
