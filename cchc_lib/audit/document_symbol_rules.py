"""Rules on the number and symbol of a document (số và ký hiệu), such as `464/QĐ-UBND`.

The form is that of Nghị định số 30/2020/NĐ-CP, Phụ lục I; the abbreviations of types are those of its Phụ lục III.
"""

import re
from collections.abc import Iterator

from cchc_lib.audit.declaration import Observation, Rule, Severity, observation
from cchc_lib.audit.document_facts import document_name, register_cells
from cchc_lib.indicators.results import Results

_PARTY_SYMBOL = re.compile(r"\d+-[A-ZĐ]+/.+")
"""The form that the Party uses, such as `57-NQ/TW`; bodies of the State write `57/NQ-CP`."""
_PARTY_BODIES = (
    "Bộ Chính trị", "Ban Bí thư", "Ban Chấp hành", "Ban Chỉ đạo", "Tỉnh ủy", "Thành ủy", "Đảng ủy", "Trung ương",
)  # fmt: skip
_BODIES = {"UBND": ("UBND", "Ủy ban nhân dân"), "HĐND": ("HĐND", "Hội đồng nhân dân"), "BCĐ": ("BCĐ", "Ban Chỉ đạo")}
"""The names of bodies by the last part of a symbol; wards write the name short or in full."""
_TYPE_SYMBOL = re.compile(r"\d+[a-zđ]?/(?:\d{4}/)?(\w+)-.+")
"""A symbol with the abbreviation of the type; that of a legal document also holds the year: `118/2025/NĐ-CP`."""
_TYPES = {
    "BC": "Báo cáo", "BB": "Biên bản", "CĐ": "Công điện", "CT": "Chỉ thị", "CTr": "Chương trình", "DA": "Dự án",
    "ĐA": "Đề án", "GM": "Giấy mời", "HD": "Hướng dẫn", "KH": "Kế hoạch", "NĐ": "Nghị định", "NQ": "Nghị quyết",
    "PA": "Phương án", "QC": "Quy chế", "QĐ": "Quyết định", "QyĐ": "Quy định", "TB": "Thông báo", "TC": "Thông cáo",
    "TT": "Thông tư", "TTr": "Tờ trình",
}  # fmt: skip
"""Types by their abbreviations in symbols: those of Phụ lục III, and those of legal documents."""


def _state_documents_with_party_symbols(results: Results) -> Iterator[Observation]:
    for document in results.inputs.register.documents.values():
        is_of_party = any(body in document.issuer for body in _PARTY_BODIES)
        if _PARTY_SYMBOL.fullmatch(document.number) and not is_of_party:
            facts = {"document": document_name(document), "issuer": document.issuer}
            yield observation(document.id, sources=register_cells(document), **facts)


def _symbols_of_other_types(results: Results) -> Iterator[Observation]:
    for document in results.inputs.register.documents.values():
        symbol = _TYPE_SYMBOL.fullmatch(document.number)
        symbol_type = _TYPES.get(symbol[1], "") if symbol else ""
        # The abbreviation of a type outside the list is not known, so that nothing can be concluded.
        if symbol_type and document.type in _TYPES.values() and document.type != symbol_type:
            facts = {"document": document_name(document), "symbol_type": symbol_type}
            yield observation(document.id, sources=register_cells(document), **facts)


def _symbols_of_other_issuers(results: Results) -> Iterator[Observation]:
    for document in results.inputs.register.documents.values():
        names = _BODIES.get(document.number.rpartition("-")[2], ())
        if names and document.issuer and not any(name in document.issuer for name in names):
            facts = {"document": document_name(document), "issuer": document.issuer, "body": names[-1]}
            yield observation(document.id, sources=register_cells(document), **facts)


RULES = (
    Rule(
        "documents.symbol",
        Severity.NOTE,
        "Ký hiệu văn bản của cơ quan nhà nước viết số/loại-cơ quan; số-loại/cơ quan là cách viết của Đảng.",
        _state_documents_with_party_symbols,
        message="{document} của {issuer} viết ký hiệu theo cách của văn bản Đảng.",
        actual="{document}",
        expected="số/loại-cơ quan",
        repair="Đối chiếu ký hiệu với bản gốc.",
        reference="Nghị định số 30/2020/NĐ-CP ngày 05/3/2020, Phụ lục I",
    ),
    Rule(
        "documents.type",
        Severity.NOTE,
        "Chữ viết tắt trong ký hiệu phải là của tên loại văn bản.",
        _symbols_of_other_types,
        message="{document} mang ký hiệu của {symbol_type}.",
        actual="{document}",
        expected="{symbol_type}",
        repair="Đối chiếu tên loại và ký hiệu với bản gốc.",
        reference="Nghị định số 30/2020/NĐ-CP ngày 05/3/2020, Phụ lục III",
    ),
    Rule(
        "documents.issuer",
        Severity.NOTE,
        "Ký hiệu văn bản phải là của cơ quan ban hành.",
        _symbols_of_other_issuers,
        message="{document} mang ký hiệu của {body} nhưng được ghi là của {issuer}.",
        actual="{issuer}",
        expected="{body}",
        repair="Đối chiếu cơ quan ban hành với bản gốc.",
    ),
)
"""The rules of this family."""
