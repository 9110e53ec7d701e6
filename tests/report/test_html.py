"""The HTML stands on its own, reads well for everyone, and prints text from data as text."""

import json
import re
import subprocess
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from cchc_lib.report.rendering.block_html import page_script
from tests.support.checkout import CCHC, PERIOD, ROOT
from tests.support.editable_project import EditableProject

HOSTILE = "<script>alert(1)</script> & \"x\" 'y' </style> {{ 7*7 }} {% raw %} $a$ `b` \\ 😀 á"
PLAIN_HOSTILE = "<script>alert(x)</script> & *b* [c] # d ]]> ."
"""Local prose, where braces and digits are refused on the way in."""


@pytest.fixture(scope="session")
def page(built_report: Path) -> BeautifulSoup:
    return BeautifulSoup((built_report / "report.html").read_bytes(), "html.parser")


def test_the_page_is_in_vietnamese_and_below_half_a_megabyte(page: BeautifulSoup, built_report: Path) -> None:
    assert page.html["lang"] == "vi"
    assert (built_report / "report.html").stat().st_size < 500_000


def test_the_page_asks_no_network_for_anything(page: BeautifulSoup) -> None:
    asked = [tag for tag in page.find_all(True) for name in ("src", "data", "poster") if name in tag.attrs]
    assert [tag for tag in asked if not tag.get("src", "data:").startswith("data:")] == []
    assert [link["href"] for link in page.find_all(["a", "link"]) if not link["href"].startswith("#")] == []
    assert not re.search(r"@import|url\(", page.style.text)


