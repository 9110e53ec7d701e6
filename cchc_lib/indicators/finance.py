"""Public finance (tài chính công): autonomy of public units, budget against plan."""

from cchc_lib.indicators.declaration import Direction, Indicator, as_reported, share
from cchc_lib.quantities.letter_case import first_lower
from cchc_lib.quantities.units import BILLION_DONG, PERCENT

_AUTONOMY = "Nghị định số 60/2021/NĐ-CP ngày 21/6/2021 của Chính phủ"
_BUDGET = "Luật Ngân sách nhà nước"

AUTONOMY_GROUPS = {
    "group_1": "Nhóm 1",
    "group_2": "Nhóm 2",
    "group_3": "Nhóm 3",
    "group_4": "Nhóm 4",
}
"""The groups of public units by the part of their expenses that they pay themselves (Nghị định 60/2021/NĐ-CP)."""


# Spending more or less of the plan is neither better nor worse by itself.
BUDGET_LINES = {
    "balanced_revenue": ("Thu cân đối ngân sách nhà nước", "Balanced state revenue", Direction.HIGHER),
    "local_revenue": ("Thu ngân sách địa phương", "Local budget revenue", Direction.HIGHER),
    "local_expenditure": ("Chi ngân sách địa phương", "Local budget expenditure", Direction.NEUTRAL),
}
"""The lines of the budget by the word in their codes: Vietnamese label, English label, better direction."""

ATTAINED = tuple((f"budget.{line}", f"budget.{line}_attainment") for line in BUDGET_LINES)
"""Pairs of codes: an amount collected or spent, and the stated attainment of its plan."""

INDICATORS = (
    *(
        Indicator(
            code=f"autonomy.{group}_share",
            label=f"Tỷ lệ đơn vị sự nghiệp công lập {first_lower(name)}",
            label_en=f"Public units of autonomy {group.replace('_', ' ')}",
            unit=PERCENT,
            reference=_AUTONOMY,
            formula=share(f"autonomy.{group}", "autonomy.units"),
        )
        for group, name in AUTONOMY_GROUPS.items()
    ),
    *(
        Indicator(
            code=f"budget.{line}_attainment_rate",
            label=f"Tỷ lệ đạt dự toán {first_lower(label)}",
            label_en=f"{label_en}: attainment of the plan (as reported)",
            unit=PERCENT,
            direction=direction,
            reference=_BUDGET,
            may_exceed_whole=True,
            formula=as_reported(f"budget.{line}_attainment"),
            accumulates=True,
        )
        for line, (label, label_en, direction) in BUDGET_LINES.items()
    ),
    # Wards state the amount and the attainment, but not the plan, which follows from the two.
    *(
        Indicator(
            code=f"budget.{line}_plan",
            label=f"Dự toán {first_lower(label)} tính ngược từ tỷ lệ đạt",
            label_en=f"{label_en}: the plan that the attainment implies",
            unit=BILLION_DONG,
            reference=_BUDGET,
            formula=share(f"budget.{line}", f"budget.{line}_attainment"),
        )
        for line, (label, label_en, _) in BUDGET_LINES.items()
    ),
)
"""The indicators of this theme, in the report's order."""
