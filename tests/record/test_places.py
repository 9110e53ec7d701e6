"""Places of a page are printed and parsed by one type, and the templates of blocks write the same ids."""

import pytest

from cchc_lib.record.places import PagePlace, PlaceKind
from cchc_lib.report.charts.catalogue import CHARTS
from cchc_lib.report.tables.catalogue import tables
from cchc_lib.report.ward_report import WardReport


@pytest.mark.parametrize(
    ("identity", "place"),
    [
        ("letterhead", PagePlace(PlaceKind.LETTERHEAD)),
        ("bang-tasks", PagePlace(PlaceKind.TABLE, "tasks")),
        ("bieu-do-tasks", PagePlace(PlaceKind.CHART, "tasks")),
        ("so-sanh.0", PagePlace(PlaceKind.COMPARISON, "0")),
        ("closing", PagePlace(PlaceKind.CLOSING)),
        ("closing.statement", PagePlace(PlaceKind.CLOSING_PROSE, "statement")),
        ("procedures.received", PagePlace(PlaceKind.PROSE, "procedures.received")),
        ("summary_of_results", PagePlace(PlaceKind.PROSE, "summary_of_results")),
    ],
)
def test_a_place_is_read_as_it_is_printed(identity: str, place: PagePlace) -> None:
    assert PagePlace.parse(identity) == place
    assert str(place) == identity


def test_the_page_has_each_table_and_chart_at_its_place(luu_kiem: WardReport) -> None:
    places = {PagePlace.parse(identity) for identity in luu_kiem.record().record.page_text}
    assert {PagePlace(PlaceKind.TABLE, name) for name in tables()} <= places
    assert {PagePlace(PlaceKind.CHART, chart.id) for chart in CHARTS} <= places
    assert {PagePlace(PlaceKind.LETTERHEAD), PagePlace(PlaceKind.CLOSING), PagePlace(PlaceKind.SUMMARY)} <= places
