"""An executed notebook as one document: tables, pictures and Markdown of every shape, and errors that name a cell."""

import re
from base64 import b64encode
from dataclasses import dataclass
from io import BytesIO
from typing import ClassVar

import docx
import nbformat
import pytest
from PIL import Image

from cchc_lib.errors import ReportFailed
from cchc_lib.exporters.catalogue import exporter
from cchc_lib.exporters.document import output_nodes as output_nodes_module
from cchc_lib.exporters.document.arrangement import arranged
from cchc_lib.exporters.document.document_model import read_document
from cchc_lib.exporters.node_writers import NODE_WRITERS
from cchc_lib.report.model import document_nodes
from cchc_lib.report.model.document_nodes import DocumentNode, PictureNode, ProseNode, TableNode
from cchc_lib.report.model.runs import line_text
from tests.support.checkout import ROOT
from tests.support.notebooks import executed_cell, notebook, printed


@dataclass(frozen=True)
class SparklineNode(DocumentNode):
    """A node that no format can write."""

    kind: ClassVar[str] = "sparkline"

    text: str


def table_of(html: str) -> TableNode:
    nodes = read_document(notebook(executed_cell({"text/html": html}))).nodes
    return next(node for node in nodes if isinstance(node, TableNode))


def words(table: TableNode) -> list[list[str]]:
    return [[line_text(cell.runs) for cell in row] for row in table.rows]


def test_a_nested_table_stays_in_its_cell() -> None:
    html = "<table><tr><td>x <table><tr><td>trong</td></tr></table></td><td>y</td></tr></table>"
    assert words(table_of(html)) == [["x trong", "y"]]


def test_a_table_of_headings_alone_keeps_its_words() -> None:
    assert words(table_of("<table><tr><th>một</th><th>hai</th></tr></table>")) == [["một", "hai"]]


def test_a_short_row_of_the_head_is_filled_up() -> None:
    html = "<table><thead><tr><th colspan=2>A</th></tr><tr><th>b</th><th>c</th><th>d</th></tr></thead>"
    head = table_of(f"{html}<tbody><tr><td>1</td><td>2</td><td>3</td></tr></tbody></table>").head
    assert [sum(cell.columns for cell in line) for line in head] == [3, 3]


def test_spans_do_not_leave_the_table() -> None:
    head = "<thead><tr><th rowspan=1000 colspan=1000>A</th></tr></thead>"
    html = f"<table>{head}<tbody><tr><td rowspan=9999>1</td></tr></tbody></table>"
    (table,) = read_document(notebook(executed_cell({"text/html": html}))).nodes
    assert isinstance(table, TableNode)
    assert words(table)[0][0] == "1"
    assert len(table.columns) <= 100


def test_words_around_a_table_are_kept() -> None:
    html = "<p>trước <b>đậm</b></p><table><tr><td>1</td></tr></table>"
    prose, table = read_document(notebook(executed_cell({"text/html": html}))).nodes
    assert isinstance(prose, ProseNode)
    assert line_text(prose.paragraphs[0].runs) == "trước đậm"
    assert isinstance(table, TableNode)


def png(mode: str = "RGB", size: tuple[int, int] = (4, 4)) -> bytes:
    content = BytesIO()
    Image.new(mode, size).save(content, "JPEG" if mode == "CMYK" else "PNG")
    return content.getvalue()


ATTACHED = {"x.png": {"image/png": b64encode(png()).decode()}}


@pytest.mark.parametrize(
    "source", ["![a](attachment:x.png)", "- **![a](attachment:x.png)**", "> ![a](attachment:x.png)"]
)
@pytest.mark.parametrize("name", ["html", "pdf", "docx"])
def test_an_attached_picture_is_printed_from_text_lists_and_quotes(source: str, name: str) -> None:
    attaching = notebook(source)
    attaching.cells[0]["attachments"] = ATTACHED
    nodes = read_document(attaching).nodes
    assert [node.alt for node in nodes if isinstance(node, PictureNode)] == ["a"]
    content = exporter(name)(attaching)
    assert name != "html" or b"data:image/png;base64," in content


@pytest.mark.parametrize(
    "data",
    [
        {"image/png": b64encode(png()[:20]).decode()},
        {"image/png": b64encode(b"no picture").decode()},
        {"image/png": "!"},
        {"image/svg+xml": "<svg"},
        {"image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg' width='0' height='0'/>"},
        {"image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg' width='100000' height='100000'/>"},
        {"image/svg+xml": "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg>&a;</svg>"},
    ],
)
@pytest.mark.parametrize("name", ["pdf", "docx"])
def test_the_error_of_an_unreadable_picture_names_its_cell(data: dict[str, str], name: str) -> None:
    broken = executed_cell(data)
    broken.id = "culprit"
    with pytest.raises(ReportFailed, match=r"Cell 1 \(culprit\): a picture cannot be read"):
        exporter(name)(notebook(broken))


