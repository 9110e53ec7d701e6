"""The data that a simulated ward states for one period. They are consistent, so that the audit finds nothing.

What flows, such as cases received, is the sum of the days of the period; what is there at its end, such as staff,
follows from its last day. So periods add up, whichever of them are simulated, and in whatever order.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from cchc_lib.catalogue.catalogue import Catalogue, national_catalogue
from cchc_lib.quantities.dates import Period
from cchc_lib.quantities.numbers import Rounding, round_number
from cchc_lib.simulation.case_days import case_counts
from cchc_lib.simulation.case_states import case_rows, count_of, stated_cases, with_moved_parts
from cchc_lib.simulation.daily_counts import daily_counts
from cchc_lib.simulation.figure_model import SimulatedWard, StatedValue, figures_at_end_of
from cchc_lib.simulation.year_plan import yearly_figures

_CLAIMED_RATES = {
    "procedures.resolved_rate": ("procedures.resolved", "procedures.to_handle", "procedures.received"),
    "procedures.on_time_rate": ("procedures.resolved_on_time", "procedures.resolved"),
    "procedures.online_rate": ("procedures.received_online", "procedures.received"),
    "payments.online_rate": ("payments.online", "payments.total"),
}
"""The rates that wards print, with the figures of their numerator and of their denominator: the first one stated."""


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


def simulate_ward_data(ward: SimulatedWard, period: Period, seed: int) -> WardData:
    """Return the data of a ward; it is the same for the same ward, period and seed.

    Args:
        ward: the traits of the ward.
        period: the days of the period.
        seed: the seed of the simulation.
    """
    cases = case_counts(ward, period.start, period.end, seed)
    at_end = {**figures_at_end_of(ward, period.end, seed), **yearly_figures(ward, period, seed)}
    figures: dict[str, StatedValue] = {
        "heading.period_from": period.start,
        "heading.period_to": period.end,
        **with_moved_parts(at_end, ward, period.end, seed),
        **{code: Decimal(count) for code, count in daily_counts(ward, period, seed).items()},
        **stated_cases(cases, ward, period.end, seed),
        # The register of each period holds the same two documents.
        "reception.decisions": Decimal(2),
    }
    announced = {"reception.decisions": "02 Quyết định"}
    rows = case_rows(cases, ward, period.end, seed)
    return WardData(figures, _claims(figures), _documents(period), announced, rows)


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
