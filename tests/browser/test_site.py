"""The published site as a person uses it: by mouse, by keyboard alone, on a phone, and without any fault of access."""

import http.server
import re
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.slow
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(published_site: Path) -> Iterator[str]:
    """The site in a sub-folder of a server."""
    handler = partial(_Quiet, directory=str(published_site.parent))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/site/"
    server.shutdown()
    server.server_close()


def ward_of(published_site: Path) -> tuple[str, str]:
    """A ward's slug, and what a person types who has no diacritics."""
    slug = min(path.name for path in (published_site / "don-vi").iterdir() if path.is_dir())
    return slug, slug.replace("-", " ")


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def page(browser: Browser, request: pytest.FixtureRequest, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport=request.param, accept_downloads=True)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda said: faults.append(f"{said.text} {said.location}") if said.type == "error" else None)
    page.on("request", lambda asked: faults.append(asked.url) if not asked.url.startswith(address) else None)
    page.goto(f"{address}index.html")
    yield page
    assert [fault for fault in faults if "favicon" not in fault] == []
    context.close()


def test_a_ward_is_found_without_diacritics_and_a_number_leads_to_its_formula(page: Page, published_site: Path) -> None:
    slug, typed = ward_of(published_site)
    page.get_by_label("Tìm xã, phường, đặc khu").fill(typed)
    expect(page.locator("#ket-qua a").first).to_have_text(re.compile("^(Phường|Xã|Đặc khu) "))
    page.locator("#ket-qua a").first.click()
    expect(page).to_have_url(f"{page.url.partition('don-vi')[0]}don-vi/{slug}/index.html")
    page.locator("table tr", has_text="Tỷ lệ").locator("a.n").first.click()
    expect(page.locator(".lineage-card")).to_be_visible()
    expect(page.locator(".lineage-card")).to_contain_text(" ÷ ")


