"""The whole data set as one table, and what its columns and codes mean."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from cchc_lib.indicators.catalogue import indicators
from cchc_lib.inputs.catalogue import figure_definitions
from cchc_lib.inputs.tables.stated_figures import Figures
from cchc_lib.site.published_documents import PublishedReport, listed_codes

COLUMNS = {
    "ward_code": "Mã đơn vị hành chính (năm chữ số)",
    "ward": "Tên đơn vị, kèm loại",
    "period": "Kỳ báo cáo, theo tên thư mục dữ liệu",
    "period_start": "Ngày đầu kỳ (ISO 8601)",
    "period_end": "Ngày cuối kỳ (ISO 8601)",
    "indicator": "Mã chỉ tiêu; xem các dòng «chỉ tiêu» bên dưới",
    "value": "Giá trị đã làm tròn như trong báo cáo, dấu chấm thập phân; trống khi không có số",
    "unit": "Đơn vị tính",
    "state": "stated: có số; none arisen: không phát sinh; not given: chưa có số liệu; undefined: không tính được",
    "origin": "ward: số liệu của đơn vị; reconstruction: dựng lại từ số liệu đã công bố; simulated: mô phỏng",
    "simulated": "true: số liệu mô phỏng, không phải số liệu của đơn vị",
    "open_errors": "Số lỗi số liệu của báo cáo mà đơn vị chưa giải trình",
}
"""Each column of the table with its meaning."""


def rows(reports: Iterable[PublishedReport]) -> Iterator[Mapping[str, str]]:
    """A row for each report and value."""
    for report in reports:
        for code, reading in report.readings.items():
            yield {
                "ward_code": report.code,
                "ward": report.name,
                "period": report.period.name,
                "period_start": report.period.start.isoformat(),
                "period_end": report.period.end.isoformat(),
                "indicator": code,
                "value": reading.value or "",
                "unit": meaning(code)[1],
                "state": reading.state,
                "origin": report.origin.value,
                "simulated": str(report.is_simulated).lower(),
                "open_errors": str(report.errors),
            }


def meaning(code: str) -> tuple[str, str]:
    """The label and the unit of a code."""
    known = indicators().get(code) or figure_definitions()[code]
    return known.label, known.unit.name


def csv_text(table: Iterable[Mapping[str, str]], columns: Iterable[str]) -> str:
    """A table as CSV."""
    file = io.StringIO()
    writer = csv.DictWriter(file, list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows(table)
    return file.getvalue()


def dictionary_text() -> str:
    """What every column and every code means, as CSV."""
    columns = [_entry("cột", name, told) for name, told in COLUMNS.items()]
    formulas = {code: each.formula(Figures({})).formula() for code, each in indicators().items()}
    codes = [_entry("chỉ tiêu", code, *meaning(code), formulas.get(code, "")) for code in listed_codes()]
    return csv_text([*columns, *codes], columns[0])


def _entry(kind: str, name: str, told: str, unit: str = "", formula: str = "") -> dict[str, str]:
    return {"kind": kind, "name": name, "meaning": told, "unit": unit, "formula": formula}


_TYPES = {
    "value": "DECIMAL(38, 6)",
    "period_start": "DATE",
    "period_end": "DATE",
    "simulated": "BOOLEAN",
    "open_errors": "INTEGER",
}
"""What is no text in Parquet."""


def parquet_bytes(table: str) -> bytes:
    """The table, given as CSV, as Parquet: values as decimals, days as dates, the rest as words.

    By DuckDB: pandas loads pyarrow wherever it is installed, whose threads keep the engine from forking.
    """
    import duckdb  # noqa: PLC0415 - only the data set needs it

    types = {name: _TYPES.get(name, "VARCHAR") for name in COLUMNS}
    with tempfile.TemporaryDirectory(prefix="cchc-") as folder:
        source, made = Path(folder) / "table.csv", Path(folder) / "table.parquet"
        source.write_text(table, encoding="utf-8")
        with duckdb.connect(config={"threads": 1}) as connection:  # One thread writes the same bytes each time.
            connection.read_csv(str(source), header=True, dtype=types).write_parquet(str(made), compression="zstd")
        return made.read_bytes()
