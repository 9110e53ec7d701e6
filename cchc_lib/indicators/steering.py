"""Direction and steering (chỉ đạo, điều hành): tasks of the ward's plan and tasks given by the city."""

from collections.abc import Mapping

from cchc_lib.indicators.declaration import Direction, Indicator, share
from cchc_lib.inputs.catalogue import Outcome
from cchc_lib.quantities.figures import Quantity, State
from cchc_lib.quantities.units import PERCENT, TASKS

_PROGRAMME = "Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ"


def _completed(ward: Mapping[str, Quantity]) -> Quantity:
    # Most wards state the tasks that were completed on time and late, but not their sum; some only the sum.
    done = ward["city_tasks.done"]
    return ward["city_tasks.on_time"] + ward["city_tasks.late"] if done.state is State.NOT_GIVEN else done


CITY_COMPLETED = Indicator(
    code="city_tasks.completed",
    label="Số nhiệm vụ thành phố giao đã hoàn thành",
    label_en="Tasks given by the city completed, on time or late",
    unit=TASKS,
    direction=Direction.HIGHER,
    reference=_PROGRAMME,
    outcome=Outcome.DONE,
    formula=_completed,
    follows_data=True,
)

INDICATORS = (
    Indicator(
        code="plan_tasks.completed_rate",
        label="Tỷ lệ hoàn thành nhiệm vụ trong kế hoạch CCHC",
        label_en="Tasks of the reform plan completed",
        unit=PERCENT,
        direction=Direction.HIGHER,
        reference=_PROGRAMME,
        formula=share("plan_tasks.completed", "plan_tasks.total"),
        accumulates=True,
    ),
    Indicator(
        code="plan_tasks.in_progress_rate",
        label="Tỷ lệ nhiệm vụ trong kế hoạch CCHC đang thực hiện",
        label_en="Tasks of the reform plan in progress",
        unit=PERCENT,
        reference=_PROGRAMME,
        complement="plan_tasks.completed_rate",
        formula=share("plan_tasks.in_progress", "plan_tasks.total"),
    ),
    CITY_COMPLETED,
    Indicator(
        code="city_tasks.completed_rate",
        label="Tỷ lệ hoàn thành nhiệm vụ thành phố giao",
        label_en="Tasks given by the city completed, of all given",
        unit=PERCENT,
        direction=Direction.HIGHER,
        reference=_PROGRAMME,
        formula=lambda ward: CITY_COMPLETED.formula(ward) / ward["city_tasks.total"],
        follows_data=True,
        accumulates=True,
    ),
    Indicator(
        code="city_tasks.on_time_rate",
        label="Tỷ lệ nhiệm vụ thành phố giao hoàn thành đúng hạn trong số đã hoàn thành",
        label_en="Completed tasks of the city that were on time",
        unit=PERCENT,
        direction=Direction.HIGHER,
        reference=_PROGRAMME,
        formula=lambda ward: ward["city_tasks.on_time"] / CITY_COMPLETED.formula(ward),
        follows_data=True,
    ),
    Indicator(
        code="city_tasks.late_rate",
        label="Tỷ lệ nhiệm vụ thành phố giao hoàn thành quá hạn trong số đã hoàn thành",
        label_en="Completed tasks of the city that were late",
        unit=PERCENT,
        direction=Direction.LOWER,
        reference=_PROGRAMME,
        complement="city_tasks.on_time_rate",
        formula=lambda ward: ward["city_tasks.late"] / CITY_COMPLETED.formula(ward),
        follows_data=True,
    ),
    Indicator(
        code="city_tasks.in_progress_rate",
        label="Tỷ lệ nhiệm vụ thành phố giao đang thực hiện trong hạn",
        label_en="Tasks given by the city in progress within their deadline",
        unit=PERCENT,
        reference=_PROGRAMME,
        formula=share("city_tasks.in_progress", "city_tasks.total"),
    ),
    Indicator(
        code="city_tasks.overdue_rate",
        label="Tỷ lệ nhiệm vụ thành phố giao quá hạn, chưa hoàn thành",
        label_en="Tasks given by the city overdue and not completed, of all given",
        unit=PERCENT,
        direction=Direction.LOWER,
        reference=_PROGRAMME,
        formula=share("city_tasks.overdue", "city_tasks.total"),
    ),
)
"""The indicators of this theme, in the report's order."""
