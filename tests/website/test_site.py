"""The published site: what is on it, what never is, and where its links lead."""

import csv
import json
import re
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from urllib.parse import unquote, urlsplit
from uuid import NAMESPACE_URL, UUID, uuid5

import duckdb
import pytest
from bs4 import BeautifulSoup
from lxml import etree, html

from cchc_lib.catalogue.catalogue import national_catalogue
from cchc_lib.catalogue.definitions import Direction
from cchc_lib.quantities.dates import Period
from cchc_lib.quantities.figures import State
from cchc_lib.record.graph_nodes import PeriodNode, Subject
from cchc_lib.report.ward_report import WardReport
from cchc_lib.site.comparison_page import comparison_data
from cchc_lib.site.dataset import COLUMNS
from cchc_lib.site.feed import feed_text, sitemap_text
from cchc_lib.site.full_text_index import full_text_index
from cchc_lib.site.page_templates import hash_source, script, search_script
from cchc_lib.site.pages import pages
from cchc_lib.site.published_documents import REPORT_FILES, PublishedReport, published_report, summarise
from cchc_lib.site.ranking import median_value, rank_reports
from cchc_lib.site.record_summary import NumberSummary, RecordSummary
from cchc_lib.site.site_content import Site
from tests.support.checkout import CCHC, PERIOD

ATOM = "{http://www.w3.org/2005/Atom}"


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def own_pages(site: Path) -> list[Path]:
    return [path for path in site.rglob("*.html") if path.name not in ("report.html", "overview.html")]


@pytest.fixture
def site_project(simulated_reports: Path, tmp_path: Path) -> Path:
    """A copy of the project that a test may spoil."""
    shutil.copytree(simulated_reports, tmp_path / "project", symlinks=True)
    shutil.rmtree(tmp_path / "project" / "build" / "site", ignore_errors=True)
    return tmp_path / "project"


