"""Pictures of the product for READMEs and docs, taken in a headless Chromium.

    python -m tools.docs.pictures

A picture is replaced only if it differs visibly from the one that is there, so that building the documentation on
another machine does not change every picture by a few pixels. Without Chromium the pictures stay as they are.
"""

import html
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs" / "images"
WARD, PERIOD = "luu-kiem", "2025-07-01_2025-10-20"
_CITY, _CITY_PERIOD = "hai-phong", "2026-Q3"
_CCHC = (sys.executable, "-m", "cchc_lib")
_ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
"""Chromium as root, without a screen, and without requests of its own to the network."""
_TOLERANCE = 48
"""Difference of a colour channel, of 255, that the eye overlooks in a picture that was compressed with loss."""
_VISIBLE = 0.004
"""Share of pixels beyond the tolerance from which a picture counts as changed."""
_MILLISECONDS = 180_000
"""Patience with a page; JupyterLab is slow to start on a busy machine."""
_TERMINAL = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #1e2329 }}
pre {{ margin: 0; padding: 16px 20px; color: #e6e6e6; font: 13px/1.45 "Liberation Mono", monospace }}
</style><pre>{text}</pre>"""


def chromium() -> str | None:
    """Return the path of an installed Chromium, or nothing."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def take_pictures(folder: Path, executable: str) -> list[str]:
    """Take every picture and return the names of those that changed.

    Args:
        folder: where reports are built for the pictures.
        executable: path of Chromium.
    """
    _build(folder)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(_ARGUMENTS))
        pictures = dict(_pictures(browser, folder))
        browser.close()
    return [name for name, picture in pictures.items() if _replace(IMAGES / name, picture)]


def _pictures(browser: Browser, folder: Path) -> Iterator[tuple[str, Image.Image]]:
    report = folder / "reports" / WARD / PERIOD / "report.html"
    with _page(browser, 1280, 820, report.as_uri()) as page:
        summary = _shot(page)
        page.locator("main a[href^='#nguon-']", has_text="99,57%").nth(1).click()
        page.wait_for_timeout(400)
        card = _shot(page)
    yield "tom-tat.webp", summary
    yield "the-nguon-goc.webp", card
    yield "report.png", _stacked(summary, card)
    with _page(browser, 1180, 560, (folder / "check.html").as_uri()) as page:
        yield "kiem-tra.webp", _shot(page)
    overview = folder / "city" / _CITY / _CITY_PERIOD / "overview.html"
    with _page(browser, 1280, 900, overview.as_uri()) as page:
        page.locator("figure", has=page.locator("svg")).first.scroll_into_view_if_needed()
        yield "thanh-pho.webp", _shot(page)
    with _lab(folder) as address, _page(browser, 1280, 1000, address) as page:
        yield "thanh-truot.webp", _panel(page)


def _build(folder: Path) -> None:
    """Build what the pictures show: a report, the output of an audit, the overview of a simulated city."""
    simulated = ("--data", str(folder / "simulated"))
    periods = ("--periods", "2026-H1,2026-Q3")
    _cchc("report", WARD, PERIOD, "--out", str(folder / "reports"))
    _cchc("simulate", "--seed", "1", "--wards", "12", *periods, "--out", str(folder / "simulated"))
    _cchc("city", _CITY, _CITY_PERIOD, *simulated, "--out", str(folder / "city"))
    found = _cchc("check", WARD, PERIOD)
    (folder / "check.html").write_text(_TERMINAL.format(text=html.escape(found)), encoding="utf-8")


def _cchc(*arguments: str) -> str:
    result = subprocess.run(  # noqa: S603 - own program
        [*_CCHC, *arguments], cwd=ROOT, env=os.environ | {"COLUMNS": "140"}, capture_output=True, text=True, check=False
    )
    if result.returncode:
        raise RuntimeError(f"cchc {' '.join(arguments)} ended with {result.returncode}:\n{result.stderr}")
    return result.stdout


@contextmanager
def _page(browser: Browser, width: int, height: int, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(_MILLISECONDS)
    page.goto(address)
    yield page
    context.close()


@contextmanager
def _lab(folder: Path) -> Iterator[str]:
    """Start JupyterLab on a copy of the project, yield its address, and end it."""
    project = folder / "lab"
    for name in ("notebooks", "params", "data"):
        shutil.copytree(ROOT / name, project / name)
    own = {f"JUPYTER_{name}_DIR": str(folder / "jupyter" / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    options = ("--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0")
    log = folder / "lab.log"
    with log.open("wb") as output:
        server = subprocess.Popen(  # noqa: S603 - own program
            [*_CCHC, "lab", *options], cwd=project, env=os.environ | own, stdout=output, stderr=output,
            start_new_session=True,
        )  # fmt: skip
    try:
        yield _address(server, log)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=30)


def _address(server: subprocess.Popen[bytes], log: Path) -> str:
    for _ in range(600):
        if found := re.search(r"http://127\.0\.0\.1:\d+/\S*token=\w+", log.read_text(encoding="utf-8")):
            return found[0]
        try:
            server.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            continue
        break
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text(encoding='utf-8')}")


def _panel(page: Page) -> Image.Image:
    """Run the what-if notebook, move the first slider, and take the panel."""
    expect(page.locator("#jp-bottom-panel, #jp-main-statusbar").last).to_contain_text("| Idle", timeout=_MILLISECONDS)
    page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^Run$")).click()
    page.locator(".lm-Menu-itemLabel", has_text=re.compile("^Run All Cells$")).click()
    handle = page.locator(".cchc-panel .noUi-handle").first
    handle.wait_for()
    handle.focus()
    for _ in range(30):
        handle.press("ArrowRight")
    page.wait_for_timeout(1500)
    page.locator(".cchc-panel").first.scroll_into_view_if_needed()
    return _shot(page)


def _shot(page: Page) -> Image.Image:
    return Image.open(BytesIO(page.screenshot())).convert("RGB")


def _stacked(upper: Image.Image, lower: Image.Image) -> Image.Image:
    """Return two pictures, one below the other, with a line between them."""
    line = 12
    both = Image.new("RGB", (upper.width, upper.height + line + lower.height), "#c9d2dc")
    both.paste(upper, (0, 0))
    both.paste(lower, (0, upper.height + line))
    return both


def _replace(path: Path, picture: Image.Image) -> bool:
    """Write a picture if it differs visibly from the one that is there."""
    if path.exists() and not _differs(Image.open(path).convert("RGB"), picture):
        return False
    path.parent.mkdir(exist_ok=True)
    if path.suffix == ".png":
        picture.quantize(128).save(path, optimize=True)
    else:
        picture.save(path, quality=72, method=6)
    return True


def _differs(old: Image.Image, new: Image.Image) -> bool:
    if old.size != new.size:
        return True
    # The histogram of the largest difference of the three channels, pixel by pixel.
    red, green, blue = ImageChops.difference(old, new).split()
    histogram = ImageChops.lighter(ImageChops.lighter(red, green), blue).histogram()
    return sum(histogram[_TOLERANCE:]) > _VISIBLE * old.width * old.height


def main() -> None:
    """Take the pictures if there is a Chromium, and say what was done."""
    executable = chromium()
    if executable is None:
        print("no Chromium is installed: the pictures in docs/images/ stay as they are")
        return
    with tempfile.TemporaryDirectory(prefix="cchc-pictures-") as folder:
        changed = take_pictures(Path(folder), executable)
    print(f"new pictures in docs/images/: {', '.join(changed) or 'none'}")


if __name__ == "__main__":
    main()
