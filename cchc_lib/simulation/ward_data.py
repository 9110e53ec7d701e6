"""The data that a simulated ward states for one period. They are consistent, so that the audit finds nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from cchc_lib.catalogue.catalogue import Catalogue, national_catalogue
from cchc_lib.indicators.cases import figures_of_fields
from cchc_lib.quantities.dates import Period
from cchc_lib.quantities.numbers import Rounding, round_number
from cchc_lib.simulation.case_states import ReportingStyle, reporting_style, with_further_states
from cchc_lib.simulation.figure_model import SimulatedWard, StatedValue, random_figures
from cchc_lib.simulation.random_draws import seeded_random
from cchc_lib.simulation.year_plan import yearly_figures

_CLAIMED_RATES = {
    "procedures.resolved_rate": ("procedures.resolved", "procedures.to_handle", "procedures.received"),
    "procedures.on_time_rate": ("procedures.resolved_on_time", "procedures.resolved"),
    "procedures.online_rate": ("procedures.received_online", "procedures.received"),
    "payments.online_rate": ("payments.online", "payments.total"),
}
"""The rates that wards print, with the figures of their numerator and of their denominator: the first one stated."""
_FIELD_WEIGHTS = (13, 45, 12, 20, 10)
"""The shares of the fields of procedures among all cases, in percent."""


@dataclass(frozen=True)
class SimulatedDocument:
    """A document of the ward itself, with the role in which the report cites it."""

    id: str
    """The name by which citations refer to the document."""
    type: str
    """The type of the document."""
    number: str
    """The number and symbol."""
    date: date
    """The day of issue."""
    title: str
    """The subject."""
    role: str
    """The role in which the report cites the document."""
    section: str
    """The section of the report that cites it."""
    footnote: str = ""
    """The number of the footnote that cites it; empty for the text itself."""


@dataclass(frozen=True)
class WardData:
    """The data that a ward states for one period, before they are written to files."""

    figures: Mapping[str, StatedValue]
    """The figures by code."""
    claims: Mapping[str, Decimal]
    """The printed rates in percent, by the code of the indicator."""
    documents: tuple[SimulatedDocument, ...]
    """The register of documents, with their citations."""
    announced: Mapping[str, str]
    """The counts of documents as the text announces them, by the code of the figure that states the count."""
    cases: tuple[Mapping[str, object], ...]
    """The rows of biểu II.06a by column; none if a field would have a negative count."""
    catalogue: Catalogue = field(default_factory=national_catalogue)
    """The catalogue of the ward, which defines its figures."""
    as_written: Mapping[str, str] = field(default_factory=dict)
    """The words of figures whose words contradict their numbers; only planted faults have any."""


def simulate_ward_data(ward: SimulatedWard, period: Period, step: int, seed: int) -> WardData:
    """Return the data of a ward; it is the same for the same ward, period and seed.

    Args:
        ward: the traits of the ward.
        period: the days of the period.
        step: the number of periods before this one.
        seed: the seed of the simulation.
    """
    rng = seeded_random(seed, ward.unit.code, period.name)
    stated = {**random_figures(ward, period, step, rng), **yearly_figures(ward, period, seed)}
    figures = {**with_further_states(stated, ward, period, seed), "reception.decisions": Decimal(2)}
    cases = () if reporting_style(ward, seed) is ReportingStyle.STATES else _case_rows(figures)
    announced = {"reception.decisions": "02 Quyết định"}
    return WardData(figures, _claims(figures), _documents(period), announced, cases)


def count_of(figures: Mapping[str, StatedValue], code: str) -> int:
    """Return a stated count; 0 if nothing arose or the ward does not state it."""
    value = figures.get(code)
    return int(value) if isinstance(value, Decimal) else 0


def _claims(figures: Mapping[str, StatedValue]) -> dict[str, Decimal]:
    claims = {}
    for code, (part, *wholes) in _CLAIMED_RATES.items():
        if denominator := next(filter(None, (count_of(figures, whole) for whole in wholes)), 0):
            percentage = Fraction(count_of(figures, part), denominator) * 100
            claims[code] = round_number(percentage, 0 if percentage.denominator == 1 else 2, Rounding.HALF_UP)
    return claims


def _documents(period: Period) -> tuple[SimulatedDocument, ...]:
    # A week is shorter than the days that such documents usually take.
    plan_date, decision_date = (min(period.start + timedelta(days=days), period.end) for days in (4, 9))
    title = f"cải cách hành chính năm {period.end.year}"
    reception = ("reception.decisions", "reception", "1")
    return (
        SimulatedDocument("kh-1", "Kế hoạch", "01/KH-UBND", plan_date, title, "steering.plan", "steering"),
        SimulatedDocument("qd-1", "Quyết định", "11/QĐ-UBND", decision_date, "Nội quy tiếp công dân", *reception),
        SimulatedDocument("qd-2", "Quyết định", "12/QĐ-UBND", decision_date, "phân công tiếp công dân", *reception),
    )


def _case_rows(figures: Mapping[str, StatedValue]) -> tuple[Mapping[str, object], ...]:
    """Return the rows of biểu II.06a, which add up to the figures; none if a count would be negative."""
    columns = {
        "received_online": _spread(count_of(figures, "procedures.received_online")),
        "received_direct": _spread(count_of(figures, "procedures.received_direct")),
        "carried_over": _spread(count_of(figures, "procedures.carried_over")),
        "pending": _spread(count_of(figures, "procedures.in_progress")),
        "pending_overdue": _spread(count_of(figures, "procedures.pending_overdue")),
    }
    rows = []
    for index, (code, figure) in enumerate(figures_of_fields(national_catalogue()).items()):
        online, direct, carried_over, pending, late = (counts[index] for counts in columns.values())
        overdue = count_of(figures, f"overdue.{code}")
        resolved = online + direct + carried_over - pending
        # Seven of ten cases are resolved before the promised date.
        early = (resolved - overdue) * 7 // 10
        on_time = resolved - early - overdue
        if min(resolved, early, on_time, pending - late) < 0:
            return ()
        rows.append(
            {
                "code": code, "field": figure.name, "received": online + direct + carried_over,
                "received_online": online, "received_direct": direct, "carried_over": carried_over,
                "resolved": resolved, "resolved_early": early, "resolved_on_time": on_time,
                "resolved_overdue": overdue, "pending": pending, "pending_in_time": pending - late,
                "pending_overdue": late,
            }
        )  # fmt: skip
    return tuple(rows)


def _spread(whole: int) -> Sequence[int]:
    """Return a count divided over the fields by their weights; the largest field takes the remainder."""
    parts = [whole * weight // sum(_FIELD_WEIGHTS) for weight in _FIELD_WEIGHTS]
    parts[1] += whole - sum(parts)
    return parts