def make(site_project: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([CCHC, "site", *options], cwd=site_project, capture_output=True, text=True, check=False)


def places_of(page: Path) -> set[str]:
    """Return what a link may lead to: ids, and numbers, whose cards the script of a report opens."""
    tree = html.fromstring(page.read_text(encoding="utf-8"))
    cards = {link.get("href")[1:] for link in tree.find_class("n") if link.tag == "a"}
    return {*tree.xpath("//@id"), *cards}


@pytest.mark.slow
def test_every_link_leads_to_a_file_of_the_site_and_to_a_place_in_it(published_site: Path) -> None:
    places: dict[Path, set[str]] = {}
    for page in own_pages(published_site):
        for link in html.fromstring(page.read_text(encoding="utf-8")).xpath("//a/@href"):
            address = urlsplit(link)
            assert not address.scheme and not address.netloc and not address.path.startswith("/"), link
            target = (page.parent / unquote(address.path)).resolve() if address.path else page
            assert target.is_file() and target.is_relative_to(published_site.resolve()), (page, link)
            if address.fragment and "=" not in address.fragment:  # One with `=` is for the script of its page.
                if target not in places:
                    places[target] = places_of(target)
                assert address.fragment in places[target], (page, link)


def page_folder(published_site: Path, ward: str) -> Path:
    return published_site / "don-vi" / ward


@pytest.mark.slow
def test_each_report_may_be_fetched_in_every_format(published_site: Path, simulated_reports: Path) -> None:
    for built_report in (simulated_reports / "build" / "reports").glob("*/*/record.json"):
        ward, period = built_report.parts[-3:-1]
        page = soup(published_site / "don-vi" / ward / "index.html")
        linked = {
            (page_folder(published_site, ward) / link["href"]).resolve() for link in page.find_all("a", href=True)
        }
        for name in REPORT_FILES:
            assert (published_site / "don-vi" / ward / period / name).resolve() in linked
            copied = published_site / "don-vi" / ward / period / name
            assert copied.read_bytes() == (built_report.parent / name).read_bytes()


@pytest.mark.slow
def test_each_indicator_has_a_page_with_formula_reference_and_all_wards(published_site: Path) -> None:
    for code, each in national_catalogue().indicators.items():
        page = soup(published_site / "chi-tieu" / code.replace(".", "-") / "index.html")
        assert page.h1.text == each.label
        assert page.find("code") is not None
        assert each.reference in page.text
        assert len(page.select("tbody tr")) == 6


@pytest.mark.slow
def test_no_page_runs_what_is_not_its_own_or_asks_for_anything_from_elsewhere(published_site: Path) -> None:
    for path in own_pages(published_site):
        page = soup(path)
        policy = page.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
        assert policy.startswith("default-src 'none'; script-src 'sha256-")
        scripts = [each for each in page.find_all("script") if each.get("type") != "application/json"]
        searches = path.parent.name == "tim-kiem"
        assert [each.string for each in scripts if not each.get("src")] == [script(), *[search_script()] * searches]
        assert not [tag for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]
        assert [tag["src"] for tag in page.find_all(src=True)] == ["pagefind.js"] * searches
        for tag in page.find_all(integrity=True):
            assert tag["integrity"] == hash_source((path.parent / tag["src"]).read_bytes()).strip("'")
            assert f"'{tag['integrity']}'" in policy
    for name in ("innerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("):
        assert name not in script() + search_script()


@pytest.mark.slow
def test_made_up_figures_say_so_on_every_page_and_are_not_indexed(published_site: Path) -> None:
    for path in published_site.rglob("*.html"):
        page = html.fromstring(path.read_text(encoding="utf-8"))
        assert page.find_class("mark")[0].text_content() == "DỮ LIỆU MÔ PHỎNG", path
        assert page.findtext(".//title").startswith("DỮ LIỆU MÔ PHỎNG"), path
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"], path


@pytest.mark.slow
def test_the_data_set_is_the_same_in_both_forms_and_every_column_and_code_is_explained(published_site: Path) -> None:
    with (published_site / "du-lieu" / "cchc.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with duckdb.connect() as connection:
        table = connection.execute(f"FROM '{published_site / 'du-lieu' / 'cchc.parquet'}'")
        names = [column[0] for column in table.description]
        held = [dict(zip(names, row, strict=True)) for row in table.fetchall()]
    assert names == list(rows[0]) == list(COLUMNS)
    assert [row["indicator"] for row in held] == [row["indicator"] for row in rows]
    assert [row["value"] for row in held] == [Decimal(row["value"]) if row["value"] else None for row in rows]
    assert {type(row["period_end"]) for row in held} == {date}
    with (published_site / "du-lieu" / "tu-dien.csv").open(encoding="utf-8") as file:
        named = {row["name"] for row in csv.DictReader(file)}
    assert set(COLUMNS) | {row["indicator"] for row in rows} <= named
    assert {row["simulated"] for row in rows} == {"true"}


@pytest.mark.slow
def test_the_feed_names_each_report_once(published_site: Path) -> None:
    feed = etree.parse(published_site / "feed.xml").getroot()
    entries = feed.findall(f"{ATOM}entry")
    ids = [UUID(element.text) for element in feed.iter(f"{ATOM}id")]
    assert ids[0] == uuid5(uuid5(NAMESPACE_URL, "urn:cchc:site"), "feed")
    assert {each.version for each in ids} == {5}
    assert len({entry.find(f"{ATOM}id").text for entry in entries}) == len(entries) == 6
    for entry in entries:
        assert (published_site / entry.find(f"{ATOM}link").get("href")).is_file()
        assert entry.find(f"{ATOM}title").text.startswith("[DỮ LIỆU MÔ PHỎNG]")


@pytest.mark.slow
def test_a_map_names_the_pages_that_may_be_found_and_nothing_made_up(site_project: Path, built_report: Path) -> None:
    assert make(site_project, "--url", "https://example.org/cchc").returncode == 0
    assert places(site_project) == []
    own = site_project / "build" / "reports" / "luu-kiem" / PERIOD
    shutil.copytree(built_report, own)
    assert make(site_project, "--url", "https://example.org/cchc/").returncode == 0
    assert "https://example.org/cchc/index.html" in places(site_project)
    assert f"https://example.org/cchc/don-vi/luu-kiem/{PERIOD}/report.html" in places(site_project)


def places(site_project: Path) -> list[str]:
    return re.findall("<loc>(.*?)</loc>", (site_project / "build" / "site" / "sitemap.xml").read_text(encoding="utf-8"))


@pytest.mark.slow
@pytest.mark.parametrize(
    "address", ["example.org", "ftp://x", "javascript:alert(1)", "https://e.org/?a=1", "https://e.org/a b"]
)
def test_an_address_that_is_none_is_refused(site_project: Path, address: str) -> None:
    result = make(site_project, "--url", address)
    assert result.returncode == 2
    assert "no address of a site" in result.stderr


@pytest.mark.slow
def test_made_up_reports_are_not_published_beside_a_wards_own(site_project: Path, built_report: Path) -> None:
    shutil.copytree(built_report, site_project / "build" / "reports" / "luu-kiem" / PERIOD)
    result = make(site_project)
    assert "reports: 1" in result.stdout
    assert result.stdout.count("là số liệu mô phỏng, không công bố chung") == 6
    assert {path.name for path in (site_project / "build" / "site" / "don-vi").iterdir() if path.is_dir()} == {
        "luu-kiem"
    }
    ward = soup(site_project / "build" / "site" / "don-vi" / "luu-kiem" / "index.html").text
    assert "bản dựng lại từ số liệu đã công bố" in ward
    assert "DỮ LIỆU MÔ PHỎNG" not in ward


@pytest.mark.slow
def test_the_same_reports_make_the_same_site(site_project: Path, published_site: Path) -> None:
    assert make(site_project).returncode == 0
    assert contents(site_project / "build" / "site") == contents(published_site)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def first_report(site_project: Path) -> Path:
    return min((site_project / "build" / "reports").glob("*/*/record.json")).parent


@pytest.mark.slow
def test_an_edited_report_is_left_out_with_the_reason_and_the_site_is_made(site_project: Path) -> None:
    folder = first_report(site_project)
    page = folder / "report.html"
    page.write_text(page.read_text(encoding="utf-8").replace("hồ sơ", "hồ sơ giả", 1), encoding="utf-8")
    result = make(site_project)
    assert result.returncode == 0
    name = "/".join(folder.parts[-2:])
    assert f"not published: {name}: không khớp khi tính lại" in result.stdout
    assert not (site_project / "build" / "site" / "don-vi" / folder.parts[-2] / folder.name).exists()
    assert name in soup(site_project / "build" / "site" / "chua-cong-bo" / "index.html").text
    again = make(site_project)
    assert f"not published: {name}" in again.stdout


@pytest.mark.slow
def test_page_and_record_of_two_reports_are_not_published_together(site_project: Path) -> None:
    one, other = sorted((site_project / "build" / "reports").glob("*/*/record.json"))[:2]
    one.write_bytes(other.read_bytes())
    assert "không thuộc cùng một báo cáo" in make(site_project).stdout


@pytest.mark.slow
def test_a_report_in_the_place_of_another_is_not_published(site_project: Path) -> None:
    one, other = (path.parent for path in sorted((site_project / "build" / "reports").glob("*/*/record.json"))[:2])
    shutil.rmtree(one)
    shutil.copytree(other, one)
    assert "nằm sai chỗ" in make(site_project).stdout


@pytest.mark.slow
def test_a_scenario_that_lies_among_the_reports_is_not_published(site_project: Path) -> None:
    ward = first_report(site_project).parts[-2]
    command = [CCHC, "report", ward, "2026-Q1", "--set", "procedures.visits=1", "--data", "made-up", "--out", "aside"]
    subprocess.run(command, cwd=site_project, check=True, capture_output=True)
    scenario = next((site_project / "aside").glob("*/*/2026-Q1"))
    place = site_project / "build" / "reports" / ward / "2026-Q1"
    shutil.rmtree(place)
    shutil.copytree(scenario, place)
    next(place.glob("report.*.html")).rename(place / "report.html")
    assert "là kịch bản giả định" in make(site_project).stdout
    pages = (path.read_text(encoding="utf-8") for path in (site_project / "build" / "site").rglob("*.html"))
    assert not any("KỊCH BẢN" in page for page in pages)


@pytest.mark.slow
def test_open_errors_keep_a_report_back_unless_they_are_allowed_and_then_it_says_so(site_project: Path) -> None:
    figures = next((site_project / "made-up" / "wards").glob("*/2026-Q1/figures.csv"))
    text = figures.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("plan_tasks.completed,"))
    code, value, rest = line.split(",", 2)
    figures.write_text(text.replace(line, f"{code},{int(value) + 1},{rest}"), encoding="utf-8")
    ward = figures.parts[-3]
    for period in ("2026-Q1", "2026-Q3"):
        for command in (["report", ward], ["city", "31"]):
            subprocess.run(
                [CCHC, *command, period, "--data", "made-up"], cwd=site_project, check=True, capture_output=True
            )
    assert f"not published: {ward}/2026-Q1: còn 1 lỗi số liệu" in make(site_project).stdout
    allowed = make(site_project, "--allow-errors")
    assert "not published" not in allowed.stdout
    site = site_project / "build" / "site"
    pages = (f"don-vi/{ward}", "ky/2026-Q1", "chi-tieu/procedures-on_time_rate")
    for place in pages:
        assert "còn 1 lỗi số liệu" in soup(site / place / "index.html").text, place
    assert "còn 1 lỗi số liệu" in soup(site / "so-sanh" / "2026-Q1" / "index.html").find(id="so-lieu").text
    assert "còn 1 lỗi số liệu" in (site / "feed.xml").read_text(encoding="utf-8")
    overviews = soup(site / "thanh-pho" / "index.html")
    assert overviews.find("a", href=re.compile("2026-Q1/overview.html")).parent.text.count("còn 1 lỗi số liệu") == 1
    with (site / "du-lieu" / "cchc.csv").open(encoding="utf-8") as file:
        assert {row["open_errors"] for row in csv.DictReader(file)} == {"0", "1"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("params", "holds something else than a site"),
        ("build/reports", "lie within each other"),
        ("build", "lie within each other"),
        ("build/reports/site", "lie within each other"),
        ("params/defaults.yaml", "is a file"),
    ],
)
def test_a_folder_that_holds_something_else_is_never_replaced(site_project: Path, place: str, why: str) -> None:
    before = contents(site_project)
    result = make(site_project, "--out", place)
    assert result.returncode == 2
    assert why in result.stderr
    assert contents(site_project) == before


