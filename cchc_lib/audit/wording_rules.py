"""Numbers against the words that they were read from: the value that is computed with, and the ward's own text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cchc_lib.audit.date_mentions import first_date_mention
from cchc_lib.audit.declaration import Amount, Observation, Rule, Severity, observation
from cchc_lib.indicators.results import Results
from cchc_lib.indicators.upper_bounds import is_share_of_whole
from cchc_lib.inputs.tables.performance_targets import Level
from cchc_lib.quantities.dates import Month
from cchc_lib.quantities.figures import Figure, State
from cchc_lib.quantities.numbers import parse_number
from cchc_lib.quantities.units import Unit

_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "tr": 10**6, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
"""Words that make a number larger."""
_NUMERAL = re.compile(rf"([0-9]+(?:[ .,\u00a0][0-9]+)*)(?:\s*({'|'.join(_SCALES)})(?![^\W\d_]))?", re.IGNORECASE)
_MONTH = re.compile(r"(?:tháng )?(\d{1,2})(?:/| năm )(\d{4})")


@dataclass(frozen=True)
class _Numeral:
    """A number of a text: its digits as they stand, and what it is in the Vietnamese way of writing."""

    digits: str
    value: Decimal | None
    scale: int | None
    """By the word behind it; None where there is none."""


def _numerals(text: str) -> Iterator[_Numeral]:
    for numeral, word in _NUMERAL.findall(text):
        yield _Numeral(re.sub(r"\D", "", numeral), _parsed(numeral), _SCALES.get(word.lower()))


def _parsed(numeral: str) -> Decimal | None:
    try:
        return parse_number(numeral)
    except ValueError:
        return None


def _says(text: str, value: Decimal, unit: Unit) -> bool:
    """Whether a text states a value of a unit; one without numerals says nothing against it.

    Where a word makes a number larger it counts (`1 tỷ 200 triệu`). Otherwise the digits decide, since another way of
    grouping and another unit (4.327 ha for 43,27 km²) are no slips.
    """
    found = list(_numerals(text))
    wanted = value * _scale(unit)
    scaled = [each.value * each.scale for each in found if each.value is not None and each.scale]
    if scaled and wanted in (*scaled, sum(scaled)):
        return True
    same_unit = unit.name in text
    digits = _bare(_digits(value), same_unit)
    plain = [each for each in found if not each.scale]
    return not found or any(each.value == value or _bare(each.digits, same_unit) == digits for each in plain)


def _bare(digits: str, same_unit: bool) -> str:
    """Digits to compare; of another unit there are other zeros behind, as in 7.000 m for 7 km."""
    return digits.lstrip("0") if same_unit else digits.strip("0")


def _scale(unit: Unit) -> int:
    return next((scale for word, scale in _SCALES.items() if word in unit.name.split()), 1)


def _digits(value: Decimal) -> str:
    return "".join(map(str, value.as_tuple().digits))


def _other_figures(results: Results) -> Iterator[Observation]:
    for code, figure in results.inputs.figures.items():
        if _contradicts(figure):
            yield observation(code, code, label=figure.label, value=results[code], written=figure.as_written)


def _contradicts(figure: Figure) -> bool:
    if figure.state is State.NONE_ARISEN:
        return re.match(r"\s*0*[1-9]", figure.as_written) is not None
    match figure.value:
        case Decimal():
            written = figure.as_written
            complete = any(numeral.scale for numeral in _numerals(written))
            together = written if complete else f"{written} {figure.unit_as_written}"
            return not _says(together, figure.value, figure.unit)
        case date():
            day = first_date_mention(figure.as_written)
            return day is not None and not day.means(figure.value)
        case Month(year, month):
            named = _MONTH.search(figure.as_written)
            return named is not None and (int(named[2]), int(named[1])) != (year, month)
        case _:
            return False


def _other_claims(results: Results) -> Iterator[Observation]:
    for code, claim in results.inputs.claims.items():
        if not _says(claim.as_written, claim.value, claim.unit):
            stated = Amount(claim.number, claim.unit)
            subject, label = f"{code} (claims)", results[code].label
            yield observation(subject, sources=(claim.source,), label=label, value=stated, written=claim.as_written)


def _other_announcements(results: Results) -> Iterator[Observation]:
    """Announced counts of documents whose figure is another."""
    for code, announced in results.inputs.register.announcements.items():
        figure = results.inputs.figures[code]
        if isinstance(figure.value, Decimal) and not _says(announced.as_written, figure.value, figure.unit):
            subject, value = f"{code} (announcements)", results[code]
            yield observation(subject, code, label=figure.label, value=value, written=announced.as_written)


def _other_targets(results: Results) -> Iterator[Observation]:
    for target in results.inputs.targets:
        own = target.level is Level.WARD and is_share_of_whole(results[target.code])
        if own and not _says(target.as_written, target.value, target.unit):
            asked = Amount(target.number, target.unit)
            subject, label = f"{target.code} (targets)", results[target.code].label
            sources = (target.place,) if target.place else ()
            yield observation(subject, sources=sources, label=label, value=asked, written=target.as_written)


def _others(results: Results) -> Iterator[Observation]:
    yield from _other_figures(results)
    yield from _other_claims(results)
    yield from _other_announcements(results)
    yield from _other_targets(results)


RULES = (
    Rule(
        "wording.value",
        Severity.ERROR,
        "Giá trị dùng để tính phải là số đọc từ nguyên văn; khác nhau thì một bên đã chép sai.",
        _others,
        message="«{label}» được nhập là {value}, nhưng nguyên văn ghi «{written}».",
        actual="{value}",
        expected="{written}",
        repair="Đối chiếu bản gốc, rồi sửa cột value hoặc cột as_written.",
    ),
)
"""The rules of this family."""
