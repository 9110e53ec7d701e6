"""The table «Số liệu bổ sung»: added figures and indicators, and counts of cases.csv, that no other table prints."""

from collections.abc import Iterator, Mapping

from cchc_lib.indicators.case_rates import split_row_rate
from cchc_lib.indicators.results import Results
from cchc_lib.inputs.tables.case_counts import FURTHER_COLUMNS, count_code
from cchc_lib.quantities.figures import State
from cchc_lib.report.blocks.table_block import Table
from cchc_lib.report.tables.catalogue import tables
from cchc_lib.report.tables.declaration import COUNT_COLUMNS, TableDeclaration, build_table, declared_rows
from cchc_lib.report.tables.rows import codes_of, labelled_rows


def further_tables(results: Results, *, leaves_out: bool = False) -> Mapping[str, Table]:
    """Return the table of the further figures and indicators of each section that has some.

    Args:
        results: the ward's results.
        leaves_out: whether rows of which no value is known are left out.
    """
    codes: dict[str, tuple[str, ...]] = {}
    for code, section in _further_codes(results):
        codes[section] = (*codes.get(section, ()), code)
    if counts := (*_further_counts(results), *_claimed_rates(results)):
        codes["procedures"] = (*codes.get("procedures", ()), *counts)
    return {
        section: build_table(_declared(section, of_section), results, leaves_out=leaves_out)
        for section, of_section in codes.items()
    }


def _declared(section: str, codes: tuple[str, ...]) -> TableDeclaration:
    return TableDeclaration(f"further_{section}", section, "Số liệu bổ sung", COUNT_COLUMNS, labelled_rows(*codes))


def _further_codes(results: Results) -> Iterator[tuple[str, str]]:
    """Yield each added code that no table prints, with its section."""
    catalogue = results.inputs.catalogue
    printed = set(_printed_codes(results)) if catalogue.additions else set()
    for code, definition in catalogue.additions.items():
        is_expected = code in catalogue.figures and catalogue.figures[code].is_expected
        is_mentioned = is_expected or results[code].state is not State.NOT_GIVEN
        # A value of a row of staff or of the budget has its place in the table of that row.
        if is_mentioned and code not in printed and not definition.row:
            yield code, definition.section


def _printed_codes(results: Results) -> Iterator[str]:
    """Yield the codes in the tables of the report and of the sections that its outline adds."""
    outline = results.inputs.outline
    for table in tables().values():
        if outline.has(table.section):
            yield from (code for row in declared_rows(table, results) for code in codes_of(row))
    for section in outline.added.values():
        yield from section.codes


def _further_counts(results: Results) -> Iterator[str]:
    """Yield the counts of rows of cases.csv that biểu II.06a has no column for."""
    for row in results.inputs.cases:
        yield from (count_code(row.code, column) for column in FURTHER_COLUMNS if column in row.counts)


def _claimed_rates(results: Results) -> Iterator[str]:
    """Yield the rates that the ward printed for rows of cases.csv whose counts do not give them."""
    for code in results.inputs.claims:
        if split_row_rate(code)[0] and results[code].state is State.NOT_GIVEN:
            yield code
