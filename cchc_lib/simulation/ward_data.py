"""All that a simulated ward states for a period, consistent in every respect."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from cchc_lib.indicators.procedures import OVERDUE_FIELDS
from cchc_lib.quantities.dates import Period
from cchc_lib.quantities.numbers import round_number
from cchc_lib.simulation.figure_model import SimulatedWard, StatedValue, draw_figures, seeded_random

_RATES = {
    "procedures.resolved_rate": ("procedures.resolved", "procedures.received"),
    "procedures.on_time_rate": ("procedures.resolved_on_time", "procedures.resolved"),
    "procedures.online_rate": ("procedures.received_online", "procedures.received"),
    "payments.online_rate": ("payments.online", "payments.total"),
}
"""Rates that wards print, by their parts."""
_WEIGHTS = (13, 45, 12, 20, 10)
"""How cases are spread over the fields, in their order."""


@dataclass(frozen=True)
class SimulatedDocument:
    """A document of the ward itself, with the role in which the report cites it."""

    id: str
    type: str
    number: str
    date: date
    title: str
    role: str
    section: str
    footnote: str = ""


@dataclass(frozen=True)
class WardData:
    """A ward's data for one period, before it is written."""

    figures: Mapping[str, StatedValue]
    claims: Mapping[str, Decimal]
    documents: tuple[SimulatedDocument, ...]
    announced: Mapping[str, str]
    """By figure: what the text announces."""
    cases: tuple[Mapping[str, object], ...]
    as_written: Mapping[str, str] = field(default_factory=dict)
    """Words of figures that are others than their numbers; only planted faults have any."""


def simulate_ward_data(ward: SimulatedWard, period: Period, step: int, seed: int) -> WardData:
    """A ward's data; the same for the same ward, period and seed."""
    chance = seeded_random(seed, ward.unit.code, period.name)
    figures = {**draw_figures(ward, period, step, chance), "reception.decisions": Decimal(2)}
    announced = {"reception.decisions": "02 Quyết định"}
    return WardData(figures, _claims(figures), _documents(period), announced, _form(figures))


def _claims(figures: Mapping[str, StatedValue]) -> dict[str, Decimal]:
    found = {}
    for code, (part, whole) in _RATES.items():
        share = Fraction(number(figures, part), number(figures, whole)) * 100 if number(figures, whole) else None
        if share is not None:
            found[code] = round_number(share, 0 if share.denominator == 1 else 2)
    return found


def number(figures: Mapping[str, StatedValue], code: str) -> int:
    """A stated count; 0 where nothing arose."""
    value = figures.get(code)
    return int(value) if isinstance(value, Decimal) else 0


def _documents(period: Period) -> tuple[SimulatedDocument, ...]:
    plan, decision = (period.start + timedelta(days=days) for days in (4, 9))
    title = f"cải cách hành chính năm {period.end.year}"
    reception = ("reception.decisions", "reception", "1")
    return (
        SimulatedDocument("kh-1", "Kế hoạch", "01/KH-UBND", plan, title, "steering.plan", "steering"),
        SimulatedDocument("qd-1", "Quyết định", "11/QĐ-UBND", decision, "Nội quy tiếp công dân", *reception),
        SimulatedDocument("qd-2", "Quyết định", "12/QĐ-UBND", decision, "phân công tiếp công dân", *reception),
    )


def _form(figures: Mapping[str, StatedValue]) -> tuple[Mapping[str, object], ...]:
    """Biểu II.06a, field by field, with the totals that the figures state; nothing for a ward of too few cases."""
    columns = {
        "received_online": _spread(number(figures, "procedures.received_online")),
        "received_direct": _spread(number(figures, "procedures.received_direct")),
        "pending": _spread(number(figures, "procedures.in_progress")),
    }
    overdue = [number(figures, f"overdue.{code}") for code in OVERDUE_FIELDS]
    rows = []
    for at, (code, (name, _)) in enumerate(OVERDUE_FIELDS.items()):
        online, direct, pending = (columns[column][at] for column in columns)
        resolved = online + direct - pending
        early = (resolved - overdue[at]) * 7 // 10
        on_time = resolved - early - overdue[at]
        if min(resolved, early, on_time) < 0:
            return ()
        rows.append(
            {
                "code": code, "field": name, "received": online + direct, "received_online": online,
                "received_direct": direct, "carried_over": 0, "resolved": resolved, "resolved_early": early,
                "resolved_on_time": on_time, "resolved_overdue": overdue[at], "pending": pending,
                "pending_in_time": pending, "pending_overdue": 0,
            }
        )  # fmt: skip
    return tuple(rows)


def _spread(whole: int) -> Sequence[int]:
    """A count over the fields by their weights, to the last one."""
    parts = [whole * weight // sum(_WEIGHTS) for weight in _WEIGHTS]
    parts[1] += whole - sum(parts)
    return parts
