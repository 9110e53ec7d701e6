"""A real Chromium, driven by Playwright; skipped where there is none, but where `.ci/run` demands it."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

_QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
"""As root, without a screen, asking nothing of the network."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None and os.environ.get("CCHC_DEMANDS_BROWSER"):
        pytest.fail("no Chromium is installed; Debian's package is chromium")
    if path is None:
        pytest.skip("no Chromium is installed; Debian's package is chromium")
    expect.set_options(timeout=30_000)  # A machine that runs other tests beside needs more than the default of 5 s.
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(_QUIET))
        yield started
        started.close()