@pytest.mark.slow
def test_the_folder_that_a_command_runs_in_is_not_replaced(site_project: Path) -> None:
    assert make(site_project, "--out", "aside").returncode == 0
    for name in ("notebooks", "params", "data"):
        shutil.copytree(site_project / name, site_project / "aside" / name)
    elsewhere = ("--reports", site_project / "build" / "reports", "--overviews", site_project / "build" / "city")
    command = [CCHC, "site", "--out", ".", *elsewhere]
    result = subprocess.run(command, cwd=site_project / "aside", capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert "holds the current folder" in result.stderr


@pytest.mark.slow
def test_what_lies_beside_the_pages_of_a_site_stays_there(site_project: Path) -> None:
    assert make(site_project).returncode == 0
    site = site_project / "build" / "site"
    (site / ".git").mkdir()
    (site / ".git" / "HEAD").write_text("ref: refs/heads/pages\n", encoding="utf-8")
    (site / "CNAME").write_text("cchc.example.org\n", encoding="utf-8")
    (site / "don-vi" / "no-ward").mkdir()
    assert make(site_project).returncode == 0
    assert (site / ".git" / "HEAD").read_text(encoding="utf-8") == "ref: refs/heads/pages\n"
    assert (site / "CNAME").is_file()
    assert not (site / "don-vi" / "no-ward").exists()


@pytest.mark.slow
def test_a_link_to_the_sites_folder_stays_a_link(site_project: Path) -> None:
    (site_project / "deployed").mkdir()
    (site_project / "link").symlink_to(site_project / "deployed")
    assert make(site_project, "--out", "link").returncode == 0
    assert (site_project / "link").is_symlink()
    assert (site_project / "deployed" / "index.html").is_file()


@pytest.mark.slow
def test_who_changes_a_built_report_does_not_change_the_site(site_project: Path) -> None:
    assert make(site_project).returncode == 0
    before = contents(site_project / "build" / "site")
    for built_report in (site_project / "build" / "reports").glob("*/*/*"):
        with built_report.open("ab") as file:
            file.write(b" ")
    assert contents(site_project / "build" / "site") == before


@pytest.mark.slow
def test_a_table_that_is_not_that_of_its_record_keeps_a_report_back(site_project: Path) -> None:
    table = first_report(site_project) / "indicators.csv"
    text = table.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("procedures.on_time_rate,"))
    table.write_text(text.replace(line, line.replace(",stated,", ",stated,1", 1)), encoding="utf-8")
    assert "indicators.csv không khớp hồ sơ số liệu: procedures.on_time_rate" in make(site_project).stdout
    table.write_text(text + "thêm\n", encoding="utf-8")
    assert "không đọc được indicators.csv" in make(site_project).stdout


