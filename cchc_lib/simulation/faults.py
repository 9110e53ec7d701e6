"""Faults to plant in consistent data: each breaks one thing, and one rule of the audit finds it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from cchc_lib.quantities.dates import Period
from cchc_lib.simulation.figure_model import StatedValue
from cchc_lib.simulation.ward_data import SimulatedDocument, WardData, number

FaultPlanter = Callable[[WardData, Period], WardData]


def _with(data: WardData, **changes: StatedValue) -> WardData:
    figures = {name.replace("__", "."): value for name, value in changes.items()}
    return replace(data, figures={**data.figures, **figures})


def _one_more(data: WardData, code: str) -> WardData:
    return replace(data, figures={**data.figures, code: Decimal(number(data.figures, code) + 1)})


def _sum(data: WardData, _: Period) -> WardData:
    return _one_more(data, "petitions.pending")


def _rate(data: WardData, _: Period) -> WardData:
    return replace(data, claims={**data.claims, "procedures.online_rate": Decimal("12.34")})


def _repeat(data: WardData, _: Period) -> WardData:
    return _one_more(data, "organisation.schools_received")


def _late(data: WardData, period: Period) -> WardData:
    day: date = period.end + timedelta(days=3)
    late = SimulatedDocument("kh-2", "Kế hoạch", "99/KH-UBND", day, "chuyển đổi số", "digital.documents", "digital")
    return replace(data, documents=(*data.documents, late))


def _count(data: WardData, _: Period) -> WardData:
    return replace(_with(data, reception__decisions=Decimal(3)), announced={"reception.decisions": "03 Quyết định"})


def _score(data: WardData, _: Period) -> WardData:
    return _with(data, score766__total=Decimal("946.30"))


def _target(data: WardData, _: Period) -> WardData:
    return _with(data, procedures__city_system=Decimal(75))


def _slip(data: WardData, _: Period) -> WardData:
    seventy = _with(data, communication__items=Decimal(70))
    return replace(seventy, as_written={"communication.items": "7 tin bài"})


FAULTS: Mapping[str, FaultPlanter] = {
    "sums.parts": _sum,
    "rates.wrong": _rate,
    "repeats.differs": _repeat,
    "dates.after": _late,
    "documents.count": _count,
    "plausibility.range": _score,
    "targets.maintain": _target,
    "wording.value": _slip,
}
"""By the rule that finds it."""
