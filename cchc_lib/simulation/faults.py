"""Faults to plant in consistent data: each breaks one thing, and one rule of the audit finds it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from cchc_lib.quantities.dates import Period
from cchc_lib.simulation.case_states import count_of
from cchc_lib.simulation.figure_model import StatedValue
from cchc_lib.simulation.ward_data import SimulatedDocument, WardData

FaultPlanter = Callable[[WardData, Period], WardData]
"""Returns the data of a ward and period with one fault."""


def _with_figure(data: WardData, code: str, value: StatedValue) -> WardData:
    return replace(data, figures={**data.figures, code: value})


def _plus_one(data: WardData, code: str) -> WardData:
    return _with_figure(data, code, Decimal(count_of(data.figures, code) + 1))


def _plant_wrong_sum(data: WardData, _: Period) -> WardData:
    return _plus_one(data, "petitions.pending")


def _plant_wrong_rate(data: WardData, _: Period) -> WardData:
    return replace(data, claims={**data.claims, "procedures.online_rate": Decimal("12.34")})


def _plant_different_repetition(data: WardData, _: Period) -> WardData:
    return _plus_one(data, "organisation.schools_received")


def _plant_late_document(data: WardData, period: Period) -> WardData:
    day: date = period.end + timedelta(days=3)
    late = SimulatedDocument("kh-2", "Kế hoạch", "99/KH-UBND", day, "chuyển đổi số", "digital.documents", "digital")
    return replace(data, documents=(*data.documents, late))


def _plant_missing_document(data: WardData, _: Period) -> WardData:
    announced = replace(data, announced={"reception.decisions": "03 Quyết định"})
    return _with_figure(announced, "reception.decisions", Decimal(3))


def _plant_impossible_score(data: WardData, _: Period) -> WardData:
    return _with_figure(data, "score766.total", Decimal("946.30"))


def _plant_missed_target(data: WardData, _: Period) -> WardData:
    return _with_figure(data, "procedures.city_system", Decimal(75))


def _plant_slip_in_words(data: WardData, _: Period) -> WardData:
    seventy = _with_figure(data, "communication.items", Decimal(70))
    return replace(seventy, as_written={"communication.items": "7 tin bài"})


FAULTS: Mapping[str, FaultPlanter] = {
    "sums.parts": _plant_wrong_sum,
    "rates.wrong": _plant_wrong_rate,
    "repeats.differs": _plant_different_repetition,
    "dates.after": _plant_late_document,
    "documents.count": _plant_missing_document,
    "plausibility.range": _plant_impossible_score,
    "targets.maintain": _plant_missed_target,
    "wording.value": _plant_slip_in_words,
}
"""Every fault, by the code of the rule that finds it."""