@pytest.mark.slow
def test_what_cannot_be_read_is_listed_without_paths_and_tried_again(site_project: Path) -> None:
    folders = sorted(path.parent for path in (site_project / "build" / "reports").glob("*/*/record.json"))
    record = (folders[0] / "record.json").read_bytes()
    (folders[0] / "record.json").unlink()
    (folders[1] / "report.html").unlink()
    (folders[1] / "report.html").symlink_to("nowhere")
    (folders[2] / "report.html").write_text("<p>", encoding="utf-8")
    (site_project / "build" / "reports" / "a" / ".2026-Q1.host.1.x").mkdir(parents=True)
    result = make(site_project)
    assert "reports: 3" in result.stdout
    told = soup(site_project / "build" / "site" / "chua-cong-bo" / "index.html").text
    for why in ("thiếu record.json", "thiếu report.html", "không đọc được trang web hoặc hồ sơ số liệu"):
        assert why in told
    assert str(site_project) not in told
    assert ".host." not in told
    (folders[0] / "record.json").write_bytes(record)
    assert "reports: 4" in make(site_project).stdout


@pytest.mark.slow
def test_an_address_is_no_place_for_a_site(site_project: Path) -> None:
    result = make(site_project, "--out", "s3://bucket/site")
    assert result.returncode == 2
    assert "is an address" in result.stderr
    assert not (site_project / "s3:").exists()


