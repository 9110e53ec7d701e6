"""Tables of institutional reform."""

from cchc_lib.report.tables.declaration import COUNT_COLUMNS, TableDeclaration, counted


def _processed(label: str, way: str) -> tuple[str, ...]:
    return (label, f"{way}_required|number", f"{way}_processed|number", f"{way}_rate")


legal_documents = TableDeclaration(
    "legal_documents",
    "institutions",
    "Xử lý văn bản quy phạm pháp luật sau kiểm tra, rà soát",
    ("Hình thức", "Cần xử lý", "Đã xử lý xong", "Tỷ lệ"),
    (
        _processed("Sau kiểm tra", "legal.check"),
        _processed("Sau rà soát", "legal.review"),
    ),
    "Cột «Đã công bố» ghi tỷ lệ như trong báo cáo của đơn vị; cột «Tỷ lệ» được tính lại từ số liệu.",
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
