"""The catalogue of tables, gathered from the themes' files in the report's order."""

from collections.abc import Iterator
from functools import cache
from types import ModuleType

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
    return {table.id: table for theme in THEMES for table in _tables_of(theme)}


def _tables_of(theme: ModuleType) -> Iterator[TableDeclaration]:
    for value in vars(theme).values():
        yield from (
            item for item in (value if isinstance(value, tuple) else (value,)) if isinstance(item, TableDeclaration)
        )
