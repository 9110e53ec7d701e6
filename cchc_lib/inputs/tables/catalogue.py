"""The list of all input tables."""

from collections.abc import Mapping

from cchc_lib.errors import Problem
from cchc_lib.file_formats.text_files import TextFile
from cchc_lib.inputs.tables.case_counts import CASES_TABLE
from cchc_lib.inputs.tables.claims import CLAIMS_TABLE
from cchc_lib.inputs.tables.declaration import AnyInputTable, TableContents, TableContext
from cchc_lib.inputs.tables.performance_targets import TARGETS_TABLE
from cchc_lib.inputs.tables.register import ANNOUNCEMENTS_TABLE, CITATIONS_TABLE, DOCUMENTS_TABLE
from cchc_lib.inputs.tables.restatements import RESTATEMENTS_TABLE
from cchc_lib.inputs.tables.stated_figures import FIGURES_TABLE

_INPUT_TABLES: tuple[AnyInputTable, ...] = (
    FIGURES_TABLE,
    CASES_TABLE,
    CLAIMS_TABLE,
    TARGETS_TABLE,
    DOCUMENTS_TABLE,
    CITATIONS_TABLE,
    ANNOUNCEMENTS_TABLE,
    RESTATEMENTS_TABLE,
)


def input_tables() -> tuple[AnyInputTable, ...]:
    """Return every input table in reading order: a table follows those that its cells refer to."""
    return _INPUT_TABLES


def read_tables(files: Mapping[str, TextFile], context: TableContext) -> tuple[TableContents, tuple[Problem, ...]]:
    """Read every input table.

    Args:
        files: the files by their names in the period's folder; optional tables may be missing.
        context: the catalogue.

    Returns:
        The contents of all tables, and the faults of all of them.
    """
    problems: list[Problem] = []
    for table in input_tables():
        reading = table.read(files.get(table.file_name), context)
        context = context.with_reading(table, reading)
        problems += reading.problems
    return context.contents, tuple(problems)