def test_the_page_runs_no_script_but_its_own_for_trying_figures(page: BeautifulSoup) -> None:
    record, script = page.find_all("script")
    assert (record["type"], script.attrs, script.string) == ("application/json", {}, page_script())
    assert [tag for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")] == []
    policy = page.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    digest = b64encode(sha256(script.string.encode()).digest()).decode()
    told = "templates/cchc/policy.txt does not hold the hash of page.js"
    assert policy.split("; ")[:2] == ["default-src 'none'", f"script-src 'sha256-{digest}'"], told


def test_the_script_asks_for_nothing_and_makes_no_markup_of_text() -> None:
    for name in (
        "innerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "Function(",
        "fetch",
        "XMLHttp",
        "import",
    ):
        assert name not in page_script()


def test_the_summary_comes_before_the_official_text(page: BeautifulSoup) -> None:
    order = [tag.get("class", [""])[0] for tag in page.find_all(["section", "header"])]
    assert order.index("summary") < order.index("letterhead")
    assert len(page.select(".summary .card")) == 8


def test_ten_tables_have_captions_and_scopes(page: BeautifulSoup) -> None:
    tables = page.find_all("table")
    assert len(tables) >= 10
    assert all(table.caption.text.strip() for table in tables)
    assert all(head.get("scope") in ("col", "colgroup", "row") for table in tables for head in table.find_all("th"))


def test_eight_charts_have_a_sentence_of_alternative_text_with_numbers(page: BeautifulSoup) -> None:
    charts = page.select("figure.chart")
    assert len(charts) >= 8
    said = [chart.find(role="img")["aria-label"] for chart in charts]
    assert all(re.search(r"\d", text) and text.endswith(".") for text in said)


def test_charts_keep_text_as_text(page: BeautifulSoup) -> None:
    for svg in page.select("figure.chart svg"):
        assert svg.find("text") is not None
        assert "Helvetica" not in str(svg)


def test_tables_and_charts_are_numbered_in_reading_order(page: BeautifulSoup) -> None:
    # A table without data is a caption with «Chưa có số liệu.», and has a number too.
    captions = page.select("table:not(.wide) > caption, figure[id^=bang-] > figcaption")
    tables = [caption.text.split(".")[0] for caption in captions]
    charts = [caption.text.split(".")[0] for caption in page.select("figure.chart figcaption")]
    assert tables == [f"Bảng {number}" for number in range(1, len(tables) + 1)]
    assert charts == [f"Biểu đồ {number}" for number in range(1, len(charts) + 1)]


def test_ids_are_unique_and_links_lead_somewhere(page: BeautifulSoup) -> None:
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    numbers = json.loads(page.find("script", id="cchc-record").string)["numbers"]
    cards = {f"nguon-{code}" for code in numbers}  # The script makes them of the record.
    assert {link["href"][1:] for link in page.find_all("a")} <= {*ids, *cards}


def test_eight_footnotes_list_the_documents(page: BeautifulSoup) -> None:
    notes = page.select(".footnotes li")
    assert len(notes) == 8
    assert notes[5].text.count("Quyết định số") == 8
    assert notes[6].text.count("Kế hoạch số") >= 10


def test_the_code_is_hidden_but_one_click_away(page: BeautifulSoup) -> None:
    code = page.select_one("details.code")
    assert code is not None
    assert not code.has_attr("open")
    assert 'report.section("procedures")' in code.text


def test_the_rebuilt_example_says_that_it_is_a_reconstruction(page: BeautifulSoup) -> None:
    notices = [notice.text for notice in page.select(".notice")]
    assert len(notices) == 3
    assert all("dựng lại từ số liệu đã công bố" in notice for notice in notices)


def test_headings_follow_one_another_without_a_gap(page: BeautifulSoup) -> None:
    levels = [int(tag.name[1]) for tag in page.main.find_all(re.compile("^h[1-6]$"))]
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_the_record_in_the_page_is_the_record_beside_it(page: BeautifulSoup, built_report: Path) -> None:
    embedded = json.loads(page.find("script", id="cchc-record").string)
    beside = json.loads((built_report / "record.json").read_text(encoding="utf-8"))
    assert beside.pop("@context")
    assert embedded == beside


def test_every_number_of_the_page_stands_in_the_record(page: BeautifulSoup, built_report: Path) -> None:
    numbers = json.loads((built_report / "record.json").read_text(encoding="utf-8"))["numbers"]
    printed = {(link["href"].removeprefix("#nguon-"), link.data.text) for link in page.find_all("a", class_="n")}
    assert len(printed) > 200
    assert len(page.find_all("data")) == len(page.find_all("a", class_="n"))
    assert {code for code, text in printed if text not in numbers[code]["text"]} == set()


@pytest.mark.slow
def test_text_from_data_comes_out_as_that_text(editable_project: EditableProject) -> None:
    cell = '"' + HOSTILE.replace('"', '""') + '"'
    title = "về tuyên truyền cải cách hành chính nhà nước phường Lưu Kiếm 6 tháng cuối năm 2025"
    editable_project.edit("documents.csv", title, cell)
    editable_project.edit("content.yaml", "    - Như trên", "    - " + json.dumps(HOSTILE, ensure_ascii=False))
    editable_project.edit("content.yaml", "name: Hoàng Anh Tuấn", "name: " + json.dumps(HOSTILE, ensure_ascii=False))
    editable_project.edit("content.yaml", "Các vụ việc được nêu chủ yếu liên quan đến đất đai.", PLAIN_HOSTILE)
    command = [
        CCHC,
        "report",
        "luu-kiem",
        PERIOD,
        "--data",
        editable_project.root / "data",
        "--out",
        editable_project.root / "out",
    ]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    html = (editable_project.root / "out" / "luu-kiem" / PERIOD / "report.html").read_text(encoding="utf-8")
    page = BeautifulSoup(html, "html.parser")
    assert len(page.find_all("script")) == 2
    assert HOSTILE in page.find(id="communication.plan").text
    assert HOSTILE in page.select_one(".signed").text
    assert HOSTILE in page.select_one(".distribution li").text
    assert PLAIN_HOSTILE in page.find(id="reception.adhoc").text
