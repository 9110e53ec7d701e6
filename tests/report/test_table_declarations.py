"""Tests of the declarations of tables."""

import pytest

from cchc_lib.report.tables.declaration import DeclaredCell, TableDeclaration, TextCell, build_table
from cchc_lib.report.ward_report import WardReport


@pytest.mark.parametrize("cell", ["procedures.online_rate", TextCell("procedures.online_rate"), "ward.area"])
def test_a_code_that_is_written_as_a_text_is_refused_with_the_cells_that_print_it(
    luu_kiem: WardReport, cell: DeclaredCell
) -> None:
    declaration = TableDeclaration("mine", "procedures", "Bảng", ("Chỉ tiêu", "Số liệu"), (("Tỷ lệ", cell),))
    with pytest.raises(ValueError, match=r"the table 'mine' would print the code '.*' itself; write ValueCell\('"):
        build_table(declaration, luu_kiem.results)
