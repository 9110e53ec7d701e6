"""Variants of the report: sections left out, reordered, renumbered and added; title, addressee, notebook, record."""

import json
import subprocess
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from cchc_lib.audit.catalogue import audit
from cchc_lib.catalogue.catalogue import national_catalogue
from cchc_lib.catalogue.outline import LEVELS, Section, numbered, outline
from cchc_lib.errors import InputErrors, UserError
from cchc_lib.file_formats.text_files import TextFile
from cchc_lib.inputs.report_outline import Outline, parse_outline, standard_outline
from cchc_lib.publication.report.notebook_arrangement import arranged, with_outline_named
from cchc_lib.report.blocks.heading_block import Heading
from cchc_lib.report.blocks.prose_block import Prose
from cchc_lib.report.blocks.table_block import Table
from cchc_lib.report.model.runs import line_text
from cchc_lib.report.ward_report import WardReport
from tests.support.checkout import CCHC, PERIOD, ROOT
from tests.support.editable_project import EditableProject
from tests.support.form_files import VariantProject

NOTEBOOK = ROOT / "notebooks" / "ward_report.ipynb"
ADDED = """
subject: Phục vụ kiểm tra công tác cải cách hành chính {unit.name}
recipient: Đoàn kiểm tra cải cách hành chính thành phố
sections: [overview, results, contents, procedures, market, institutions, direction, steering]
added:
  - id: market
    level: 3
    title: Chợ đầu mối
    codes: [procedures.received, procedures.on_time_rate]
titles: {direction: Chỉ đạo}
"""
PROSE = """sections:
  market: |
    Chợ nằm trên địa bàn {unit.name}.
    Chợ phục vụ {ward.population}.

    Đoạn thứ hai.
"""


@pytest.fixture
def variants(editable_project: EditableProject) -> VariantProject:
    return VariantProject(editable_project)


def with_prose(variants: VariantProject, text: str = PROSE) -> VariantProject:
    content = variants.copy.project.data / "wards" / "luu-kiem" / PERIOD / "content.yaml"
    content.write_text(content.read_text(encoding="utf-8") + text, encoding="utf-8")
    return variants


def headings(report: WardReport) -> list[str]:
    names = (section.id for section in report.results.inputs.outline.sections)
    blocks = (block for name in names for block in report.section(name).blocks)
    return [f"{block.number} {block.title}" for block in blocks if isinstance(block, Heading)]


def read(text: str) -> Outline:
    parsed, problems = parse_outline("x", TextFile("outlines/x.yaml", text), national_catalogue())
    assert problems == ()
    return parsed


def test_the_report_as_issued_is_numbered_as_it_was() -> None:
    numbers = [section.number for section in outline() if section.level]
    assert numbers[:8] == ["Phần I", "Phần II", "I.", "1.", "2.", "3.", "II.", "1."]
    assert {section.number for section in outline() if section.level == 4} == {"a)", "b)"}


def test_each_level_begins_again_below_a_higher_one() -> None:
    levels = (1, 2, 3, 4, 4, 3, 4, 2, 3, 1, 2)
    made = numbered(Section(str(at), level) for at, level in enumerate(levels))
    expected = ["Phần I", "I.", "1.", "a)", "b)", "2.", "a)", "II.", "1.", "Phần II", "I."]
    assert [section.number for section in made] == expected


def test_points_are_lettered_by_the_vietnamese_alphabet() -> None:
    made = numbered(Section(str(at), LEVELS[-1]) for at in range(6))
    assert [section.number for section in made] == ["a)", "b)", "c)", "d)", "đ)", "e)"]


def test_a_section_that_is_left_out_takes_those_below_it_along() -> None:
    left = read("without: [direction, next]\n").sections
    assert not {"direction", "steering", "reception", "next", "next_digital"} & {section.id for section in left}
    assert [section.number for section in left if section.id in ("contents", "assessment", "proposals")] == [
        "I.",
        "II.",
        "III.",
    ]


def test_an_added_section_stands_behind_the_section_that_it_names_and_all_below_that() -> None:
    text = "added:\n  - {id: market, level: 3, title: Chợ, after: organisation, codes: [ward.area]}\n"
    names = [section.id for section in read(text).sections]
    assert names[names.index("market") - 1] == "organisation_decentralisation"
    numbers = {section.id: section.number for section in read(text).sections}
    assert (numbers["market"], numbers["civil_service"]) == ("4.", "5.")


