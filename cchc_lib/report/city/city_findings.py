"""The wards that deserve a look, each with the reason, and the findings of the audit by ward and by rule."""

import re
from collections import Counter

from cchc_lib.audit.catalogue import rules
from cchc_lib.audit.declaration import Finding, Severity
from cchc_lib.audit.messages import SEVERITY_WORDS
from cchc_lib.city.city_values import CityValues
from cchc_lib.city.outliers import Outlier, outliers
from cchc_lib.report.blocks.group_block import BlockGroup
from cchc_lib.report.blocks.table_block import Cell, Table, number_cell, text_cell
from cchc_lib.report.city.city_wording import (
    count_text,
    overview_number,
    paragraphs,
    part_heading,
    row_header,
    ward_header,
)
from cchc_lib.report.model.runs import Text, TextRun


def build_outliers(values: CityValues) -> BlockGroup:
    """Build the table of the outliers, each with its reason; a sentence if there are none."""
    heading = part_heading("can-xem", "Đơn vị cần xem lại")
    found = outliers(values)
    if not found:
        sentence = "Không đơn vị nào có dấu hiệu bất thường; đơn vị chưa đạt mục tiêu xem ở phần So với mục tiêu."
        return BlockGroup((heading, paragraphs("can-xem-loi", (Text(sentence),))))
    sentence = "Một dấu hiệu là lý do để hỏi, chưa phải là kết luận về chất lượng của đơn vị."
    rows = tuple(_outlier_row(values, outlier) for outlier in found)
    table = Table("city_outliers", "can-xem", "Đơn vị cần xem lại và lý do", ("Đơn vị", "Dấu hiệu", "Lý do"), rows)
    return BlockGroup((heading, paragraphs("can-xem-loi", (Text(sentence),)), table))


def _outlier_row(values: CityValues, outlier: Outlier) -> tuple[Cell, ...]:
    return ward_header(outlier.ward), text_cell(outlier.rule.title), Cell(_reason(values, outlier))


def _reason(values: CityValues, outlier: Outlier) -> tuple[TextRun, ...]:
    """Return the message of the rule with its numbers and words filled in."""
    # A split by a pattern with a group yields texts at even and names at odd positions.
    pieces = enumerate(re.split(r"\{(\w+)\}", outlier.rule.message))
    return tuple(
        overview_number(values, outlier.codes[piece])
        if position % 2 and piece in outlier.codes
        else Text(outlier.words.get(piece, piece))
        for position, piece in pieces
        if piece
    )


def build_findings(values: CityValues) -> BlockGroup:
    """Build the tables of the findings of the audit by ward and by rule; a sentence if there are none."""
    heading = part_heading("kiem-tra", "Kết quả kiểm tra số liệu")
    findings = values.city.findings
    if not any(findings.values()):
        sentence = f"Không phát hiện vấn đề nào trong số liệu của {count_text(len(findings))} đơn vị."
        return BlockGroup((heading, paragraphs("kiem-tra-loi", (Text(sentence),))))
    return BlockGroup((heading, _table_by_ward(values), _table_by_rule(values)))


def _table_by_ward(values: CityValues) -> Table:
    rows = []
    for ward in values.city.wards:
        findings = values.city.findings[ward.inputs.ward.code]
        if findings:
            rows.append((ward_header(ward), *(number_cell(Text(count_text(count))) for count in _counts(findings))))
    columns = ("Đơn vị", "Lỗi chưa giải trình", "Lỗi đã giải trình", "Cảnh báo", "Lưu ý")
    remark = "Chỉ nêu đơn vị có phát hiện."
    return Table("city_findings", "kiem-tra", "Phát hiện theo đơn vị", columns, tuple(rows), remark)


def _counts(findings: tuple[Finding, ...]) -> tuple[int, int, int, int]:
    """Return the counts of open errors, acknowledged errors, warnings and notes."""
    severities = Counter(finding.severity for finding in findings)
    open_errors = sum(finding.is_unacknowledged_error for finding in findings)
    acknowledged = severities[Severity.ERROR] - open_errors
    return open_errors, acknowledged, severities[Severity.WARNING], severities[Severity.NOTE]


def _table_by_rule(values: CityValues) -> Table:
    wards = Counter(
        code for findings in values.city.findings.values() for code in {finding.rule.code for finding in findings}
    )
    rows = tuple(
        (
            row_header(rule.rationale),
            text_cell(SEVERITY_WORDS[rule.severity]),
            number_cell(Text(count_text(wards[code]))),
        )
        for code, rule in rules().items()
        if wards[code]
    )
    return Table("city_rules", "kiem-tra", "Phát hiện theo quy tắc", ("Quy tắc", "Mức", "Số đơn vị"), rows)
