"""A kind of block is declared in one place, and one that no place declares is an error in every format."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import ClassVar

import pytest
from docx import Document
from pypdf import PdfReader

from cchc_lib.errors import UserError
from cchc_lib.exporters.catalogue import exporter, format_names
from cchc_lib.report.blocks import catalogue
from cchc_lib.report.blocks.catalogue import block_kind, block_kinds, read_block
from cchc_lib.report.blocks.group_block import BlockGroup
from cchc_lib.report.model.block import BLOCK_TYPE, Block
from cchc_lib.report.model.document_nodes import DocumentNode
from cchc_lib.report.rendering.block_html import block_html, template_folders
from cchc_lib.report.ward_report import WardReport
from cchc_lib.verification.files import verify_file
from tests.support.checkout import ROOT
from tests.support.notebooks import Notebook, block_cell, executed_cell, notebook

ADDED = ROOT / "tests" / "support" / "added_kind"
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ADDED)))}
UNKNOWN = {"kind": "milestone-map", "text": "Bản đồ"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a report that holds a block of a kind that another package adds."""
    folder = tmp_path_factory.mktemp("added-kind")
    subprocess.run([sys.executable, ADDED / "build.py", folder], env=ENVIRONMENT, cwd=ROOT, check=True)
    return folder


def verify(path: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cchc_lib", "verify", str(path)]
    return subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_a_kind_of_another_package_prints_in_html(built: Path) -> None:
    page = (built / "report.html").read_text(encoding="utf-8")
    assert '<section id="moc-moc"><h2>Các mốc trong kỳ</h2>' in page
    assert '<li>Hồ sơ tiếp nhận: <a class="n stated" href="#nguon-procedures.received">' in page


@pytest.mark.slow
def test_a_kind_of_another_package_prints_in_pdf(built: Path) -> None:
    text = " ".join(page.extract_text() for page in PdfReader(built / "report.pdf").pages)
    assert "Có 1 mốc." in text


@pytest.mark.slow
def test_a_kind_of_another_package_prints_in_word(built: Path) -> None:
    document = Document(BytesIO((built / "report.docx").read_bytes()))
    assert "Có 1 mốc." in [paragraph.text for paragraph in document.paragraphs]
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert ["Hồ sơ tiếp nhận", "8.823"] in cells


@pytest.mark.slow
@pytest.mark.parametrize("name", ["report.html", "report.ipynb"])
def test_a_report_with_an_added_kind_holds(built: Path, name: str) -> None:
    result = verify(built / name)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.slow
def test_an_altered_digit_in_an_added_kind_is_found_in_the_page(built: Path, tmp_path: Path) -> None:
    page = (built / "report.html").read_text(encoding="utf-8")
    before, after = page.split('<section id="moc-moc">')
    (tmp_path / "report.html").write_text(
        f'{before}<section id="moc-moc">{after.replace(">8.823<", ">8.824<", 1)}', encoding="utf-8"
    )
    result = verify(tmp_path / "report.html")
    assert result.returncode == 1
    assert "moc-moc" in result.stdout
    assert "8.824" in result.stdout


@pytest.mark.slow
def test_an_altered_digit_in_an_added_kind_is_found_in_the_notebook(built: Path, tmp_path: Path) -> None:
    executed = json.loads((built / "report.ipynb").read_text(encoding="utf-8"))
    bundles = [output["data"] for cell in executed["cells"] for output in cell["outputs"]]
    added = next(data for data in bundles if data[BLOCK_TYPE]["kind"] == "milestones")
    added[BLOCK_TYPE]["milestones"][0]["number"]["text"] = "8.824"
    (tmp_path / "report.ipynb").write_text(json.dumps(executed), encoding="utf-8")
    result = verify(tmp_path / "report.ipynb")
    assert result.returncode == 1
    assert "8.824" in result.stdout


def test_every_kind_has_a_template_and_reads_its_own_json(luu_kiem_with_forms: WardReport) -> None:
    report = luu_kiem_with_forms
    shown = [block for part in (*report.blocks(), report.record()) for block in unpacked(part)]
    assert {block.kind for block in shown} == set(block_kinds())
    for block in shown:
        assert (template_folders()[0] / "blocks" / f"{block.kind}.html.j2").is_file()
        assert read_block(json.loads(json.dumps(block.json())), block.svg()).forms() == block.forms()


@dataclass(frozen=True)
class Sketch(Block):
    """A kind with a drawing that is no chart."""

    kind: ClassVar[str] = "sketch"

    drawing: str = ""

    def plain_lines(self) -> Iterator[str]:
        yield "a sketch"

    def nodes(self) -> Iterator[DocumentNode]:
        return iter(())

    def with_drawing(self, svg: str) -> "Sketch":
        return Sketch(svg)


def test_any_kind_takes_back_the_drawing_that_a_notebook_stores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "block_kinds", lambda: {"sketch": Sketch})
    assert read_block({"kind": "sketch"}, "<svg/>") == Sketch("<svg/>")


def unpacked(block: Block) -> list[Block]:
    """Return a block and the blocks within it."""
    inner = block.blocks if isinstance(block, BlockGroup) else ()
    return [block, *(part for member in inner for part in unpacked(member))]


def unknown_notebook(report: WardReport) -> Notebook:
    return notebook(block_cell(report.letterhead()), executed_cell({BLOCK_TYPE: UNKNOWN, "text/plain": "Bản đồ"}))


@pytest.mark.parametrize("format_name", format_names())
def test_no_format_leaves_out_a_block_of_an_unknown_kind(luu_kiem: WardReport, format_name: str) -> None:
    with pytest.raises(UserError, match="milestone-map"):
        exporter(format_name)(unknown_notebook(luu_kiem))


def test_a_cell_shows_no_block_of_an_unknown_kind() -> None:
    with pytest.raises(UserError, match="milestone-map"):
        block_kind("milestone-map")
    with pytest.raises(Exception, match="milestone-map"):
        block_html(UNKNOWN)


@pytest.mark.slow
def test_verification_names_a_block_of_an_unknown_kind(built: Path) -> None:
    """Without the package that adds the kind, its block cannot be read, so nothing is said to hold."""
    with pytest.raises(UserError, match="'milestones'"):
        verify_file(built / "report.ipynb")
