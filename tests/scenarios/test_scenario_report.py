"""The report of a scenario: nobody takes it for the record, and each moved number stands beside the real one."""

import csv
import json
import re
import subprocess
import zipfile
from pathlib import Path

import pypdf
import pytest
from bs4 import BeautifulSoup, Tag

from tests.support.checkout import CCHC, PERIOD, ROOT
from tests.support.reports import build_scenario_report

MARK = "KỊCH BẢN GIẢ ĐỊNH"
NAME = "kich-ban-online"


@pytest.fixture(scope="session")
def page(scenario_report: Path) -> BeautifulSoup:
    return BeautifulSoup((scenario_report / f"report.{NAME}.html").read_bytes(), "html.parser")


def test_each_file_says_in_its_name_what_it_is(scenario_report: Path) -> None:
    names = {path.name for path in scenario_report.iterdir()} - {"record.json", "SHA256SUMS"}
    assert names
    assert all(NAME in name for name in names), names


def test_every_page_and_the_metadata_of_every_format_bear_the_mark(scenario_report: Path, page: BeautifulSoup) -> None:
    assert page.title.text.startswith(MARK)
    assert page.select_one("#mark").text == MARK
    document = pypdf.PdfReader(scenario_report / f"report.{NAME}.pdf")
    assert document.metadata["/Title"].startswith(MARK)
    assert all(each.extract_text().count(MARK) >= 2 for each in document.pages)
    with zipfile.ZipFile(scenario_report / f"report.{NAME}.docx") as archive:
        heads = [archive.read(name).decode() for name in archive.namelist() if re.search(r"header\d", name)]
        assert len(heads) >= 2
        assert all(f'string="{MARK}"' in head for head in heads)
        assert MARK in archive.read("docProps/core.xml").decode()
    for name in (f"report.{NAME}.ipynb", f"indicators.{NAME}.csv", "record.json"):
        assert MARK in (scenario_report / name).read_text(encoding="utf-8"), name


def code_of(tag: Tag) -> str:
    """The code of a printed number, which links to its card or holds the code itself."""
    return tag.get("data-code") or tag.find_parent("a")["href"].removeprefix("#nguon-")


def test_every_number_that_moved_stands_beside_the_real_one_and_the_difference(page: BeautifulSoup) -> None:
    moved = {code_of(tag) for tag in page.find_all("data") if code_of(tag).endswith(".baseline")}
    assert "procedures.online_rate.baseline" in moved
    tables = {"bang-scenario_changes", "bang-scenario_followed", "bang-scenario_turned"}
    for tag in page.select("main data"):
        if f"{code_of(tag)}.baseline" not in moved or tag.find_parent(id=lambda place: place in tables):
            continue
        behind = "".join(tag.find_parent(["p", "td", "li", "span"]).stripped_strings)
        number = re.escape("".join(tag.stripped_strings))
        assert re.search(rf"{number} ?\[thực tế\s*[\d.,]+.*?; ?(tăng|giảm) ?[\d.,]+", behind), behind


def test_charts_say_what_is_real(page: BeautifulSoup) -> None:
    caption = page.select_one("#bieu-do-case_flow figcaption").text
    assert (
        "theo kịch bản: số hồ sơ tiếp nhận trực tuyến 6.697\u00a0hồ sơ [thực tế 6.397\u00a0hồ sơ; tăng 300" in caption
    )


def test_the_tables_of_the_scenario_list_changes_consequences_and_targets(page: BeautifulSoup) -> None:
    def rows(table: str) -> list[list[str]]:
        found = page.select(f"#bang-scenario_{table} tbody tr")
        return [[cell.text.replace("\u00a0", " ") for cell in row.find_all(["th", "td"])] for row in found]

    changes = rows("changes")
    direct = ["Số hồ sơ tiếp nhận trực tiếp", "2.426 hồ sơ", "2.126 hồ sơ", "giảm 300 hồ sơ"]
    assert [*direct, "điều chỉnh theo để các tổng vẫn khớp"] in changes
    assert [
        "Mục tiêu: Tỷ lệ hồ sơ tiếp nhận trực tuyến",
        "50%",
        "76%",
        "tăng 26 điểm phần trăm",
        "đặt bằng 76",
    ] in changes
    assert ["Tỷ lệ hồ sơ tiếp nhận trực tuyến", "72,50%", "75,90%", "tăng 3,40 điểm phần trăm"] in rows("followed")
    turned = {row[0]: row[-1] for row in rows("turned")}
    assert turned["Tỷ lệ hồ sơ cập nhật, xử lý trên Hệ thống của thành phố"] == "Đạt thêm"
    assert turned["Tỷ lệ hồ sơ tiếp nhận trực tuyến"] == "Không còn đạt"


