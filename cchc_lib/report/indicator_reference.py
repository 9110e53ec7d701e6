"""The catalogue of indicators for people and machines: `cchc indicators` and the reference of the documentation."""

from typing import Any

from cchc_lib.indicators.catalogue import indicators
from cchc_lib.indicators.declaration import Direction, Indicator
from cchc_lib.inputs.tables.stated_figures import Figures
from cchc_lib.report.outline import OUTLINE

DIRECTION_WORDS = {Direction.HIGHER: "↑", Direction.LOWER: "↓", Direction.NEUTRAL: "·"}
"""Which way is better."""


def formula_of(indicator: Indicator) -> str:
    """The formula in figure codes."""
    return indicator.formula(Figures({})).formula()


def section_titles() -> dict[str, str]:
    """The Vietnamese title of each section."""
    return {section.id: section.title for section in OUTLINE}


def catalogue_rows() -> list[dict[str, Any]]:
    """Every indicator as plain data."""
    return [
        {
            "code": each.code,
            "section": each.section,
            "label": each.label,
            "label_en": each.label_en,
            "unit": each.unit.name,
            "direction": each.direction.value,
            "formula": formula_of(each),
            "operands": [figure.code for figure in each.formula(Figures({})).figures()],
            "reference": each.reference,
        }
        for each in indicators().values()
    ]
