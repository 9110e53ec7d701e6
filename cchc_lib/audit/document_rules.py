"""Documents: how many the text announces against how many are listed, and the form of their symbols."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cchc_lib.audit.amounts import amount, is_stated
from cchc_lib.audit.declaration import Observation, Rule, Severity, observation
from cchc_lib.indicators.results import Results
from cchc_lib.inputs.tables.register import Announcement, Document
from cchc_lib.quantities.figures import SourceCell

_PARTY_SYMBOL = re.compile(r"\d+-[A-ZĐ]+/.+")
"""`57-NQ/TW`: the Party's way; bodies of the State write 57/NQ-CP."""
_PARTY = ("Bộ Chính trị", "Ban Bí thư", "Ban Chấp hành", "Ban Chỉ đạo", "Tỉnh ủy", "Thành ủy", "Đảng ủy", "Trung ương")


def short_citation(document: Document) -> str:
    """A document as messages name it: type and number, or its title."""
    return f"{document.type} số {document.number}" if document.number else document.title or document.type


def is_own(document: Document, results: Results) -> bool:
    """Whether the ward's committee or its chair issued it."""
    return document.issuer in results.inputs.ward.committee_names


def register_cells(document: Document) -> tuple[SourceCell, ...]:
    """The row of documents.csv that holds a document."""
    return (document.source,) if document.source else ()


@dataclass(frozen=True)
class Footnote:
    """What the text announces of one footnote, and what the footnote lists."""

    figure: str
    announced: Announcement
    number: int
    listed: tuple[Document, ...]
    sources: tuple[SourceCell, ...]

    @property
    def of_the_type(self) -> int:
        """How many of the announced kind are listed; all, where the kind is no type of document."""
        same = [each for each in self.listed if each.type.casefold() == self.announced.type.casefold()]
        return len(same) if self._is_a_type else len(self.listed)

    @property
    def _is_a_type(self) -> bool:
        return self.announced.type != "Văn bản QPPL"

    @property
    def lists(self) -> str:
        """What is listed, by type: `10 Kế hoạch`."""
        types = dict.fromkeys(document.type for document in self.listed)
        counted = (f"{sum(document.type == kind for document in self.listed)} {kind}" for kind in types)
        return ", ".join(counted) or "không có văn bản nào"


def _footnotes(results: Results) -> list[Footnote]:
    """Every announced count that the ward states, with what its footnote lists."""
    register = results.inputs.register
    found = []
    for figure, announced in register.announcements.items():
        stated = amount(results[figure])
        if is_stated(results, figure) and stated is not None:
            cited = [
                each
                for each in register.citations
                if each.role == announced.role and each.footnote == announced.footnote
            ]
            listed = tuple(register.documents[each.document] for each in cited)
            sources = tuple(each.source for each in cited if each.source)
            found.append(Footnote(figure, announced, int(stated), listed, sources))
    return found


def _swapped(results: Results) -> list[tuple[Footnote, Footnote]]:
    """Pairs of footnotes of which each lists what the other announces."""
    wrong = [note for note in _footnotes(results) if note.of_the_type != note.number]
    return [
        (one, other)
        for at, one in enumerate(wrong)
        for other in wrong[at + 1 :]
        if _fits(one, other) and _fits(other, one)
    ]


def _fits(announcing: Footnote, listing: Footnote) -> bool:
    return replace(announcing, listed=listing.listed).of_the_type == announcing.number


def _exchanged(results: Results) -> Iterator[Observation]:
    for one, other in _swapped(results):
        yield observation(
            f"{one.figure}~{other.figure}",
            one.figure,
            other.figure,
            sources=(*one.sources, *other.sources),
            first=str(one.announced.footnote),
            second=str(other.announced.footnote),
            first_announced=one.announced.as_written,
            second_announced=other.announced.as_written,
            first_lists=one.lists,
            second_lists=other.lists,
        )


def _miscounted(results: Results) -> Iterator[Observation]:
    explained = {note.figure for pair in _swapped(results) for note in pair}
    for note in _footnotes(results):
        if note.of_the_type != note.number and note.figure not in explained:
            place = f"chú thích {note.announced.footnote}" if note.announced.footnote else "danh mục văn bản"
            yield observation(
                note.figure,
                note.figure,
                sources=note.sources,
                figure=results[note.figure],
                place=place,
                announced=f"{note.number} {note.announced.type}",
                lists=note.lists,
            )


