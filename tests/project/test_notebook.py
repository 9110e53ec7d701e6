"""The notebook is thin, clean and parameterised, and runs without `cchc` as well."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbclient import NotebookClient

from cchc_lib.catalogue.outline import outline
from cchc_lib.report.charts.catalogue import CHARTS
from cchc_lib.report.tables.catalogue import tables
from tests.support.checkout import CCHC, PERIOD, ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
REPORT = ROOT / "notebooks" / "ward_report.ipynb"
HEAVY = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.For,
    ast.While,
    ast.If,
    ast.Lambda,
    ast.IfExp,
    ast.With,
)
CONTENT_HASH = re.compile(r'data-content-hash="[0-9a-f]{64}"')
BIN = Path(sys.executable).parent
TO_HTML = (
    *("--to", "html", "--template", "cchc"),
    "--TemplateExporter.extra_template_basedirs=cchc_lib/report/rendering/templates",
)
"""As README.md says."""


def code_cells(path: Path) -> list[nbformat.NotebookNode]:
    return [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_has_no_stored_outputs(path: Path) -> None:
    assert [cell.id for cell in code_cells(path) if cell.outputs or cell.execution_count] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_cell_has_five_lines_at_most_and_no_logic(path: Path) -> None:
    for cell in code_cells(path):
        assert len(cell.source.strip().split("\n")) <= 5, cell.id
        assert not [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, HEAVY)], cell.id


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_imports_only_from_its_door(path: Path) -> None:
    trees = [ast.walk(ast.parse(cell.source)) for cell in code_cells(path)]
    nodes = [node for tree in trees for node in tree]
    assert not [node for node in nodes if isinstance(node, ast.Import)]
    assert {node.module for node in nodes if isinstance(node, ast.ImportFrom)} == {"cchc_lib.notebook"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_has_one_cell_of_parameters(path: Path) -> None:
    tagged = [cell for cell in code_cells(path) if "parameters" in cell.metadata.get("tags", ())]
    assert len(tagged) == 1


def test_the_notebook_shows_every_section_table_and_chart_in_order() -> None:
    calls = [
        (node.func.attr, node.args[0].value)
        for cell in code_cells(REPORT)
        for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args
    ]
    assert [name for kind, name in calls if kind == "section"] == [section.id for section in outline()]
    assert sorted(name for kind, name in calls if kind == "table") == sorted(tables())
    assert sorted(name for kind, name in calls if kind == "chart") == sorted(chart.id for chart in CHARTS)


def test_each_section_with_tables_or_charts_ends_with_its_further_figures() -> None:
    calls = re.findall(r'report\.(\w+)\("(\w+)"\)', "\n".join(cell.source for cell in code_cells(REPORT)))
    last: dict[str, str] = {}
    section = ""
    for kind, name in calls:
        section = name if kind == "section" else section
        last[section] = f"{kind} {name}"
    shown = {table.section for table in tables().values()} | {chart.section for chart in CHARTS}
    assert {name for name, end in last.items() if end == f"further {name}"} == shown


def run(*command: object, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)


def with_sorted_record(page: str) -> str:
    """A parsed page with its record in one form: plain nbconvert escapes letters that the exporter does not."""
    parsed = BeautifulSoup(page, "html.parser")
    record = parsed.find("script", id="cchc-record")
    record.string = json.dumps(json.loads(record.string), sort_keys=True)
    return str(parsed).strip()


@pytest.mark.slow
def test_plain_papermill_and_nbconvert_give_the_same_page_but_for_its_seal(built_report: Path, tmp_path: Path) -> None:
    parameters = ("-p", "ward", "luu-kiem", "-p", "period", PERIOD)
    assert run(BIN / "papermill", REPORT, tmp_path / "out.ipynb", *parameters).returncode == 0
    convert = run(BIN / "jupyter", "nbconvert", *TO_HTML, tmp_path / "out.ipynb")
    assert convert.returncode == 0, convert.stderr
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    ours = (built_report / "report.html").read_text(encoding="utf-8")
    # nbconvert parses its page and writes it anew: attributes in another order, the same elements.
    assert with_sorted_record(page) == with_sorted_record(CONTENT_HASH.sub('data-content-hash=""', ours))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("parameters", "hint"),
    [
        (("-p", "wrad", "luu-kiem"), "did you mean 'ward'?"),
        (("-p", "ward", "luu-kim"), "did you mean 'luu-kiem'?"),
        (("-p", "period", "2025"), "expected a text"),
        (("-p", "period", "2025-10-20_2025-07-01"), "ends on or after the day it begins"),
        (("-p", "scenario", "more"), "scenario"),
    ],
)
def test_plain_papermill_refuses_a_wrong_parameter_and_names_the_right_one(
    tmp_path: Path, parameters: tuple[str, ...], hint: str
) -> None:
    result = run(BIN / "papermill", REPORT, tmp_path / "out.ipynb", *parameters)
    assert result.returncode != 0
    assert hint in result.stderr


@pytest.mark.slow
def test_restart_and_run_all_works_beside_the_notebook_with_a_cell_of_plain_pandas() -> None:
    notebook = nbformat.read(REPORT, 4)
    notebook.cells.append(nbformat.v4.new_code_cell("import pandas as pd\npd.DataFrame({'a': [1, 2]}).sum()"))
    notebook.cells.append(nbformat.v4.new_code_cell("report.figures().loc['procedures.received', 'value']"))
    NotebookClient(notebook, resources={"metadata": {"path": str(REPORT.parent)}}).execute()
    assert notebook.cells[-2].outputs[0].data["text/plain"].startswith("a    3")
    assert notebook.cells[-1].outputs[0].data["text/plain"] == "np.float64(8823.0)"


@pytest.mark.slow
def test_cells_may_be_run_again_in_any_order() -> None:
    notebook = nbformat.read(REPORT, 4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    head, rest = cells[:2], cells[2:]
    notebook.cells = [*head, *reversed(rest)]
    NotebookClient(notebook, resources={"metadata": {"path": str(REPORT.parent)}}).execute()
    tables = [cell for cell in notebook.cells if cell.id.startswith("table-")]
    assert all("text/html" in cell.outputs[0].data for cell in tables)


@pytest.mark.slow
def test_what_an_analyst_adds_comes_out_in_the_page(tmp_path: Path) -> None:
    notebook = nbformat.read(REPORT, 4)
    added = "import pandas as pd\nprint('a <printed> line')\npd.DataFrame({'số hồ sơ': [12345]})"
    chart = "import matplotlib.pyplot as plt\nplt.figure(figsize=(2, 1)).add_subplot().plot([1, 2])"
    notebook.cells += [
        nbformat.v4.new_markdown_cell("## Ghi chú\n\nMột *nhận xét* thêm."),
        nbformat.v4.new_code_cell(added),
        nbformat.v4.new_code_cell(chart),
    ]
    nbformat.write(notebook, tmp_path / "mine.ipynb")
    assert run(BIN / "papermill", tmp_path / "mine.ipynb", tmp_path / "out.ipynb").returncode == 0
    run(BIN / "jupyter", "nbconvert", *TO_HTML, tmp_path / "out.ipynb")
    html = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert "a &lt;printed&gt; line" in html
    assert "12345" in html
    assert "<em>nhận xét</em>" in html
    assert 'src="data:image/png;base64,' in html


def test_the_installed_command_and_the_module_are_the_same_program() -> None:
    wide = os.environ | {"COLUMNS": "200"}
    installed, module = (
        subprocess.run([*command, "--help"], cwd=ROOT, capture_output=True, text=True, check=True, env=wide).stdout
        for command in ([str(CCHC)], [sys.executable, "-m", "cchc_lib"])
    )
    assert "report" in installed
    assert installed.splitlines()[2:] == module.splitlines()[2:]


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["forked", "nbclient"])
def test_the_what_if_notebook_runs_headless_with_given_values(tmp_path: Path, engine: str) -> None:
    given = ("-p", "scenario", "procedures.received_online=6.697")
    what_if = ROOT / "notebooks" / "what_if.ipynb"
    result = run(BIN / "papermill", "--engine", engine, what_if, tmp_path / "out.ipynb", *given)
    assert result.returncode == 0, result.stderr
    shown = {cell.id: cell.outputs for cell in code_cells(tmp_path / "out.ipynb")}
    assert "application/vnd.jupyter.widget-view+json" in shown["panel"][0].data
    assert "75,90%" in shown["scenario"][0].data["text/plain"]
    assert "75,90%" in shown["side-by-side"][0].data["text/plain"]


@pytest.mark.slow
def test_a_copy_under_local_exports_as_the_original_does(built_report: Path, tmp_path: Path) -> None:
    for name in ("notebooks", "params", "data"):
        shutil.copytree(ROOT / name, tmp_path / name)
    local = tmp_path / "notebooks" / "local"
    local.mkdir(exist_ok=True)
    shutil.copy(REPORT, local / "mine.ipynb")
    notebook = nbformat.read(local / "mine.ipynb", 4)
    NotebookClient(notebook, resources={"metadata": {"path": str(local)}}).execute()
    nbformat.write(notebook, local / "mine.ipynb")
    export = run(BIN / "jupyter", "nbconvert", "--to", "cchc-html", local / "mine.ipynb", cwd=tmp_path)
    assert export.returncode == 0, export.stderr
    ours = BeautifulSoup((built_report / "report.html").read_bytes(), "html.parser")
    mine = BeautifulSoup((local / "mine.html").read_bytes(), "html.parser")
    assert mine.select_one("main > header").get_text() == ours.select_one("main > header").get_text()
    for page in (ours, mine):
        page.select_one("details.code").decompose()  # papermill's cell of parameters is there.
    assert mine.select_one("main").get_text() == ours.select_one("main").get_text()
