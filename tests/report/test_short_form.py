"""A ward that gives little gets a short report: nothing empty, numbers without gaps, one list of what is missing."""

import re
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any

import docx
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.catalogue.catalogue import national_catalogue
from cchc_lib.catalogue.outline import Section, numbered, outline
from cchc_lib.exporters.catalogue import exporter
from cchc_lib.indicators.results import compute
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.settings import EmptyParts
from cchc_lib.inputs.tables.case_counts import CASES_TABLE
from cchc_lib.inputs.tables.claims import CLAIMS_TABLE
from cchc_lib.inputs.tables.register import ANNOUNCEMENTS_TABLE, CITATIONS_TABLE, DOCUMENTS_TABLE
from cchc_lib.inputs.tables.stated_figures import FIGURES_TABLE, Figures
from cchc_lib.report.blocks.heading_block import Heading
from cchc_lib.report.blocks.prose_block import Prose
from cchc_lib.report.charts.catalogue import CHARTS
from cchc_lib.report.model.document_nodes import TableNode
from cchc_lib.report.model.runs import line_text
from cchc_lib.report.sections.short_form import MISSING, is_short
from cchc_lib.report.tables.catalogue import tables
from cchc_lib.report.ward_report import WardReport
from cchc_lib.verification.files import verify_file
from tests.support.notebooks import report_notebook
from tests.support.reports import with_empty_parts
from tests.support.sentences import broken_sentences, paragraphs

MISSING_WORDS = re.compile("chưa có (số liệu|thông tin|nội dung)")


NO_ROWS: dict[Any, Any] = {
    CASES_TABLE: (),
    CITATIONS_TABLE: (),
    CLAIMS_TABLE: {},
    DOCUMENTS_TABLE: {},
    ANNOUNCEMENTS_TABLE: {},
}


def headings(report: WardReport) -> list[Heading]:
    return [block for section in outline() for block in report.section(section.id).blocks if isinstance(block, Heading)]


def said(report: WardReport) -> dict[str, str]:
    """Return the paragraphs but for the list of what is missing."""
    return {name: text for name, text in paragraphs(report).items() if not name.startswith(MISSING.id)}


def list_of_missing(report: WardReport) -> str:
    return " ".join(text for name, text in paragraphs(report).items() if name.startswith(MISSING.id))


def stating(inputs: ReportInputs, codes: set[str]) -> WardReport:
    """Return the report of a ward that states these figures of Lưu Kiếm alone, without documents and prose."""
    kept = {code: inputs.figures[code] for code in codes if inputs.figures[code].source}
    content = inputs.content.model_copy(update={"passages": {}})
    stated = replace(inputs, content=content).with_table(FIGURES_TABLE, Figures(kept, inputs.catalogue.figures))
    for table, rows in NO_ROWS.items():
        stated = stated.with_table(table, rows)
    return WardReport(compute(with_empty_parts(stated, EmptyParts.OMIT)))


TASKS = {"plan_tasks.total": 20, "plan_tasks.completed": 20}


@pytest.mark.parametrize(
    ("changed", "is_named"),
    [
        ({}, False),
        ({"plan_tasks.total": 21}, True),
        ({"plan_tasks.completed": None}, True),
    ],
    ids=["the other part is the whole", "the whole is more", "no other part"],
)
def test_a_part_that_its_sum_proves_to_be_zero_is_not_missing(
    luu_kiem_inputs: ReportInputs, changed: dict[str, int | None], is_named: bool
) -> None:
    given = {code: number for code, number in {**TASKS, **changed}.items() if number is not None}
    report = stating(luu_kiem_inputs, {"ward.population"})
    figures = {code: replace(luu_kiem_inputs.figures[code], value=Decimal(number)) for code, number in given.items()}
    stated = Figures(figures, luu_kiem_inputs.catalogue.figures)
    report = WardReport(compute(report.results.inputs.with_table(FIGURES_TABLE, stated)))
    missing = list_of_missing(report)
    assert ("số nhiệm vụ trong kế hoạch đang thực hiện" in missing) is is_named


