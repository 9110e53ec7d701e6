"""The data set of the site: one table of all published values, and the meaning of its columns and codes."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.csv_text import csv_text
from cchc_lib.report.indicator_reference import formula_of
from cchc_lib.site.published_documents import PublishedReport, listed_codes

COLUMNS = {
    "ward_code": "Mã đơn vị hành chính (năm chữ số)",
    "ward": "Tên đơn vị, kèm loại",
    "province": "Tỉnh, thành phố của đơn vị",
    "period": "Kỳ báo cáo, theo tên thư mục dữ liệu",
    "period_start": "Ngày đầu kỳ (ISO 8601)",
    "period_end": "Ngày cuối kỳ (ISO 8601)",
    "indicator": "Mã chỉ tiêu; xem các dòng «chỉ tiêu» bên dưới",
    "value": "Giá trị đã làm tròn như trong báo cáo, dấu chấm thập phân; trống khi không có số",
    "unit": "Đơn vị tính",
    "state": (
        "stated: có số; claimed: theo công bố, đơn vị không nêu số liệu để tính lại; none arisen: không phát sinh; "
        "not given: chưa có số liệu; undefined: không tính được"
    ),
    "origin": "ward: số liệu của đơn vị; reconstruction: dựng lại từ số liệu đã công bố; simulated: mô phỏng",
    "simulated": "true: số liệu mô phỏng, không phải số liệu của đơn vị",
    "open_errors": "Số lỗi số liệu của báo cáo mà đơn vị chưa giải trình",
}
"""The columns of the table with their meaning."""
_DICTIONARY_COLUMNS = ("kind", "name", "meaning", "unit", "formula")
_PARQUET_TYPES = {
    "value": "DECIMAL(38, 6)",
    "period_start": "DATE",
    "period_end": "DATE",
    "simulated": "BOOLEAN",
    "open_errors": "INTEGER",
}
"""The columns that are no text in Parquet, with their SQL types."""


class CodeDescription(NamedTuple):
    """The label and the unit of measure of a code."""

    label: str
    unit: str


def describe_code(catalogue: Catalogue, code: str) -> CodeDescription:
    """Return the label and the unit of an indicator or a figure."""
    declared = catalogue.definitions[code]
    return CodeDescription(declared.label, declared.unit.name)


def table_text(catalogue: Catalogue, reports: Iterable[PublishedReport]) -> str:
    """Return the table as CSV, with a row for each value of each report."""
    return csv_text((row for report in reports for row in _rows(catalogue, report)), tuple(COLUMNS))


def _rows(catalogue: Catalogue, report: PublishedReport) -> Iterator[Mapping[str, str]]:
    for code, reading in report.readings.items():
        if code not in catalogue.definitions:
            continue
        yield {
            "ward_code": report.code,
            "ward": report.name,
            "province": report.province,
            "period": report.period.name,
            "period_start": report.period.start.isoformat(),
            "period_end": report.period.end.isoformat(),
            "indicator": code,
            "value": reading.value or "",
            "unit": describe_code(catalogue, code).unit,
            "state": "claimed" if reading.is_claimed else reading.state,
            "origin": report.origin.value,
            "simulated": str(report.is_simulated).lower(),
            "open_errors": str(report.open_errors),
        }


def dictionary_text(catalogue: Catalogue) -> str:
    """Return the meaning of every column and every code as CSV."""
    columns = [_entry("cột", name, meaning) for name, meaning in COLUMNS.items()]
    formulas = {code: formula_of(catalogue, known).formula() for code, known in catalogue.indicators.items()}
    codes = [
        _entry("chỉ tiêu", code, *describe_code(catalogue, code), formulas.get(code, ""))
        for code in listed_codes(catalogue)
    ]
    return csv_text([*columns, *codes], _DICTIONARY_COLUMNS)


def _entry(*cells: str) -> dict[str, str]:
    padded = (*cells, *[""] * (len(_DICTIONARY_COLUMNS) - len(cells)))
    return dict(zip(_DICTIONARY_COLUMNS, padded, strict=True))


def parquet_bytes(table: str) -> bytes:
    """Return the table as Parquet: values are decimals, days are dates, other cells are text.

    DuckDB writes it, since pandas would load pyarrow, whose threads make forking unsafe.

    Args:
        table: the table as CSV.
    """
    import duckdb  # noqa: PLC0415 - only the data set needs it

    types = {name: _PARQUET_TYPES.get(name, "VARCHAR") for name in COLUMNS}
    with tempfile.TemporaryDirectory(prefix="cchc-") as folder:
        source, target = Path(folder) / "table.csv", Path(folder) / "table.parquet"
        source.write_text(table, encoding="utf-8")
        with duckdb.connect(config={"threads": 1}) as connection:  # One thread writes the same bytes each time.
            connection.read_csv(str(source), header=True, dtype=types).write_parquet(str(target), compression="zstd")
        return target.read_bytes()
