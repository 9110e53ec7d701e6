"""Tables of institutional reform."""

from cchc_lib.indicators.results import Results
from cchc_lib.report.tables.declaration import CLAIMED, COUNT_COLUMNS, TableDeclaration, counted

_WAYS = ("legal.check", "legal.review")


def _processed(label: str, way: str) -> tuple[str, ...]:
    return (label, f"{way}_required|number", f"{way}_processed|number", f"{way}_rate")


def _on_claims(results: Results) -> str:
    """What the columns of rates are, where the ward printed one."""
    claimed = any(f"{way}_rate" in results.inputs.claims for way in _WAYS)
    remark = f"Cột «{CLAIMED}» ghi tỷ lệ như trong báo cáo của đơn vị; cột «Tỷ lệ» được tính lại từ số liệu."
    return remark if claimed else ""


legal_documents = TableDeclaration(
    "legal_documents",
    "institutions",
    "Xử lý văn bản quy phạm pháp luật sau kiểm tra, rà soát",
    ("Hình thức", "Cần xử lý", "Đã xử lý xong", "Tỷ lệ"),
    (*(_processed(label, way) for label, way in zip(("Sau kiểm tra", "Sau rà soát"), _WAYS, strict=True)),),
    _on_claims,
)

legal_communication = TableDeclaration(
    "legal_communication",
    "institutions",
    "Tuyên truyền, phổ biến pháp luật",
    COUNT_COLUMNS,
    counted(
        "legal.broadcasts",
        "legal.broadcast_items",
        "legal.fanpage_items",
        "legal.portal_items",
        "legal.items",
    ),
)