@pytest.mark.parametrize("name", ["pdf", "docx"])
def test_a_picture_in_colours_for_print_is_accepted(name: str) -> None:
    assert exporter(name)(notebook(executed_cell({"image/jpeg": b64encode(png("CMYK")).decode()})))


def test_lines_and_tabs_of_a_printed_text_stay() -> None:
    document = docx.Document(BytesIO(exporter("docx")(notebook(executed_cell(printed("một\n\thai\nba"))))))
    assert document.paragraphs[0].text == "một\n\thai\nba"


def test_what_is_printed_to_stderr_is_not_in_the_document() -> None:
    warned = nbformat.v4.new_output("stream", name="stderr", text="UserWarning")
    assert read_document(notebook(executed_cell(warned, printed("còn lại")))).nodes[0].text == "còn lại"


def test_letters_are_composed_and_terminal_codes_taken_out() -> None:
    text = "e\u0302\u0301 \x1b]8;;http://x\x1b\\nhãn\x1b]8;;\x1b\\ \ue000"
    assert read_document(notebook(executed_cell(printed(text)))).nodes[0].text.strip() == "ế nhãn"


@pytest.mark.parametrize("kind", ["text/latex", "application/json"])
def test_no_output_is_left_out_in_silence(kind: str) -> None:
    value = "$x^2$" if kind == "text/latex" else {"a": 1}
    (node,) = read_document(notebook(executed_cell({kind: value}))).nodes
    assert "x^2" in node.text or '"a": 1' in node.text


@pytest.mark.parametrize("name", ["pdf", "docx"])
def test_a_node_of_an_unknown_kind_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output_nodes_module, "VerbatimNode", SparklineNode)
    with pytest.raises(ReportFailed, match="of the kind 'sparkline'; there are: heading, prose, table, chart"):
        exporter(name)(notebook(executed_cell(printed("chữ"))))


def test_every_kind_of_node_that_is_printed_has_one_entry_in_the_registry() -> None:
    declared = [kind for kind in vars(document_nodes).values() if isinstance(kind, type) and is_node(kind)]
    # The beginning of an appendix divides the document before its parts are written.
    unwritten = (DocumentNode, document_nodes.SettingsNode, document_nodes.AppendixNode)
    printed_kinds = [kind for kind in declared if kind not in unwritten]
    assert len(NODE_WRITERS) == len(printed_kinds) >= 8
    assert {writers.node_type for writers in NODE_WRITERS} == set(printed_kinds)


def is_node(kind: type) -> bool:
    return issubclass(kind, DocumentNode)


def test_the_typst_modules_hold_the_function_of_each_kind_of_node_once() -> None:
    modules = [file.read_text(encoding="utf-8") for file in (ROOT / "cchc_lib/exporters/typst").glob("*.typ")]
    declared = re.findall(r"^#let (show-\w+)\(", "\n".join(modules), re.MULTILINE)
    named = [writers.typst for writers in NODE_WRITERS]
    assert {name: declared.count(name) for name in named} == dict.fromkeys(named, 1)


def test_equal_wide_tables_become_appendices_with_different_names() -> None:
    wide = f"<table><caption>Rộng</caption><tr>{'<td>1</td>' * 20}</tr></table>"
    nodes = read_document(notebook(*(executed_cell({"text/html": wide}) for _ in range(2)))).nodes
    on_paper = arranged(nodes)
    assert [(appendix.name, appendix.title) for appendix in on_paper.appendices] == [
        ("Phụ lục I", "Rộng"),
        ("Phụ lục II", "Rộng"),
    ]
    (reference,) = on_paper.body
    assert isinstance(reference, ProseNode)
    assert line_text(reference.paragraphs[0].runs) == "Số liệu chi tiết tại Phụ\u00a0lục\u00a0I, Phụ\u00a0lục\u00a0II."


def test_equal_drawings_are_all_written_in_word() -> None:
    svg = "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='40'><rect width='9' height='9'/></svg>"
    content = exporter("docx")(notebook(*(executed_cell({"image/svg+xml": svg}) for _ in range(2))))
    assert len(docx.Document(BytesIO(content)).inline_shapes) == 2


def test_code_in_a_point_of_a_list_is_printed() -> None:
    (prose,) = read_document(notebook("- một\n\n  ```\n  mã 1\n  ```\n- hai")).nodes
    assert [line_text(paragraph.runs) for paragraph in prose.paragraphs] == ["một", "mã 1", "hai"]
    assert [paragraph.marker for paragraph in prose.paragraphs] == ["-", "", "-"]


def test_a_picture_higher_than_a_page_is_made_smaller() -> None:
    tall = notebook(executed_cell({"image/png": b64encode(png(size=(100, 5000))).decode()}))
    (shape,) = docx.Document(BytesIO(exporter("docx")(tall))).inline_shapes
    assert shape.height.cm <= 22.01
    assert exporter("pdf")(tall).count(b"/Type/Page/") in (0, 1)
