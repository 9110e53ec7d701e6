"""The data of the page that compares wards, for its script."""

from collections.abc import Sequence
from typing import Any

from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.catalogue.definitions import Direction
from cchc_lib.quantities.units import ValueKind
from cchc_lib.site.dataset import describe_code
from cchc_lib.site.published_documents import PublishedReport, listed_codes

_SIGNS = {Direction.HIGHER: 1, Direction.LOWER: -1, Direction.NEUTRAL: 0}


def comparison_data(catalogue: Catalogue, reports: Sequence[PublishedReport]) -> dict[str, Any]:
    """Return the names of wards and their values by code.

    Lists instead of objects keep the page small: `labels` holds code, label and sign of the better direction of each
    row; `wards` holds name, period, remark and values of each ward; a value is its text and its number, and the code of
    its card in the report where that is another one.
    """
    codes = [code for code in listed_codes(catalogue) if any(code in report.readings for report in reports)]
    return {
        "labels": [[code, describe_code(catalogue, code).label, _better_sign(catalogue, code)] for code in codes],
        "wards": {
            report.slug: [report.label, report.period.name, report.remark, [_value(report, code) for code in codes]]
            for report in sorted(reports, key=lambda report: report.slug)
        },
    }


def _better_sign(catalogue: Catalogue, code: str) -> int:
    """Return 1 if a higher rate is better, -1 if a lower one is, 0 if neither; 0 for counts, which grow with a ward."""
    indicator = catalogue.indicators.get(code)
    return _SIGNS[indicator.direction] if indicator and indicator.unit.kind is not ValueKind.COUNT else 0


def _value(report: PublishedReport, code: str) -> list[str]:
    reading, card = report.readings.get(code), report.card_of(code)
    further = [] if card == code else [card]
    return [reading.text, reading.value or "", *further] if reading else ["", ""]