def test_without_reports_nothing_is_made(tmp_path: Path) -> None:
    for name in ("notebooks", "params", "data"):
        (tmp_path / name).mkdir()
    result = make(tmp_path)
    assert result.returncode == 2
    assert "There are no reports" in result.stderr
    assert not (tmp_path / "build" / "site").exists()


@pytest.mark.slow
def test_where_no_report_may_be_published_the_command_says_why_and_keeps_the_old_site(site_project: Path) -> None:
    assert make(site_project).returncode == 0
    before = contents(site_project / "build" / "site")
    records = list((site_project / "build" / "reports").glob("*/*/record.json"))
    for record in records:
        record.unlink()
    result = make(site_project)
    assert result.returncode == 2
    assert "may be published, so no site was written" in result.stderr
    assert result.stderr.count("thiếu record.json") == len(records)
    assert "Traceback" not in result.stderr
    assert contents(site_project / "build" / "site") == before


def test_a_unit_has_a_capital_at_the_beginning_of_a_title() -> None:
    report = published_report(summary_of("a", "98"), {})
    assert "<title>Xã a: Quý I năm 2026</title>" in feed_text((report,), "")
    assert "<title>Xã a – " in dict(pages(Site((report,))))["don-vi/a/index.html"]


def test_feed_and_map_escape_what_a_record_says() -> None:
    summary = summary_of("a", "98")
    hostile = summary.model_copy(update={"subject": summary.subject.model_copy(update={"name": 'xã <b> & "c"'})})
    feed = etree.fromstring(feed_text([published_report(hostile, {})], "https://example.org/?a&b").encode())
    assert feed.find(f"{ATOM}entry/{ATOM}title").text.startswith('Xã <b> & "c": ')
    assert feed.find(f"{ATOM}link").get("href") == "https://example.org/?a&bfeed.xml"
    page_map = etree.fromstring(sitemap_text(["a&b.html"], "https://example.org/").encode())
    assert "".join(page_map.itertext()).strip() == "https://example.org/a&b.html"


@pytest.mark.parametrize("name", ["phường Lưu Kiếm", "Phường Trần Hưng Đạo"])
def test_the_kind_of_a_ward_is_known_also_where_it_is_capitalised(name: str) -> None:
    summary = summary_of("a", "98")
    report = published_report(
        summary.model_copy(update={"subject": summary.subject.model_copy(update={"name": name})}), {}
    )
    assert (report.kind, report.bare_name) == ("phường", name[7:])


def test_text_of_a_record_is_text_on_every_page() -> None:
    """A name that is markup stays words."""
    summary = summary_of("a", "98")
    name = "xã <script>alert(1)</script>"
    hostile = summary.model_copy(update={"subject": summary.subject.model_copy(update={"name": name})})
    written = dict(pages(Site((published_report(hostile, {}),))))
    assert any("&lt;script&gt;alert" in text for text in written.values())
    assert [path for path, text in written.items() if "<script>alert" in text] == []


