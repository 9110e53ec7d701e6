"""Trying figures in the published page: rates follow exactly, the report stays as it is."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from cchc_lib.catalogue.catalogue import national_catalogue
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.quantities.figures import substitute_figures
from cchc_lib.quantities.numbers import Rounding
from cchc_lib.quantities.printing import full_text
from cchc_lib.quantities.value import Value
from cchc_lib.report.charts.catalogue import CHARTS

pytestmark = pytest.mark.slow
CHART = "#bieu-do-case_flow"


@pytest.fixture(scope="module")
def page(browser: Browser, built_report: Path) -> Page:
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda said: faults.append(said.text))
    page.goto((built_report / "report.html").as_uri())
    assert faults == []
    page.locator(f"{CHART} .trial summary").click()
    return page


def test_each_chart_that_declares_rates_may_be_tried(page: Page) -> None:
    assert page.locator(".trial").count() == sum(bool(chart.trial) for chart in CHARTS)


@settings(max_examples=30, deadline=None)
@given(online=st.integers(0, 8823))
def test_the_rate_follows_as_the_library_computes_it(page: Page, luu_kiem_inputs: ReportInputs, online: int) -> None:
    page.locator(f"{CHART} input[data-code='procedures.received_online']").fill(str(online))
    line = page.locator(f"{CHART} .trial li").first.inner_text()
    figures = luu_kiem_inputs.figures
    moved = replace(figures["procedures.received_online"], value=Decimal(online))
    rate = national_catalogue().indicators["procedures.online_rate"]
    quantity = substitute_figures(rate.formula(figures), {moved.code: moved})
    expected = full_text(Value(rate.code, rate.label, rate.unit, quantity), Rounding.HALF_UP)
    told = "" if expected == "72,50%" else " (thử); báo cáo: 72,50%"
    assert line == f"{rate.label}: {expected}{told}"


def test_a_part_never_becomes_larger_than_its_whole(page: Page) -> None:
    page.locator(f"{CHART} input[data-code='procedures.received_online']").fill("8823")
    page.locator(f"{CHART} input[data-code='procedures.received']").fill("5000")
    online = page.locator(f"{CHART} input[data-code='procedures.received_online']")
    assert online.input_value() == "5000"
    assert "100%" in page.locator(f"{CHART} .trial li").first.inner_text()
    page.locator(f"{CHART} input[data-code='procedures.received']").fill("9000")
    assert online.input_value() == "8823"
    page.get_by_role("button", name="Về số liệu của báo cáo").locator("visible=true").click()


def test_no_more_is_resolved_than_was_received(page: Page) -> None:
    received, resolved, on_time = (
        page.locator(f"{CHART} input[data-code='procedures.{code}']")
        for code in ("received", "resolved", "resolved_on_time")
    )
    received.fill("5000")
    assert (resolved.input_value(), resolved.get_attribute("max"), on_time.input_value()) == ("5000", "5000", "5000")
    received.fill("8823")
    assert (resolved.input_value(), on_time.input_value()) == ("8785", "8747")


def test_the_words_of_the_report_stay_as_they_are(page: Page, browser: Browser, built_report: Path) -> None:
    page.locator(f"{CHART} input[data-code='procedures.received_online']").fill("10")
    untouched = browser.new_context(java_script_enabled=False).new_page()
    untouched.goto((built_report / "report.html").as_uri())
    page.evaluate("document.querySelectorAll('.trial').forEach((each) => each.remove())")
    assert page.locator("main").inner_text() == untouched.locator("main").inner_text()
    assert untouched.locator(".trial").count() == 0


def test_what_is_tried_is_not_printed(browser: Browser, built_report: Path) -> None:
    page = browser.new_page()
    page.goto((built_report / "report.html").as_uri())
    page.locator(f"{CHART} .trial summary").click()
    page.emulate_media(media="print")
    assert not page.locator(f"{CHART} .trial").is_visible()
