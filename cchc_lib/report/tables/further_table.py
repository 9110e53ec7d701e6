"""The table of what stands in no other table of a section: added figures and indicators, further counts of cases."""

from collections.abc import Iterator

from cchc_lib.indicators.results import Results
from cchc_lib.inputs.tables.case_counts import FURTHER_COLUMNS, count_code
from cchc_lib.quantities.figures import State
from cchc_lib.report.tables.catalogue import tables
from cchc_lib.report.tables.declaration import COUNT_COLUMNS, TableDeclaration, declared_rows
from cchc_lib.report.tables.rows import codes_of, labelled_rows


def further_table(results: Results, section: str) -> TableDeclaration | None:
    """Return the table of the further figures and indicators of a section; None if there are none."""
    codes = tuple(_further_codes(results, section)) if results.inputs.catalogue.additions else ()
    codes = (*codes, *_further_counts(results, section))
    if not codes:
        return None
    return TableDeclaration(f"further_{section}", section, "Số liệu bổ sung", COUNT_COLUMNS, labelled_rows(*codes))


def _further_codes(results: Results, section: str) -> Iterator[str]:
    catalogue = results.inputs.catalogue
    rows = (row for table in tables().values() for row in declared_rows(table, results))
    printed = {code for row in rows for code in codes_of(row)}
    for code, definition in catalogue.additions.items():
        is_expected = code in catalogue.figures and catalogue.figures[code].is_expected
        is_mentioned = is_expected or results[code].state is not State.NOT_GIVEN
        if definition.section == section and is_mentioned and code not in printed:
            yield code


def _further_counts(results: Results, section: str) -> Iterator[str]:
    """Yield the counts of rows of cases.csv that biểu II.06a has no column for."""
    if section == "procedures":
        for row in results.inputs.cases:
            yield from (count_code(row.code, column) for column in FURTHER_COLUMNS if column in row.counts)