def test_a_ward_that_gives_less_than_a_third_is_reported_in_short(
    luu_kiem: WardReport, short_report: WardReport, bach_long_vi: WardReport
) -> None:
    assert is_short(short_report.results)
    assert not is_short(luu_kiem.results)
    assert not is_short(bach_long_vi.results)  # By its setting `keep`.


def test_no_sentence_of_a_short_report_says_that_something_is_missing(short_report: WardReport) -> None:
    assert {name: text for name, text in said(short_report).items() if MISSING_WORDS.search(text)} == {}
    assert broken_sentences(short_report) == {}
    assert "Chưa có số liệu" not in " ".join(short_report.summary().plain_lines())


def test_what_the_full_report_knows_stays_in_the_short_one(short_report: WardReport, bach_long_vi: WardReport) -> None:
    full = {name: text for name, text in said(bach_long_vi).items() if not MISSING_WORDS.search(text)}
    assert full.items() <= said(short_report).items()


def test_a_part_stays_below_its_whole_in_a_short_table(luu_kiem_inputs: ReportInputs) -> None:
    codes = {"city_tasks.in_progress", "plan_tasks.completed", "employees.college"}
    report = stating(luu_kiem_inputs, codes)
    rows = [line_text(row[0].runs) for row in report.table("tasks").rows]
    assert rows == [
        "Nhiệm vụ trong kế hoạch cải cách hành chính",
        "– đã hoàn thành",
        "Nhiệm vụ thành phố giao",
        "– đang thực hiện trong hạn",
    ]
    assert [line_text(row[0].runs) for row in report.table("qualifications").rows] == ["Viên chức", "– cao đẳng"]


def test_a_point_whose_figure_is_missing_leaves_no_dash(luu_kiem_inputs: ReportInputs) -> None:
    nothing = luu_kiem_inputs.with_table(FIGURES_TABLE, Figures({}, luu_kiem_inputs.catalogue.figures))
    report = WardReport(compute(with_empty_parts(nothing, EmptyParts.OMIT)))
    prose = (block for block in report.section("assessment").blocks if isinstance(block, Prose))
    assert all(paragraph.runs for block in prose for paragraph in block.paragraphs)


def test_the_headings_that_stay_are_numbered_without_gaps(short_report: WardReport) -> None:
    shown = headings(short_report)
    assert [(each.number, each.title) for each in shown if each.level < 3] == [
        ("Phần I", "Khái quát chung"),
        ("Phần II", "Kết quả thực hiện công tác cải cách hành chính"),
        ("I.", "Công tác chỉ đạo, điều hành"),
        ("II.", "Kết quả thực hiện các nội dung cải cách hành chính"),
        ("III.", "Đánh giá chung"),
        ("IV.", "Nhiệm vụ, giải pháp trọng tâm trong thời gian tới"),
        ("Phần III", "Nội dung chưa có số liệu"),
    ]
    assert not {"communication", "institutions", "organisation_decentralisation"} & {each.id for each in shown}


def test_one_list_names_what_is_missing_by_section(short_report: WardReport) -> None:
    listed = list_of_missing(short_report)
    assert "Đánh giá chung: kết quả nổi bật; tồn tại, hạn chế; diện tích Trung tâm Phục vụ hành chính công." in listed
    assert "mục «Kiến nghị, đề xuất»" in listed
    assert "Khái quát chung: biên chế quân sự của UBND; số Trung tâm Phục vụ hành chính công." in listed


def test_the_list_names_sections_in_the_words_of_the_province(luu_kiem_inputs: ReportInputs) -> None:
    passages = {"proposals.ministries": ["Đề nghị sớm có hướng dẫn."]}
    content = luu_kiem_inputs.content.model_copy(update={"passages": passages})
    report = WardReport(compute(with_empty_parts(replace(luu_kiem_inputs, content=content), EmptyParts.OMIT)))
    assert "Kiến nghị, đề xuất: mục «Với thành phố»." in list_of_missing(report)
    assert "{" not in list_of_missing(report)


def test_a_table_keeps_the_rows_that_say_something(short_report: WardReport, bach_long_vi: WardReport) -> None:
    assert [row[0].runs[0].text for row in short_report.table("reception").rows] == [
        "Tổng số lượt tiếp công dân",
        "Số đơn khiếu nại, tố cáo",
        "Số đơn kiến nghị, phản ánh",
    ]
    assert len(bach_long_vi.table("reception").rows) > 10
    assert short_report.table("budget").is_blank


