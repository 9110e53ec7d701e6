"""Summaries of verified records: the part that the pages of the site need, small enough to be cached."""

from typing import Self

from pydantic import BaseModel, ConfigDict

from cchc_lib.quantities.figures import State
from cchc_lib.quantities.printing import calculation_text, full_text
from cchc_lib.quantities.value_key import Aspect, ValueKey
from cchc_lib.record.graph_nodes import PeriodNode, Subject
from cchc_lib.record.model import Record
from cchc_lib.record.values import RecordValues
from cchc_lib.report.sections.number_runs import AS_CLAIMED


class _SummaryModel(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NumberSummary(_SummaryModel):
    """A number as its report prints it."""

    text: str
    """The number with its unit and its mark, or the words for the state of a missing number."""
    value: str | None
    """The rounded number for machines; None if there is none."""
    exact: str | None
    """The number before it was rounded, in its unit, as a fraction such as `8747/8785`."""
    state: State
    calculation: str
    """The calculation with its result, such as `8.747 / 8.785 = 99,57%`."""
    standing: str
    """The standing against its first target: `met`, `missed` or `unknown`; empty if it has no target."""
    is_claimed: bool = False
    """Whether it is the rate as the ward published it, since the parts of the rate are missing."""


class RecordSummary(_SummaryModel):
    """The part of a record that the site uses."""

    subject: Subject
    period: PeriodNode
    origin: str
    hashes: dict[str, str]
    """The SHA-256 of each input file by path."""
    open_errors: int
    """The number of errors of the audit that are not acknowledged."""
    numbers: dict[str, NumberSummary]
    """The listed numbers by code."""
    prose: str
    """The sentences of the report, to be searched."""
    catalogue: str = ""
    """The figures and indicators that an authority or the ward adds to the national catalogue."""
    units_of_measure: str = ""
    """The units of measure that these need besides the national ones."""

    @classmethod
    def of(cls, record: Record, listed: tuple[str, ...], prose: str) -> Self:
        """Return the summary of a verified record.

        Args:
            record: the record, of a ward's report or of an overview.
            listed: the codes of the numbers that the site shows.
            prose: the sentences of the report.
        """
        values = RecordValues(record)
        standings = {target.code: target.standing for target in reversed(record.targets)}
        return cls(
            subject=record.subject,
            period=record.period,
            origin=record.origin,
            hashes=record.hashes,
            open_errors=sum(finding.is_open_error for finding in record.findings),
            numbers={
                code: _number(shown, values, standings.get(shown, ""))
                for code in listed
                if (shown := _shown_code(record, code))
            },
            prose=prose,
            catalogue=record.catalogue,
            units_of_measure=record.units_of_measure,
        )


def _shown_code(record: Record, code: str) -> str:
    """Return the code of the number that a report prints for a value; empty if it prints none.

    It is that of the value itself, or of the rate that the ward published if the value is missing.
    """
    claimed = str(ValueKey(code, aspects=(Aspect.CLAIMED,)))
    is_missing = code not in record.numbers or record.state_of(code) is State.NOT_GIVEN
    shown = (claimed, code) if is_missing else (code,)
    return next((each for each in shown if each in record.numbers and record.numbers[each].text), "")


def _number(code: str, values: RecordValues, standing: str) -> NumberSummary:
    value, rounding = values[code], values.record.parameters.rounding
    exact = None if value.number is None else value.number * value.unit.scale
    is_claimed = value.key.aspect is Aspect.CLAIMED
    mark = AS_CLAIMED.text if is_claimed else ""
    return NumberSummary(
        text=f"{full_text(value, rounding)}{mark}",
        value=values.record.value_of(code),
        exact=None if exact is None else str(exact),
        state=value.state,
        calculation=calculation_text(value, rounding),
        standing=standing,
        is_claimed=is_claimed,
    )