def summary_of(slug: str, value: str | None, period: str = "2026-Q1") -> RecordSummary:
    """What a record says of one rate; its complement is given the same value."""
    number = NumberSummary(
        text="–" if value is None else f"{value}%",
        value=value,
        exact=value,
        state=State.NOT_GIVEN if value is None else State.STATED,
        calculation="",
        standing="",
    )
    days = Period.parse(period)
    return RecordSummary(
        subject=Subject(kind="ward", slug=slug, code="00001", name=f"xã {slug}"),
        period=PeriodNode(name=period, start=str(days.start), end=str(days.end)),
        origin="ward",
        hashes={},
        open_errors=0,
        numbers={"procedures.on_time_rate": number, "procedures.overdue_rate": number},
        prose="Xã có 3 thôn.",
    )


def test_a_number_stands_beside_its_unit_however_the_report_prints_it(luu_kiem: WardReport) -> None:
    record = luu_kiem.record().record
    number = record.numbers["procedures.online_rate"]
    for texts in (("72,50",), ("72,50", "72,50%")):
        numbers = record.numbers | {"procedures.online_rate": number.model_copy(update={"text": texts})}
        summary = summarise(record.model_copy(update={"numbers": numbers}))
        assert published_report(summary, {}).readings["procedures.online_rate"].text == "72,50%"


def test_equal_wards_share_a_rank_and_unknown_ones_have_none() -> None:
    values = {"a": "98", "b": "99", "c": "99", "d": None, "e": "97"}
    simulated_reports = [published_report(summary_of(slug, value), {}) for slug, value in values.items()]
    best_first = ranks(simulated_reports, "procedures.on_time_rate")
    assert best_first == [("b", 1), ("c", 1), ("a", 3), ("e", 4), ("d", None)]
    lowest_first = [
        (each.report.slug, each.rank)
        for each in rank_reports(simulated_reports, "procedures.overdue_rate", Direction.LOWER)
    ]
    assert lowest_first == [("e", 1), ("a", 2), ("b", 3), ("c", 3), ("d", None)]
    assert median_value(simulated_reports, "procedures.on_time_rate") == Fraction(197, 2)


def ranks(reports: list[PublishedReport], code: str) -> list[tuple[str, int | None]]:
    return [(row.report.slug, row.rank) for row in rank_reports(reports, code, national_catalogue().direction_of(code))]


def test_a_value_of_which_neither_direction_is_better_ranks_nobody() -> None:
    neutral = next(
        code for code, indicator in national_catalogue().indicators.items() if indicator.direction is Direction.NEUTRAL
    )
    summaries = [summary_of(slug, value) for slug, value in (("a", "1"), ("b", "2"))]
    reports = [
        published_report(each.model_copy(update={"numbers": {neutral: next(iter(each.numbers.values()))}}), {})
        for each in summaries
    ]
    assert ranks(reports, neutral) == [("b", None), ("a", None)]


def test_the_comparison_knows_for_each_rate_which_direction_is_better() -> None:
    """The script of the page prints the best value of a row in bold."""
    reports = [published_report(summary_of(slug, value), {}) for slug, value in (("a", "98"), ("b", "99"))]
    signs = {code: sign for code, _, sign in comparison_data(national_catalogue(), reports)["labels"]}
    assert signs == {"procedures.on_time_rate": 1, "procedures.overdue_rate": -1}


@pytest.mark.slow
def test_wards_are_ranked_by_what_is_not_rounded_as_in_the_overview(
    simulated_reports: Path, published_site: Path
) -> None:
    record = json.loads(
        (simulated_reports / "build" / "city" / "hai-phong" / "2026-Q3" / "record.json").read_text("utf-8")
    )
    ranks = {code: each["value"] for code, each in record["numbers"].items() if code.endswith("on_time_rate.rank")}
    codes = {
        each["code"]: each["slug"] for each in map(ward_of, (simulated_reports / "build" / "reports").glob("*/2026-Q3"))
    }
    page = soup(published_site / "ky" / "2026-Q3" / "index.html")
    shown = {row.th.a["href"].split("/")[-2]: row.td.text for row in page.select("#bang tbody tr")}
    assert {codes[code[1:6]]: rank for code, rank in ranks.items()} == shown


def ward_of(folder: Path) -> dict:
    return json.loads((folder / "record.json").read_text(encoding="utf-8"))["subject"]


