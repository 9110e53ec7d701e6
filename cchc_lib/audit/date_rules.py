"""Dates and cut-off: documents and data windows against the period, series against their numbers."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from cchc_lib.audit.date_mentions import first_date_mention
from cchc_lib.audit.declaration import Observation, Rule, Severity, observation
from cchc_lib.audit.document_rules import is_own, register_cells, short_citation
from cchc_lib.indicators.results import Results
from cchc_lib.inputs.tables.register import Document
from cchc_lib.quantities.figures import SourceCell
from cchc_lib.quantities.value_key import ValueKey

_THIRTY = "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020, Phụ lục I"
_SERIES = re.compile(r"(\d+)([a-zđ]?)/(.+)")
"""A running number, a letter behind it, and the series it runs in: 61, -, KH-UBND."""


def _after_the_end(results: Results) -> Iterator[Observation]:
    end = results.inputs.period.end
    for document in results.inputs.register.documents.values():
        if document.date and document.date > end:
            sources = register_cells(document)
            yield observation(
                document.id, sources=sources, document=short_citation(document), day=document.date, end=end
            )


def _before_the_start(results: Results) -> Iterator[Observation]:
    """Documents counted among those issued in the period, but dated before it."""
    inputs = results.inputs
    announced = (each for figure in inputs.register.announcements for each in inputs.register.announced_by(figure))
    for document in dict.fromkeys(announced):
        if document.date and document.date < inputs.period.start:
            sources = register_cells(document)
            yield observation(
                document.id,
                sources=sources,
                document=short_citation(document),
                day=document.date,
                start=inputs.period.start,
            )


def _undated(results: Results) -> Iterator[Observation]:
    for document in results.inputs.register.documents.values():
        if document.date is None and document.number and is_own(document, results):
            yield observation(document.id, sources=register_cells(document), document=short_citation(document))


def _cited_without_date(results: Results) -> Iterator[Observation]:
    undated = [
        document
        for document in results.inputs.register.documents.values()
        if document.date is None and document.number and not is_own(document, results)
    ]
    if undated:
        sources = tuple(source for document in undated for source in register_cells(document))
        yield observation("citations", sources=sources, documents=tuple(map(short_citation, undated)))


def _cited_otherwise(results: Results) -> Iterator[Observation]:
    """Citations whose words give another day than the document has."""
    for citation in results.inputs.register.citations:
        document = results.inputs.register.documents[citation.document]
        written = first_date_mention(citation.date_as_written)
        if document.date and written and not written.means(document.date):
            sources = (*register_cells(document), *((citation.source,) if citation.source else ()))
            yield observation(
                document.id,
                sources=sources,
                document=short_citation(document),
                day=document.date,
                written=citation.date_as_written,
            )


def _against_the_series(results: Results) -> Iterator[Observation]:
    for entries in _series(results).values():
        for (place, earlier), (next_place, later) in pairwise(sorted(entries, key=lambda entry: entry[0])):
            if place != next_place and earlier.date and later.date and later.date < earlier.date:
                sources = (*register_cells(earlier), *register_cells(later))
                yield observation(
                    f"{earlier.id}>{later.id}",
                    sources=sources,
                    first=short_citation(earlier),
                    first_day=earlier.date,
                    second=short_citation(later),
                    second_day=later.date,
                )


def _used_twice(results: Results) -> Iterator[Observation]:
    for entries in _series(results).values():
        for (place, one), (next_place, other) in pairwise(sorted(entries, key=lambda entry: entry[0])):
            if place == next_place:
                sources = (*register_cells(one), *register_cells(other))
                yield observation(
                    f"{one.id}={other.id}", sources=sources, document=short_citation(one), other=short_citation(other)
                )


def _series(results: Results) -> Mapping[tuple[str, str, int], list[tuple[tuple[int, str], Document]]]:
    """The ward's own dated documents by series and year, each with its place in the series."""
    series: dict[tuple[str, str, int], list[tuple[tuple[int, str], Document]]] = defaultdict(list)
    for document in results.inputs.register.documents.values():
        match = _SERIES.fullmatch(document.number)
        if match and document.date and is_own(document, results):
            key = (document.type, match[3], document.date.year)
            series[key].append(((int(match[1]), match[2]), document))
    return series


