"""On a site of several provinces, units are ranked among those of their province; with one province nothing changes."""

from dataclasses import replace
from fractions import Fraction

import pytest
from bs4 import BeautifulSoup

from cchc_lib.inputs.document_form import Origin
from cchc_lib.report.ward_report import WardReport
from cchc_lib.site.pages import pages
from cchc_lib.site.published_documents import PublishedReport, published_report, summarise
from cchc_lib.site.site_content import Site

RATE = "procedures.on_time_rate"
CITY, PROVINCE = "thành phố Hải Phòng", "tỉnh Cà Mau"
UNITS = {"a": (CITY, 90), "b": (CITY, 91), "c": (CITY, 92), "d": (PROVINCE, 98), "e": (PROVINCE, 99)}
"""The province and the rate of each unit. All units of the one province are better than all of the other."""
PERIOD = "2025-07-01_2025-10-20"
INDICATOR = "chi-tieu/procedures-on_time_rate/index.html"


@pytest.fixture(scope="module")
def published(luu_kiem: WardReport) -> PublishedReport:
    return published_report(summarise(luu_kiem.record().record), {})


def site_of(published: PublishedReport, slugs: str) -> Site:
    def report(slug: str) -> PublishedReport:
        province, rate = UNITS[slug]
        reading = replace(published.readings[RATE], text=f"{rate}%", value=str(rate), exact=Fraction(rate))
        ward = replace(published, slug=slug, name=f"xã {slug}", province=province, origin=Origin.WARD)
        return replace(ward, readings={**published.readings, RATE: reading})

    return Site(tuple(map(report, slugs)))


def pages_of(published: PublishedReport, slugs: str) -> dict[str, BeautifulSoup]:
    return {path: BeautifulSoup(text, "html.parser") for path, text in pages(site_of(published, slugs))}


@pytest.fixture(scope="module")
def written(published: PublishedReport) -> dict[str, BeautifulSoup]:
    return pages_of(published, "abcde")


def test_the_page_of_a_unit_has_its_rank_and_the_median_within_its_province(written: dict[str, BeautifulSoup]) -> None:
    text = {slug: written[f"don-vi/{slug}/index.html"].text for slug in UNITS}
    assert "hạng 1/3trung vị 91%" in text["c"]
    assert "hạng 2/2trung vị 98,50%" in text["d"]
    assert "Hạng và trung vị là của các đơn vị của thành phố Hải Phòng đã công bố báo cáo cùng kỳ" in text["c"]
    assert "Hạng và trung vị là của các đơn vị của tỉnh Cà Mau đã công bố báo cáo cùng kỳ" in text["d"]
    links = written["don-vi/d/index.html"].select("td small a")
    assert {link["title"] for link in links} == {"trong 2 đơn vị của tỉnh Cà Mau"}


def test_the_page_of_an_indicator_has_a_ranking_and_a_median_for_each_province(
    written: dict[str, BeautifulSoup],
) -> None:
    page = written[INDICATOR]
    assert [heading.text for heading in page.find_all("h3")] == ["Thành phố Hải Phòng", "Tỉnh Cà Mau"]
    tables = [[(row.td.text, row.th.a.text) for row in table.select("tbody tr")] for table in page.find_all("table")]
    assert tables == [[("1", "Xã c"), ("2", "Xã b"), ("3", "Xã a")], [("1", "Xã e"), ("2", "Xã d")]]
    assert "Trung vị trong 3 đơn vị của thành phố Hải Phòng: 91%" in page.text
    assert "Trung vị trong 2 đơn vị của tỉnh Cà Mau: 98,50%" in page.text
    assert "Hạng và trung vị xét riêng trong từng tỉnh, thành phố." in page.text
    named = {place["id"] for place in page.select("[id]")}
    assert {region["aria-labelledby"] for region in page.select("[role=region]")} <= named


def test_the_table_of_all_units_names_the_province_and_ranks_within_it(written: dict[str, BeautifulSoup]) -> None:
    page = written[f"ky/{PERIOD}/index.html"]
    rows = [[cell.text.strip() for cell in row.find_all(["td", "th"])][:3] for row in page.select("#bang tbody tr")]
    assert rows == [
        ["1", "Xã c", "Thành phố Hải Phòng"],
        ["2", "Xã b", "Thành phố Hải Phòng"],
        ["3", "Xã a", "Thành phố Hải Phòng"],
        ["1", "Xã e", "Tỉnh Cà Mau"],
        ["2", "Xã d", "Tỉnh Cà Mau"],
    ]
    heads, first = page.select("#bang thead th"), page.select_one("#bang tbody tr")
    assert first is not None
    assert len(heads) == len(first.find_all(["td", "th"]))
    # The rows are in no order over all units, so that no column says so.
    assert not page.select("[aria-sort]")
    assert "xét riêng trong 3 đơn vị của thành phố Hải Phòng, trong 2 đơn vị của tỉnh Cà Mau;" in page.text


def test_with_one_province_no_page_names_it_beside_a_rank(published: PublishedReport) -> None:
    written = pages_of(published, "abc")
    assert "hạng 1/3trung vị 91%" in written["don-vi/c/index.html"].text
    assert "Trung vị của các đơn vị: 91%" in written[INDICATOR].text
    assert not any(CITY in page.text or "từng tỉnh, thành phố" in page.text for page in written.values())
    assert written[f"ky/{PERIOD}/index.html"].select("#bang [aria-sort=descending]")


def test_units_of_which_no_record_names_the_province_are_a_group_that_says_so(published: PublishedReport) -> None:
    site = site_of(published, "abd")
    unnamed = tuple(replace(report, province="") if report.slug == "a" else report for report in site.reports)
    page = BeautifulSoup(dict(pages(Site(unnamed)))[INDICATOR], "html.parser")
    assert "Trung vị trong 1 đơn vị chưa rõ tỉnh, thành phố: 90%" in page.text
