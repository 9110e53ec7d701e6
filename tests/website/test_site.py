"""The published site: what is on it, what never is, and where its links lead."""

import csv
import json
import re
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote, urlsplit

import duckdb
import pytest
from bs4 import BeautifulSoup
from conftest import CCHC
from lxml import etree

from cchc_lib.indicators.catalogue import indicators
from cchc_lib.record.seal import MARK, seal_of
from cchc_lib.site.dataset import COLUMNS
from cchc_lib.site.pages import Site, pages
from cchc_lib.site.published import FILES, published_report
from cchc_lib.site.ranking import middle, ranked
from cchc_lib.site.rendering import script

ATOM = "{http://www.w3.org/2005/Atom}"


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def own_pages(site: Path) -> list[Path]:
    return [path for path in site.rglob("*.html") if path.name != "report.html"]


@pytest.fixture
def yard(reports: Path, tmp_path: Path) -> Path:
    """A copy of the project that a test may spoil."""
    shutil.copytree(reports, tmp_path / "project", symlinks=True)
    shutil.rmtree(tmp_path / "project" / "build" / "site", ignore_errors=True)
    return tmp_path / "project"


def make(yard: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([CCHC, "site", *options], cwd=yard, capture_output=True, text=True, check=False)


def test_every_link_leads_to_a_file_of_the_site_and_to_a_place_in_it(published: Path) -> None:
    ids: dict[Path, set[str]] = {}
    for page in own_pages(published):
        for link in soup(page).find_all("a", href=True):
            address = urlsplit(link["href"])
            assert not address.scheme and not address.netloc and not address.path.startswith("/"), link
            target = (page.parent / unquote(address.path)).resolve() if address.path else page
            assert target.is_file() and target.is_relative_to(published.resolve()), (page, link["href"])
            if address.fragment:
                ids.setdefault(target, {each["id"] for each in soup(target).find_all(id=True)})
                assert address.fragment in ids[target], (page, link["href"])


def test_each_report_may_be_fetched_in_every_format(published: Path, reports: Path) -> None:
    for built in (reports / "build" / "reports").glob("*/*/record.json"):
        ward, period = built.parts[-3:-1]
        page = soup(published / "don-vi" / ward / "index.html")
        linked = {link["href"] for link in page.find_all("a", href=True)}
        for name in FILES:
            assert f"{period}/{name}" in linked
            copied = published / "don-vi" / ward / period / name
            assert copied.read_bytes() == (built.parent / name).read_bytes()


def test_each_indicator_has_a_page_with_formula_reference_and_all_wards(published: Path) -> None:
    for code, each in indicators().items():
        page = soup(published / "chi-tieu" / code.replace(".", "-") / "index.html")
        assert page.h1.text == each.label
        assert page.find("code") is not None
        assert each.reference in page.text
        assert len(page.select("tbody tr")) == 6


def test_no_page_runs_what_is_not_its_own_or_asks_for_anything_from_elsewhere(published: Path) -> None:
    for path in own_pages(published):
        page = soup(path)
        policy = page.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
        assert policy.startswith("default-src 'none'; script-src 'sha256-")
        scripts = [each for each in page.find_all("script") if each.get("type") != "application/json"]
        assert [each.string for each in scripts] == [script()]
        assert not [tag for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]
        assert not page.find_all(src=True)
    for name in ("innerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("):
        assert name not in script()


def test_made_up_figures_say_so_on_every_page_and_are_not_indexed(published: Path) -> None:
    for path in published.rglob("*.html"):
        page = soup(path)
        assert page.find(class_="mark").text == "DỮ LIỆU MÔ PHỎNG", path
        assert page.title.text.startswith("DỮ LIỆU MÔ PHỎNG"), path
        assert page.find("meta", {"name": "robots"})["content"] == "noindex", path


def test_the_data_set_is_the_same_in_both_forms_and_every_column_and_code_is_explained(published: Path) -> None:
    with (published / "du-lieu" / "cchc.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with duckdb.connect() as connection:
        table = connection.execute(f"FROM '{published / 'du-lieu' / 'cchc.parquet'}'")
        names = [column[0] for column in table.description]
        held = [dict(zip(names, row, strict=True)) for row in table.fetchall()]
    assert names == list(rows[0]) == list(COLUMNS)
    assert [row["indicator"] for row in held] == [row["indicator"] for row in rows]
    assert [row["value"] for row in held] == [Decimal(row["value"]) if row["value"] else None for row in rows]
    assert {type(row["period_end"]) for row in held} == {date}
    with (published / "du-lieu" / "tu-dien.csv").open(encoding="utf-8") as file:
        named = {row["name"] for row in csv.DictReader(file)}
    assert set(COLUMNS) | {row["indicator"] for row in rows} <= named
    assert {row["simulated"] for row in rows} == {"true"}


def test_the_feed_names_each_report_once(published: Path) -> None:
    feed = etree.parse(published / "feed.xml").getroot()
    entries = feed.findall(f"{ATOM}entry")
    assert len({entry.find(f"{ATOM}id").text for entry in entries}) == len(entries) == 6
    for entry in entries:
        assert (published / entry.find(f"{ATOM}link").get("href")).is_file()
        assert entry.find(f"{ATOM}title").text.startswith("[DỮ LIỆU MÔ PHỎNG]")


def test_a_map_is_made_where_the_address_is_known_without_what_is_made_up(yard: Path) -> None:
    assert make(yard, "--url", "https://example.org/cchc").returncode == 0
    places = re.findall("<loc>(.*?)</loc>", (yard / "build" / "site" / "sitemap.xml").read_text(encoding="utf-8"))
    assert "https://example.org/cchc/index.html" in places
    assert not [place for place in places if place.endswith("report.html")]


def test_the_same_reports_make_the_same_site(yard: Path, published: Path) -> None:
    assert make(yard).returncode == 0
    assert contents(yard / "build" / "site") == contents(published)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def first_report(yard: Path) -> Path:
    return min((yard / "build" / "reports").glob("*/*/record.json")).parent


def test_an_edited_report_is_left_out_with_the_reason_and_the_site_is_made(yard: Path) -> None:
    folder = first_report(yard)
    page = folder / "report.html"
    page.write_text(page.read_text(encoding="utf-8").replace("hồ sơ", "hồ sơ giả", 1), encoding="utf-8")
    result = make(yard)
    assert result.returncode == 0
    name = "/".join(folder.parts[-2:])
    assert f"not published: {name}: không khớp khi tính lại" in result.stdout
    assert not (yard / "build" / "site" / "don-vi" / folder.parts[-2] / folder.name).exists()
    assert name in soup(yard / "build" / "site" / "chua-cong-bo" / "index.html").text
    again = make(yard)
    assert f"not published: {name}" in again.stdout


def test_page_and_record_of_two_reports_are_not_published_together(yard: Path) -> None:
    one, other = sorted((yard / "build" / "reports").glob("*/*/record.json"))[:2]
    one.write_bytes(other.read_bytes())
    assert "không thuộc cùng một báo cáo" in make(yard).stdout


def test_a_report_in_the_place_of_another_is_not_published(yard: Path) -> None:
    one, other = (path.parent for path in sorted((yard / "build" / "reports").glob("*/*/record.json"))[:2])
    shutil.rmtree(one)
    shutil.copytree(other, one)
    assert "nằm sai chỗ" in make(yard).stdout


def test_a_scenario_that_lies_among_the_reports_is_not_published(yard: Path) -> None:
    ward = first_report(yard).parts[-2]
    command = [CCHC, "report", ward, "2026-Q1", "--set", "procedures.visits=1", "--data", "made-up", "--out", "aside"]
    subprocess.run(command, cwd=yard, check=True, capture_output=True)
    scenario = next((yard / "aside").glob("*/*/2026-Q1"))
    place = yard / "build" / "reports" / ward / "2026-Q1"
    shutil.rmtree(place)
    shutil.copytree(scenario, place)
    next(place.glob("report.*.html")).rename(place / "report.html")
    assert "là kịch bản giả định" in make(yard).stdout
    pages = (path.read_text(encoding="utf-8") for path in (yard / "build" / "site").rglob("*.html"))
    assert not any("KỊCH BẢN" in page for page in pages)


def test_open_errors_keep_a_report_back_unless_they_are_allowed_and_then_it_says_so(yard: Path) -> None:
    figures = next((yard / "made-up" / "wards").glob("*/2026-Q1/figures.csv"))
    text = figures.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("plan_tasks.completed,"))
    code, value, rest = line.split(",", 2)
    figures.write_text(text.replace(line, f"{code},{int(value) + 1},{rest}"), encoding="utf-8")
    ward = figures.parts[-3]
    command = [CCHC, "report", ward, "2026-Q1", "--data", "made-up"]
    subprocess.run(command, cwd=yard, check=True, capture_output=True)
    assert f"not published: {ward}/2026-Q1: còn 2 lỗi số liệu" in make(yard).stdout
    allowed = make(yard, "--allow-errors")
    assert "not published" not in allowed.stdout
    assert "còn 2 lỗi số liệu" in soup(yard / "build" / "site" / "don-vi" / ward / "index.html").text


@pytest.mark.parametrize("place", ["build/reports", "params"])
def test_a_folder_that_holds_something_else_is_never_replaced(yard: Path, place: str) -> None:
    before = contents(yard / place)
    result = make(yard, "--out", place)
    assert result.returncode == 2
    assert "holds something else than a site" in result.stderr
    assert contents(yard / place) == before


def test_an_address_is_no_place_for_a_site(yard: Path) -> None:
    result = make(yard, "--out", "s3://bucket/site")
    assert result.returncode == 2
    assert "is an address" in result.stderr
    assert not (yard / "s3:").exists()


def test_without_reports_nothing_is_made(tmp_path: Path) -> None:
    for name in ("notebooks", "params", "data"):
        (tmp_path / name).mkdir()
    result = make(tmp_path)
    assert result.returncode == 2
    assert "There are no reports" in result.stderr
    assert not (tmp_path / "build" / "site").exists()


def test_text_of_a_record_is_text_on_every_page(yard: Path) -> None:
    """A name that is markup, in a record that was sealed anew, stays words."""
    record = json.loads((first_report(yard) / "record.json").read_text(encoding="utf-8"))
    record["ward"]["name"] = "xã <script>alert(1)</script>"
    assert record | {MARK: seal_of(record)}
    report = published_report(record, {})
    for path, text in pages(Site((report,))):
        assert "<script>alert" not in text, path


def record_of(slug: str, value: str | None) -> dict:
    entry = {"text": [value or "–"], "value": value, "unit": "%", "state": "stated", "calculation": "", "targets": []}
    return {
        "ward": {"slug": slug, "code": "00001", "name": f"xã {slug}"},
        "period": {"name": "2026-Q1"},
        "origin": "ward",
        "findings": [],
        "numbers": {"procedures.on_time_rate": entry, "procedures.overdue_rate": entry},
    }


def test_a_number_stands_beside_its_unit_however_the_report_prints_it() -> None:
    for texts in (["98,00"], ["98,00", "98,00%"]):
        record = record_of("a", "98")
        record["numbers"]["procedures.on_time_rate"] = {**record["numbers"]["procedures.on_time_rate"], "text": texts}
        assert published_report(record, {}).readings["procedures.on_time_rate"].text == "98,00%"


def test_equal_wards_share_a_rank_and_unknown_ones_have_none() -> None:
    values = {"a": "98", "b": "99", "c": "99", "d": None, "e": "97"}
    reports = [published_report(record_of(slug, value), {}) for slug, value in values.items()]
    best_first = [(each.report.slug, each.rank) for each in ranked(reports, "procedures.on_time_rate")]
    assert best_first == [("b", 1), ("c", 1), ("a", 3), ("e", 4), ("d", None)]
    lowest_first = [(each.report.slug, each.rank) for each in ranked(reports, "procedures.overdue_rate")]
    assert lowest_first == [("e", 1), ("a", 2), ("b", 3), ("c", 3), ("d", None)]
    assert str(middle(reports, "procedures.on_time_rate")) == "98.5"
