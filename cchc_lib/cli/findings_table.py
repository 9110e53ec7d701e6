"""The findings of the audit on a terminal, in Vietnamese."""

from collections import Counter
from collections.abc import Iterable, Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

from cchc_lib.audit.declaration import Finding, Severity
from cchc_lib.audit.messages import SEVERITY_WORDS, render_finding
from cchc_lib.indicators.results import Results

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}

_STANDS, _PLACES, _REPAIR = "Đang ghi → cần ghi", "Ở đâu", "Cách sửa"
_FURTHER_COLUMNS = {_STANDS: 3, _PLACES: 3, _REPAIR: 4}
"""The columns behind the text of the finding, with their shares of the width."""


def findings_table(findings: Iterable[Finding], results: Results) -> Table:
    """Return a table with a row for each finding.

    A row says how grave the finding is, what is wrong, what the data say and should say, where, and how to repair it.
    """
    findings = tuple(findings)
    # A code or subject that is broken over two lines could not be copied into an acknowledgement.
    names = [name for finding in findings for name in (finding.rule.code, finding.observation.subject)]
    columns = [
        Column("Mức", no_wrap=True),
        Column("Nội dung", ratio=6, overflow="fold", width=max(map(len, names), default=0)),
        *(Column(name, ratio=ratio, overflow="fold") for name, ratio in _FURTHER_COLUMNS.items()),
    ]
    table = Table(*columns, box=SIMPLE_HEAD, pad_edge=False, expand=True, show_lines=True)
    for finding in findings:
        texts = render_finding(finding, results)
        content = Text(texts.message)
        if texts.acknowledged:
            content.append(f"\nĐã ghi nhận: {texts.acknowledged}", "italic")
        content.append(f"\n{finding.rule.code} · {finding.observation.subject}", "dim")
        table.add_row(
            Text(SEVERITY_WORDS[finding.severity], _COLOURS[finding.severity]),
            content,
            Text(f"{texts.actual} → {texts.expected}"),
            Text("\n".join(texts.locations)),
            Text(texts.repair),
        )
    return table


def findings_list(findings: Iterable[Finding], results: Results) -> Group:
    """Return the same as a list, for terminals that are too narrow for a table; print it without cropping."""
    return Group(*(line for finding in findings for line in _listed(finding, results)))


def _listed(finding: Finding, results: Results) -> Iterator[RenderableType]:
    texts = render_finding(finding, results)
    # A code or subject that is broken over two lines could not be copied into an acknowledgement.
    heading = Text(SEVERITY_WORDS[finding.severity], _COLOURS[finding.severity], no_wrap=True, overflow="ignore")
    yield heading.append(f"  {finding.rule.code} · {finding.observation.subject}", "dim")
    lines = {
        "": texts.message,
        _STANDS: f"{texts.actual} → {texts.expected}",
        _PLACES: "; ".join(texts.locations),
        _REPAIR: texts.repair,
        "Đã ghi nhận": texts.acknowledged or "",
    }
    yield from (
        Padding(Text(f"{name}: {text}" if name else text), (0, 0, 0, 2)) for name, text in lines.items() if text
    )
    yield Text("")


def findings_summary(findings: tuple[Finding, ...]) -> str:
    """Return how many findings there are of each severity, and how many errors are not acknowledged."""
    if not findings:
        return "Không có phát hiện nào."
    counts = Counter(finding.severity for finding in findings)
    acknowledged = sum(finding.acknowledged is not None for finding in findings)
    open_errors = sum(finding.is_unacknowledged_error for finding in findings)
    named = ", ".join(f"{counts[severity]} {words.lower()}" for severity, words in SEVERITY_WORDS.items())
    return f"{named}; đã ghi nhận {acknowledged}, còn {open_errors} lỗi chưa xử lý."
