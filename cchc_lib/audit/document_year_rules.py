"""Rules on the years of documents: in the number and the title, against the date, and against the age of the unit."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from difflib import SequenceMatcher
from itertools import combinations

from cchc_lib.audit.declaration import Observation, Rule, Severity, observation
from cchc_lib.audit.document_facts import document_name, is_issued_by_ward, register_cells
from cchc_lib.indicators.results import Results
from cchc_lib.inputs.periods import UNITS_SINCE
from cchc_lib.inputs.tables.register import Document

_YEAR_IN_NUMBER = re.compile(r"\d+/((?:19|20)\d\d)/")
_YEAR_IN_TITLE = re.compile(r"\bnăm ((?:19|20)\d\d)\b(?!\s*[-–])", re.IGNORECASE)
_SPANS = re.compile(r"giai đoạn|(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d", re.IGNORECASE)
_PERIOD_IN_TITLE = re.compile(
    r"(?:quý (?P<quarter>IV|I{1,3})|tháng (?P<month>\d{1,2})|(?:6|9) tháng(?: đầu)?)?[ /]*(?:năm )?(?P<year>20\d\d)",
    re.IGNORECASE,
)
_QUARTERS = ("I", "II", "III", "IV")
_ALIKE = 0.92
"""The likeness from which on two titles are taken for one."""
_LOOKS_AHEAD = ("Kế hoạch", "Chương trình")
"""The types of documents that say what is to be done, so that their year is that of their date or a later one."""


def _documents(results: Results) -> Iterator[tuple[Document, date]]:
    for document in results.inputs.register.documents.values():
        if document.date:
            yield document, document.date


def _numbers_of_another_year(results: Results) -> Iterator[Observation]:
    for document, day in _documents(results):
        match = _YEAR_IN_NUMBER.match(document.number)
        if match and int(match[1]) != day.year:
            yield _observation(document, day, year=match[1])


def _titles_of_another_year(results: Results) -> Iterator[Observation]:
    for document, day in _documents(results):
        years = [int(year) for year in _YEAR_IN_TITLE.findall(document.title)]
        looks_ahead = document.type in _LOOKS_AHEAD and not _SPANS.search(document.title)
        if looks_ahead and years and max(years) < day.year:
            yield _observation(document, day, year=str(max(years)))


def _documents_before_the_unit(results: Results) -> Iterator[Observation]:
    if results.inputs.period.start < UNITS_SINCE:
        return
    counted = {
        each.id
        for figure in results.inputs.register.announcements
        for each in results.inputs.register.announced_by(figure)
    }
    for document, day in _documents(results):
        # Those that the text counts as issued in the period have a rule already (dates.before).
        if day < UNITS_SINCE and document.id not in counted and is_issued_by_ward(document, results):
            yield _observation(document, day, founded=UNITS_SINCE)


def _twins(results: Results) -> Iterator[Observation]:
    """Yield the documents of one type, day and issuer whose titles hardly differ."""
    groups: dict[tuple[str, date, str], list[Document]] = defaultdict(list)
    for document, day in _documents(results):
        if document.title:
            groups[document.type, day, document.issuer].append(document)
    for (_, day, _), documents in groups.items():
        for one, other in combinations(documents, 2):
            likeness = SequenceMatcher(None, one.title.casefold(), other.title.casefold()).ratio()
            if one.number != other.number and likeness >= _ALIKE:
                yield observation(
                    f"{one.id}={other.id}",
                    sources=(*register_cells(one), *register_cells(other)),
                    one=document_name(one),
                    other=document_name(other),
                    title=one.title,
                    day=day,
                )


def _reports_before_their_period(results: Results) -> Iterator[Observation]:
    for document, day in _documents(results):
        begins = _beginning(document.title) if document.type == "Báo cáo" else None
        if begins and day < begins:
            yield _observation(document, day, begins=begins)


def _beginning(title: str) -> date | None:
    """Return the first day of the period that a title names; None if it names none."""
    match = _PERIOD_IN_TITLE.search(title)
    if not match:
        return None
    quarter, month, year = match["quarter"], match["month"], int(match["year"])
    first = 3 * _QUARTERS.index(quarter.upper()) + 1 if quarter else int(month or 1)
    # The Ministry's periods begin on the 15th of the month before.
    return date(year, first, 1) - timedelta(days=17) if first <= 12 else None


def _numbers_with_two_titles(results: Results) -> Iterator[Observation]:
    """Yield the documents that have the number, the day and the issuer of another one, but another title."""
    first: dict[tuple[str, date, str], Document] = {}
    for document, day in _documents(results):
        known = (
            first.setdefault((document.number.casefold(), day, document.issuer), document)
            if document.number
            else document
        )
        if known is not document and known.title.casefold() != document.title.casefold():
            yield observation(
                f"{known.id}={document.id}",
                sources=(*register_cells(known), *register_cells(document)),
                document=document_name(document),
                day=day,
                one=known.title,
                other=document.title,
            )


def _observation(document: Document, day: date, **facts: str | date) -> Observation:
    cells = register_cells(document)
    return observation(
        document.id, sources=cells, document=document_name(document), day=day, title=document.title, **facts
    )


RULES = (
    Rule(
        "dates.number_year",
        Severity.WARNING,
        "Năm trong số của văn bản quy phạm pháp luật là năm ban hành.",
        _numbers_of_another_year,
        message="{document} ghi năm {year} trong số, nhưng ngày ban hành là {day}.",
        actual="năm {year}, ngày {day}",
        expected="cùng một năm",
        repair="Đối chiếu số và ngày với bản gốc.",
        reference="Nghị định số 78/2025/NĐ-CP ngày 01/4/2025",
    ),
    Rule(
        "dates.title_year",
        Severity.WARNING,
        "Kế hoạch, chương trình được ban hành trước khi năm của nó kết thúc.",
        _titles_of_another_year,
        message="{document} ban hành ngày {day}, nhưng trích yếu ghi năm {year}: «{title}».",
        actual="năm {year}",
        expected="năm ban hành hoặc năm sau",
        repair="Đối chiếu trích yếu và ngày với bản gốc; có thể đã chép từ báo cáo trước.",
    ),
    Rule(
        "dates.before_unit",
        Severity.NOTE,
        "Đơn vị hành chính hiện nay có từ 01/7/2025; văn bản trước ngày ấy là của đơn vị cũ.",
        _documents_before_the_unit,
        message="{document} ghi ngày {day}, trước khi đơn vị hiện nay thành lập ({founded}).",
        actual="{day}",
        expected="từ {founded}",
        repair="Đối chiếu ngày; nếu là văn bản của đơn vị cũ, ghi đúng cơ quan ban hành.",
        reference="Nghị quyết số 203/2025/QH15 ngày 16/6/2025",
    ),
    Rule(
        "documents.titles",
        Severity.WARNING,
        "Một số văn bản chỉ có một trích yếu.",
        _numbers_with_two_titles,
        message="{document} ngày {day} được nêu với hai trích yếu: «{one}» và «{other}».",
        actual="hai trích yếu",
        expected="một trích yếu",
        repair="Đối chiếu với bản gốc, ghi đúng một trích yếu.",
    ),
    Rule(
        "dates.report_before",
        Severity.WARNING,
        "Báo cáo không thể ban hành trước khi kỳ của nó bắt đầu.",
        _reports_before_their_period,
        message="{document} ban hành ngày {day}, nhưng trích yếu là về kỳ bắt đầu từ khoảng {begins}: «{title}».",
        actual="{day}",
        expected="sau {begins}",
        repair="Đối chiếu ngày và trích yếu với bản gốc.",
    ),
    Rule(
        "documents.twins",
        Severity.NOTE,
        "Một văn bản chỉ có một số.",
        _twins,
        message="{one} và {other} cùng ngày {day}, trích yếu gần như nhau: «{title}».",
        actual="hai số",
        expected="một số",
        repair="Nếu là một văn bản, giữ số đúng; nếu là hai, ghi trích yếu phân biệt được.",
    ),
)
"""The rules of this family."""
