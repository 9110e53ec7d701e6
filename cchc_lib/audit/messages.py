"""Findings in Vietnamese: what is wrong, the actual and the expected value, the cells, and how to repair them."""

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

_MAX_EXTRA_DECIMALS = 12
"""The greatest number of decimal places that are added to a number that would be printed as 0."""
_MIN_DECIMALS = 2
"""The decimal places of an amount that is not a whole number, if its unit has fewer."""
SEVERITY_WORDS = {Severity.ERROR: "Lỗi", Severity.WARNING: "Cảnh báo", Severity.NOTE: "Lưu ý"}
"""The Vietnamese words for the severities."""


@dataclass(frozen=True)
class FindingText:
    """The Vietnamese words of a finding."""

    message: str
    """The sentence that describes the fault."""
    actual: str
    """The words for what the data say."""
    expected: str
    """The words for what was expected instead."""
    locations: tuple[str, ...]
    """The rows of each file, such as `figures.csv, dòng 66, 69`."""
    repair: str
    """The sentence that says how to repair the data."""
    acknowledged: str
    """The reason and day of the acknowledgement; empty if there is none."""


def render_finding(finding: Finding, results: Results) -> FindingText:
    """Return the Vietnamese words of a finding, for the person who can repair the data."""
    rule, acknowledged = finding.rule, finding.acknowledged
    sentences = _SentenceFormatter(results.inputs.settings.rounding, finding.observation.facts)
    return FindingText(
        sentences.fill(rule.message),
        sentences.fill(rule.actual),
        sentences.fill(rule.expected),
        cells_by_file(source_cells(finding, results)),
        sentences.fill(rule.repair),
        f"{acknowledged.reason} (ngày {format_date(acknowledged.day)})" if acknowledged else "",
    )


def cells_by_file(cells: Iterable[SourceCell]) -> tuple[str, ...]:
    """Return the rows of each file, such as `figures.csv, dòng 66, 69`, without the folder of the file."""
    rows: dict[str, list[int]] = {}
    for cell in dict.fromkeys(cells):
        rows.setdefault(PurePosixPath(cell.file).name, []).append(cell.row)
    return tuple(f"{file}, dòng {', '.join(_row_ranges(numbers))}" for file, numbers in rows.items())


def _row_ranges(rows: list[int]) -> Iterator[str]:
    """Yield the ranges of neighbouring rows: `66`, `69, 70`, `72–75`."""
    ordered = sorted(set(rows))
    starts = [row for row in ordered if row - 1 not in ordered]
    ends = [row for row in ordered if row + 1 not in ordered]
    for start, end in zip(starts, ends, strict=True):
        yield str(start) if start == end else f"{start}{', ' if end == start + 1 else '–'}{end}"


def source_cells(finding: Finding, results: Results) -> tuple[SourceCell, ...]:
    """Return the cells that a finding is about, each once; those of figures precede other cells."""
    quantities = (results[code].quantity for code in finding.observation.figures if code in results.values)
    cells = [figure.source for quantity in quantities for figure in quantity.figures()]
    return tuple(dict.fromkeys(cell for cell in (*cells, *finding.observation.sources) if cell))


def finding_json(finding: Finding, results: Results) -> dict[str, Any]:
    """Return a finding as JSON data, for `cchc check`."""
    text, acknowledged = render_finding(finding, results), finding.acknowledged
    rounding = results.inputs.settings.rounding
    return {
        "rule": finding.rule.code,
        "severity": finding.severity.value,
        "subject": finding.observation.subject,
        "message": text.message,
        # Records use the same name for this text.
        "stands": text.actual,
        "expected": text.expected,
        "repair": text.repair,
        "reference": finding.rule.reference,
        "figures": [_figure_json(results[code], rounding) for code in finding.observation.figures],
        "sources": [_cell_json(cell) for cell in source_cells(finding, results)],
        "acknowledged": {"reason": acknowledged.reason, "date": str(acknowledged.day)} if acknowledged else None,
    }


def _figure_json(value: Value, rounding: Rounding) -> dict[str, Any]:
    source = value.quantity.source if isinstance(value.quantity, Figure) else None
    return {
        "code": value.code,
        "label": value.label,
        "value": machine_text(value, rounding),
        "unit": value.unit.name,
        "text": full_text(value, rounding),
        "source": _cell_json(source) if source else None,
    }


def _cell_json(cell: SourceCell) -> dict[str, Any]:
    return {"file": cell.file, "row": cell.row, "column": cell.column}


class _SentenceFormatter(Formatter):
    """A formatter for the sentences of a rule: `{whole}` prints a fact, `{whole.label}` prints the label of a value."""

    def __init__(self, rounding: Rounding, facts: Any) -> None:
        self.rounding = rounding
        self.facts = facts

    def fill(self, sentence: str) -> str:
        """Return a sentence with its facts; spaces are plain, not no-break spaces."""
        return self.vformat(sentence, (), self.facts).replace("\u00a0", " ")

    def get_field(self, field_name: str, _: Any, facts: Any) -> tuple[Any, str]:
        # The base class would read any attribute of a fact; sentences may name the label alone.
        name, _, attribute = field_name.partition(".")
        fact: Fact = facts[name]
        if attribute == "label" and isinstance(fact, Value):
            return fact.label, name
        return fact, name

    def format_field(self, value: Any, _: str) -> str:
        return self._fact_text(value)

    def _fact_text(self, fact: Fact) -> str:
        match fact:
            case Value():
                # A finding must not print 0,00% for a small rate that is above zero.
                if fact.number and not rounded_number(fact, self.rounding):
                    return self._amount_text(Amount(fact.number, fact.unit))
                return full_text(fact, self.rounding)
            case Amount():
                return self._amount_text(fact)
            case date():
                return format_date(fact)
            case Decimal():
                return format_number(fact)
            case tuple():
                return "; ".join(self._listed_text(item) for item in fact)
            case _:
                return str(fact)

    def _listed_text(self, fact: Fact) -> str:
        return f"«{fact.label}» {full_text(fact, self.rounding)}" if isinstance(fact, Value) else self._fact_text(fact)

    def _amount_text(self, amount: Amount) -> str:
        scaled = amount.number * amount.unit.scale
        decimals = 0 if scaled.denominator == 1 else max(amount.unit.decimals, _MIN_DECIMALS)
        precisions = range(decimals, decimals + _MAX_EXTRA_DECIMALS)
        candidates = (round_number(scaled, precision, self.rounding) for precision in precisions)
        # The first that is not 0; if all are 0, plain 0.
        number = next(filter(None, candidates), round_number(scaled, 0, self.rounding))
        return amount.unit.with_number(format_number(number))
