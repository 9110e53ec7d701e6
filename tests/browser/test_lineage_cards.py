"""The card of a number, made by the page's script from its record: it says what the library computes."""

import json
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from cchc_lib.quantities.dates import Period
from cchc_lib.quantities.letter_case import first_upper
from cchc_lib.quantities.printing import calculation_text
from cchc_lib.record.graph_nodes import member_and_base
from cchc_lib.record.model import Record
from cchc_lib.record.reading import read_record
from cchc_lib.record.values import RecordValues
from tests.support.checkout import CCHC, PERIOD, ROOT, WARD_FOLDER
from tests.support.editable_project import EditableProject

pytestmark = pytest.mark.slow
CARD = ".lineage-card"
OPENED = """
() => Object.fromEntries([...new Set([...document.querySelectorAll('a.n')].map((link) => link.hash))].map((hash) => {
  document.querySelector(`a.n[href="${hash}"]`).click();
  const card = document.querySelector('.lineage-card');
  return [hash.slice(7), {
    title: card.querySelector('h3').textContent,
    calculation: card.querySelector('.calculation').textContent,
    figures: [...card.querySelectorAll('li')].map((item) => item.textContent.trim()),
    lines: [...card.querySelectorAll(':scope > .formula')].map((line) => line.textContent),
    formula: card.querySelector('details .formula').textContent,
  }];
}))
"""


def opened(browser: Browser, path: Path) -> Page:
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda message: faults.append(message.text))
    page.goto(path.as_uri())
    assert faults == []
    return page


def read(folder: Path) -> Record:
    return read_record("record.json", json.loads((folder / "record.json").read_text(encoding="utf-8")))


def beginning(code: str, label: str) -> str:
    """Return a label at the beginning of a line, where the name of a unit has a capital."""
    return first_upper(label) if member_and_base(code)[0] else label


def assert_cards_agree(page: Page, record: Record) -> int:
    """Every card of a page has the label, calculation, figures, formula and references that the library gives."""
    values, cards = RecordValues(record), page.evaluate(OPENED)
    for code, card in cards.items():
        value = values[code]
        assert card["title"] == beginning(code, value.label), code
        assert card["calculation"] == calculation_text(value, record.parameters.rounding), code
        formula = value.quantity.formula()
        assert card["formula"] == (code if formula == code else f"{code} = {formula}")
        reference = [record.reference_of(code)] if record.reference_of(code) else []
        targets = [f"Mục tiêu: {target.text}" for target in record.targets if target.code == code]
        assert card["lines"] == [*targets, *reference], code
        expected = []
        for figure in value.quantity.figures():
            node = record.figures[figure.code]
            path = "/".join(record.files[node.file].path.split("/")[-2:]) if node.file else ""
            cell = f" {path}, dòng {node.row}, cột {node.column}" if node.file else ""
            window = f" ({Period.parse(f'{node.start}_{node.end}').in_vietnamese()})" if node.start else ""
            expected.append(f"{beginning(figure.code, figure.label)}: {node.text}{window}{cell}")
        assert card["figures"] == expected, code
    return len(cards)


def test_every_card_of_a_report_says_what_the_library_computes(browser: Browser, built_report: Path) -> None:
    assert assert_cards_agree(opened(browser, built_report / "report.html"), read(built_report)) > 200


def test_the_card_of_a_figure_with_a_window_says_which_days_it_covers(
    browser: Browser, editable_project: EditableProject
) -> None:
    figures = editable_project.root / "data" / WARD_FOLDER / "figures.csv"
    head, *rows = figures.read_text(encoding="utf-8").splitlines()
    days = {"procedures.received": "2025-08-01,2026-01-05"}
    lines = [f"{head},from,to", *(f"{row},{days.get(row.split(',')[0], ',')}" for row in rows)]
    figures.write_text("\n".join(lines) + "\n", encoding="utf-8")
    folders = ("--data", editable_project.root / "data", "--out", editable_project.root / "out")
    subprocess.run([CCHC, "report", "luu-kiem", PERIOD, *folders], cwd=ROOT, check=True, capture_output=True)
    built = editable_project.root / "out" / "luu-kiem" / PERIOD
    page = opened(browser, built / "report.html")
    assert assert_cards_agree(page, read(built)) > 200
    page.evaluate("document.querySelector('a.n[href=\"#nguon-procedures.received\"]').click()")
    assert "(từ ngày 01/8/2025 đến ngày 05/01/2026)" in (page.locator(CARD).text_content() or "")


def test_every_card_under_a_scenario_says_what_the_library_computes(browser: Browser, scenario_report: Path) -> None:
    page = next(scenario_report.glob("report*.html"))
    assert assert_cards_agree(opened(browser, page), read(scenario_report)) > 200


def test_every_card_of_an_overview_says_what_the_library_computes(browser: Browser, simulated_reports: Path) -> None:
    folder = simulated_reports / "build" / "city" / "hai-phong" / "2026-Q3"
    assert assert_cards_agree(opened(browser, folder / "overview.html"), read(folder)) > 50


def test_a_card_opens_by_keyboard_closes_with_esc_and_gives_the_focus_back(
    browser: Browser, built_report: Path
) -> None:
    page = opened(browser, built_report / "report.html")
    link = page.locator("main a.n[href='#nguon-procedures.on_time_rate']").first
    link.focus()
    page.keyboard.press("Enter")
    assert page.locator(CARD).is_visible()
    assert page.evaluate("document.activeElement.className") == "close"
    page.keyboard.press("Escape")
    assert not page.locator(CARD).is_visible()
    assert page.evaluate("document.activeElement.hash") == "#nguon-procedures.on_time_rate"


def test_a_link_to_a_number_opens_its_card(browser: Browser, built_report: Path) -> None:
    page = browser.new_page()
    page.goto((built_report / "report.html").as_uri() + "#nguon-procedures.on_time_rate")
    assert "8.747 / 8.785 = 99,57%" in page.locator(CARD).inner_text()


def test_a_link_to_a_number_that_the_report_does_not_print_opens_its_card(browser: Browser, built_report: Path) -> None:
    page = opened(browser, built_report / "report.html")
    printed = set(page.evaluate("[...document.querySelectorAll('a.n')].map((link) => link.hash.slice(7))"))
    code = next(code for code in read(built_report).numbers if code not in printed)
    page.goto(f"{(built_report / 'report.html').as_uri()}#nguon-{code}")
    page.reload()
    assert code in str(page.locator(f"{CARD} details .formula").text_content())


def test_a_card_is_not_printed(browser: Browser, built_report: Path) -> None:
    page = opened(browser, built_report / "report.html")
    page.locator("main a.n").first.click()
    page.emulate_media(media="print")
    assert not page.locator(CARD).is_visible()


def test_the_cards_of_points_say_how_they_follow_from_value_and_threshold(
    browser: Browser, report_with_forms: Path
) -> None:
    record = read(report_with_forms)
    assert assert_cards_agree(opened(browser, report_with_forms / "report.html"), record) > 300
    assert any(code.endswith(".points") and record.numbers[code].formula for code in record.numbers)
