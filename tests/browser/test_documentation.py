"""The documentation site as a person reads it: from files, without a network, on a desk and on a phone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.checkout import ROOT
from tools.docs.offline import foreign_addresses

pytestmark = pytest.mark.slow
DESK, PHONE = {"width": 1400, "height": 900}, {"width": 390, "height": 844}
READ = ("index.html", "gio-dau-tien.html", "how-to/publish.html", "reference/indicators.html", "reference/floors.html")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `make docs` builds it, with the pictures that are there."""
    folder = tmp_path_factory.mktemp("docs")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(folder)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return folder


def opened(browser: Browser, address: str, size: dict[str, int], faults: list[str]) -> Page:
    page = browser.new_page(viewport=size)
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("request", lambda asked: faults.append(asked.url) if asked.url.startswith("http") else None)
    page.goto(address)
    return page


def test_the_site_loads_nothing_from_other_hosts(site: Path) -> None:
    assert list(foreign_addresses(site)) == []


def test_what_is_loaded_from_other_hosts_is_found(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        '<a href="https://a.example/">read</a><script src="//b.example/x.js"></script>'
        '<link rel="stylesheet" href="https://c.example/y.css"><style>@import "https://d.example/z.css";</style>',
        encoding="utf-8",
    )
    (tmp_path / "style.css").write_text("p { background: url(https://e.example/p.png) }", encoding="utf-8")
    found = [line.partition(": ")[2] for line in foreign_addresses(tmp_path)]
    assert found == [
        "//b.example/x.js",
        "https://c.example/y.css",
        "https://d.example/z.css",
        "https://e.example/p.png",
    ]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_pages_opened_as_files_ask_nothing_of_the_network_and_fit_the_screen(
    site: Path, browser: Browser, size: dict[str, int]
) -> None:
    faults: list[str] = []
    for name in READ:
        page = opened(browser, (site / name).as_uri(), size, faults)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults.append(f"{name} is wider than the screen")
        page.close()
    assert faults == []


def test_the_search_works_in_pages_opened_as_files(site: Path, browser: Browser) -> None:
    faults: list[str] = []
    page = opened(browser, (site / "index.html").as_uri(), DESK, faults)
    page.locator(".md-search__input").focus()
    # What is typed before the index is read is not looked up.
    expect(page.locator(".md-search-result__meta")).to_have_text("Type to start searching")
    page.locator(".md-search__input").press_sequentially("acknowledge")
    expect(page.locator(".md-search-result__list")).to_contain_text("Check the data")
    page.locator(".md-search__input").clear()
    page.locator(".md-search__input").press_sequentially("thanh trượt")
    expect(page.locator(".md-search-result__list")).to_contain_text("Giờ đầu tiên")
    assert faults == []
    page.close()


def test_a_vietnamese_page_says_so(site: Path, browser: Browser) -> None:
    page = opened(browser, (site / "gio-dau-tien.html").as_uri(), PHONE, [])
    assert page.locator("html").get_attribute("lang") == "vi"
    assert all(picture.get_attribute("alt") for picture in page.locator("article img").all())
    page.close()