def test_the_same_days_under_two_names_make_one_table() -> None:
    names = {"a": "2026-Q1", "b": "2025-12-15_2026-03-14"}
    site = Site(tuple(published_report(summary_of(slug, "98", name), {}) for slug, name in names.items()))
    assert [period.name for period in site.periods] == ["2026-Q1"]
    text = dict(pages(site))["ky/2026-Q1/index.html"]
    assert all(f"don-vi/{slug}/{name}/report.html" in text for slug, name in names.items())


def test_one_name_of_two_calendars_is_two_periods_with_their_titles() -> None:
    calendar_month = summary_of("a", "90", "2026-M03")
    days = {"from": "2026-02-15", "to": "2026-03-14", "title": "tháng 3 năm 2026"}
    other_month = PeriodNode.model_validate({"name": "2026-M03", **days})
    reports = (calendar_month, summary_of("b", "91").model_copy(update={"period": other_month}))
    site = Site(tuple(published_report(report, {}) for report in reports))
    assert {period.name: period.title for period in site.periods} == {
        "2026-M03": "tháng 3 năm 2026",
        "2026-02-15_2026-03-14": "tháng 3 năm 2026",
    }
    assert {"ky/2026-M03/index.html", "ky/2026-02-15_2026-03-14/index.html"} <= dict(pages(site)).keys()


def test_a_line_joins_periods_as_long_that_follow_each_other() -> None:
    values = {"2025-Q3": "90", "2025-09-15_2025-12-14": "91", "2026-Q1": "92", "2026-H1": "93", "2026-Q3": "94"}
    simulated_reports = tuple(published_report(summary_of("a", value, name), {}) for name, value in values.items())
    page = BeautifulSoup(dict(pages(Site(simulated_reports)))["don-vi/a/index.html"], "html.parser")
    lines = {svg["aria-label"] for svg in page.find_all("svg")}
    assert len(lines) == 1
    drawn = lines.pop().partition(" – ")[2]
    assert drawn == "quý IV năm 2025: 91%; quý I năm 2026: 92%; quý III năm 2026: 94%"
    assert "số liệu thuộc các đơn vị hành chính cũ" in page.text


def test_a_wards_page_tells_its_rank_and_the_median_of_all() -> None:
    values = {"a": "98", "b": "99", "c": "99"}
    site = Site(tuple(published_report(summary_of(slug, value), {}) for slug, value in values.items()))
    cells = {slug: BeautifulSoup(dict(pages(site))[f"don-vi/{slug}/index.html"], "html.parser").text for slug in values}
    assert "hạng 3/3trung vị 99%" in cells["a"]
    assert "hạng 1/3trung vị 99%" in cells["b"]


def test_sentences_are_searched_but_for_those_that_say_nothing(luu_kiem: WardReport) -> None:
    record = luu_kiem.record().record
    places = {"overview.1": "Xã có 3 thôn. Số dân: chưa có số liệu.", "bang-tasks": "Nhiệm vụ"}
    assert summarise(record.model_copy(update={"page_text": places})).prose == "Xã có 3 thôn."


def test_the_same_texts_make_the_same_index() -> None:
    simulated_reports = [published_report(summary_of(slug, "98"), {}) for slug in ("a", "b")]
    with full_text_index(simulated_reports) as one, full_text_index(simulated_reports) as other:
        made = one()
        assert {"pagefind.js", "pagefind-entry.json"} <= made.keys()
        assert made == other()


@pytest.mark.slow
def test_an_overview_is_published_that_tells_nothing_that_no_report_tells(site_project: Path) -> None:
    ward = first_report(site_project).parts[-2]
    shutil.rmtree(site_project / "build" / "reports" / ward / "2026-Q3")
    result = make(site_project)
    assert "not published: thanh-pho/hai-phong/2026-Q3: gồm số liệu chưa công bố" in result.stdout
    assert ward in result.stdout.partition("2026-Q3: gồm")[2]
    site = site_project / "build" / "site"
    for page in ("index.html", "ky/2026-Q1/index.html"):
        assert "Tổng quan thành phố Hải Phòng" in soup(site / page).text
    assert {path.name for path in (site / "thanh-pho" / "hai-phong").iterdir()} == {"2026-Q1", "index.html"}
    names = {path.name for path in (site / "thanh-pho" / "hai-phong" / "2026-Q1").iterdir()}
    assert names == {"index.html", "overview.html", "overview.pdf", "record.json"}
