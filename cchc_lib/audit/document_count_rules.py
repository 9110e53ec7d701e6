"""Rules on counts of documents: the number that the text announces against the documents that its footnote lists."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from cchc_lib.audit.amounts import is_stated, known_number
from cchc_lib.audit.declaration import Observation, Rule, Severity, observation
from cchc_lib.indicators.results import Results
from cchc_lib.inputs.tables.register import Announcement, Document
from cchc_lib.quantities.figures import SourceCell

# Not a type of document: reports use it for legal documents of all types together.
_ALL_LEGAL_DOCUMENTS = "Văn bản QPPL"


@dataclass(frozen=True)
class Footnote:
    """A footnote with the number of documents that the text announces, and the documents that it lists."""

    figure: str
    """The code of the figure that states the number."""
    announced: Announcement
    """The announcement in the text."""
    number: int
    """The announced number of documents."""
    listed: tuple[Document, ...]
    """The documents that the footnote lists."""
    sources: tuple[SourceCell, ...]
    """The cells of the citations in the footnote."""

    @property
    def matching(self) -> int:
        """The number of listed documents that have the announced type."""
        if self.announced.type == _ALL_LEGAL_DOCUMENTS:
            return len(self.listed)
        announced_type = self.announced.type.casefold()
        return sum(document.type.casefold() == announced_type for document in self.listed)

    @property
    def is_correct(self) -> bool:
        """True if the footnote lists as many documents as the text announces."""
        return self.matching == self.number

    def would_be_correct_with(self, other: "Footnote") -> bool:
        """Return whether this footnote would be correct if it listed the documents of another one."""
        return replace(self, listed=other.listed).is_correct

    @property
    def listed_text(self) -> str:
        """The number of listed documents of each type in Vietnamese, such as `10 Kế hoạch`."""
        types = [document.type for document in self.listed]
        counts = (f"{types.count(type_)} {type_}" for type_ in dict.fromkeys(types))
        return ", ".join(counts) or "không có văn bản nào"


def _footnotes(results: Results) -> list[Footnote]:
    """Return a footnote for each announced number of documents that the ward states."""
    register = results.inputs.register
    footnotes = []
    for figure, announced in register.announcements.items():
        number = known_number(results[figure])
        if is_stated(results, figure) and number is not None:
            citations = [
                citation
                for citation in register.citations
                if (citation.role, citation.footnote) == (announced.role, announced.footnote)
            ]
            listed = tuple(register.documents[citation.document] for citation in citations)
            sources = tuple(citation.source for citation in citations if citation.source)
            footnotes.append(Footnote(figure, announced, int(number), listed, sources))
    return footnotes


def _swapped_pairs(results: Results) -> list[tuple[Footnote, Footnote]]:
    """Return the pairs of wrong footnotes of which each lists the documents that the other one announces."""
    wrong = [footnote for footnote in _footnotes(results) if not footnote.is_correct]
    return [
        (first, second)
        for position, first in enumerate(wrong)
        for second in wrong[position + 1 :]
        if first.would_be_correct_with(second) and second.would_be_correct_with(first)
    ]


def _swapped_footnotes(results: Results) -> Iterator[Observation]:
    for first, second in _swapped_pairs(results):
        yield observation(
            f"{first.figure}~{second.figure}",
            first.figure,
            second.figure,
            sources=(*first.sources, *second.sources),
            first=str(first.announced.footnote),
            second=str(second.announced.footnote),
            first_announced=first.announced.as_written,
            second_announced=second.announced.as_written,
            first_lists=first.listed_text,
            second_lists=second.listed_text,
        )


def _miscounted_footnotes(results: Results) -> Iterator[Observation]:
    # One fault gives one finding: swapped footnotes are not reported as miscounted, too.
    swapped = {footnote.figure for pair in _swapped_pairs(results) for footnote in pair}
    for footnote in _footnotes(results):
        if not footnote.is_correct and footnote.figure not in swapped:
            announced = footnote.announced
            yield observation(
                footnote.figure,
                footnote.figure,
                sources=footnote.sources,
                figure=results[footnote.figure],
                place=f"chú thích {announced.footnote}" if announced.footnote else "danh mục văn bản",
                announced=f"{footnote.number} {announced.type}",
                lists=footnote.listed_text,
            )


def _footnotes_of_the_same_documents(results: Results) -> Iterator[Observation]:
    """Yield the pairs of footnotes that list the same documents, of several."""
    footnotes = [each for each in _footnotes(results) if len(each.listed) > 1]
    for first, second in combinations(footnotes, 2):
        if {each.id for each in first.listed} == {each.id for each in second.listed}:
            yield observation(
                f"{first.figure}={second.figure}",
                first.figure,
                second.figure,
                sources=(*first.sources, *second.sources),
                one=results[first.figure],
                other=results[second.figure],
                listed=first.listed_text,
            )


RULES = (
    Rule(
        "documents.same_list",
        Severity.NOTE,
        "Hai chú thích cho hai nội dung khác nhau hiếm khi liệt kê cùng văn bản.",
        _footnotes_of_the_same_documents,
        message="Chú thích của «{one.label}» và của «{other.label}» liệt kê cùng các văn bản: {listed}.",
        actual="cùng danh sách",
        expected="hai danh sách",
        repair="Kiểm tra xem một chú thích có chép nhầm từ chú thích kia không.",
    ),
    Rule(
        "documents.swapped",
        Severity.ERROR,
        "Chú thích phải liệt kê đúng loại văn bản mà câu văn nêu.",
        _swapped_footnotes,
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
        _miscounted_footnotes,
        message="«{figure.label}» ghi {figure}, nhưng {place} liệt kê {lists}.",
        actual="{lists}",
        expected="{announced}",
        repair="Bổ sung văn bản còn thiếu vào citations.csv, hoặc sửa số đã nêu.",
    ),
)
"""The rules of this family."""
