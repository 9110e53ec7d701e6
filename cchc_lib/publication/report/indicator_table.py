"""The table of a report's indicators, `indicators.csv`."""

import csv
import io

from cchc_lib.catalogue.definitions import Indicator
from cchc_lib.csv_text import csv_text
from cchc_lib.indicators.results import Results
from cchc_lib.quantities.figures import Quantity, Ratio
from cchc_lib.quantities.printing import full_text, machine_text
from cchc_lib.quantities.value import Value
from cchc_lib.quantities.value_key import Aspect, ValueKey
from cchc_lib.report.sections.document_frame import marking_of

_COLUMNS = (
    *("code", "section", "label", "unit", "state", "value", "text"),
    *("numerator", "denominator", "formula", "notice"),
)


def indicator_table(results: Results) -> str:
    """Return every indicator with its value, operands and formula as CSV.

    An indicator that a scenario changed has two more rows: its value without the scenario, and the difference.
    """
    notice = marking_of(results).notice
    return csv_text(
        (
            _row(results, indicator, results[code], notice)
            for indicator in results.inputs.catalogue.indicators.values()
            for code in _codes_under_scenario(indicator.code)
            if code in results.values
        ),
        _COLUMNS,
    )


def _codes_under_scenario(code: str) -> tuple[str, ...]:
    key = ValueKey(code)
    return code, str(key.with_aspect(Aspect.BASELINE)), str(key.with_aspect(Aspect.DIFFERENCE))


def _row(results: Results, indicator: Indicator, value: Value, notice: str) -> dict[str, str | None]:
    rounding = results.inputs.settings.rounding
    numerator, denominator = _operands(value.quantity)
    return {
        "code": value.code,
        "section": indicator.section,
        "label": value.label,
        "unit": value.unit.name,
        "state": value.state.value,
        "value": machine_text(value, rounding),
        "text": full_text(value, rounding).replace("\u00a0", " "),
        "numerator": numerator,
        "denominator": denominator,
        "formula": value.quantity.formula(),
        "notice": notice,
    }


def _operands(quantity: Quantity) -> tuple[str | None, str | None]:
    if not isinstance(quantity, Ratio):
        return None, None
    numerator, denominator = quantity.numerator.number, quantity.denominator.number
    return (
        None if numerator is None else str(numerator),
        None if denominator is None else str(denominator),
    )


def read_indicator_values(text: str) -> dict[str, str]:
    """Return the value of each code in such a table.

    Raises:
        ValueError: the text is no such table.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(text), strict=True))
    except csv.Error as error:
        raise ValueError(str(error)) from error
    if not rows or not {"code", "value"} <= rows[0].keys():
        raise ValueError("it has no columns code and value")
    # csv sets missing cells to None, and puts surplus cells under the key None.
    if any(row["value"] is None or None in row for row in rows):
        raise ValueError("a row is too short or too long")
    return {row["code"]: row["value"] for row in rows}
