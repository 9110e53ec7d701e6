"""What holds for every format: text is text, an analyst's additions come out, a failed cell stops the export."""

import mimetypes
import re
import subprocess
import sys
import tomllib
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import EntryPoint
from io import BytesIO, StringIO
from pathlib import Path

import docx
import nbformat
import openpyxl
import pandas as pd
import pypdf
import pytest
from bs4 import BeautifulSoup
from jupyter_server.serverapp import ServerApp
from matplotlib.figure import Figure as Drawing
from nbformat.v4 import new_output

from cchc_lib.errors import ReportFailed, UserError
from cchc_lib.exporters import catalogue
from cchc_lib.exporters.catalogue import exporter, format_names
from cchc_lib.report.blocks.chart_block import Chart
from cchc_lib.report.blocks.prose_block import Paragraph, Prose, Style
from cchc_lib.report.blocks.table_block import Cell, Table
from cchc_lib.report.model.runs import Number, Text
from cchc_lib.report.ward_report import WardReport
from tests.support.checkout import ROOT
from tests.support.documents import text_of
from tests.support.notebooks import Notebook, block_cell, executed_cell, notebook, printed

FORMATS = format_names()
HOSTILE = (
    "#set page(width: 1cm) = *a* _b_ <script>alert(1)</script> \\u{41} @ref $x^2$ \"q\" 'q' `c` ~ -- {{ 7*7 }} [l](u) "
    "😀 🚀 x\u0300 &amp;"
)
LONG = "dài" * 80


def words(name: str, content: bytes) -> str:
    """The text that a reader of each format gets, without white space, which lines break at."""
    match name:
        case "html":
            text = BeautifulSoup(content, "html.parser").get_text()
        case "docx":
            document = docx.Document(BytesIO(content))
            parts = document.part.package.parts
            notes = [part.blob.decode() for part in parts if part.partname == "/word/footnotes.xml"]
            text = text_of(document) + BeautifulSoup("".join(notes), "xml").get_text()
        case "pdf":
            text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)
        case "xlsx":
            sheets = openpyxl.load_workbook(BytesIO(content))
            cells = (cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row)
            text = "\n".join(str(value) for value in cells if value is not None)
        case _:
            text = content.decode()
    return "".join(text.split())


def test_the_formats_of_the_contract_are_there() -> None:
    assert {"docx", "html", "pdf", "xlsx"} <= set(format_names())


