"""What a rule is, and what it finds: judging gives data, telling is done elsewhere (`messages.py`)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from cchc_lib.indicators.results import Results
from cchc_lib.quantities.figures import SourceCell
from cchc_lib.quantities.units import Unit
from cchc_lib.quantities.value import Value


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    """Two stated figures cannot both be true."""
    WARNING = "warning"
    """A claim, a date or a target does not hold."""
    NOTE = "note"
    """A matter of form, or something that could not be judged."""


@dataclass(frozen=True)
class Amount:
    """A number that no code has: the sum of parts, a rate over another whole."""

    number: Fraction
    unit: Unit


Fact = Value | Amount | Decimal | date | str | tuple["Fact", ...]
"""What a sentence may name; `messages.py` prints each kind in Vietnamese."""


@dataclass(frozen=True)
class Observation:
    """One place where a rule does not hold."""

    subject: str
    """What it is about, the same as long as it stands: a figure's code, a document's id; acknowledgements name it."""
    figures: tuple[str, ...]
    """The codes of the figures concerned."""
    facts: Mapping[str, Fact]
    sources: tuple[SourceCell, ...] = ()
    """Cells beyond those of the figures: of claims, documents, citations."""


def observation(about: str, /, *figures: str, sources: tuple[SourceCell, ...] = (), **facts: Fact) -> Observation:
    """An observation with the facts that the rule's sentence names."""
    return Observation(about, figures, facts, sources)


@dataclass(frozen=True)
class Rule:
    """A condition on the data of any ward; the sentences take their words from the facts observed."""

    code: str
    severity: Severity
    rationale: str
    """What it looks at, and why that matters."""
    evaluate: Callable[[Results], Iterator[Observation]]
    message: str
    """The fault in one sentence."""
    actual: str
    expected: str
    repair: str
    reference: str = ""
    """The legal text that asks for it, where there is one."""
    numbers_only: bool = False
    """Whether it judges numbers by numbers alone, so that a scenario that changes numbers must not break it."""


@dataclass(frozen=True)
class FindingAcknowledgement:
    """Why a finding stands although it is known, and since when."""

    reason: str
    day: date


@dataclass(frozen=True)
class Finding:
    """What a rule found, with the acknowledgement of it if there is one."""

    rule: Rule = field(repr=False)
    observation: Observation
    acknowledged: FindingAcknowledgement | None = None

    @property
    def severity(self) -> Severity:
        """The rule's."""
        return self.rule.severity

    @property
    def is_unacknowledged_error(self) -> bool:
        """Whether it is an error that nobody has acknowledged."""
        return self.severity is Severity.ERROR and self.acknowledged is None
