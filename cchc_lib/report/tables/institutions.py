"""Tables of institutional reform."""

from cchc_lib.indicators.results import Results
from cchc_lib.report.sections.document_frame import shows_what_was_printed
from cchc_lib.report.tables.declaration import CLAIMED, COUNT_COLUMNS, TableDeclaration
from cchc_lib.report.tables.rows import NumberCell, ValueCell, labelled_rows

_INSPECTIONS = {"legal.check": "Sau kiểm tra", "legal.review": "Sau rà soát"}
"""The two ways in which legal documents are inspected: the group of figures, and the header of the row."""


def _remark_on_claims(results: Results) -> str:
    """Return the explanation of the two columns of rates; empty if the ward printed none of these rates."""
    if not (
        shows_what_was_printed(results) and any(f"{group}_rate" in results.inputs.claims for group in _INSPECTIONS)
    ):
        return ""
    return f"Cột «{CLAIMED}» ghi tỷ lệ như trong báo cáo của đơn vị; cột «Tỷ lệ» được tính lại từ số liệu."


TABLES: tuple[TableDeclaration, ...] = (
    TableDeclaration(
        id="legal_documents",
        section="institutions",
        caption="Xử lý văn bản quy phạm pháp luật sau kiểm tra, rà soát",
        columns=("Hình thức", "Cần xử lý", "Đã xử lý xong", "Tỷ lệ"),
        rows=tuple(
            (label, NumberCell(f"{group}_required"), NumberCell(f"{group}_processed"), ValueCell(f"{group}_rate"))
            for group, label in _INSPECTIONS.items()
        ),
        remark=_remark_on_claims,
    ),
    TableDeclaration(
        id="legal_communication",
        section="institutions",
        caption="Tuyên truyền, phổ biến pháp luật",
        columns=COUNT_COLUMNS,
        rows=labelled_rows(
            "legal.broadcasts",
            "legal.broadcast_items",
            "legal.fanpage_items",
            "legal.portal_items",
            "legal.items",
        ),
    ),
)
