"""Wards beside each other: who stands where, who moved, who is worth a look, what the audit finds."""

import re
from collections import Counter

from cchc_lib.audit.catalogue import rules
from cchc_lib.audit.declaration import Finding, Severity
from cchc_lib.audit.messages import SEVERITY_WORDS
from cchc_lib.city.city_values import CityValues, ward_key
from cchc_lib.city.outliers import Outlier, outliers
from cchc_lib.indicators.results import Results
from cchc_lib.indicators.trends import Trend, Verdict, have_similar_length
from cchc_lib.quantities.letter_case import within_sentence
from cchc_lib.quantities.printing import operands_text
from cchc_lib.quantities.value_key import Aspect, FixedScope, ValueKey
from cchc_lib.report.blocks.group_block import BlockGroup
from cchc_lib.report.blocks.table_block import Cell, Table
from cchc_lib.report.city.city_writing import (
    cell,
    count,
    head_cell,
    heading,
    number,
    own,
    prose,
    wards_named,
    words_cell,
)
from cchc_lib.report.model.runs import Text, TextRun
from cchc_lib.report.sections.change_wording import EXPLANATION_OF_NOISE, EXPLANATION_OF_ROUNDING, change_runs
from cchc_lib.report.sections.summary import KEY_FIGURES

_TIES = "Hạng xét trên giá trị chưa làm tròn; đơn vị bằng nhau thì cùng hạng."
_OVERLAP = (
    "Khoảng tin cậy 95% (Wilson): hai đơn vị có khoảng chồng lên nhau thì chưa thể kết luận đơn vị nào hơn; "
    "đơn vị càng ít hồ sơ, khoảng càng rộng."
)


def ranking(values: CityValues, code: str) -> BlockGroup:
    """All wards by one indicator, the best first; equal ones share a rank, a share carries its interval."""
    wards = sorted(values.city.wards, key=lambda ward: (_rank(values, ward, code), ward.inputs.ward.code))
    label = values.city.wards[0][code].label
    bounded = any(str(ward_key(ward, code).with_aspect(Aspect.LOW)) in values.values for ward in wards)
    columns = ("Hạng", "Đơn vị", label, *(("Khoảng tin cậy 95%", "Tính từ") if bounded else ()))
    rows = tuple(_ranked_row(values, ward, code, bounded=bounded) for ward in wards)
    remark = f"{_TIES} {_OVERLAP}" if bounded else _TIES
    caption = f"Xếp hạng theo {within_sentence(label)}"
    return BlockGroup(
        (heading("xep-hang", "Xếp hạng"), Table("city_ranking", "xep-hang", caption, columns, rows, remark))
    )


def _rank(values: CityValues, ward: Results, code: str) -> float:
    found = values[str(ward_key(ward, code).with_aspect(Aspect.RANK))].number
    return float("inf") if found is None else float(found)


def _ranked_row(values: CityValues, ward: Results, code: str, *, bounded: bool) -> tuple[Cell, ...]:
    key, known = ward_key(ward, code), ward[code].number is not None
    rank = number(values, str(key.with_aspect(Aspect.RANK))) if known else Text("–")
    named = head_cell(ward.inputs.ward.full_name)
    shown = cell(own(values, ward, code))
    if not bounded:
        return cell(rank), named, shown
    low, high = (str(key.with_aspect(aspect)) for aspect in (Aspect.LOW, Aspect.HIGH))
    there = low in values.values and known
    interval: tuple[TextRun, ...] = (number(values, low), Text("–"), number(values, high)) if there else (Text("–"),)
    parts = operands_text(ward[code].quantity, values.city.settings.rounding) if known else ""
    return cell(rank), named, shown, cell(*interval), cell(Text(parts.replace(" / ", "/") or "–"))


def changes(values: CityValues) -> BlockGroup:
    """How the city and its wards moved since the period before; nothing where none reports it."""
    city = values.city
    if city.previous_period is None:
        return BlockGroup(())
    now, before = city.period.in_vietnamese(), city.previous_period.in_vietnamese()
    told = f"{count(len(city.wards_with_previous))} đơn vị có báo cáo của cả kỳ này ({now}) và kỳ trước ({before})."
    codes = [code for _, code in KEY_FIGURES if str(_paired(code)) in values.values]
    rows = tuple(_moved_row(values, code) for code in codes)
    columns = ("Chỉ tiêu", "Kỳ trước", "Kỳ này", "Thay đổi", *_COUNTED.values())
    uneven = "" if have_similar_length(city.previous_period, city.period) else _UNEVEN
    unrounded = EXPLANATION_OF_ROUNDING if any(_moved(values, code).has_rounding_mismatch for code in codes) else ""
    remark = " ".join(filter(None, (_OF_WARDS, uneven, unrounded)))
    table = Table("city_changes", "thay-doi", "Thay đổi so với kỳ trước", columns, rows, remark)
    lines = ((Text(told),), *(line for _, code in KEY_FIGURES if (line := _worse(values, code))))
    return BlockGroup((heading("thay-doi", "Thay đổi so với kỳ trước"), prose("thay-doi-loi", *lines), table))


_COUNTED = {
    Verdict.IMPROVED: "Tốt hơn",
    Verdict.WORSENED: "Kém hơn",
    Verdict.WITHIN_NOISE: "Trong mức dao động",
    Verdict.UNCHANGED: "Không đổi",
}
"""What became of how many wards."""
_OF_WARDS = f"Bốn cột cuối là số đơn vị có số liệu của cả hai kỳ. {EXPLANATION_OF_NOISE}"
_UNEVEN = "Không so sánh số lượng và chỉ tiêu lũy kế theo năm, vì hai kỳ dài khác nhau."


