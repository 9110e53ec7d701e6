"""The lines of the budget, of which wards state the amount and the attainment of its plan."""

from collections.abc import Mapping
from dataclasses import dataclass

from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.catalogue.definitions import RowCell


@dataclass(frozen=True)
class BudgetLine:
    """A line of the budget, with the codes of its values."""

    name: str
    """The Vietnamese label."""
    amount: str
    """The figure that states what was collected or spent."""
    attainment: str
    """The figure that states the part of the plan that was reached; empty if none is declared."""
    attainment_rate: str
    """The same as an indicator; the figure itself if no indicator is declared for it."""
    plan: str
    """The plan that the two imply; empty if no value is declared for it."""


def budget_lines(catalogue: Catalogue) -> tuple[BudgetLine, ...]:
    """Return the lines that a catalogue declares, in its order."""
    amounts = (known for known in catalogue.figures.values() if known.cell is RowCell.AMOUNT)
    return tuple(_line(catalogue.cells_of(amount.row), amount.name) for amount in amounts)


def _line(cells: Mapping[RowCell, str], name: str) -> BudgetLine:
    attainment = cells.get(RowCell.ATTAINMENT, "")
    rate = cells.get(RowCell.ATTAINMENT_RATE, attainment)
    return BudgetLine(name, cells[RowCell.AMOUNT], attainment, rate, cells.get(RowCell.PLAN, ""))


def attained(catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """Return the pairs of codes of an amount collected or spent, and the stated attainment of its plan."""
    return tuple((line.amount, line.attainment) for line in budget_lines(catalogue) if line.attainment)