def _party_symbols(results: Results) -> Iterator[Observation]:
    for document in results.inputs.register.documents.values():
        of_the_party = any(body in document.issuer for body in _PARTY)
        if _PARTY_SYMBOL.fullmatch(document.number) and not of_the_party:
            yield observation(
                document.id, sources=register_cells(document), document=short_citation(document), issuer=document.issuer
            )


_BODIES = {"UBND": ("UBND", "Ủy ban nhân dân"), "HĐND": ("HĐND", "Hội đồng nhân dân"), "BCĐ": ("BCĐ", "Ban Chỉ đạo")}
"""The last part of a symbol, and how the body that it stands for is called."""


def _other_issuers(results: Results) -> Iterator[Observation]:
    for document in results.inputs.register.documents.values():
        body = document.number.rpartition("-")[2]
        if document.issuer and not any(name in document.issuer for name in _BODIES.get(body, (document.issuer,))):
            facts = {"document": short_citation(document), "issuer": document.issuer, "body": _BODIES[body][-1]}
            yield observation(document.id, sources=register_cells(document), **facts)


_TYPES = {
    "BC": "Báo cáo", "BB": "Biên bản", "CĐ": "Công điện", "CT": "Chỉ thị", "CTr": "Chương trình", "DA": "Dự án",
    "ĐA": "Đề án", "GM": "Giấy mời", "HD": "Hướng dẫn", "KH": "Kế hoạch", "NĐ": "Nghị định", "NQ": "Nghị quyết",
    "PA": "Phương án", "QC": "Quy chế", "QĐ": "Quyết định", "QyĐ": "Quy định", "TB": "Thông báo", "TC": "Thông cáo",
    "TT": "Thông tư", "TTr": "Tờ trình",
}  # fmt: skip
"""Abbreviations of types in symbols: Phụ lục III of Nghị định 30/2020/NĐ-CP, and those of legal documents."""
_TYPE = re.compile(r"\d+[a-zđ]?/(?:\d{4}/)?(\w+)-.+")


def _other_types(results: Results) -> Iterator[Observation]:
    for document in results.inputs.register.documents.values():
        symbol = _TYPE.fullmatch(document.number)
        told = _TYPES.get(symbol[1], "") if symbol else ""
        if told and document.type in _TYPES.values() and document.type != told:
            yield observation(
                document.id, sources=register_cells(document), document=short_citation(document), told=told
            )


RULES = (
    Rule(
        "documents.swapped",
        Severity.ERROR,
        "Chú thích phải liệt kê đúng loại văn bản mà câu văn nêu.",
        _exchanged,
        message="Chú thích {first} và {second} đặt nhầm chỗ cho nhau: câu văn nêu {first_announced}; "
        "{second_announced}, nhưng chú thích {first} liệt kê {first_lists}, chú thích {second} liệt kê {second_lists}.",
        actual="chú thích {first}: {first_lists}; chú thích {second}: {second_lists}",
        expected="chú thích {first}: {first_announced}; chú thích {second}: {second_announced}",
        repair="Đổi số chú thích của hai danh mục trong citations.csv.",
    ),
    Rule(
        "documents.count",
        Severity.ERROR,
        "Số văn bản nêu trong câu phải bằng số văn bản được liệt kê.",
        _miscounted,
        message="«{figure.label}» ghi {figure}, nhưng {place} liệt kê {lists}.",
        actual="{lists}",
        expected="{announced}",
        repair="Bổ sung văn bản còn thiếu vào citations.csv, hoặc sửa số đã nêu.",
    ),
    Rule(
        "documents.symbol",
        Severity.NOTE,
        "Ký hiệu văn bản của cơ quan nhà nước viết số/loại-cơ quan; số-loại/cơ quan là cách viết của Đảng.",
        _party_symbols,
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
        _other_types,
        message="{document} mang ký hiệu của {told}.",
        actual="{document}",
        expected="{told}",
        repair="Đối chiếu tên loại và ký hiệu với bản gốc.",
        reference="Nghị định số 30/2020/NĐ-CP ngày 05/3/2020, Phụ lục III",
    ),
    Rule(
        "documents.issuer",
        Severity.NOTE,
        "Ký hiệu văn bản phải là của cơ quan ban hành.",
        _other_issuers,
        message="{document} mang ký hiệu của {body} nhưng được ghi là của {issuer}.",
        actual="{issuer}",
        expected="{body}",
        repair="Đối chiếu cơ quan ban hành với bản gốc.",
    ),
)
"""The rules of this family."""