def test_a_variant_has_its_sections_alone_in_its_order_with_title_and_addressee(variants: VariantProject) -> None:
    with_prose(variants).add_outline("kiem-tra", ADDED)
    report = variants.report("kiem-tra")
    assert headings(report) == [
        "Phần I Khái quát chung",
        "Phần II Kết quả thực hiện công tác cải cách hành chính",
        "I. Kết quả thực hiện các nội dung cải cách hành chính",
        "1. Cải cách thủ tục hành chính",
        "2. Chợ đầu mối",
        "3. Cải cách thể chế",
        "II. Chỉ đạo",
        "1. Xây dựng, thực hiện kế hoạch cải cách hành chính",
    ]
    head = report.letterhead()
    assert head.subject == "Phục vụ kiểm tra công tác cải cách hành chính phường Lưu Kiếm"
    assert line_text(head.recipient) == "Đoàn kiểm tra cải cách hành chính thành phố"


def test_a_variant_for_other_days_names_them_and_those_of_its_figures(variants: VariantProject) -> None:
    variants.add_outline("kiem-tra", "window: 2025-07-01_2025-11-30\n")
    report = variants.report("kiem-tra")
    days = "từ ngày 01/7/2025 đến ngày 30/11/2025; số liệu thống kê từ ngày 01/7/2025 đến ngày 20/10/2025"
    assert report.letterhead().covering == f"({days})"
    (finding,) = (one for one in audit(report.results) if one.rule.code == "periods.window")
    assert finding.observation.facts["labels"] == ("mọi số liệu không ghi kỳ riêng",)


def test_a_variant_for_the_days_of_its_period_says_nothing_more(variants: VariantProject) -> None:
    variants.add_outline("kiem-tra", "window: 2025-07-01_2025-10-20\n")
    report = variants.report("kiem-tra")
    assert report.letterhead().covering == "(từ ngày 01/7/2025 đến ngày 20/10/2025)"
    assert "periods.window" not in {one.rule.code for one in audit(report.results)}


def test_an_added_section_has_the_wards_prose_in_paragraphs_and_its_table(variants: VariantProject) -> None:
    with_prose(variants).add_outline("kiem-tra", ADDED)
    _, prose, table = variants.report("kiem-tra").section("market").blocks
    assert isinstance(prose, Prose)
    assert isinstance(table, Table)
    assert list(prose.plain_lines()) == [
        "Chợ nằm trên địa bàn phường Lưu Kiếm. Chợ phục vụ 49.376\xa0người.",
        "Đoạn thứ hai.",
    ]
    assert [line_text(row[2].runs) for row in table.rows] == ["8.823", "99,57"]


def test_a_document_is_cited_in_full_where_the_variant_names_it_first(variants: VariantProject) -> None:
    prose = "sections:\n  market: Căn cứ {documents:steering.plan}.\n"
    with_prose(variants, prose).add_outline("kiem-tra", ADDED)
    report = variants.report("kiem-tra")
    full = "Quyết định số 464/QĐ-UBND ngày 31/7/2025"
    assert full in "".join(report.section("market").plain_lines())
    steering = "".join(report.section("steering").plain_lines())
    assert "Quyết định số 464/QĐ-UBND" in steering
    assert full not in steering


def test_the_record_holds_nothing_of_sections_that_are_left_out(variants: VariantProject) -> None:
    variants.add_outline("ngan", "without: [assessment, finance]\n")
    report = variants.report("ngan")
    record = report.record().record
    assert record.outline == "ngan"
    assert "bang-targets" not in record.page_text
    assert "bieu-do-budget" not in record.page_text
    assert "bang-case_results" in record.page_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("without: [nxt]\n", "did you mean 'next'?"),
        ("sections: [overview, overview]\n", "each only once"),
        ("added: [{id: overview, level: 1, title: A, after: results}]\n", "a name that is not taken"),
        ("added: [{id: market, level: 3, title: A}]\n", "the section after which it stands"),
        ("added: [{id: market, level: 5, title: A, after: next}]\n", "added.0.level"),
        ("added: [{id: market, level: 3, title: A, after: next, codes: [ward.aera]}]\n", "did you mean 'ward.area'?"),
        ("subject: Số hồ sơ {procedures.received}\n", "words about the ward alone"),
        ("window: 2025-11-30_2025-07-01\n", "a period that ends on or after the day it begins"),
        ("forms: [phu-luc]\n", "did you mean 'phu-luc-thong-ke'?"),
        ("added: [{id: market, level: 3, title: Chợ, after: next}]\n", "prose of «Chợ»"),
    ],
)
def test_faults_of_an_outline_are_told_with_their_repair(variants: VariantProject, text: str, expected: str) -> None:
    variants.add_outline("sai", text)
    with pytest.raises(InputErrors) as raised:
        variants.report("sai")
    assert expected in str(raised.value)


