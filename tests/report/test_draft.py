"""A report whose data contradict one another says so in every format, and verifying misses no such mark."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pypdf
import pytest

from cchc_lib.exporters.catalogue import exporter
from cchc_lib.indicators.results import compute
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.publication.report.indicator_table import indicator_table
from cchc_lib.report.sections.document_frame import DRAFT_MARK, Marking
from cchc_lib.report.ward_report import WardReport
from cchc_lib.verification.files import verify_file
from tests.support.notebooks import Notebook, report_notebook


@pytest.fixture(scope="module")
def draft(luu_kiem_inputs: ReportInputs) -> WardReport:
    """The report of Lưu Kiếm without its acknowledgements, so that three errors are open."""
    return WardReport(compute(replace(luu_kiem_inputs, acknowledgements=())))


@pytest.fixture(scope="module")
def draft_notebook(draft: WardReport) -> Notebook:
    return report_notebook(draft)


def test_the_page_shows_the_mark_at_every_scroll_position_and_holds(draft_notebook: Notebook, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_bytes(exporter("html")(draft_notebook))
    text = page.read_text(encoding="utf-8")
    assert f'aria-label="Lưu ý">{DRAFT_MARK}</p>' in text
    assert f"<title>{DRAFT_MARK} · Báo cáo" in text
    assert text.count(f"{DRAFT_MARK}: còn 3 lỗi") >= 3  # In the summary, the letterhead and the closing.
    assert verify_file(page).differences == ()


def test_every_page_of_the_pdf_names_the_draft(draft_notebook: Notebook) -> None:
    pages = pypdf.PdfReader(BytesIO(exporter("pdf")(draft_notebook))).pages
    texts = [" ".join(page.extract_text().split()) for page in pages]
    assert [text for text in texts if f"{DRAFT_MARK}: còn 3 lỗi" not in text] == []


def test_every_page_of_the_word_file_names_the_draft(draft_notebook: Notebook) -> None:
    word = docx.Document(BytesIO(exporter("docx")(draft_notebook)))
    section = word.sections[0]
    assert all(DRAFT_MARK in footer.paragraphs[0].text for footer in (section.footer, section.first_page_footer))
    assert all(DRAFT_MARK in header._element.xml for header in (section.header, section.first_page_header))
    assert word.core_properties.title.startswith(DRAFT_MARK)


def test_the_table_of_indicators_names_the_draft(draft: WardReport, luu_kiem: WardReport) -> None:
    assert DRAFT_MARK in indicator_table(draft.results)
    assert DRAFT_MARK not in indicator_table(luu_kiem.results)


def test_a_report_whose_errors_are_acknowledged_is_no_draft(luu_kiem: WardReport) -> None:
    assert luu_kiem.letterhead().mark == ""
    assert DRAFT_MARK not in luu_kiem.letterhead().notice


def test_the_mark_of_a_draft_depends_on_no_figure_of_the_summary(draft: WardReport, luu_kiem: WardReport) -> None:
    wording = [report.record().record.wording_figures["summary"] for report in (draft, luu_kiem)]
    assert wording[0] == wording[1]


@pytest.mark.parametrize("marked", [True, False])
def test_verifying_finds_a_mark_too_few_and_a_mark_too_many(
    draft: WardReport, luu_kiem: WardReport, tmp_path: Path, marked: bool
) -> None:
    shown, other = (luu_kiem, draft) if marked else (draft, luu_kiem)
    forged = WardReport(shown.results)
    vars(forged)["_marking"] = Marking(other.letterhead().notice, other.letterhead().mark)
    page = tmp_path / "report.html"
    page.write_bytes(exporter("html")(report_notebook(forged)))
    assert {found.place for found in verify_file(page).differences} == {"letterhead", "mark"}
