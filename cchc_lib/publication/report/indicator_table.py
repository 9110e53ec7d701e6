"""The indicators of a report as CSV."""

import csv
import io

from cchc_lib.indicators.catalogue import indicators
from cchc_lib.indicators.results import Results
from cchc_lib.quantities.figures import Quantity, Ratio
from cchc_lib.quantities.printing import full_text, machine_text
from cchc_lib.quantities.value_key import Aspect, ValueKey
from cchc_lib.report.sections.document_frame import notice


def indicators_text(results: Results) -> str:
    """Every indicator with its value, parts, formula and target, as CSV; one that a scenario moved also as it is."""
    rounding, said = results.inputs.settings.rounding, notice(results)
    rows = [
        {
            "code": code,
            "section": indicator.section,
            "label": value.label,
            "unit": value.unit.name,
            "state": value.state.value,
            "value": machine_text(value, rounding),
            "text": full_text(value, rounding).replace("\u00a0", " "),
            **_parts(value.quantity),
            "formula": value.quantity.formula(),
            "notice": said,
        }
        for indicator in indicators().values()
        for code in _codes_under_scenario(indicator.code)
        for value in ([results[code]] if code in results.values else [])
    ]
    file = io.StringIO()
    table = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return file.getvalue()


def _codes_under_scenario(code: str) -> tuple[str, ...]:
    key = ValueKey(code)
    return code, str(key.with_aspect(Aspect.BASELINE)), str(key.with_aspect(Aspect.DIFFERENCE))


def _parts(quantity: Quantity) -> dict[str, str | None]:
    parts = (quantity.numerator.number, quantity.denominator.number) if isinstance(quantity, Ratio) else (None, None)
    return {
        name: None if part is None else str(part)
        for name, part in zip(("numerator", "denominator"), parts, strict=True)
    }


def stated_in_table(text: str) -> dict[str, str]:
    """Each code of such a table with its value; ValueError where it is no such table."""
    try:
        rows = list(csv.DictReader(io.StringIO(text), strict=True))
    except csv.Error as error:
        raise ValueError(str(error)) from error
    if not rows or not {"code", "value"} <= rows[0].keys():
        raise ValueError("it has no columns code and value")
    if any(row["value"] is None or None in row for row in rows):
        raise ValueError("a row is too short or too long")
    return {row["code"]: row["value"] for row in rows}