def _other_days(results: Results) -> Iterator[Observation]:
    """Figures and claims taken on another day than the period's end, together where they belong together."""
    end = results.inputs.period.end
    grouped: dict[tuple[str, date], list[tuple[str, SourceCell | None]]] = defaultdict(list)
    for code, figure in results.inputs.figures.items():
        if figure.as_of and figure.as_of != end:
            grouped[ValueKey.parse(code).group, figure.as_of].append((code, figure.source))
    for code, claim in results.inputs.claims.items():
        if claim.as_of and claim.as_of != end:
            grouped[ValueKey.parse(code).group, claim.as_of].append((code, claim.source))
    for (group, day), found in grouped.items():
        codes = [code for code, _ in found]
        sources = tuple(source for _, source in found if source)
        labels = tuple(results[code].label for code in codes)
        yield observation(f"{group}@{day}", *codes, sources=sources, labels=labels, day=day, end=end)


def _other_period(results: Results) -> Iterator[Observation]:
    period = results.inputs.period
    for code, day in (("heading.period_from", period.start), ("heading.period_to", period.end)):
        figure = results.inputs.figures[code]
        if isinstance(figure.value, date) and figure.value != day:
            yield observation(code, code, label=figure.label, stated=figure.value, day=day)


RULES = (
    Rule(
        "dates.after",
        Severity.WARNING,
        "Văn bản nêu trong báo cáo phải ban hành trong kỳ, không sau ngày chốt số liệu.",
        _after_the_end,
        message="{document} ngày {day}, sau ngày kết thúc kỳ báo cáo ({end}).",
        actual="{day}",
        expected="chậm nhất {end}",
        repair="Bỏ văn bản khỏi báo cáo kỳ này, hoặc sửa ngày nếu ghi nhầm.",
    ),
    Rule(
        "dates.before",
        Severity.WARNING,
        "Văn bản được đếm là ban hành trong kỳ phải có ngày trong kỳ.",
        _before_the_start,
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
        _undated,
        message="{document} không ghi ngày ban hành.",
        actual="không có ngày",
        expected="ngày ban hành",
        repair="Điền cột date của documents.csv theo bản gốc.",
        reference=_THIRTY,
    ),
    Rule(
        "dates.citation",
        Severity.NOTE,
        "Viện dẫn lần đầu phải ghi đủ loại, số, ngày, cơ quan ban hành và trích yếu.",
        _cited_without_date,
        message="Văn bản viện dẫn không ghi ngày: {documents}.",
        actual="không có ngày",
        expected="ngày ban hành",
        repair="Điền cột date của documents.csv.",
        reference=_THIRTY,
    ),
    Rule(
        "dates.series",
        Severity.WARNING,
        "Trong một sổ, văn bản có số lớn hơn không thể ban hành trước văn bản có số nhỏ hơn.",
        _against_the_series,
        message="{second} ngày {second_day} đứng sau {first} ngày {first_day} về số, nhưng lại đề ngày trước.",
        actual="{first_day}; {second_day}",
        expected="ngày tăng theo số",
        repair="Đối chiếu số và ngày của hai văn bản với sổ đăng ký văn bản đi.",
    ),
    Rule(
        "dates.twice",
        Severity.ERROR,
        "Trong một năm, mỗi số của một sổ chỉ thuộc về một văn bản.",
        _used_twice,
        message="{document} được ghi ở hai dòng như hai văn bản khác nhau.",
        actual="{document}; {other}",
        expected="hai số khác nhau, hoặc một dòng",
        repair="Sửa số theo bản gốc; nếu là một văn bản thì giữ một dòng và viện dẫn dòng đó.",
        reference=_THIRTY,
    ),
    Rule(
        "dates.cited",
        Severity.ERROR,
        "Văn bản được viện dẫn phải mang đúng ngày của chính văn bản ấy.",
        _cited_otherwise,
        message="{document} ngày {day}, nhưng báo cáo viện dẫn là {written}.",
        actual="{written}",
        expected="ngày {day}",
        repair="Đối chiếu bản gốc, rồi sửa documents.csv hoặc citations.csv.",
    ),
    Rule(
        "dates.as_of",
        Severity.WARNING,
        "Số liệu của một báo cáo phải chốt cùng một ngày.",
        _other_days,
        message="Số liệu tính đến ngày {day}, khác ngày kết thúc kỳ ({end}): {labels}.",
        actual="{day}",
        expected="{end}",
        repair="Lấy lại số liệu đến ngày {end}.",
    ),
    Rule(
        "dates.period",
        Severity.ERROR,
        "Kỳ báo cáo ghi ở đầu báo cáo phải là kỳ của số liệu.",
        _other_period,
        message="«{label}» ghi {stated}, nhưng kỳ của số liệu này có ngày ấy là {day}.",
        actual="{stated}",
        expected="{day}",
        repair="Sửa figures.csv, hoặc đặt dữ liệu vào đúng thư mục của kỳ.",
    ),
)
"""The rules of this family."""
