"""No page has a large gap except at the end of a part: measured on the rendered pages."""

import subprocess
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from cchc_lib.exporters.pdf import export
from tests.support.checkout import installed_program
from tests.support.notebooks import Notebook

MOST = 25
"""The millimetres of a gap at most."""
DPI = 50
BODY = (20, 277)
"""The top and the bottom of the text on an upright page, in millimetres: above and below are page number and notice."""
INK = 128
"""The grey below which a dot is ink; the watermark is lighter."""


def gaps(pdf: Path, folder: Path) -> dict[int, int]:
    """Return the largest gap of each upright page within a part, in millimetres, by the number of the page."""
    program = installed_program("pdftoppm", "poppler-utils")
    subprocess.run([program, "-r", str(DPI), "-gray", "-png", pdf, folder / "page"], check=True, capture_output=True)
    pages = pypdf.PdfReader(pdf).pages
    starts = [" ".join(page.extract_text().split()).removeprefix("DỮ LIỆU MÔ PHỎNG ") for page in pages]
    # What stays with the signature can leave a gap on the page before it.
    is_last = [start.startswith("Phụ lục") or "Nơi nhận:" in start for start in starts[1:]] + [True]
    images = map(Image.open, sorted(folder.glob("page*.png")))
    return {
        number: largest_gap(image)
        for number, (image, last) in enumerate(zip(images, is_last, strict=True), start=1)
        if not last and image.height > image.width
    }


def largest_gap(image: Image.Image) -> int:
    """Return the height in millimetres of the largest white band between the first line and the foot of the text."""
    top, bottom = (round(edge / 25.4 * DPI) for edge in BODY)
    grey = image.convert("L")
    rows = [row for row in range(top, bottom) if min(grey.crop((0, row, grey.width, row + 1)).getdata()) < INK]
    return round(max(after - before for before, after in zip([top, *rows], [*rows, bottom], strict=True)) * 25.4 / DPI)


@pytest.mark.slow
def test_no_page_of_a_part_has_a_gap(built_report: Path, tmp_path: Path) -> None:
    found = gaps(built_report / "report.pdf", tmp_path)
    assert len(found) > 15
    assert {page: gap for page, gap in found.items() if gap > MOST} == {}


@pytest.mark.slow
def test_no_page_of_the_test_ward_has_a_gap(test_ward: Notebook, tmp_path: Path) -> None:
    pdf = tmp_path / "test-ward.pdf"
    pdf.write_bytes(export(test_ward))
    found = gaps(pdf, tmp_path)
    assert len(found) > 5
    assert {page: gap for page, gap in found.items() if gap > MOST} == {}
