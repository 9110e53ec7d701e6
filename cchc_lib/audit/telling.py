"""Findings in Vietnamese: the sentence, what stands, what was expected, where, how to repair."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from string import Formatter
from typing import Any

from cchc_lib.audit.declaration import Amount, Fact, Finding
from cchc_lib.indicators.results import Results
from cchc_lib.quantities.dates import format_date
from cchc_lib.quantities.figures import Source
from cchc_lib.quantities.numbers import Rounding, format_number, round_number
from cchc_lib.quantities.printing import Value, full_text


@dataclass(frozen=True)
class Told:
    """A finding in words."""

    message: str
    stands: str
    expected: str
    where: tuple[str, ...]
    repair: str
    acknowledged: str


def tell(finding: Finding, results: Results) -> Told:
    """Word a finding for the clerk who can repair it."""
    rule = finding.rule
    words = _Words(results.inputs.settings.rounding, finding.observation.facts)
    known = finding.acknowledged
    return Told(
        words.vformat(rule.says),
        words.vformat(rule.stands),
        words.vformat(rule.expected),
        tuple(f"{source.file}, dòng {source.row}" for source in sources(finding, results)),
        words.vformat(rule.repair),
        f"{known.reason} (ngày {format_date(known.day)})" if known else "",
    )


def sources(finding: Finding, results: Results) -> tuple[Source, ...]:
    """The cells that a finding is about, each once, the figures' first."""
    quantities = (results[code].quantity for code in finding.observation.figures if code in results.values)
    cells = [figure.source for quantity in quantities for figure in quantity.figures()]
    found = dict.fromkeys(source for source in (*cells, *finding.observation.sources) if source)
    return tuple(found)


class _Words(Formatter):
    """Fills a rule's sentence: `{whole}` prints a fact, `«{whole.label}»` what it is called."""

    def __init__(self, rounding: Rounding, facts: Any) -> None:
        self.rounding = rounding
        self.facts = facts

    def vformat(self, template: str) -> str:  # type: ignore[override]
        return super().vformat(template, (), self.facts).replace("\u00a0", " ")

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
        return amount.unit.beside(format_number(round_number(scaled, places, self.rounding)))