def test_a_full_report_is_short_only_where_something_is_missing(luu_kiem_inputs: ReportInputs) -> None:
    """With `omit`, a ward that gives nearly everything keeps all its sections."""
    report = WardReport(compute(with_empty_parts(luu_kiem_inputs, EmptyParts.OMIT)))
    expected = [(section.number, section.title) for section in outline() if section.level]
    found = [(each.number, each.title) for each in headings(report)]
    assert [each for each in found if each[1] != MISSING.title] == expected


def test_the_report_of_luu_kiem_is_the_same_under_both_settings(luu_kiem_inputs: ReportInputs) -> None:
    auto, kept = (
        WardReport(compute(with_empty_parts(luu_kiem_inputs, chosen))) for chosen in (EmptyParts.AUTO, EmptyParts.KEEP)
    )
    assert [block.json() for block in auto.blocks()] == [block.json() for block in kept.blocks()]


def test_the_report_of_a_single_figure_is_short_in_every_format(luu_kiem_inputs: ReportInputs) -> None:
    made = report_notebook(stating(luu_kiem_inputs, {"procedures.received"}))
    text = " ".join(
        " ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(exporter("pdf")(made))).pages
    )
    assert "Phần II NỘI DUNG CHƯA CÓ SỐ LIỆU" in text
    word = docx.Document(BytesIO(exporter("docx")(made)))
    # Word counts the numbers of headings itself.
    titles = [paragraph.text.strip() for paragraph in word.paragraphs if paragraph.style.name.startswith("Heading")]
    assert titles == [
        "Kết quả thực hiện công tác cải cách hành chính",
        "Kết quả thực hiện các nội dung cải cách hành chính",
        "Cải cách thủ tục hành chính",
        "Nội dung chưa có số liệu",
    ]


EXPECTED = sorted(code for code, known in national_catalogue().figures.items() if known.is_expected)


@given(codes=st.sets(st.sampled_from(EXPECTED), max_size=25))
def test_whatever_a_ward_states_its_short_report_is_whole(
    luu_kiem_inputs: ReportInputs, tmp_path_factory: pytest.TempPathFactory, codes: set[str]
) -> None:
    report = stating(luu_kiem_inputs, codes)
    assert broken_sentences(report) == {}
    assert {name: text for name, text in said(report).items() if MISSING_WORDS.search(text)} == {}
    nodes = [node for block in report.blocks() for node in block.nodes()]
    assert [node for node in nodes if isinstance(node, TableNode) and not node.rows] == []
    assert_that_no_heading_is_empty(report)
    shown = headings(report)
    assert [each.number for each in numbered(section_of(each) for each in shown)] == [each.number for each in shown]
    page = tmp_path_factory.mktemp("short") / "report.html"
    made = exporter("html")(report_notebook(report))
    page.write_bytes(made)
    assert verify_file(page).differences == ()
    assert_that_captions_are_numbered_without_gaps(made.decode())


def section_of(heading: Heading) -> Section:
    return Section(heading.id, heading.level, heading.title)


def assert_that_no_heading_is_empty(report: WardReport) -> None:
    placed = [report.table(name) for name in tables()], [report.chart(chart.id) for chart in CHARTS]
    filled = {block.section for blocks in placed for block in blocks if [*block.nodes()]}
    contents = {section.id: report.section(section.id).blocks for section in outline()}
    filled |= {name for name, blocks in contents.items() if any(isinstance(block, Prose) for block in blocks)}
    shown = headings(report)
    for at, heading in enumerate(shown):
        following = shown[at + 1].level if at + 1 < len(shown) else 0
        assert heading.id in filled or heading.id == MISSING.id or following > heading.level, heading


def assert_that_captions_are_numbered_without_gaps(page: str) -> None:
    for word in ("Bảng", "Biểu đồ"):
        found = [int(number) for number in re.findall(rf'<span class="ordinal">{word} (\d+)\.</span>', page)]
        assert found == list(range(1, len(found) + 1))