def test_prose_for_a_section_that_no_outline_adds_is_told_in_every_report(variants: VariantProject) -> None:
    variants.add_outline("kiem-tra", ADDED)
    with_prose(variants, "sections:\n  markt: Chợ nằm trên địa bàn {unit.name}.\n")
    with pytest.raises(InputErrors, match=r"did you mean 'market'\?"):
        variants.copy.report()


def test_numbers_typed_into_the_prose_of_an_added_section_are_refused(variants: VariantProject) -> None:
    with_prose(variants, "sections:\n  market: Chợ có 12 gian hàng.\n").add_outline("kiem-tra", ADDED)
    with pytest.raises(InputErrors, match="the number 12"):
        variants.report("kiem-tra")


def test_an_outline_that_does_not_exist_is_told_with_the_nearest(variants: VariantProject) -> None:
    with pytest.raises(UserError, match="did you mean 'kem-bieu-mau'"):
        variants.report("kem-bieu-mao")


def test_a_ward_may_have_an_outline_of_its_reports(variants: VariantProject) -> None:
    variants.add_outline("ngan", "without: [next]\n")
    ward = variants.copy.project.data / "wards" / "luu-kiem" / "ward.yaml"
    ward.write_text(ward.read_text(encoding="utf-8") + "outline: ngan\n", encoding="utf-8")
    assert variants.copy.report().results.inputs.outline.name == "ngan"
    assert variants.report("standard").results.inputs.outline.sections == standard_outline().sections


def shown_calls(notebook: nbformat.NotebookNode) -> list[str]:
    return [cell.source for cell in notebook.cells if "report." in cell.source]


def test_the_notebook_of_the_report_as_issued_is_not_touched() -> None:
    notebook = nbformat.read(NOTEBOOK, 4)
    assert arranged(notebook, Outline(sections=outline())) is notebook


def test_tables_charts_and_guides_move_with_their_section_and_the_record_comes_last() -> None:
    made = arranged(nbformat.read(NOTEBOOK, 4), read(ADDED + "forms: [phu-luc-thong-ke]\n"))
    calls = shown_calls(made)
    start = calls.index('report.section("procedures")')
    assert calls[start + 1] == 'report.table("case_results")'
    assert calls.index('report.section("market")') < calls.index('report.section("institutions")')
    assert calls[-5:] == [
        "report.closing()",
        'report.form("phu-luc-thong-ke")',
        "report.findings()",
        "report.lineage()",
        "report.record()",
    ]
    assert 'report.section("finance")' not in calls
    assert 'report.table("budget")' not in calls
    nbformat.validate(made)


def test_what_an_analyst_added_to_a_section_moves_with_it() -> None:
    cells = [
        new_code_cell('report.section("heading")'),
        new_markdown_cell("## Hướng dẫn", metadata={"tags": ["guide"]}),
        new_code_cell('report.section("overview")'),
        new_markdown_cell("Nhận xét của người phân tích."),
        new_code_cell('report.section("results")'),
        new_code_cell('report.section("closing")'),
    ]
    made = arranged(new_notebook(cells=cells), read("sections: [results, overview]\n"))
    assert [cell.source for cell in made.cells] == [
        'report.section("heading")',
        'report.section("results")',
        "## Hướng dẫn",
        'report.section("overview")',
        "Nhận xét của người phân tích.",
        'report.section("closing")',
    ]


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("open_report(ward, period)", 'open_report(ward, period, outline="ngan")'),
        ("open_report(\n    ward,\n    period,\n)", 'open_report(\n    ward,\n    period, outline="ngan",\n)'),
    ],
)
def test_the_outline_is_named_where_the_report_is_opened(call: str, expected: str) -> None:
    made = with_outline_named(new_notebook(cells=[new_code_cell(f"report = {call}")]), "ngan")
    assert made.cells[0].source == f"report = {expected}"


