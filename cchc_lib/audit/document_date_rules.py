"""Rules on the dates of documents: against the period, the numbering of the ward, and the citations."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from cchc_lib.audit.date_mentions import first_date_mention
from cchc_lib.audit.declaration import Observation, Rule, Severity, observation
from cchc_lib.audit.document_facts import document_name, is_issued_by_ward, register_cells
from cchc_lib.indicators.results import Results
from cchc_lib.inputs.tables.register import Document

_DECREE_ON_DOCUMENTS = "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020, Phụ lục I"
_NUMBER_AND_SERIES = re.compile(r"(\d+)([a-zđ]?)/(.+)")
"""The number, the letter after it and the series: `04a/TB-UBND` has number 4, letter `a`, series `TB-UBND`."""


def _documents_after_the_period(results: Results) -> Iterator[Observation]:
    end = results.inputs.period.end
    for document in results.inputs.register.documents.values():
        if document.date and document.date > end:
            name, cells = document_name(document), register_cells(document)
            yield observation(document.id, sources=cells, document=name, day=document.date, end=end)


def _documents_before_the_period(results: Results) -> Iterator[Observation]:
    register, start = results.inputs.register, results.inputs.period.start
    # Only documents that the text counts as issued in the period; others may be cited from any year.
    counted = (document for figure in register.announcements for document in register.announced_by(figure))
    for document in dict.fromkeys(counted):
        if document.date and document.date < start:
            name, cells = document_name(document), register_cells(document)
            yield observation(document.id, sources=cells, document=name, day=document.date, start=start)


def _documents_without_date(results: Results, *, issued_by_ward: bool) -> Iterator[Document]:
    for document in results.inputs.register.documents.values():
        # Documents without a number are cited by their title, as laws often are.
        if document.date is None and document.number and is_issued_by_ward(document, results) is issued_by_ward:
            yield document


def _own_documents_without_date(results: Results) -> Iterator[Observation]:
    for document in _documents_without_date(results, issued_by_ward=True):
        yield observation(document.id, sources=register_cells(document), document=document_name(document))


def _cited_documents_without_date(results: Results) -> Iterator[Observation]:
    # Reports cite many documents of others, so that one finding for all keeps the list of findings short.
    undated = tuple(_documents_without_date(results, issued_by_ward=False))
    if undated:
        sources = tuple(cell for document in undated for cell in register_cells(document))
        yield observation("citations", sources=sources, documents=tuple(map(document_name, undated)))


def _citations_with_another_date(results: Results) -> Iterator[Observation]:
    for citation in results.inputs.register.citations:
        document = results.inputs.register.documents[citation.document]
        mention = first_date_mention(citation.date_as_written)
        if document.date and mention and not mention.is_day(document.date):
            yield observation(
                document.id,
                sources=(*register_cells(document), *((citation.source,) if citation.source else ())),
                document=document_name(document),
                day=document.date,
                written=citation.date_as_written,
            )


@dataclass(frozen=True)
class _NumberedDocument:
    """A document of the ward with its number in its series."""

    number: int
    """The running number."""
    letter: str
    """The letter after the number, which orders documents of one number; often empty."""
    document: Document
    """The document."""

    @property
    def position(self) -> tuple[int, str]:
        """The number and the letter, by which documents of a series are ordered."""
        return self.number, self.letter


def _series(results: Results) -> Iterable[list[_NumberedDocument]]:
    """Return the dated documents of the ward in groups of one series and year, each group in the order of numbers."""
    # Numbers start again each year (Nghị định 30/2020/NĐ-CP), so a series is that of one year.
    series: dict[tuple[str, str, int], list[_NumberedDocument]] = defaultdict(list)
    for document in results.inputs.register.documents.values():
        match = _NUMBER_AND_SERIES.fullmatch(document.number)
        if match and document.date and is_issued_by_ward(document, results):
            numbered = _NumberedDocument(int(match[1]), match[2], document)
            series[document.type, match[3], document.date.year].append(numbered)
    return [sorted(documents, key=lambda numbered: numbered.position) for documents in series.values()]


def _neighbours(results: Results) -> Iterator[tuple[_NumberedDocument, _NumberedDocument]]:
    """Yield each document of a series with the next one of the same series."""
    for documents in _series(results):
        yield from pairwise(documents)


def _dates_against_the_numbering(results: Results) -> Iterator[Observation]:
    for first, second in _neighbours(results):
        earlier, later = first.document, second.document
        # A number that is used twice has a rule already (dates.twice).
        if not earlier.date or not later.date or first.position == second.position:
            continue
        # A date after the period has a rule already (dates.after), and is probably the wrong one of the two.
        if later.date < earlier.date <= results.inputs.period.end:
            yield observation(
                f"{earlier.id}>{later.id}",
                sources=(*register_cells(earlier), *register_cells(later)),
                earlier=document_name(earlier),
                earlier_day=earlier.date,
                later=document_name(later),
                later_day=later.date,
            )


def _numbers_used_twice(results: Results) -> Iterator[Observation]:
    for first, second in _neighbours(results):
        if first.position == second.position:
            document, other = first.document, second.document
            yield observation(
                f"{document.id}={other.id}",
                sources=(*register_cells(document), *register_cells(other)),
                document=document_name(document),
                other=document_name(other),
            )


RULES = (
    Rule(
        "dates.after",
        Severity.WARNING,
        "Văn bản nêu trong báo cáo phải ban hành trong kỳ, không sau ngày chốt số liệu.",
        _documents_after_the_period,
        message="{document} ngày {day}, sau ngày kết thúc kỳ báo cáo ({end}).",
        actual="{day}",
        expected="chậm nhất {end}",
        repair="Bỏ văn bản khỏi báo cáo kỳ này, hoặc sửa ngày nếu ghi nhầm.",
    ),
    Rule(
        "dates.before",
        Severity.WARNING,
        "Văn bản được đếm là ban hành trong kỳ phải có ngày trong kỳ.",
        _documents_before_the_period,
        message="{document} được tính vào số văn bản ban hành trong kỳ nhưng đề ngày {day}, "
        "trước ngày đầu kỳ ({start}).",
        actual="{day}",
        expected="từ {start}",
        repair="Không tính văn bản này vào kỳ báo cáo, hoặc sửa ngày nếu ghi nhầm.",
    ),
    Rule(
        "dates.undated",
        Severity.WARNING,
        "Văn bản của đơn vị phải có ngày ban hành; thiếu ngày thì không biết có thuộc kỳ hay không.",
        _own_documents_without_date,
        message="{document} không ghi ngày ban hành.",
        actual="không có ngày",
        expected="ngày ban hành",
        repair="Điền cột date của documents.csv theo bản gốc.",
        reference=_DECREE_ON_DOCUMENTS,
    ),
    Rule(
        "dates.citation",
        Severity.NOTE,
        "Viện dẫn lần đầu phải ghi đủ loại, số, ngày, cơ quan ban hành và trích yếu.",
        _cited_documents_without_date,
        message="Văn bản viện dẫn không ghi ngày: {documents}.",
        actual="không có ngày",
        expected="ngày ban hành",
        repair="Điền cột date của documents.csv.",
        reference=_DECREE_ON_DOCUMENTS,
    ),
    Rule(
        "dates.series",
        Severity.WARNING,
        "Trong một sổ, văn bản có số lớn hơn không thể ban hành trước văn bản có số nhỏ hơn.",
        _dates_against_the_numbering,
        message="{later} ngày {later_day} đứng sau {earlier} ngày {earlier_day} về số, nhưng lại đề ngày trước.",
        actual="{earlier_day}; {later_day}",
        expected="ngày tăng theo số",
        repair="Đối chiếu số và ngày của hai văn bản với sổ đăng ký văn bản đi.",
    ),
    Rule(
        "dates.twice",
        Severity.ERROR,
        "Trong một năm, mỗi số của một sổ chỉ thuộc về một văn bản.",
        _numbers_used_twice,
        message="{document} được ghi ở hai dòng như hai văn bản khác nhau.",
        actual="{document}; {other}",
        expected="hai số khác nhau, hoặc một dòng",
        repair="Sửa số theo bản gốc; nếu là một văn bản thì giữ một dòng và viện dẫn dòng đó.",
        reference=_DECREE_ON_DOCUMENTS,
    ),
    Rule(
        "dates.cited",
        Severity.ERROR,
        "Văn bản được viện dẫn phải mang đúng ngày của chính văn bản ấy.",
        _citations_with_another_date,
        message="{document} ngày {day}, nhưng báo cáo viện dẫn là {written}.",
        actual="{written}",
        expected="ngày {day}",
        repair="Đối chiếu bản gốc, rồi sửa documents.csv hoặc citations.csv.",
    ),
)
"""The rules of this family."""
