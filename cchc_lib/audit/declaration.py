"""The declaration of an audit rule, and what an evaluation of it returns.

A rule returns observations as data; `messages.py` words them. So the same finding can be printed, stored and counted.
"""

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
    """The severity of a rule and of its findings, the gravest first."""

    ERROR = "error"
    """Two stated figures cannot both be true."""
    WARNING = "warning"
    """A claim, a date or a target does not hold."""
    NOTE = "note"
    """A matter of form, or something that could not be judged."""


@dataclass(frozen=True)
class Amount:
    """A number that is not a value with a code: the sum of parts, or a rate over another denominator."""

    number: Fraction
    """The pure number: 1/2 for 50%."""
    unit: Unit
    """The unit in which it is printed."""


Fact = Value | Amount | Decimal | date | str | tuple["Fact", ...]
"""A value to fill into the sentences of a rule; `messages.py` prints each type in Vietnamese."""


@dataclass(frozen=True)
class Observation:
    """One place in the data where a rule does not hold."""

    subject: str
    """The identity of the place for its rule: the code of a figure, or the id of a document.

    It stays the same while the data are not corrected, since acknowledgements in content.yaml refer to it.
    """
    figures: tuple[str, ...]
    """The codes of the figures concerned."""
    facts: Mapping[str, Fact]
    """The facts by the names that the sentences of the rule use."""
    sources: tuple[SourceCell, ...] = ()
    """Cells other than those of the figures: of claims, documents and citations."""


def observation(subject: str, /, *figures: str, sources: tuple[SourceCell, ...] = (), **facts: Fact) -> Observation:
    """Return an observation.

    Args:
        subject: the identity of the place for its rule.
        figures: the codes of the figures concerned.
        sources: cells other than those of the figures.
        facts: the facts by the names that the sentences of the rule use.
    """
    return Observation(subject, figures, facts, sources)


@dataclass(frozen=True)
class Rule:
    """A condition on the data of any ward, with the sentences that describe a place where it does not hold.

    The sentences are Vietnamese; they name facts of the observation, such as `{whole}` or `{whole.label}`.
    """

    code: str
    """The code, in which the family precedes the dot; acknowledgements refer to it."""
    severity: Severity
    """The severity of every finding of the rule."""
    rationale: str
    """The sentence that says what the rule demands and why."""
    evaluate: Callable[[Results], Iterator[Observation]]
    """The function that yields one observation for each place where the rule does not hold."""
    message: str
    """The sentence that describes the fault."""
    actual: str
    """The words for what the data say."""
    expected: str
    """The words for what was expected instead."""
    repair: str
    """The sentence that says how to repair the data."""
    reference: str = ""
    """The legal text that asks for the condition; empty if there is none."""
    numbers_only: bool = False
    """True if the rule compares numbers only, so that a scenario, which changes numbers, must not break it."""


@dataclass(frozen=True)
class FindingAcknowledgement:
    """The reason why the ward leaves a finding as it is, and the day on which it decided so."""

    reason: str
    """The reason in the ward's words."""
    day: date
    """The day of the acknowledgement."""


@dataclass(frozen=True)
class Finding:
    """An observation with its rule, and with its acknowledgement if there is one."""

    rule: Rule = field(repr=False)
    """The rule that does not hold."""
    observation: Observation
    """The place in the data."""
    acknowledged: FindingAcknowledgement | None = None
    """The acknowledgement; None if there is none."""

    @property
    def severity(self) -> Severity:
        """The severity of the rule."""
        return self.rule.severity

    @property
    def is_unacknowledged_error(self) -> bool:
        """True if the finding is an error without an acknowledgement; it marks the report as a draft."""
        return self.severity is Severity.ERROR and self.acknowledged is None