def test_a_notebook_that_opens_no_report_is_refused() -> None:
    with pytest.raises(UserError, match="opens no report"):
        with_outline_named(new_notebook(cells=[new_code_cell("1 + 1")]), "ngan")


def cchc(root: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [str(CCHC), *map(str, arguments)]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


@pytest.fixture
def checkout(variants: VariantProject) -> Path:
    """A copy of the project, with an added outline, in which commands run."""
    root = variants.copy.root
    (root / "notebooks").mkdir()
    (root / "notebooks" / "ward_report.ipynb").write_bytes(NOTEBOOK.read_bytes())
    with_prose(variants).add_outline("kiem-tra", ADDED + "forms: [phu-luc-thong-ke, tu-cham-diem]\n")
    return root


@pytest.mark.slow
def test_a_variant_is_built_beside_the_report_verifies_and_can_be_built_again(checkout: Path) -> None:
    built = cchc(checkout, "report", "luu-kiem", PERIOD, "--outline", "kiem-tra", "--format", "html,pdf,docx,xlsx")
    assert built.returncode == 0, built.stderr
    folder = checkout / "build" / "variants" / "kiem-tra" / "luu-kiem" / PERIOD
    assert (folder / "report.tu-cham-diem.xlsx").exists()
    assert not (checkout / "build" / "reports").exists()
    files = [folder / name for name in ("report.html", "report.ipynb", "record.json")]
    verified = cchc(checkout, "verify", *files, "--data", "data")
    assert verified.returncode == 0, verified.stdout + verified.stderr


@pytest.mark.slow
def test_a_variant_never_replaces_the_report_and_names_what_an_earlier_build_left(checkout: Path) -> None:
    refused = cchc(checkout, "report", "luu-kiem", PERIOD, "--outline", "kiem-tra", "--out", "build/reports")
    assert refused.returncode == 2
    assert "never written among the reports" in refused.stderr
    folder = checkout / "made" / "luu-kiem" / PERIOD
    folder.mkdir(parents=True)
    (folder / "report.old-form.xlsx").write_bytes(b"of an earlier build")
    built = cchc(checkout, "report", "luu-kiem", PERIOD, "--outline", "kiem-tra", "--out", "made")
    assert "report.old-form.xlsx is of an earlier build" in built.stderr


@pytest.mark.slow
def test_a_run_file_builds_the_variant_that_it_names(checkout: Path) -> None:
    run = checkout / "params" / "runs" / "kiem-tra.yaml"
    run.write_text(f'wards: all\nperiods: ["{PERIOD}"]\noutline: kiem-tra\n', encoding="utf-8")
    first, second = (cchc(checkout, "batch", run) for _ in range(2))
    assert first.returncode == second.returncode == 0, first.stderr
    record = checkout / "build" / "variants" / "kiem-tra" / "luu-kiem" / PERIOD / "record.json"
    paths = {file["path"] for file in json.loads(record.read_text(encoding="utf-8"))["files"].values()}
    assert {"outlines/kiem-tra.yaml", "forms/tu-cham-diem.csv"} <= paths


@pytest.mark.slow
def test_an_analysts_copy_of_the_notebook_is_run_in_place_of_the_projects(checkout: Path) -> None:
    notebook = nbformat.read(NOTEBOOK, 4)
    notebook.cells.append(new_markdown_cell("Nhận xét riêng của người phân tích."))
    nbformat.write(notebook, checkout / "mine.ipynb")
    built = cchc(checkout, "report", "luu-kiem", PERIOD, "--notebook", "mine.ipynb", "--out", "made")
    assert built.returncode == 0, built.stderr
    page = (checkout / "made" / "luu-kiem" / PERIOD / "report.html").read_text(encoding="utf-8")
    assert "Nhận xét riêng của người phân tích." in page
    missing = cchc(checkout, "report", "luu-kiem", PERIOD, "--notebook", "other.ipynb")
    assert missing.returncode == 2
    assert "There is no notebook other.ipynb" in missing.stderr
    for content in ("", '{"cells": [', "{}", "[]"):
        (checkout / "broken.ipynb").write_text(content, encoding="utf-8")
        broken = cchc(checkout, "report", "luu-kiem", PERIOD, "--notebook", "broken.ipynb")
        assert broken.returncode == 2
        assert "broken.ipynb is not a notebook that can be read" in broken.stderr
        assert "Traceback" not in broken.stderr
