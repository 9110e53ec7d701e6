"""Numbers against the words that they were read from: the value that is computed with, and the ward's own text."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from cchc_lib.audit.dates import DAY, means
from cchc_lib.audit.declaration import Amount, Observation, Rule, Severity, observed
from cchc_lib.indicators.results import Results
from cchc_lib.quantities.figures import Figure
from cchc_lib.quantities.numbers import parse_number
from cchc_lib.quantities.units import Unit

_NUMERAL = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?", re.ASCII)
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
"""Words that make a number larger."""


def _says(text: str, value: Decimal, unit: Unit) -> bool:
    """Whether one of the numerals of a text is a value of a unit; a text without numerals says nothing against it."""
    numerals = [_parsed(each) for each in _NUMERAL.findall(text)]
    wanted = value * _scale(unit.name)
    return not numerals or any(each == value or each * _scale(text) == wanted for each in numerals if each is not None)


def _parsed(numeral: str) -> Decimal | None:
    try:
        return parse_number(numeral)
    except ValueError:
        return None


def _scale(text: str) -> int:
    words = text.casefold().split()
    return next((scale for word, scale in _SCALES.items() if word in words), 1)


def _other_figures(results: Results) -> Iterator[Observation]:
    for code, figure in results.inputs.figures.items():
        if _contradicts(figure):
            yield observed(code, code, label=figure.label, value=results[code], written=figure.as_written)


def _contradicts(figure: Figure) -> bool:
    match figure.value:
        case Decimal():
            return not _says(f"{figure.as_written} {figure.unit_as_written}", figure.value, figure.unit)
        case date():
            written = DAY.search(figure.as_written)
            return written is not None and not means(written, figure.value)
        case _:
            return False


def _other_claims(results: Results) -> Iterator[Observation]:
    for code, claim in results.inputs.claims.items():
        if not _says(claim.as_written, claim.value, claim.unit):
            stated = Amount(Fraction(claim.value) / claim.unit.scale, claim.unit)
            subject, label = f"{code} (claims)", results[code].label
            yield observed(subject, sources=(claim.source,), label=label, value=stated, written=claim.as_written)


def _other_announcements(results: Results) -> Iterator[Observation]:
    """Announced counts of documents whose figure is another."""
    for code, announced in results.inputs.register.announcements.items():
        figure = results.inputs.figures[code]
        if isinstance(figure.value, Decimal) and not _says(announced.as_written, figure.value, figure.unit):
            subject, value = f"{code} (announcements)", results[code]
            yield observed(subject, code, label=figure.label, value=value, written=announced.as_written)


def _others(results: Results) -> Iterator[Observation]:
    yield from _other_figures(results)
    yield from _other_claims(results)
    yield from _other_announcements(results)


differs = Rule(
    "wording.value",
    Severity.ERROR,
    "Giá trị dùng để tính phải là số đọc từ nguyên văn; khác nhau thì một bên đã chép sai.",
    _others,
    says="«{label}» được nhập là {value}, nhưng nguyên văn ghi «{written}».",
    stands="{value}",
    expected="{written}",
    repair="Đối chiếu bản gốc, rồi sửa cột value hoặc cột as_written.",
)
