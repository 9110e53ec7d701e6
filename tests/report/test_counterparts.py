"""Every paragraph of the source has its counterpart in the report; tests/reference/paragraphs.csv maps them."""

import csv
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_lib.catalogue.catalogue import national_catalogue
from cchc_lib.indicators.results import compute
from cchc_lib.inputs.settings import Audience
from cchc_lib.inputs.tables.stated_figures import FIGURES_TABLE, Figures
from cchc_lib.quantities.figures import State
from cchc_lib.report.tables.catalogue import tables, tables_of
from cchc_lib.report.tables.rows import codes_of
from cchc_lib.report.ward_report import WardReport
from tests.support.sentences import paragraphs

MAP = list(
    csv.DictReader(
        (Path(__file__).parents[1] / "reference" / "paragraphs.csv").read_text(encoding="utf-8").splitlines()
    )
)


def test_every_paragraph_of_the_source_has_its_counterpart(luu_kiem: WardReport) -> None:
    places = {*paragraphs(luu_kiem), *(f"table:{table}" for table in tables()), "letterhead", "closing"}
    assert {row["place"]: row["counterpart"] for row in MAP if not set(row["counterpart"].split()) <= places} == {}


def test_every_indicator_stands_in_a_table_where_a_claim_of_it_would_show(luu_kiem: WardReport) -> None:
    """The declared rows are counted, since a table leaves out rows of which the ward states nothing."""
    inputs = luu_kiem.results.inputs
    carried_over = replace(inputs.figures["procedures.carried_over"], value=Decimal(3), stated_as=State.STATED)
    figures = Figures({**inputs.figures, carried_over.code: carried_over}, inputs.catalogue.figures)
    with_carry_over = WardReport(compute(inputs.with_table(FIGURES_TABLE, figures)))
    settings = inputs.settings.model_copy(update={"audience": Audience.INTERNAL})
    internal = WardReport(compute(replace(inputs, settings=settings)))
    shown = {
        code
        for made in (luu_kiem, with_carry_over, internal)
        for table in tables().values()
        for row in (table.rows(made.results) if callable(table.rows) else table.rows)
        for code in codes_of(row)
    }
    assert set(national_catalogue().indicators) - shown == set()


def test_every_row_of_a_table_has_a_cell_for_each_column(luu_kiem: WardReport) -> None:
    filled = [luu_kiem.table(table) for table in tables()]
    assert [(table.id, len(row)) for table in filled for row in table.rows if len(row) != len(table.columns)] == []


def test_nothing_in_the_report_is_without_a_paragraph_of_the_source(luu_kiem: WardReport) -> None:
    mapped = {name for row in MAP for name in row["counterpart"].split()}
    assert set(paragraphs(luu_kiem)) - mapped == {"assessment.achievements_intro"}


def test_two_tables_with_one_id_are_refused() -> None:
    table = next(iter(tables().values()))
    other = replace(table, caption="Bảng khác")
    with pytest.raises(ValueError, match=f"'{table.id}' is declared twice"):
        tables_of(((table,), (other,)))
