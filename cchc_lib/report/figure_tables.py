"""Tables of values for analysis in notebooks: exact numbers as floats in their units, not rounded."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cchc_lib.indicators.results import Results
from cchc_lib.quantities.printing import full_text
from cchc_lib.quantities.value import Value

if TYPE_CHECKING:
    import pandas as pd


def figure_table(results: Results) -> "pd.DataFrame":
    """Return every figure and indicator of a ward, one row for each code."""
    import pandas as pd  # noqa: PLC0415 - takes a third of a second, and only analysts ask for tables

    rounding = results.inputs.settings.rounding
    rows = [
        {
            "code": code,
            "label": value.label,
            "value": _float_of(value),
            "unit": value.unit.name,
            "text": full_text(value, rounding),
            "state": value.state.value,
        }
        for code, value in results.values.items()
    ]
    return pd.DataFrame(rows).set_index("code")


def ward_table(wards: Iterable[Results], codes: Iterable[str]) -> "pd.DataFrame":
    """Return values of several wards, one row for each ward and one column for each code."""
    import pandas as pd  # noqa: PLC0415 - takes a third of a second, and only analysts ask for tables

    columns = tuple(codes)
    rows = {ward.inputs.ward.full_name: {code: _float_of(ward[code]) for code in columns} for ward in wards}
    return pd.DataFrame.from_dict(rows, orient="index")


def _float_of(value: Value) -> float | None:
    return None if value.number is None else float(value.number * value.unit.scale)
