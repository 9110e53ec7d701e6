"""What a chart kind is given and what it gives back."""

from dataclasses import dataclass

from cchc_lib.quantities.letter_case import first_lower
from cchc_lib.report.charts.surface import Mark
from cchc_lib.report.model.runs import Number


@dataclass(frozen=True)
class Item:
    """One labelled amount; `size` is for geometry alone, what is printed is the number."""

    label: str
    number: Number
    size: float
    colour: str = ""
    """Where the colour means something; otherwise the chart takes its own."""


@dataclass(frozen=True)
class Drawing:
    """A drawn chart: its marks, its height in pixels, the sentence that says what it shows."""

    marks: tuple[Mark, ...]
    height: float
    alt: str
    numbers: tuple[Number, ...]
    gone: tuple[str, ...] = ()
    """The codes of what a scenario brought to nothing, so that there is no mark of it."""


def described(items: tuple[Item, ...]) -> str:
    """Items in words: `hộ tịch 25 hồ sơ, chứng thực 7 hồ sơ`."""
    return ", ".join(f"{first_lower(item.label)} {item.number.text}" for item in items)
