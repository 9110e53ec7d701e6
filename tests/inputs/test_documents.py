"""The register of documents: what is cited stands in it, and is listed in its order."""

from datetime import date

import pytest

from cchc_lib.inputs.tables.register import Document
from tests.support.input_files import InputFiles


def test_a_document_is_read_with_all_that_is_known_of_it(files: InputFiles) -> None:
    assert files.load().register.documents["qd-78"] == Document(
        "qd-78",
        "Quyết định",
        "78/QĐ-UBND",
        date(2025, 7, 11),
        "UBND phường Lưu Kiếm",
        "ban hành Quy chế Tiếp công dân của Chủ tịch UBND phường",
    )


def test_a_document_may_have_no_date(files: InputFiles) -> None:
    assert files.load().register.documents["qd-77"].date is None


def test_the_documents_of_a_role_come_in_their_order(files: InputFiles) -> None:
    files.change("citations.csv", "qd-78", order="3")
    files.change("citations.csv", "qd-779", order="1")
    cited = files.load().register.cited_for("reception.decisions")
    assert [document.id for document in cited] == ["qd-779", "qd-77", "qd-78"]


def test_a_role_that_nothing_is_cited_in_has_no_documents(files: InputFiles) -> None:
    files.write("citations.csv", files.read("citations.csv").split("\n")[0] + "\n")
    assert files.load().register.cited_for("reception.decisions") == ()


def test_an_announced_count_lists_the_documents_of_its_type(files: InputFiles) -> None:
    listed = files.load().register.announced_by("digital.plans")
    assert listed
    assert {document.type for document in listed} == {"Kế hoạch"}


def test_a_count_that_was_not_announced_lists_nothing(files: InputFiles) -> None:
    assert files.load().register.announced_by("procedures.received") == ()


FAULTY_CELLS = {
    "a document off the register": ("citations.csv", "qd-464", "document", "qd-4644", "did you mean 'qd-464'?"),
    "an unknown role": ("citations.csv", "qd-464", "role", "steering.plans", "did you mean 'steering.plan'?"),
    "no section": ("citations.csv", "qd-464", "section", "", "see data/README.md"),
    "an unknown section": ("citations.csv", "qd-464", "section", "stering", "did you mean 'steering'?"),
    "a place before the first": ("citations.csv", "qd-464", "order", "0", "count from 1"),
    "a place in words": ("citations.csv", "qd-464", "order", "đầu", "count from 1"),
    "a footnote in words": ("citations.csv", "qd-464", "footnote", "cuối", "count from 1"),
    "no type": ("documents.csv", "qd-464", "type", "", "fill in the cell"),
    "an unknown figure": (
        "announcements.csv",
        "digital.plans",
        "figure",
        "digital.plan",
        "did you mean 'digital.plans'?",
    ),
    "an unknown announced role": ("announcements.csv", "digital.plans", "role", "digital.docs", "did you mean"),
    "no announced type": ("announcements.csv", "digital.plans", "type", "", "fill in the cell"),
}


@pytest.mark.parametrize("fault", FAULTY_CELLS.values(), ids=FAULTY_CELLS)
def test_a_faulty_cell_of_the_register_is_told_with_its_place_and_repair(
    files: InputFiles, fault: tuple[str, str, str, str, str]
) -> None:
    name, key, column, cell, repair = fault
    row = files.change(name, key, **{column: cell})
    problem = next(each for each in files.problems() if each.file == files.path_in_messages(name))
    assert (problem.row, problem.column, problem.found) == (row, column, cell or "nothing")
    assert repair in problem.repair


def test_a_document_dated_on_no_day_is_told(files: InputFiles) -> None:
    row = files.change("documents.csv", "qd-464", date="2025-02-30")
    problem = next(each for each in files.problems() if each.file == files.path_in_messages("documents.csv"))
    assert (problem.row, problem.column, problem.found) == (row, "date", "2025-02-30")


def test_the_citations_of_a_faulty_document_are_not_blamed(files: InputFiles) -> None:
    files.change("documents.csv", "qd-464", date="2025-02-30")
    assert [problem.file for problem in files.problems()] == [files.path_in_messages("documents.csv")]


def test_the_citations_of_a_register_that_is_not_there_are_not_blamed(files: InputFiles) -> None:
    files.path("documents.csv").unlink()
    assert [problem.file for problem in files.problems()] == [files.path_in_messages("documents.csv")]


def test_a_citation_without_its_place_in_the_order_is_refused(files: InputFiles) -> None:
    row = files.change("citations.csv", "qd-78", order="")
    problem = files.problem()
    assert (problem.file, problem.row, problem.column) == (files.path_in_messages("citations.csv"), row, "order")


def test_a_document_registered_twice_is_refused(files: InputFiles) -> None:
    row = files.append("documents.csv", "qd-464,Quyết định,1/QĐ-UBND,,UBND,khác")
    problem = files.problem()
    assert (problem.file, problem.row, problem.column) == (files.path_in_messages("documents.csv"), row, "id")
    assert (problem.found, problem.expected) == ("qd-464", "each only once")


def test_a_document_cited_twice_in_one_role_is_refused(files: InputFiles) -> None:
    row = files.append("citations.csv", "qd-464,steering.plan,steering,,2,")
    problem = files.problem()
    assert (problem.file, problem.row, problem.found) == (files.path_in_messages("citations.csv"), row, "qd-464")


def test_a_document_may_be_cited_in_two_roles(files: InputFiles) -> None:
    files.append("citations.csv", "qd-464,next.positions,next_civil_service,,9,")
    assert files.problems() == ()


def test_a_figure_announced_twice_is_refused(files: InputFiles) -> None:
    row = files.append("announcements.csv", "digital.plans,Kế hoạch,digital.documents,9,,digital")
    problem = files.problem()
    assert (problem.file, problem.row, problem.found) == (
        files.path_in_messages("announcements.csv"),
        row,
        "digital.plans",
    )
