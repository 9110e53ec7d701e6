"""Consistent wards of any size give no finding; one wrong figure is found by its rule and no unrelated one."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc_lib.catalogue.catalogue import national_catalogue
from cchc_lib.indicators.identities import figure_sums
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.tables.stated_figures import Figures
from tests.support.ward_data import CONSISTENT, WardData, fired_rules

LEAF = st.integers(min_value=0, max_value=40)
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
SPLIT = [
    identity
    for identity in figure_sums(national_catalogue(), Figures({}, national_catalogue().figures))
    if identity.whole in ("petitions.matters", "services.total", "city_tasks.total", "plan_tasks.total")
]
"""The sums whose figures belong to no other identity."""


@st.composite
def consistent_wards(draw: st.DrawFn) -> WardData:
    """Return a strategy for a ward whose wholes are the sums of drawn parts."""
    changed = {}
    for identity in SPLIT:
        parts = {part: draw(LEAF) for part in identity.parts}
        changed |= {**{part: str(count) for part, count in parts.items()}, identity.whole: str(sum(parts.values()))}
    changed["services.full_with_cases"] = str(draw(st.integers(0, int(changed["services.full"]))))
    late = [draw(st.integers(0, 9)) for _ in range(5)]
    fields = ("social_protection", "certification", "land_construction", "civil_status", "business")
    on_time, left = draw(st.integers(2000, 9000)), draw(st.integers(0, 50))
    online = draw(st.integers(1500, 2000))
    resolved = on_time + sum(late)
    changed |= {f"overdue.{field}": str(count) for field, count in zip(fields, late, strict=True)}
    changed |= {
        "procedures.resolved_overdue": str(sum(late)),
        "procedures.resolved_on_time": grouped(on_time),
        "procedures.resolved": grouped(resolved),
        "procedures.in_progress": str(left),
        "procedures.received": grouped(resolved + left),
        "procedures.received_online": grouped(online),
        "procedures.received_direct": grouped(resolved + left - online),
    }
    return replace(CONSISTENT, figures={**CONSISTENT.figures, **changed}, claims={}, targets={})


def grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


@QUICK
@given(data=consistent_wards())
def test_a_consistent_ward_of_any_size_gives_no_finding(luu_kiem_inputs: ReportInputs, data: WardData) -> None:
    assert fired_rules(data, luu_kiem_inputs) == []


@QUICK
@given(data=consistent_wards(), identity=st.sampled_from(SPLIT), more=st.integers(1, 5))
def test_a_wrong_whole_is_found_once(
    luu_kiem_inputs: ReportInputs, data: WardData, identity: object, more: int
) -> None:
    whole = identity.whole
    broken = replace(data, figures={**data.figures, whole: str(int(data.figures[whole]) + more)})
    assert fired_rules(broken, luu_kiem_inputs) == ["sums.parts"]


@QUICK
@given(data=consistent_wards(), late=st.integers(1, 5))
def test_a_wrong_overdue_count_is_reported_once_although_it_breaks_two_sums(
    luu_kiem_inputs: ReportInputs, data: WardData, late: int
) -> None:
    overdue = int(data.figures["procedures.resolved_overdue"])
    broken = replace(data, figures={**data.figures, "procedures.resolved_overdue": str(overdue + late)})
    assert fired_rules(broken, luu_kiem_inputs) == ["sums.parts"]


@QUICK
@given(data=consistent_wards(), places=st.integers(0, 2))
def test_a_claim_rounded_to_any_place_gives_no_finding_and_a_wrong_one_does(
    luu_kiem_inputs: ReportInputs, data: WardData, places: int
) -> None:
    on_time, resolved = (
        int(str(data.figures[f"procedures.{name}"]).replace(".", "")) for name in ("resolved_on_time", "resolved")
    )
    scale = 10**places
    rounded = (2 * on_time * 100 * scale + resolved) // (2 * resolved)
    for shift, expected in ((0, 0), (2, 1)):
        value = f"{(rounded + shift) / scale:.{places}f}".replace(".", ",")
        fired = fired_rules(replace(data, claims={"procedures.on_time_rate": value}), luu_kiem_inputs)
        assert sum(code.startswith("rates.") for code in fired) == expected
