"""A rate that a ward published without its parts: on the site it has a value, a rank and a mark."""

import csv
from dataclasses import replace
from fractions import Fraction
from io import StringIO

import pytest
from bs4 import BeautifulSoup

from cchc_lib.catalogue.catalogue import national_catalogue
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.report.ward_report import WardReport
from cchc_lib.site.comparison_page import comparison_data
from cchc_lib.site.dataset import table_text
from cchc_lib.site.pages import pages
from cchc_lib.site.published_documents import PublishedReport, published_report, summarise
from cchc_lib.site.site_content import Site
from tests.support.reports import with_figures

RATE, PARTS = "procedures.online_rate", ("procedures.received_online", "procedures.received_direct")
PERIOD = "2025-07-01_2025-10-20"


@pytest.fixture(scope="module")
def computed(luu_kiem: WardReport) -> PublishedReport:
    """The report of a ward that states the parts of its rates: 72,50% online."""
    return published_report(summarise(luu_kiem.record().record), {})


@pytest.fixture(scope="module")
def claiming(luu_kiem_inputs: ReportInputs) -> PublishedReport:
    """The report of a ward that published the rate alone: 72,5%."""
    record = with_figures(luu_kiem_inputs, dict.fromkeys(PARTS)).record().record
    return replace(published_report(summarise(record), {}), slug="khac", name="xã Khác", code="00002")


@pytest.fixture(scope="module")
def written(computed: PublishedReport, claiming: PublishedReport) -> dict[str, BeautifulSoup]:
    site = Site((computed, claiming))
    return {path: BeautifulSoup(text, "html.parser") for path, text in pages(site) if path.endswith(".html")}


def test_the_rate_is_the_value_of_the_ward_and_has_the_standing_that_the_report_prints(
    claiming: PublishedReport,
) -> None:
    reading = claiming.readings[RATE]
    assert (reading.text, reading.exact, reading.standing) == ("72,5% theo công bố", Fraction(145, 2), "met")


def test_a_rate_that_is_computed_stands_without_mark_also_where_the_ward_published_it(
    computed: PublishedReport,
) -> None:
    assert computed.readings[RATE].text == "72,50%"
    assert not any(reading.is_claimed for reading in computed.readings.values())


def test_the_page_of_the_ward_links_it_to_its_card_and_explains_the_mark(written: dict[str, BeautifulSoup]) -> None:
    page = written["don-vi/khac/index.html"]
    link = next(link for link in page.select("td a") if "theo công bố" in link.text)
    assert link["href"].endswith(f"don-vi/khac/{PERIOD}/report.html#nguon-{RATE}.claimed")
    assert "Số ghi «theo công bố» là tỷ lệ đơn vị công bố mà không nêu số liệu để tính lại." in page.text
    assert "theo công bố" not in written["don-vi/luu-kiem/index.html"].text


def test_the_page_of_the_indicator_ranks_it_and_says_how_many_units_have_no_parts(
    written: dict[str, BeautifulSoup],
) -> None:
    page = written["chi-tieu/procedures-online_rate/index.html"]
    rows = {row.th.a.text: [cell.text.strip() for cell in row.find_all("td")] for row in page.select("tbody tr")}
    assert rows["Xã Khác"] == ["2", "72,5% theo công bố"]
    remark = "1 đơn vị chỉ công bố tỷ lệ (ghi «theo công bố»), không nêu số liệu để tính lại."
    assert remark in page.text
    assert remark in written[f"ky/{PERIOD}/index.html"].text
    assert remark in written[f"so-sanh/{PERIOD}/index.html"].text
    assert "theo công bố" not in written["chi-tieu/procedures-received/index.html"].text


def test_the_comparison_shows_it_with_the_code_of_its_card(
    computed: PublishedReport, claiming: PublishedReport
) -> None:
    data = comparison_data(national_catalogue(), (computed, claiming))
    at = [code for code, *_ in data["labels"]].index(RATE)
    shown = {slug: values[at] for slug, (*_, values) in data["wards"].items()}
    assert shown == {"luu-kiem": ["72,50%", "72.50"], "khac": ["72,5% theo công bố", "72.5", f"{RATE}.claimed"]}


def test_the_data_set_says_that_it_was_not_computed(computed: PublishedReport, claiming: PublishedReport) -> None:
    rows = csv.DictReader(StringIO(table_text(national_catalogue(), (computed, claiming))))
    states = {row["ward_code"]: (row["value"], row["state"]) for row in rows if row["indicator"] == RATE}
    assert states == {computed.code: ("72.50", "stated"), "00002": ("72.5", "claimed")}