def declared_exporters() -> dict[str, str]:
    """The nbconvert exporters of pyproject.toml, also those that no installation has yet."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return dict(project["entry-points"]["nbconvert.exporters"])


def test_every_format_is_an_nbconvert_exporter_under_a_name_for_the_menu_and_one_for_the_command_line() -> None:
    assert set(declared_exporters()) == {f"cchc{mark}{name}" for mark in "_-" for name in format_names()}


@pytest.mark.parametrize("entry", declared_exporters())
def test_an_nbconvert_exporter_gives_its_format(entry: str) -> None:
    name = entry[len("cchc_") :]
    declared = EntryPoint(entry, declared_exporters()[entry], "nbconvert.exporters").load()
    assert declared.file_extension == f".{name}"
    assert declared.output_mimetype == mimetypes.guess_type(f"report.{name}")[0]
    body, _ = declared().from_notebook_node(notebook("Chữ **thử**."))
    assert "Chữthử." in words(name, body)


def test_only_names_that_the_server_of_jupyterlab_can_serve_are_for_its_menu() -> None:
    for entry, target in declared_exporters().items():
        listed = EntryPoint(entry, target, "nbconvert.exporters").load().export_from_notebook
        assert bool(listed) == bool(re.fullmatch(r"\w+", entry)), entry


def test_a_server_disables_the_names_that_it_cannot_serve(monkeypatch: pytest.MonkeyPatch) -> None:
    """nbconvert lists the enabled exporters, and JupyterLab shows each of that list in its menu."""

    def enabled() -> set[str]:
        loaded = {name: EntryPoint(name, target, "").load() for name, target in declared_exporters().items()}
        return {name for name, declared in loaded.items() if declared().enabled}

    assert enabled() == set(declared_exporters())
    monkeypatch.setattr(ServerApp, "initialized", lambda: True)
    assert enabled() == {f"cchc_{name}" for name in format_names()}


def test_adding_a_format_is_adding_one_file_and_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "count.py").write_text("def export(notebook):\n    return b'cells: %d' % len(notebook.cells)\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(catalogue, "FORMATS", {**catalogue.FORMATS, "txt": catalogue.FormatDeclaration("count")})
    assert format_names() == tuple(sorted((*FORMATS, "txt")))
    assert exporter("txt")(notebook("one")) == b"cells: 1"


def test_an_unknown_format_is_told_with_the_nearest() -> None:
    with pytest.raises(UserError, match="did you mean 'docx'"):
        exporter("doc")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("text", [HOSTILE, LONG], ids=["hostile", "long"])
def test_text_from_data_comes_out_as_that_text(name: str, text: str, official: Callable[..., Notebook]) -> None:
    report = official.report
    letterhead = replace(report.letterhead(), place=text, subject=text, notice=text, body=(text, text))
    closing = replace(report.closing(), distribution=(text,), name=text, position=text)
    run = (Text(text),)
    table = Table("t", "s", text, (text, "b"), ((Cell(run, header=True), Cell(run)),), text)
    number = Number(text, "a.b", "stated")
    drawing = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0 L9 9'/></svg>"
    chart = Chart("c", "s", text, text, (number,), drawing)
    prose = Prose("s", (Paragraph("p", Style.BODY, (Text(text), number)), Paragraph("q", Style.BULLET, run)))
    content = exporter(name)(notebook(*map(block_cell, (letterhead, prose, table, chart, closing))))
    read = words(name, content)
    expected = "".join(text.split())
    assert read.count(expected) + read.count(expected.upper()) >= 12


def added() -> list[Notebook | str]:
    """What an analyst may add to a copy of the notebook."""
    frame = pd.DataFrame({"Lĩnh vực": ["Hộ tịch", "Đất đai"], "Số hồ sơ": [12345, 7]})
    canvas = BytesIO()
    drawing = Drawing(figsize=(3, 2))
    drawing.add_subplot().plot([1, 3, 2])
    drawing.savefig(canvas, format="png")
    encoded = b64encode(canvas.getvalue()).decode()
    vector = StringIO()
    drawing.savefig(vector, format="svg")
    svg = vector.getvalue()
    return [
        "## Ghi chú thêm\n\nMột *nhận xét* có **nhấn mạnh** và `mã`.\n\n| a | b |\n|---|--:|\n| ô | 1,5 |",
        executed_cell({"text/html": frame.to_html(), "text/plain": str(frame)}),
        executed_cell(printed("một dòng \x1b[31min ra\x1b[0m\n"), printed("và dòng nữa\n")),
        executed_cell({"image/png": encoded, "text/plain": "<Figure>"}, alt="Đường gấp khúc từ một đến hai."),
        executed_cell({"image/svg+xml": svg[svg.index("<svg") :], "text/plain": "<Figure>"}),
        executed_cell(new_output("execute_result", {"text/plain": "np.float64(8823.0)"}, execution_count=1)),
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_what_an_analyst_adds_comes_out(name: str) -> None:
    content = exporter(name)(notebook(*added()))
    read = words(name, content)
    for part in ("Ghichúthêm", "nhậnxét", "nhấnmạnh", "ô1,5", "Hộtịch12345", "mộtdònginra", "vàdòngnữa", "8823.0"):
        assert part in read or part.upper() in read, part
    assert "\x1b" not in read


def test_pictures_of_an_analyst_stand_in_all_formats_with_their_alternative_text() -> None:
    pictured = notebook(*added())
    page = BeautifulSoup(exporter("html")(pictured), "html.parser")
    assert page.find("img")["alt"] == "Đường gấp khúc từ một đến hai."
    shapes = docx.Document(BytesIO(exporter("docx")(pictured))).inline_shapes
    described = [shape._inline.docPr.get("descr") for shape in shapes]
    assert described == ["Đường gấp khúc từ một đến hai.", "Hình do người phân tích bổ sung, không có mô tả."]
    pdf = exporter("pdf")(pictured)
    assert len(pypdf.PdfReader(BytesIO(pdf)).pages[0].images) == 1


@pytest.mark.parametrize("name", FORMATS)
def test_a_failed_cell_stops_the_export_and_is_named(name: str) -> None:
    failed = executed_cell(new_output("error", ename="KeyError", evalue="'no.such'", traceback=["…"]))
    failed.id = "the-culprit"
    with pytest.raises(ReportFailed, match=r"Cell 2 \(the-culprit\) failed: KeyError: 'no.such'"):
        exporter(name)(notebook("Chữ", failed))


@pytest.mark.parametrize("name", FORMATS)
def test_a_notebook_that_was_not_run_is_refused(name: str) -> None:
    with pytest.raises(ReportFailed, match="run it before"):
        exporter(name)(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")]))


@pytest.mark.parametrize("name", FORMATS)
def test_a_wide_table_and_a_heading_below_nothing_are_no_obstacle(name: str) -> None:
    frame = pd.DataFrame({f"Cột {at}": [at * 1000] for at in range(12)})
    content = exporter(name)(notebook("#### Sâu", executed_cell({"text/html": frame.to_html(index=False)})))
    read = words(name, content)
    assert "Cột11" in read
    assert "11000" in read
    if name == "pdf":
        assert [page.mediabox.width > page.mediabox.height for page in pypdf.PdfReader(BytesIO(content)).pages] == [
            False,
            True,
        ]


@pytest.mark.parametrize("name", FORMATS)
def test_a_notebook_read_from_a_file_gives_the_same_bytes(name: str, luu_kiem: WardReport) -> None:
    shown = notebook(*map(block_cell, (luu_kiem.letterhead(), luu_kiem.record())))
    assert exporter(name)(nbformat.reads(nbformat.writes(shown), 4)) == exporter(name)(shown)


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_plain_nbconvert_gives_the_same_bytes(name: str, built_report: Path, tmp_path: Path) -> None:
    command = [Path(sys.executable).with_name("jupyter"), "nbconvert", "--to", f"cchc-{name}", "--output-dir", tmp_path]
    subprocess.run([*command, built_report / "report.ipynb"], check=True, capture_output=True)
    assert (tmp_path / f"report.{name}").read_bytes() == (built_report / f"report.{name}").read_bytes()


@pytest.mark.slow
def test_plain_nbconvert_names_the_failed_cell_without_a_traceback(tmp_path: Path) -> None:
    failed = executed_cell(new_output("error", ename="KeyError", evalue="'no.such'", traceback=["…"]))
    nbformat.write(notebook(failed), tmp_path / "bad.ipynb")
    command = [Path(sys.executable).with_name("jupyter"), "nbconvert", "--to", "cchc-pdf", tmp_path / "bad.ipynb"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode != 0
    assert "failed: KeyError" in result.stderr
