"""The table of indicators on a terminal."""

from rich.box import SIMPLE
from rich.table import Column, Table

from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.catalogue.definitions import Direction
from cchc_lib.report.indicator_reference import DIRECTION_SIGNS, catalogue_rows


def catalogue_table(catalogue: Catalogue) -> Table:
    """Return the indicators with their better direction, unit and formula."""
    code = Column("Mã", no_wrap=True)
    table = Table(code, "Chỉ tiêu", "", "Đơn vị", "Công thức", box=SIMPLE, pad_edge=False)
    for row in catalogue_rows(catalogue):
        better = DIRECTION_SIGNS[Direction(row["direction"])]
        table.add_row(row["code"], row["label"], better, row["unit"], row["formula"])
    return table