def _worse(values: CityValues, code: str) -> tuple[TextRun, ...]:
    """Which wards became worse; nothing where none did."""
    wards = [ward for ward in values.city.wards_with_previous if _verdict(ward, code) is Verdict.WORSENED]
    label = within_sentence(values.city.wards[0][code].label)
    return (Text(f"Kém hơn kỳ trước về {label}: "), wards_named(wards), Text(".")) if wards else ()


def _moved_row(values: CityValues, code: str) -> tuple[Cell, ...]:
    now, trend = _paired(code), _moved(values, code)
    of_wards = Counter(_verdict(ward, code) for ward in values.city.wards_with_previous)
    moved = number(values, str(now.with_aspect(Aspect.PREVIOUS_CHANGE)))
    return (
        head_cell(values.city.wards[0][code].label),
        cell(number(values, str(now.with_aspect(Aspect.PREVIOUS)))),
        cell(number(values, str(now))),
        cell(*change_runs(trend, moved)),
        *(cell(Text(count(of_wards[each]))) for each in _COUNTED),
    )


def _moved(values: CityValues, code: str) -> Trend:
    now = _paired(code)
    return Trend(values[str(now.with_aspect(Aspect.PREVIOUS))], values[str(now)], values.city.settings.rounding)


def _paired(code: str) -> ValueKey:
    return ValueKey(code, FixedScope.CITY, (Aspect.PAIRED,))


def _verdict(ward: Results, code: str) -> Verdict | None:
    before = ward.values.get(str(ValueKey(code, aspects=(Aspect.PREVIOUS,))))
    known = before and before.number is not None and ward[code].number is not None
    return Trend(before, ward[code], ward.inputs.settings.rounding).verdict if before and known else None


def worth_a_look(values: CityValues) -> BlockGroup:
    """Every outlier with its reason."""
    found = outliers(values)
    head = heading("can-xem", "Đơn vị cần xem lại")
    if not found:
        told = "Không đơn vị nào có dấu hiệu bất thường; đơn vị chưa đạt mục tiêu xem ở phần So với mục tiêu."
        return BlockGroup((head, prose("can-xem-loi", (Text(told),))))
    told = "Một dấu hiệu là lý do để hỏi, chưa phải là kết luận về chất lượng của đơn vị."
    rows = tuple(
        (
            head_cell(each.ward.inputs.ward.full_name),
            words_cell(Text(each.rule.title)),
            words_cell(*_reason(values, each)),
        )
        for each in found
    )
    table = Table("city_outliers", "can-xem", "Đơn vị cần xem lại và lý do", ("Đơn vị", "Dấu hiệu", "Lý do"), rows)
    return BlockGroup((head, prose("can-xem-loi", (Text(told),)), table))


def _reason(values: CityValues, outlier: Outlier) -> tuple[TextRun, ...]:
    pieces = re.split(r"\{(\w+)\}", outlier.rule.message)
    return tuple(
        number(values, outlier.codes[piece])
        if at % 2 and piece in outlier.codes
        else Text(outlier.words.get(piece, piece))
        for at, piece in enumerate(pieces)
        if piece
    )


def findings(values: CityValues) -> BlockGroup:
    """What the audit finds, by ward and by rule."""
    found = values.city.findings
    head = heading("kiem-tra", "Kết quả kiểm tra số liệu")
    if not any(found.values()):
        told = f"Không phát hiện vấn đề nào trong số liệu của {count(len(found))} đơn vị."
        return BlockGroup((head, prose("kiem-tra-loi", (Text(told),))))
    return BlockGroup((head, _by_ward(values), _by_rule(values)))


def _by_ward(values: CityValues) -> Table:
    rows = tuple(
        (head_cell(ward.inputs.ward.full_name), *(cell(Text(count(amount))) for amount in _tallied(of_ward)))
        for ward in values.city.wards
        if (of_ward := values.city.findings[ward.inputs.ward.code])
    )
    columns = ("Đơn vị", "Lỗi chưa giải trình", "Lỗi đã giải trình", "Cảnh báo", "Lưu ý")
    remark = "Chỉ nêu đơn vị có phát hiện."
    return Table("city_findings", "kiem-tra", "Phát hiện theo đơn vị", columns, rows, remark)


def _tallied(found: tuple[Finding, ...]) -> tuple[int, int, int, int]:
    errors = [each for each in found if each.severity is Severity.ERROR]
    unanswered = sum(each.is_unacknowledged_error for each in errors)
    warnings, notes = (sum(each.severity is kind for each in found) for kind in (Severity.WARNING, Severity.NOTE))
    return unanswered, len(errors) - unanswered, warnings, notes


def _by_rule(values: CityValues) -> Table:
    of_wards = Counter(code for found in values.city.findings.values() for code in {each.rule.code for each in found})
    known = {code: rule for code, rule in rules().items() if of_wards[code]}
    rows = tuple(
        (head_cell(rule.rationale), words_cell(Text(SEVERITY_WORDS[rule.severity])), cell(Text(count(of_wards[code]))))
        for code, rule in known.items()
    )
    return Table("city_rules", "kiem-tra", "Phát hiện theo quy tắc", ("Quy tắc", "Mức", "Số đơn vị"), rows)
