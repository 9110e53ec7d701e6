"""The page of an indicator or a compared count: its formula, its legal basis, and the values of all wards."""

from typing import Any

from cchc_lib.report.indicator_reference import DIRECTION_SIGNS, formula_of
from cchc_lib.site.dataset import describe_code
from cchc_lib.site.formula_words import formula_in_words
from cchc_lib.site.site_content import Site


def indicator_values(site: Site, code: str) -> dict[str, Any]:
    """Return the values for the template of a code's page."""
    label, unit = describe_code(site.catalogue, code)
    indicator = site.catalogue.indicators.get(code)
    formula = formula_of(site.catalogue, indicator) if indicator else None
    readings = [report.readings[code] for report in site.reports if code in report.readings]
    return {
        "code": code,
        "label": label,
        "unit": unit,
        "formula": formula_in_words(site.catalogue, formula) if formula else "",
        "codes": formula.formula() if formula else "",
        "reference": indicator.reference if indicator else "",
        "direction": DIRECTION_SIGNS[indicator.direction] if indicator else "",
        "has_targets": any(reading.standing in ("met", "missed") for reading in readings),
    }
