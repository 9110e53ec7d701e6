"""Findings as a terminal shows them: a table that a clerk can act on."""

from collections import Counter
from collections.abc import Iterable

from rich.box import SIMPLE_HEAD
from rich.table import Column, Table
from rich.text import Text

from cchc_lib.audit.declaration import Finding, Severity
from cchc_lib.audit.messages import SEVERITY_WORDS, render_finding
from cchc_lib.indicators.results import Results

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def findings_table(findings: Iterable[Finding], results: Results) -> Table:
    """One row a finding: how grave, what is wrong, what stands and should stand, where, how to repair."""
    wide = {"Nội dung": 6, "Đang ghi → cần là": 3, "Ở đâu": 3, "Cách sửa": 4}
    columns = [
        Column("Mức", no_wrap=True),
        *(Column(name, ratio=ratio, overflow="fold") for name, ratio in wide.items()),
    ]
    table = Table(*columns, box=SIMPLE_HEAD, pad_edge=False, expand=True, show_lines=True)
    for finding in findings:
        told = render_finding(finding, results)
        said = Text(told.message)
        if told.acknowledged:
            said.append(f"\nĐã ghi nhận: {told.acknowledged}", "italic")
        said.append(f"\n{finding.rule.code} · {finding.observation.subject}", "dim")
        table.add_row(
            Text(SEVERITY_WORDS[finding.severity], _COLOURS[finding.severity]),
            said,
            Text(f"{told.actual} → {told.expected}"),
            Text("\n".join(told.locations)),
            Text(told.repair),
        )
    return table


def findings_summary(findings: tuple[Finding, ...]) -> str:
    """How many there are of each severity."""
    counted = Counter(finding.severity for finding in findings)
    known = sum(finding.acknowledged is not None for finding in findings)
    left = sum(finding.is_unacknowledged_error for finding in findings)
    named = ", ".join(f"{counted[severity]} {words.lower()}" for severity, words in SEVERITY_WORDS.items())
    told = f"{named}; đã ghi nhận {known}, còn {left} lỗi chưa xử lý."
    return told if findings else "Không có phát hiện nào."
