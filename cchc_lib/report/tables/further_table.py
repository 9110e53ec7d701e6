"""The table of what an authority or a ward adds to a section, of all that stands in no other table."""

from collections.abc import Iterator

from cchc_lib.indicators.results import Results
from cchc_lib.quantities.figures import State
from cchc_lib.report.tables.catalogue import tables
from cchc_lib.report.tables.declaration import COUNT_COLUMNS, TableDeclaration, declared_rows
from cchc_lib.report.tables.rows import codes_of, labelled_rows


def further_table(results: Results, section: str) -> TableDeclaration | None:
    """Return the table of the further figures and indicators of a section; None if there are none."""
    codes = tuple(_further_codes(results, section)) if results.inputs.catalogue.additions else ()
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
