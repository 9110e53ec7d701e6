"""YAML files: plain data only, validated, each fault with its line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field

from cchc_lib.errors import Problem
from cchc_lib.file_formats.text_files import TextFile
from cchc_lib.file_formats.yaml_files import ParsedYaml, YamlModel, parse_yaml
from tests.support.input_files import InputFiles


class Inner(YamlModel):
    position: str = ""


INNER = Inner()


class Outer(YamlModel):
    name: str
    size: int = 0
    inner: Inner = INNER
    points: list[str] = Field(default_factory=list)


def parsed(text: str) -> ParsedYaml[Outer]:
    return parse_yaml(TextFile("t.yaml", text), Outer)


def only(text: str) -> Problem:
    (problem,) = parsed(text).problems
    return problem


def test_a_valid_file_becomes_its_model() -> None:
    model = Outer(name="Lưu Kiếm", size=2, inner=Inner(position="CHỦ TỊCH"), points=["a"])
    assert parsed("name: Lưu Kiếm\nsize: 2\ninner: {position: CHỦ TỊCH}\npoints: [a]\n").model == model


def test_the_lines_of_keys_and_points_are_known() -> None:
    lines = parsed("# words\nname: a\n\npoints:\n  - b\n  - c\n").lines
    assert [lines[path] for path in (("name",), ("points",), ("points", 0), ("points", 1))] == [2, 4, 5, 6]


def test_a_syntax_error_is_told_with_its_line() -> None:
    problem = only("name: a\npoints: [b\ninner: {}\n")
    assert problem.row in (2, 3)
    assert problem.expected.startswith("YAML")


@pytest.mark.parametrize("text", ["name: a: b\n", "name: 'a\n", "name: a\n\tsize: 1\n", "---\nname: a\n---\nname: b\n"])
def test_what_is_no_yaml_is_one_problem(text: str) -> None:
    assert only(text).file == "t.yaml"


@pytest.mark.parametrize("value", ["!!python/object/apply:os.system [ls]", "!!str a", "!local a"])
def test_a_tag_is_refused(value: str) -> None:
    problem = only(f"size: 1\nname: {value}\n")
    assert (problem.row, problem.found, problem.repair) == (2, "a YAML tag, anchor or alias", "write the value itself")


def test_an_alias_is_refused() -> None:
    assert 2 in {problem.row for problem in parsed("name: &own a\npoints: [*own]\n").problems}


def test_an_anchor_is_refused() -> None:
    assert only("name: &own a\n").row == 1


def test_an_alias_of_what_it_stands_in_is_refused() -> None:
    assert parsed("name: a\npoints: &own [*own]\n").problems


@pytest.mark.parametrize(
    ("text", "row", "key"),
    [("name: a\nsize: 1\nname: b\n", 3, "name"), ("name: a\ninner:\n  position: b\n  position: c\n", 4, "position")],
)
def test_a_repeated_key_is_refused(text: str, row: int, key: str) -> None:
    problem = only(text)
    assert (problem.row, problem.column, problem.expected) == (row, key, "each key only once")


def test_an_unknown_key_is_refused_with_the_nearest_one() -> None:
    problem = only("name: a\nsiez: 1\n")
    assert (problem.row, problem.column, problem.repair) == (2, "siez", "did you mean 'size'?")


def test_an_unknown_key_further_in_is_refused_with_the_nearest_one_there() -> None:
    problem = only("name: a\ninner:\n  posiiton: b\n")
    assert (problem.row, problem.column, problem.repair) == (3, "inner.posiiton", "did you mean 'position'?")


def test_an_unknown_key_like_no_other_is_to_be_removed() -> None:
    assert only("name: a\nzzzzzz: 1\n").repair == "remove the key"


def test_a_missing_key_is_told() -> None:
    problem = only("size: 1\n")
    assert (problem.column, problem.found, problem.repair) == ("name", "nothing", "add `name: …`")


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "{}\n"])
def test_an_empty_file_lacks_what_must_be_there(text: str) -> None:
    assert only(text).column == "name"


@pytest.mark.parametrize("text", ["- a\n", "words\n", "12\n"])
def test_a_file_that_is_no_mapping_is_refused(text: str) -> None:
    assert only(text).file == "t.yaml"


@pytest.mark.parametrize(
    ("text", "found"), [("name: 12\n", "12"), ("name: a\nsize: '3'\n", "'3'"), ("name: null\n", "None")]
)
def test_a_value_of_another_kind_is_refused_and_never_guessed(text: str, found: str) -> None:
    assert only(text).found == found


def test_all_faults_of_a_file_are_told() -> None:
    problems = parsed("naem: a\nsize: x\ninner: {position: 3}\n").problems
    assert {problem.column for problem in problems} == {"name", "naem", "size", "inner.position"}


@pytest.mark.parametrize(
    "text",
    ["name: 2025-02-30\n", "name: =\n", "<<: 1\nname: a\n", "size: 0x_\nname: a\n", f"size: {'9' * 5000}\nname: a\n"],
    ids=["no such day", "a value sign", "a merge sign", "half a number", "a very long number"],
)
def test_a_value_that_yaml_cannot_build_is_a_problem(text: str) -> None:
    assert parsed(text).problems


def test_a_control_character_written_as_an_escape_is_refused() -> None:
    assert parsed('name: "L\\x07K"\n').problems


@pytest.mark.parametrize("text", ["? [a]\n: b\n", "{[]: a}\n", "{{}: a}\n"])
def test_a_key_that_is_no_word_is_a_problem(text: str) -> None:
    assert parsed(text).problems


@settings(max_examples=500, deadline=None, derandomize=True, database=None)
@given(st.text(alphabet="ab019 -_.:,?&*!|>'\"%@#[]{}=<~\n\t", max_size=60))
def test_any_text_is_a_model_or_problems(text: str) -> None:
    read = parsed(text)
    assert (read.model is None) == bool(read.problems)


def test_brackets_within_brackets_without_end_are_a_problem() -> None:
    assert parsed("name: " + "[" * 1500).problems


WARD = {
    "code": ('"11488"', '"1148"', "code"),
    "name": ("name: Lưu Kiếm", 'name: ""', "name"),
    "kind": ("kind: phường", "kind: quận", "kind"),
}


@pytest.mark.parametrize(("old", "new", "column"), WARD.values(), ids=WARD)
def test_a_fault_of_the_ward_is_told_with_its_line(files: InputFiles, old: str, new: str, column: str) -> None:
    row = files.edit("ward.yaml", old, new)
    problem = files.problem()
    assert (problem.file, problem.row, problem.column) == (files.path_in_messages("ward.yaml"), row, column)


@pytest.mark.parametrize("code", ["11488", '"1148"', '"114880"', '"1148a"', '""'])
def test_a_ward_code_other_than_five_digits_in_quotes_is_refused(files: InputFiles, code: str) -> None:
    files.edit("ward.yaml", '"11488"', code)
    assert files.problem().column == "code"


def test_an_unknown_kind_of_unit_is_refused_with_the_kinds_there_are(files: InputFiles) -> None:
    files.edit("ward.yaml", "kind: phường", "kind: quận")
    problem = files.problem()
    assert problem.found == "'quận'"
    assert all(kind in problem.expected for kind in ("phường", "xã", "đặc khu"))


def test_an_unknown_rounding_is_refused_with_those_there_are(files: InputFiles) -> None:
    files.edit("defaults.yaml", "rounding: half_up", "rounding: nearest")
    problem = files.problem()
    assert (problem.file, problem.column, problem.found) == (
        files.path_in_messages("defaults.yaml"),
        "rounding",
        "'nearest'",
    )
    assert "half_up" in problem.expected


def test_an_unknown_parameter_is_refused_with_the_nearest_one(files: InputFiles) -> None:
    row = files.edit("defaults.yaml", "rounding:", "roundign:")
    problem = files.problem()
    assert (problem.row, problem.column, problem.repair) == (row, "roundign", "did you mean 'rounding'?")


def test_an_unknown_key_of_the_content_is_refused_with_the_nearest_one(files: InputFiles) -> None:
    row = files.edit("content.yaml", "\npassages:", "\npasages:") + 1
    problem = files.problem()
    assert (problem.row, problem.column, problem.repair) == (row, "pasages", "did you mean 'passages'?")


def test_an_unknown_key_of_the_signature_is_refused_with_the_nearest_one(files: InputFiles) -> None:
    row = files.edit("content.yaml", "    position:", "    posision:")
    problem = files.problem()
    assert (problem.row, problem.column) == (row, "document.signature.posision")
    assert problem.repair == "did you mean 'position'?"


def test_a_target_of_an_unknown_code_is_refused_with_the_nearest_one(files: InputFiles) -> None:
    row = files.edit("targets.yaml", "code: procedures.online_rate", "code: procedures.onlin_rate")
    problem = files.problem()
    assert (problem.file, problem.row, problem.column) == (files.path_in_messages("targets.yaml"), row, "code")
    assert (problem.found, problem.repair) == ("procedures.onlin_rate", "did you mean 'procedures.online_rate'?")


@pytest.mark.parametrize("value", ['"98.8"', '"trên 90"', '""', "98.8", "[50]", "{a: 1}", "true", "null", "2025-10-20"])
def test_a_target_whose_value_is_no_vietnamese_number_is_refused(files: InputFiles, value: str) -> None:
    row = files.edit("targets.yaml", 'value: "50"', f"value: {value}")
    problem = files.problem()
    assert (problem.file, problem.row, problem.column) == (
        files.path_in_messages("targets.yaml"),
        row,
        "targets.0.value",
    )


@pytest.mark.parametrize("day", ["2022-02-30", '"2022-06-23"', "23/6/2022", "2022"])
def test_a_target_whose_first_day_is_no_day_is_refused(files: InputFiles, day: str) -> None:
    text = files.read("targets.yaml")
    files.write("targets.yaml", text.replace("valid_from: 2022-06-23", f"valid_from: {day}", 1))
    assert files.problem().file == files.path_in_messages("targets.yaml")


@pytest.mark.parametrize(("old", "column"), [("relation: at least", "relation"), ("level: national", "level")])
def test_a_target_of_another_relation_or_level_is_refused(files: InputFiles, old: str, column: str) -> None:
    text = files.read("targets.yaml")
    files.write("targets.yaml", text.replace(old, f"{column}: other", 1))
    assert files.problem().column == f"targets.0.{column}"


def test_a_tab_in_the_indentation_is_named_in_the_repair() -> None:
    problem = only("name: a\ninner:\n\tposition: b\n")
    assert (problem.row, problem.repair) == (3, "indent with spaces, not with tabs")
