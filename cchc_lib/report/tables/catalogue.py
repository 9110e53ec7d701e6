"""The catalogue of tables, gathered from the themes' files in the report's order."""

from functools import cache
from types import ModuleType

from cchc_lib.indicators.declaration import declared
from cchc_lib.report.tables import (
    assessment,
    civil_service,
    digital,
    finance,
    institutions,
    organisation,
    procedures,
    reception,
    steering,
)
from cchc_lib.report.tables.declaration import TableDeclaration

THEMES: tuple[ModuleType, ...] = (
    steering,
    reception,
    institutions,
    procedures,
    organisation,
    civil_service,
    finance,
    digital,
    assessment,
)


@cache
def tables() -> dict[str, TableDeclaration]:
    """Every table by its id."""
    return {table.id: table for _, table in declared(THEMES, TableDeclaration)}