def test_all_of_it_by_keyboard_alone(page: Page, published_site: Path, tmp_path: Path) -> None:
    slug, typed = ward_of(published_site)
    press_until(page, "document.activeElement.id === 'tim'")
    page.keyboard.type(typed)
    expect(page.locator("#ket-qua a").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/don-vi/{slug}/index.html")
    press_until(page, "document.activeElement.textContent === 'PDF'")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    download.value.save_as(tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    press_until(page, "document.activeElement.matches('table a.n[title*=\"/\"]')")
    page.keyboard.press("Enter")
    expect(page.locator(".lineage-card")).to_contain_text(" ÷ ")
    page.go_back()
    page.wait_for_url(f"**/don-vi/{slug}/index.html")
    press_until(page, "document.activeElement.textContent === 'So sánh'")
    page.keyboard.press("Enter")
    page.wait_for_url("**/so-sanh/*/index.html")
    press_until(page, "document.activeElement.id === 'them'")
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    expect(page.locator("#so-sanh thead a")).to_have_count(1)


def press_until(page: Page, holds: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(holds):
            return
    pytest.fail(f"the Tab key never leads there: {holds}")


def test_wards_are_compared_and_each_number_leads_to_its_report(page: Page, published_site: Path) -> None:
    page.get_by_role("link", name="So sánh").click()
    for ward in sorted(path.name for path in (published_site / "don-vi").iterdir() if path.is_dir())[:2]:
        page.get_by_label("Thêm đơn vị").fill(ward.replace("-", " "))
        page.get_by_role("button", name="Thêm").click()
    expect(page.locator("#so-sanh thead a")).to_have_count(2)
    expect(page.locator("#so-sanh thead a").first).to_have_text(re.compile("^(Phường|Xã|Đặc khu) "))
    page.reload()
    expect(page.locator("#so-sanh thead a")).to_have_count(2)
    page.locator("#so-sanh tbody a.n").first.click()
    expect(page.locator(".lineage-card")).to_be_visible()


def test_wards_stay_chosen_where_the_period_changes(page: Page, published_site: Path) -> None:
    slug, typed = ward_of(published_site)
    page.get_by_role("link", name="So sánh").click()
    page.get_by_label("Thêm đơn vị").fill(typed)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Quý I năm 2026").click()
    page.wait_for_url("**/so-sanh/2026-Q1/index.html*")
    expect(page.locator("#so-sanh thead a")).to_have_attribute("href", f"../../don-vi/{slug}/index.html")
    page.evaluate("location.hash = 'don-vi=constructor,toString'")
    expect(page.locator("#so-sanh thead a")).to_have_count(0)


def test_where_several_wards_answer_none_is_taken_for_another(page: Page, published_site: Path) -> None:
    page.get_by_role("link", name="So sánh").click()
    page.get_by_label("Thêm đơn vị").fill("phường")
    page.get_by_role("button", name="Thêm").click()
    expect(page.locator("#them-bao")).to_contain_text("hãy gõ rõ hơn")
    expect(page.locator("#so-sanh thead a")).to_have_count(0)


@pytest.mark.parametrize(
    "typed", ["kỷ luật, kỷ cương", "ky luat ky cuong", "dat dai", "Kỷ luat", "ky\u0309 lua\u0323\u0302t"]
)
def test_the_full_text_is_searched_with_marks_and_without(page: Page, typed: str) -> None:
    page.get_by_role("link", name="Tìm trong báo cáo").first.click()
    page.get_by_label("Từ cần tìm").fill(typed)
    expect(page.locator("#thay-chu")).to_contain_text("báo cáo")
    first = page.locator("#trang-thay li").first
    expect(first.locator("mark").first).to_be_visible()
    first.locator("a").click()
    page.wait_for_url("**/don-vi/**/report.html")


def test_a_search_has_an_address_and_comes_back(page: Page) -> None:
    page.get_by_role("link", name="Tìm trong báo cáo").first.click()
    page.get_by_label("Từ cần tìm").fill("kỷ luật")
    expect(page.locator("#trang-thay li").first).to_be_visible()
    page.locator("#trang-thay a").first.click()
    page.wait_for_url("**/report.html")
    page.go_back()
    expect(page.get_by_label("Từ cần tìm")).to_have_value("kỷ luật")
    expect(page.locator("#trang-thay li").first).to_be_visible()


def test_what_is_typed_is_never_markup(page: Page) -> None:
    page.get_by_role("link", name="Tìm trong báo cáo").first.click()
    page.get_by_label("Từ cần tìm").fill("<img src=x onerror=alert(1)>")
    expect(page.locator("#thay-chu")).not_to_be_empty()
    expect(page.locator("main img")).to_have_count(0)


def test_the_overview_of_the_city_leads_to_the_cells_of_a_ward(page: Page) -> None:
    page.get_by_role("link", name="Tổng quan thành phố Hải Phòng").first.click()
    page.locator("#bang-city_ranking a.n").nth(1).click()
    expect(page.locator(".lineage-card")).to_be_visible()
    expect(page.locator(".lineage-card")).to_contain_text("figures.csv")


def test_the_league_table_is_ordered_and_filtered(page: Page, published_site: Path) -> None:
    page.get_by_role("link", name="Bảng tổng hợp").click()
    rows = page.locator("#bang tbody tr")
    page.get_by_role("button", name="Đơn vị").click()
    names = [name.split(" ", 1)[1] for name in rows.locator("th").all_inner_texts()]
    assert names == sorted(names, key=lambda name: name.lower())
    _, typed = ward_of(published_site)
    page.get_by_label("Lọc theo tên").fill(typed)
    expect(page.locator("#bang tbody tr:visible")).to_have_count(1)
    expect(page.get_by_role("status")).to_have_text("1 trong 3 đơn vị")


def kinds(published_site: Path) -> list[str]:
    """One page of each kind."""
    slug, _ = ward_of(published_site)
    return [
        "index.html", "don-vi/index.html", f"don-vi/{slug}/index.html", f"don-vi/{slug}/2026-Q1/report.html",
        "ky/2026-Q3/index.html", "so-sanh/2026-Q3/index.html", "chi-tieu/index.html",
        "chi-tieu/procedures-online_rate/index.html", "du-lieu/index.html", "chua-cong-bo/index.html",
        "tim-kiem/index.html", "thanh-pho/hai-phong/2026-Q3/overview.html",
    ]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_fault_of_access(browser: Browser, address: str, published_site: Path, scheme: str) -> None:
    page = browser.new_context(color_scheme=scheme, bypass_csp=True).new_page()
    faults = []
    for kind in kinds(published_site):
        page.goto(f"{address}{kind}")
        found = Axe().run(page).response["violations"]
        faults += [f"{kind}: {each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"][:3]]
    assert not faults, "\n".join(faults)


def test_no_page_is_wider_than_a_phone(browser: Browser, address: str, published_site: Path) -> None:
    page = browser.new_context(viewport=PHONE).new_page()
    for kind in kinds(published_site):
        page.goto(f"{address}{kind}")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], kind


def test_it_can_be_read_without_scripts_and_from_files(browser: Browser, published_site: Path) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto((published_site / "index.html").as_uri())
    page.get_by_role("link", name="Bảng tổng hợp").click()
    page.locator("#bang tbody a.n").first.click()
    page.wait_for_url("**/report.html#nguon-*")
    expect(page.locator("#noi-dung")).to_be_visible()


def test_from_files_the_search_says_where_to_look_instead(browser: Browser, published_site: Path) -> None:
    page = browser.new_page()
    page.goto((published_site / "index.html").as_uri())
    page.get_by_label("Tìm xã, phường, đặc khu").fill("x")
    expect(page.get_by_role("status")).to_contain_text("xem danh sách đơn vị")
