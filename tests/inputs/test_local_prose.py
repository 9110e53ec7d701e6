"""The ward's own words: no number typed, every reference known, each fault at its line."""

import pytest

from tests.support.input_files import InputFiles

GOOD = [
    "Diện tích {ward.area}, dân số {ward.population|number} người.",
    "Theo {document:qd-464} và {documents:steering.plan}.",
    "Tuyến {name:Quốc lộ 10} qua {unit.name}; {Unit} đã làm.",
    "{Unit.name} và {unit} đạt {target:satisfaction.land}.",
    "Điểm {score766.total} vào ngày {as_of:score766.total}.",
    "Có {label:autonomy.group_1}{note:reception.decisions}.",
    "Theo [mẫu] mới",
]


@pytest.mark.parametrize("sentence", GOOD)
def test_prose_whose_references_are_known_is_read(files: InputFiles, sentence: str) -> None:
    files.say(f"'{sentence}'")
    assert sentence in files.load().content.passages["next.finance"]


def test_a_passage_may_be_a_text_or_a_list_of_points(files: InputFiles) -> None:
    passages = files.load().content.passages
    assert isinstance(passages["overview.borders"], str)
    assert isinstance(passages["next.finance"], list)


@pytest.mark.parametrize(
    ("sentence", "number"),
    [("Có 40 tổ dân phố.", "40"), ("Đạt 99,57% hồ sơ.", "99,57%"), ("Từ ngày 01/7/2025.", "01/7/2025.")],
)
def test_a_number_typed_into_prose_is_refused_at_its_line(files: InputFiles, sentence: str, number: str) -> None:
    row = files.say(sentence)
    problem = files.problem()
    assert (problem.file, problem.row, problem.column) == (files.path_in_messages("content.yaml"), row, "next.finance")
    assert (problem.found, problem.expected) == (f"the number {number}", "no number typed into prose")
    assert "{ward.area}" in problem.repair


def test_every_number_typed_into_a_sentence_is_told(files: InputFiles) -> None:
    files.say("Có 40 tổ dân phố và 13 đơn vị.")
    assert [problem.found for problem in files.problems()] == ["the number 40", "the number 13"]


UNKNOWN = {
    "a figure": ("{ward.aera}", "ward.aera", "did you mean 'ward.area'?"),
    "a number alone": ("{ward.populaton|number}", "ward.populaton", "did you mean 'ward.population'?"),
    "a document": ("{document:qd-4644}", "qd-4644", "did you mean 'qd-464'?"),
    "a role": ("{documents:steering.plans}", "steering.plans", "did you mean 'steering.plan'?"),
    "a note": ("{note:reception.decision}", "reception.decision", "did you mean 'reception.decisions'?"),
    "a day": ("{as_of:score766.totl}", "score766.totl", "did you mean 'score766.total'?"),
    "a label": ("{label:autonomy.group_9}", "autonomy.group_9", "did you mean 'autonomy.group_"),
    "a target": ("{target:satisfaction.lnad}", "satisfaction.lnad", "did you mean 'satisfaction.land'?"),
    "nothing": ("{ }", "Theo { } đã giao.", "braces stand for nothing else"),
    "a name of nothing": ("{name: }", "Theo {name: } đã giao.", "braces stand for nothing else"),
    "the unit as a document": ("{document:unit}", "unit", ""),
    "the unit as a role": ("{documents:unit}", "unit", ""),
    "the unit as a figure with a day": ("{as_of:unit}", "unit", ""),
    "the unit as a figure with a label": ("{label:unit.name}", "unit.name", ""),
}


@pytest.mark.parametrize(("reference", "body", "repair"), UNKNOWN.values(), ids=UNKNOWN)
def test_an_unknown_reference_is_refused_at_its_line(files: InputFiles, reference: str, body: str, repair: str) -> None:
    row = files.say(f"'Theo {reference} đã giao.'")
    problem = files.problem()
    assert (problem.file, problem.row, problem.column) == (files.path_in_messages("content.yaml"), row, "next.finance")
    assert problem.found == body
    assert repair in problem.repair


@pytest.mark.parametrize("words", ["mở {ward.area", "đóng ward.area}", "trống {}", "lạ {ward.area|full}"])
def test_an_unmatched_brace_is_refused_at_its_line(files: InputFiles, words: str) -> None:
    row = files.say(f"'{words}'")
    problem = files.problem()
    assert (problem.row, problem.column, problem.found) == (row, "next.finance", words)
    assert problem.expected == "a brace that belongs to no reference"
    assert "{ward.area}" in problem.repair


def test_an_unknown_passage_is_refused_with_the_nearest_one(files: InputFiles) -> None:
    row = files.edit("content.yaml", "  next.finance:", "  next.finances:")
    problem = files.problem()
    assert (problem.row, problem.column, problem.found) == (row, "next.finances", "next.finances")
    assert problem.repair == "did you mean 'next.finance'?"


def test_a_line_of_a_text_passage_is_told_as_an_editor_counts_it(files: InputFiles) -> None:
    row = files.edit("content.yaml", "Tuyến {name:Quốc lộ 10} chạy", "Tuyến Quốc lộ 10 chạy")
    problem = files.problem()
    assert (problem.row, problem.column, problem.found) == (row, "overview.borders", "the number 10")


def test_an_empty_line_of_a_text_passage_does_not_shift_the_later_lines(files: InputFiles) -> None:
    files.edit("content.yaml", "  overview.borders: |\n", "  overview.borders: |\n\n")
    row = files.edit("content.yaml", "Tuyến {name:Quốc lộ 10} chạy", "Tuyến Quốc lộ 10 chạy")
    assert files.problem().row == row


def test_a_passage_beside_its_key_is_told_at_its_own_line(files: InputFiles) -> None:
    row = files.edit("content.yaml", "  reception.topics: |\n    Các", "  reception.topics: Cả 61")
    assert files.problem().row == row


def test_an_empty_point_does_not_shift_the_later_points(files: InputFiles) -> None:
    row = files.say("Có 40 tổ dân phố.")
    files.edit("content.yaml", "  next.finance:\n", "  next.finance:\n    - ''\n")
    assert files.problem().row == row + 1


@pytest.mark.parametrize("words", ["12", "[a, [b]]", "{a: b}", "true", "null", "2025-10-20"])
def test_a_passage_that_is_neither_text_nor_points_is_refused(files: InputFiles, words: str) -> None:
    row = files.edit("content.yaml", "passages:\n", f"passages:\n  steering.initiatives: {words}\n") + 1
    problems = files.problems()
    assert problems
    assert {(problem.file, problem.row) for problem in problems} == {(files.path_in_messages("content.yaml"), row)}


def test_an_unknown_key_does_not_hide_the_numbers_typed_below(files: InputFiles) -> None:
    files.edit("content.yaml", "  origin:", "  orign:")
    row = files.say("Có 40 tổ dân phố.")
    assert row in [problem.row for problem in files.problems()]