def test_indicators_hold_the_real_value_and_the_difference_too(scenario_report: Path) -> None:
    with (scenario_report / f"indicators.{NAME}.csv").open(encoding="utf-8") as file:
        values = {row["code"]: row["text"] for row in csv.DictReader(file)}
    rates = [values[f"procedures.online_rate{part}"] for part in ("", ".baseline", ".difference")]
    assert rates == ["75,90%", "72,50%", "3,40 điểm phần trăm"]


@pytest.mark.slow
def test_verify_computes_it_again_and_says_that_it_is_a_scenario(scenario_report: Path) -> None:
    paths = [scenario_report / name for name in (f"report.{NAME}.html", f"report.{NAME}.ipynb", "record.json")]
    command = [CCHC, "verify", *paths, "--data", ROOT / "data"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.count("It is a scenario, «Thêm 300 hồ sơ nộp trực tuyến» (online)") == 3
    assert "follows from this data" in result.stdout


def test_a_mark_that_was_taken_away_is_noticed(scenario_report: Path, tmp_path: Path) -> None:
    html = (scenario_report / f"report.{NAME}.html").read_text(encoding="utf-8")
    (tmp_path / "report.html").write_text(re.sub(r'<p class="mark".*?</p>', "", html), encoding="utf-8")
    result = subprocess.run(
        [CCHC, "verify", tmp_path / "report.html"], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert result.returncode == 1
    assert f"mark\n    found:    nothing\n    expected: {MARK}" in result.stdout


@pytest.mark.slow
def test_a_scenario_without_a_change_is_the_report_but_for_mark_and_name(built_report: Path, tmp_path: Path) -> None:
    (tmp_path / "nhu-cu.yaml").write_text("title: Như cũ\nwhy: Không đổi gì.\n", encoding="utf-8")
    build_scenario_report(tmp_path / "nhu-cu.yaml", tmp_path / "out")
    folder = tmp_path / "out" / "nhu-cu" / "luu-kiem" / PERIOD
    for name in ("report.html", "report.ipynb", "indicators.csv"):
        stem, _, suffix = name.partition(".")
        with_mark = (folder / f"{stem}.kich-ban-nhu-cu.{suffix}").read_text(encoding="utf-8")
        assert unmarked(with_mark) == unmarked((built_report / name).read_text(encoding="utf-8")), name


NOTICE = f"{MARK} «Như cũ»: số liệu giả định để phân tích, không phải kết quả của đơn vị."
DECLARED = r'"scenario": ?\{[^}]*\},\s*'
"""How the record holds the scenario."""
MARKS = (
    rf'<p class=\\?"mark\\?"[^>]*>{MARK}</p>',
    rf'"mark": ?"{MARK}"(,\s*)?',
    DECLARED,
    rf"{NOTICE} ?",
    rf"{MARK}( · |(\\n)+)?",
    r'<meta name=\\?"robots\\?" content=\\?"noindex\\?">\s*',
    r"(\\n|\n)scenario = (\\\"|&#34;)nhu-cu(\\\"|&#34;)",
    r'"scenario": "nhu-cu"(, )?|, "scenario": "nhu-cu"',
    r"(?<=-)[0-9a-f]{64}|(?<=\")[0-9a-f]{64}",
)
"""The mark, the notice, the scenario's name and declaration, and the content hashes over them."""


def unmarked(text: str) -> str:
    """A file without what tells a scenario from the ward as it is."""
    spelt = re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text)
    return re.sub("|".join(MARKS), "", re.sub(r'"mark": ?""(,\s*)?', "", spelt))


def test_it_is_refused_a_place_among_the_reports() -> None:
    command = [CCHC, "report", "luu-kiem", PERIOD, "--scenario", "online-300", "--out", "build/reports"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert "never written among the reports" in result.stderr


@pytest.mark.slow
def test_it_never_lies_among_the_reports(tmp_path: Path) -> None:
    command = [CCHC, "report", "luu-kiem", PERIOD, "--set", "procedures.visits=9.900", "--out", tmp_path]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert not (tmp_path / "luu-kiem").exists()
    record = json.loads(next(tmp_path.glob("set-*/luu-kiem/*/record.json")).read_text(encoding="utf-8"))
    assert record["scenario"]["settings"] == "procedures.visits=9.900"
