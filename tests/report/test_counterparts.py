"""Every paragraph of the source has its counterpart in the report; tests/reference/paragraphs.csv maps them."""

import csv
from pathlib import Path

import pytest
from prose_checks import paragraphs

from cchc_lib.report.tables.catalogue import tables
from cchc_lib.report.ward_report import WardReport

MAP = list(
    csv.DictReader(
        (Path(__file__).parents[1] / "reference" / "paragraphs.csv").read_text(encoding="utf-8").splitlines()
    )
)


@pytest.mark.parametrize("row", MAP, ids=lambda row: row["place"])
def test_a_paragraph_of_the_source_has_its_counterpart(luu_kiem: WardReport, row: dict[str, str]) -> None:
    places = {*paragraphs(luu_kiem), *(f"table:{table}" for table in tables()), "letterhead", "closing"}
    assert set(row["counterpart"].split()) <= places


def test_nothing_in_the_report_is_without_a_paragraph_of_the_source(luu_kiem: WardReport) -> None:
    mapped = {name for row in MAP for name in row["counterpart"].split()}
    assert set(paragraphs(luu_kiem)) - mapped == {"assessment.achievements_intro"}
