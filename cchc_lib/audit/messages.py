"""Findings in Vietnamese: the sentence, what stands, what was expected, where, how to repair."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import PurePosixPath
from string import Formatter
from typing import Any

from cchc_lib.audit.declaration import Amount, Fact, Finding, Severity
from cchc_lib.indicators.results import Results
from cchc_lib.quantities.dates import format_date
from cchc_lib.quantities.figures import Figure, SourceCell
from cchc_lib.quantities.numbers import Rounding, format_number, round_number
from cchc_lib.quantities.printing import full_text, machine_text, rounded_number
from cchc_lib.quantities.value import Value

_FURTHER = 12
"""Places that are added, at most, to what would round to nothing."""
SEVERITY_WORDS = {Severity.ERROR: "Lỗi", Severity.WARNING: "Cảnh báo", Severity.NOTE: "Lưu ý"}


@dataclass(frozen=True)
class FindingText:
    """A finding in words."""

    message: str
    actual: str
    expected: str
    locations: tuple[str, ...]
    repair: str
    acknowledged: str


def render_finding(finding: Finding, results: Results) -> FindingText:
    """Word a finding for the clerk who can repair it."""
    rule = finding.rule
    words = _Words(results.inputs.settings.rounding, finding.observation.facts)
    known = finding.acknowledged
    return FindingText(
        words.fill(rule.message),
        words.fill(rule.actual),
        words.fill(rule.expected),
        cells_by_file(source_cells(finding, results)),
        words.fill(rule.repair),
        f"{known.reason} (ngày {format_date(known.day)})" if known else "",
    )


def cells_by_file(cells: Iterable[SourceCell]) -> tuple[str, ...]:
    """The rows of each file, without the folder that all share: `figures.csv, dòng 66, 69`."""
    rows: dict[str, list[int]] = {}
    for cell in dict.fromkeys(cells):
        rows.setdefault(PurePosixPath(cell.file).name, []).append(cell.row)
    return tuple(f"{file}, dòng {', '.join(_runs(found))}" for file, found in rows.items())


def _runs(rows: list[int]) -> Iterator[str]:
    """Rows as a reader names them: `66, 69, 71–75`."""
    ordered = sorted(set(rows))
    starts = [row for row in ordered if row - 1 not in ordered]
    ends = [row for row in ordered if row + 1 not in ordered]
    for start, end in zip(starts, ends, strict=True):
        yield str(start) if start == end else f"{start}{', ' if end == start + 1 else '–'}{end}"


def source_cells(finding: Finding, results: Results) -> tuple[SourceCell, ...]:
    """The cells that a finding is about, each once, the figures' first."""
    quantities = (results[code].quantity for code in finding.observation.figures if code in results.values)
    cells = [figure.source for quantity in quantities for figure in quantity.figures()]
    found = dict.fromkeys(source for source in (*cells, *finding.observation.sources) if source)
    return tuple(found)


def finding_json(finding: Finding, results: Results) -> dict[str, Any]:
    """A finding as plain data, for records and for `cchc check --json`."""
    told = render_finding(finding, results)
    rounding = results.inputs.settings.rounding
    known = finding.acknowledged
    return {
        "rule": finding.rule.code,
        "severity": finding.severity.value,
        "subject": finding.observation.subject,
        "message": told.message,
        "stands": told.actual,
        "expected": told.expected,
        "repair": told.repair,
        "reference": finding.rule.reference,
        "figures": [_figure_json(results[code], rounding) for code in finding.observation.figures],
        "sources": [cell_json(source) for source in source_cells(finding, results)],
        "acknowledged": {"reason": known.reason, "date": str(known.day)} if known else None,
    }


def _figure_json(value: Value, rounding: Rounding) -> dict[str, Any]:
    source = value.quantity.source if isinstance(value.quantity, Figure) else None
    return {
        "code": value.code,
        "label": value.label,
        "value": machine_text(value, rounding),
        "unit": value.unit.name,
        "text": full_text(value, rounding),
        "source": cell_json(source) if source else None,
    }


def cell_json(source: SourceCell) -> dict[str, Any]:
    """A cell as plain data."""
    return {"file": source.file, "row": source.row, "column": source.column}


class _Words(Formatter):
    """Fills a rule's sentence: `{whole}` prints a fact, `«{whole.label}»` what it is called."""

    def __init__(self, rounding: Rounding, facts: Any) -> None:
        self.rounding = rounding
        self.facts = facts

    def fill(self, sentence: str) -> str:
        """A sentence with its facts, with plain spaces."""
        return self.vformat(sentence, (), self.facts).replace("\u00a0", " ")

    def get_field(self, field_name: str, _: Any, facts: Any) -> tuple[Any, str]:
        name, _, attribute = field_name.partition(".")
        fact: Fact = facts[name]
        if attribute == "label" and isinstance(fact, Value):
            return fact.label, name
        return fact, name

    def format_field(self, value: Any, _: str) -> str:
        return self._text(value)

    def _text(self, fact: Fact) -> str:
        match fact:
            case Value():
                if fact.number and not rounded_number(fact, self.rounding):
                    return self._amount(Amount(fact.number, fact.unit))
                return full_text(fact, self.rounding)
            case Amount():
                return self._amount(fact)
            case date():
                return format_date(fact)
            case Decimal():
                return format_number(fact)
            case tuple():
                return "; ".join(self._listed(each) for each in fact)
            case _:
                return str(fact)

    def _listed(self, fact: Fact) -> str:
        return f"«{fact.label}» {full_text(fact, self.rounding)}" if isinstance(fact, Value) else self._text(fact)

    def _amount(self, amount: Amount) -> str:
        scaled = amount.number * amount.unit.scale
        places = 0 if scaled.denominator == 1 else max(amount.unit.decimals, 2)
        shown = (round_number(scaled, at, self.rounding) for at in range(places, places + _FURTHER))
        return amount.unit.with_number(format_number(next(filter(None, shown), round_number(scaled, 0, self.rounding))))
