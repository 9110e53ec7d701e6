"""The catalogue of tables: those of every theme, in the order of the report."""

from collections.abc import Mapping
from functools import cache

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

THEMES: tuple[tuple[TableDeclaration, ...], ...] = (
    steering.TABLES,
    reception.TABLES,
    institutions.TABLES,
    procedures.TABLES,
    organisation.TABLES,
    civil_service.TABLES,
    finance.TABLES,
    digital.TABLES,
    assessment.TABLES,
)
"""The tables of each theme, in the order of the report."""


@cache
def tables() -> Mapping[str, TableDeclaration]:
    """Return every table by its id, in the order of the report."""
    return tables_of(THEMES)


def tables_of(themes: tuple[tuple[TableDeclaration, ...], ...]) -> Mapping[str, TableDeclaration]:
    """Return the tables of several themes by id.

    Raises:
        ValueError: two tables have the same id.
    """
    known: dict[str, TableDeclaration] = {}
    for table in (table for theme in themes for table in theme):
        if known.setdefault(table.id, table) is not table:
            raise ValueError(f"the table id '{table.id}' is declared twice, in {table.section}; rename one")
    return known
