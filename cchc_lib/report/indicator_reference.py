"""The catalogue of indicators as plain data, for `cchc indicators`, the site and the documentation."""

from typing import TypedDict

from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.catalogue.definitions import Direction, Indicator
from cchc_lib.catalogue.outline import outline
from cchc_lib.inputs.tables.stated_figures import Figures
from cchc_lib.quantities.figures import Quantity

DIRECTION_SIGNS = {Direction.HIGHER: "↑", Direction.LOWER: "↓", Direction.NEUTRAL: "·"}
"""The sign of the better direction of an indicator."""


class IndicatorRow(TypedDict):
    """An indicator as plain data: the fields of `Indicator` as texts, and what its formula reads."""

    code: str
    section: str
    label: str
    label_en: str
    unit: str
    direction: str
    formula: str
    """The formula in codes of figures."""
    operands: list[str]
    """The codes of the figures in the formula."""
    reference: str
    """The legal text; empty if there is none."""


def formula_of(catalogue: Catalogue, indicator: Indicator) -> Quantity:
    """Return the formula of an indicator over figures of which none is stated."""
    return indicator.formula(Figures({}, catalogue.figures))


def section_titles() -> dict[str, str]:
    """Return the Vietnamese title of each section by its id."""
    return {section.id: section.title for section in outline()}


def catalogue_rows(catalogue: Catalogue) -> list[IndicatorRow]:
    """Return every indicator as plain data, in the order of the catalogue."""
    return [
        {
            "code": indicator.code,
            "section": indicator.section,
            "label": indicator.label,
            "label_en": indicator.label_en,
            "unit": indicator.unit.name,
            "direction": indicator.direction.value,
            "formula": formula_of(catalogue, indicator).formula(),
            "operands": [figure.code for figure in formula_of(catalogue, indicator).figures()],
            "reference": indicator.reference,
        }
        for indicator in catalogue.indicators.values()
    ]
