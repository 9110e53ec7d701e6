"""Tables as CSV text."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence


def csv_text(rows: Iterable[Mapping[str, str | None]], columns: Sequence[str]) -> str:
    """Return a table as CSV with a header row, and with line feeds as line endings on every system.

    Args:
        rows: the cells of each row by column; None is an empty cell.
        columns: the names of the columns in order.
    """
    file = io.StringIO()
    writer = csv.DictWriter(file, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()
