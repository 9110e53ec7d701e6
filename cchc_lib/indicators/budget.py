"""The lines of the budget, of which wards state the amount and the attainment of its plan."""

BUDGET_LINES = {
    "balanced_revenue": "Thu cân đối ngân sách nhà nước",
    "local_revenue": "Thu ngân sách địa phương",
    "local_expenditure": "Chi ngân sách địa phương",
}
"""The Vietnamese labels of the lines by the word in their codes."""

ATTAINED = tuple((f"budget.{line}", f"budget.{line}_attainment") for line in BUDGET_LINES)
"""Pairs of codes: an amount collected or spent, and the stated attainment of its plan."""
