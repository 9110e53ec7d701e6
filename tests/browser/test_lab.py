"""JupyterLab as `cchc lab` opens it: a slider moves, figures follow, a saved scenario makes the same numbers."""

import csv
import os
import re
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import nbformat
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.support.checkout import CCHC, PERIOD, ROOT
from tests.support.notebooks import executed_cell, notebook, printed

pytestmark = pytest.mark.slow
_STARTED = re.compile(r"http://127\.0\.0\.1:\d+/\S*token=\w+")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, in which a scenario may be saved, and one is faulty."""
    for name in ("notebooks", "params", "data"):
        shutil.copytree(ROOT / name, tmp_path / "project" / name)
    faulty = tmp_path / "project" / "params" / "scenarios" / "hong.yaml"
    faulty.write_text("title: Hỏng\nwhy: Thử\nchanges: [{figure: nothing, set: 1}]\n", encoding="utf-8")
    return tmp_path / "project"


@dataclass(frozen=True)
class Lab:
    """A running `cchc lab`."""

    process: subprocess.Popen[str]
    address: str


@pytest.fixture
def server(project: Path) -> Iterator[Lab]:
    own = {f"JUPYTER_{name}_DIR": str(project.parent / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    options = ["--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0"]
    process = subprocess.Popen(
        [CCHC, "lab", *options], cwd=project, env=os.environ | own, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip
    assert process.stderr
    try:
        started = next(found[0] for line in process.stderr if (found := _STARTED.search(line)))
        threading.Thread(target=process.stderr.read, daemon=True).start()  # A full pipe would stop the server.
        yield Lab(process, started)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


@pytest.fixture
def address(server: Lab) -> str:
    return server.address


@pytest.fixture
def lab(browser: Browser, address: str) -> Page:
    page = browser.new_page(viewport={"width": 1400, "height": 2200})
    page.set_default_timeout(60_000)
    page.goto(address)
    expect(page.locator("#jp-bottom-panel, #jp-main-statusbar").last).to_contain_text("| Idle", timeout=60_000)
    page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^Run$")).click()
    page.locator(".lm-Menu-itemLabel", has_text=re.compile("^Run All Cells$")).click()
    page.wait_for_selector(".cchc-panel .noUi-handle")
    return page


def answers(address: str) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", urlsplit(address).port or 0)) == 0


def test_a_signal_that_ends_the_command_ends_the_server(server: Lab) -> None:
    end = time.monotonic() + 30
    while not answers(server.address) and time.monotonic() < end:  # The address is printed a moment earlier.
        time.sleep(0.1)
    assert answers(server.address)
    server.process.terminate()
    server.process.wait(timeout=30)
    assert not answers(server.address)


def test_what_the_panel_shows_and_saves_is_what_the_command_line_makes(lab: Page, project: Path) -> None:
    handle = lab.locator(".cchc-panel .noUi-handle").first
    handle.focus()
    for _ in range(30):
        handle.press("ArrowRight")
    panel = lab.locator(".cchc-panel")
    expect(panel).to_contain_text("6.427\u00a0hồ sơ")
    expect(panel.locator("#bang-scenario_followed")).to_contain_text("72,84%")
    expect(panel.locator("#bieu-do-case_flow")).to_contain_text("6.427\u00a0hồ sơ")
    row = panel.locator("#bang-scenario_followed tr", has_text="Tỷ lệ hồ sơ tiếp nhận trực tuyến")
    shown = [text.replace("\u00a0", " ") for text in row.locator("td").all_inner_texts()]

    for label, text in {"Tên tệp": "tu-lab", "Tên": "Thêm 30 hồ sơ", "Lý do": "Thử trong JupyterLab."}.items():
        field = panel.locator(".widget-text", has=lab.get_by_text(label, exact=True)).locator("input")
        field.fill(text)
        field.press("Tab")
    panel.get_by_role("button", name="Lưu kịch bản").click()
    expect(panel).to_contain_text("Đã lưu params/scenarios/tu-lab.yaml")

    made = [CCHC, "report", "luu-kiem", PERIOD, "--scenario", "tu-lab"]
    subprocess.run(made, cwd=project, check=True, capture_output=True)
    folder = project / "build" / "scenarios" / "tu-lab" / "luu-kiem" / PERIOD
    with (folder / "indicators.kich-ban-tu-lab.csv").open(encoding="utf-8") as file:
        values = {row["code"]: row["text"] for row in csv.DictReader(file)}
    rate = "procedures.online_rate"
    before, after, change = (values[code] for code in (f"{rate}.baseline", rate, f"{rate}.difference"))
    assert shown == [before, after, f"tăng {change}"] == ["72,50%", "72,84%", "tăng 0,34 điểm phần trăm"]


def test_a_figure_is_added_kept_and_compared(lab: Page) -> None:
    panel = lab.locator(".cchc-panel")
    chosen = panel.get_by_placeholder("Thêm số liệu")
    chosen.fill("Số lượt công dân được tiếp, hướng dẫn · procedures.visits")
    chosen.press("Enter")
    rows = panel.locator(".noUi-handle")
    expect(rows).to_have_count(7)
    rows.last.focus()
    rows.last.press("ArrowRight")
    panel.get_by_role("button", name="Giữ lại để so sánh").click()
    expect(panel.locator("#bang-side_by_side")).to_contain_text("Thử")
    expect(panel.locator("#bang-side_by_side")).to_contain_text("9.876\u00a0lượt")


def test_a_slider_ends_where_its_figure_does_and_a_faulty_scenario_is_left_out(lab: Page) -> None:
    panel = lab.locator(".cchc-panel")
    handle = panel.locator(".noUi-handle").first
    handle.focus()
    handle.press("End")
    expect(panel.locator("#bang-scenario_changes")).to_contain_text("8.810\u00a0hồ sơ")
    panel.locator("select[multiple]").select_option(["hong", "online-300"])
    expect(panel.locator("[role=alert]")).to_contain_text("Kịch bản «hong» không có trong bảng")
    expect(panel.locator("#bang-side_by_side")).to_contain_text("Thêm 300 hồ sơ nộp trực tuyến")


def test_the_export_menu_gives_every_format(browser: Browser, project: Path, address: str) -> None:
    executed = notebook("# Thử", executed_cell(printed("một dòng")))
    executed.metadata.kernelspec = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    nbformat.write(executed, project / "notebooks" / "executed.ipynb")
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.set_default_timeout(60_000)
    files: dict[str, bytes] = {}

    def keep(route: Route) -> None:
        """Take the file that the menu's new tab asks for."""
        response = route.fetch()
        assert response.status == 200
        files[route.request.url.partition("/nbconvert/")[2].partition("/")[0]] = response.body()
        route.fulfill(body="")

    page.context.route("**/nbconvert/*/**", keep)
    page.goto(re.sub(r"/lab[^?]*", "/lab/tree/notebooks/executed.ipynb", address))
    expect(page.locator("#jp-bottom-panel, #jp-main-statusbar").last).to_contain_text("| Idle", timeout=60_000)
    for entry in ("Cchc_docx", "Cchc_html", "Cchc_pdf"):
        page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^File$")).click()
        page.locator(".lm-Menu-itemLabel", has_text=re.compile("^Save and Export Notebook As")).hover()
        item = page.locator(".lm-Menu-itemLabel", has_text=re.compile(f"^{entry}$"))
        item.wait_for()
        listed = [label for label in page.locator(".lm-Menu-itemLabel").all_inner_texts() if label.startswith("Cchc")]
        assert listed == ["Cchc_docx", "Cchc_html", "Cchc_pdf", "Cchc_xlsx"]
        with page.context.expect_page() as opened:
            item.click()
        opened.value.wait_for_load_state()
    beginnings = {name: content[:4] for name, content in files.items()}
    assert beginnings == {"cchc_docx": b"PK\x03\x04", "cchc_html": b"<!DO", "cchc_pdf": b"%PDF"}
