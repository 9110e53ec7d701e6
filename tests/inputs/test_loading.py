"""Loading a report's inputs: all problems of all files at once, and never any other failure."""

import shutil
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_lib.errors import InputErrors, Problem, UserError
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.report_inputs import load_inputs
from cchc_lib.inputs.tables.catalogue import input_tables
from cchc_lib.inputs.ward import UnitKind
from cchc_lib.quantities.figures import State
from tests.support.checkout import ROOT
from tests.support.input_files import InputFiles

TABLES = tuple(table.file_name for table in input_tables() if not table.is_optional)
EVERY_FILE = (*TABLES, "content.yaml", "ward.yaml", "defaults.yaml", "targets.yaml")


def test_faults_of_many_kinds_in_many_files_are_all_reported_at_once(files: InputFiles) -> None:
    figures, content = files.path_in_messages("figures.csv"), files.path_in_messages("content.yaml")
    # Sentences are added from the top of content.yaml down, so that none moves another.
    planted = {
        (figures, files.change("figures.csv", "ward.area", value="98.8"), "value", "98.8"),
        (figures, files.change("figures.csv", "ward.population", unit="lượt"), "unit", "lượt"),
        (figures, files.change("figures.csv", "overview.posts", code="overview.post"), "code", "overview.post"),
        (figures, files.change("figures.csv", "procedures.received", value="-8.823"), "value", "-8.823"),
        (figures, files.change("figures.csv", "procedures.resolved", value="8.785,5"), "value", "8.785,5"),
        (figures, files.change("figures.csv", "score766.total", as_of="2025-02-30"), "as_of", "2025-02-30"),
        (figures, files.change("figures.csv", "payments.total", state="not given"), "value", "4.907"),
        (figures, files.change("figures.csv", "payments.online", value=""), "value", "nothing"),
        (figures, files.change("figures.csv", "services.total", state="maybe"), "state", "maybe"),
        (figures, files.append("figures.csv", "ward.highway_length,7,km,stated,,,,,"), "code", "ward.highway_length"),
        (figures, files.append("figures.csv", "services.full,1"), "", "2 cells"),
        (
            files.path_in_messages("claims.csv"),
            files.change("claims.csv", "legal.check_rate", code="x.y"),
            "code",
            "x.y",
        ),
        (
            files.path_in_messages("targets.csv"),
            files.change("targets.csv", "guidance.events", relation="="),
            "relation",
            "=",
        ),
        (
            files.path_in_messages("citations.csv"),
            files.append("citations.csv", "qd-9999,steering.plan,steering,,2,"),
            "document",
            "qd-9999",
        ),
        (
            files.path_in_messages("documents.csv"),
            files.append("documents.csv", "qd-464,Quyết định,,,,"),
            "id",
            "qd-464",
        ),
        (files.path_in_messages("ward.yaml"), files.edit("ward.yaml", '"11488"', '"1148"'), "code", "'1148'"),
        (
            files.path_in_messages("defaults.yaml"),
            files.append("defaults.yaml", "audienc: official"),
            "audienc",
            "an unknown key",
        ),
        (
            files.path_in_messages("targets.yaml"),
            files.edit("targets.yaml", "code: services.online_share", "code: a.b"),
            "code",
            "a.b",
        ),
        (content, files.say("'Theo {ward.area.'", "next.institutions"), "next.institutions", "Theo {ward.area."),
        (content, files.say("'Theo {ward.aera}.'", "next.organisation"), "next.organisation", "ward.aera"),
        (content, files.say("Có 40 tổ dân phố.", "next.digital"), "next.digital", "the number 40"),
        (files.path_in_messages("announcements.csv"), None, "", "no such file"),
    }
    files.path("announcements.csv").unlink()
    with pytest.raises(InputErrors) as caught:
        files.load()
    reported = {(problem.file, problem.row, problem.column, problem.found) for problem in caught.value.problems}
    assert reported == planted
    assert all(problem.expected and problem.repair for problem in caught.value.problems)
    assert str(caught.value).startswith("22 problems in the input files; nothing was written.")
    assert all(str(problem) in str(caught.value) for problem in caught.value.problems)


def test_problems_are_reported_file_by_file_from_the_top(files: InputFiles) -> None:
    files.change("targets.csv", "guidance.events", value="x")
    files.change("figures.csv", "ward.population", value="x")
    files.change("figures.csv", "ward.area", as_of="x")
    files.change("claims.csv", "legal.check_rate", value="x")
    places = [(problem.file, problem.row or 0) for problem in files.problems()]
    assert len(places) == 4
    assert places == sorted(places)


def test_a_problem_is_reported_with_place_finding_expectation_and_repair() -> None:
    problem = Problem("figures.csv", 6, "value", "98.8", "a number", "write a comma")
    assert str(problem).split("\n") == [
        "figures.csv, row 6, column value",
        "  found:    98.8",
        "  expected: a number",
        "  repair:   write a comma",
    ]


def test_a_problem_of_a_whole_file_names_the_file_alone() -> None:
    assert str(Problem("figures.csv", None, "", "no such file", "a file", "create it")).startswith("figures.csv\n")


def test_input_errors_are_the_users_to_repair_and_say_how_many_they_are() -> None:
    error = InputErrors([Problem("figures.csv", 6, "value", "98.8", "a number", "write a comma")])
    assert isinstance(error, UserError)
    assert error.exit_code == 2
    assert str(error).startswith("1 problem in the input files;")


@pytest.mark.parametrize("name", [name for name in EVERY_FILE if name not in ("ward.yaml", "documents.csv")])
def test_a_missing_file_is_reported_by_its_name(files: InputFiles, name: str) -> None:
    files.path(name).unlink()
    problem = files.problem()
    assert (problem.file, problem.row, problem.found) == (files.path_in_messages(name), None, "no such file")
    assert "create it" in problem.repair


def test_a_missing_register_is_reported_by_its_name(files: InputFiles) -> None:
    files.path("documents.csv").unlink()
    assert (files.path_in_messages("documents.csv"), "no such file") in {
        (problem.file, problem.found) for problem in files.problems()
    }


def test_a_ward_without_its_own_file_is_no_ward(files: InputFiles) -> None:
    files.path("ward.yaml").unlink()
    with pytest.raises(UserError, match="There is no ward 'luu-kiem'"):
        files.load()


@pytest.mark.parametrize("name", TABLES)
def test_another_header_is_reported_in_its_first_row(files: InputFiles, name: str) -> None:
    header = files.read(name).split("\n")[0]
    files.write(name, files.read(name).replace(header, header.replace(",", ";"), 1))
    problem = next(problem for problem in files.problems() if problem.file == files.path_in_messages(name))
    # Columns in brackets may be left out.
    required = ",".join(column for column in problem.expected.split(",") if not column.startswith("["))
    assert (problem.row, problem.found, required) == (1, header.replace(",", ";"), header)


@pytest.mark.parametrize("name", ["figures.csv", "content.yaml", "ward.yaml", "defaults.yaml"])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1258"])
def test_a_file_that_is_not_utf_8_is_reported(files: InputFiles, name: str, encoding: str) -> None:
    text = unicodedata.normalize("NFD", files.read(name))
    files.write(name, f"# Phường Lưu Kiếm\n{text}".encode(encoding, errors="replace"))
    problem = files.problems()[0]
    assert (problem.file, problem.row) == (files.path_in_messages(name), 1)


def test_a_byte_that_is_not_utf_8_is_reported_with_its_row(files: InputFiles) -> None:
    row = files.edit("figures.csv", "ward.area,", "@,")
    files.write("figures.csv", files.path("figures.csv").read_bytes().replace(b"@", b"\xd0"))
    assert files.problem() == Problem(
        files.path_in_messages("figures.csv"),
        row,
        "",
        "the byte 0xd0",
        "text in UTF-8",
        "save the file as UTF-8 (not TCVN3, VNI, UTF-16)",
    )


@pytest.mark.parametrize("name", ["figures.csv", "content.yaml", "ward.yaml"])
@pytest.mark.parametrize(
    ("char", "reported"),
    [("\x00", "U+0000"), ("\x07", "U+0007"), ("\x0c", "U+000C"), ("\x85", "U+0085"), ("\ue000", "U+E000")],
)
def test_a_character_that_cannot_be_printed_is_reported_with_its_row(
    files: InputFiles, name: str, char: str, reported: str
) -> None:
    lines = files.read(name).split("\n")
    files.write(name, "\n".join((lines[0], lines[1] + char, *lines[2:])))
    problem = files.problem()
    assert (problem.file, problem.row, problem.found) == (files.path_in_messages(name), 2, f"the character {reported}")
    assert problem.repair == "delete the character"


def test_text_in_decomposed_letters_is_composed(files: InputFiles) -> None:
    for name in EVERY_FILE:
        files.write(name, unicodedata.normalize("NFD", files.read(name)))
    inputs = files.load()
    assert inputs.ward.name == unicodedata.normalize("NFC", "Lưu Kiếm")
    assert inputs.figures["heading.recipient"].value == "Sở Nội vụ thành phố Hải Phòng"


@pytest.mark.parametrize("name", EVERY_FILE)
def test_a_byte_order_mark_is_accepted(files: InputFiles, name: str) -> None:
    files.write(name, b"\xef\xbb\xbf" + files.path(name).read_bytes())
    assert files.problems() == ()


@pytest.mark.parametrize("name", EVERY_FILE)
def test_line_ends_of_windows_are_accepted(files: InputFiles, name: str) -> None:
    files.write(name, files.read(name).replace("\n", "\r\n"))
    assert files.problems() == ()


def test_line_ends_of_windows_change_nothing_that_is_read(files: InputFiles) -> None:
    before = files.load()
    for name in EVERY_FILE:
        files.write(name, files.read(name).replace("\n", "\r\n"))
    after = files.load()
    assert dict(after.figures) == dict(before.figures)
    assert after.content == before.content


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_newline_in_a_quoted_cell_leaves_the_later_row_numbers_right(files: InputFiles, end: str) -> None:
    files.change("figures.csv", "ward.area", as_written="43,27\nkm²\nlàm tròn")
    row = files.edit("figures.csv", "49.376,người", "x,người")
    files.write("figures.csv", files.read("figures.csv").replace("\n", end))
    problem = files.problem()
    assert (problem.row, problem.found) == (row, "x")


def test_a_quoted_cell_keeps_its_newlines(files: InputFiles) -> None:
    files.change("figures.csv", "ward.area", as_written="43,27\nkm²")
    assert files.load().figures["ward.area"].as_written == "43,27\nkm²"


@pytest.mark.parametrize("ward", ["luu-kiem", "11488"])
def test_a_ward_is_loaded_by_its_slug_and_by_its_code(files: InputFiles, ward: str) -> None:
    inputs = files.load(ward)
    assert (inputs.slug, inputs.ward.full_name) == ("luu-kiem", "phường Lưu Kiếm")


def test_an_unknown_ward_is_refused_with_the_nearest_one(files: InputFiles) -> None:
    with pytest.raises(UserError, match=r"did you mean 'luu-kiem'\?"):
        files.load("luu-kiemm")


def test_a_period_that_ends_before_it_begins_is_refused(files: InputFiles) -> None:
    with pytest.raises(UserError, match="expected a period that ends on or after the day it begins"):
        files.load(period="2025-10-20_2025-07-01")


def test_a_unit_named_after_a_person_is_written_with_a_capital(files: InputFiles) -> None:
    files.edit("ward.yaml", "name: Lưu Kiếm", "name: Trần Hưng Đạo\nnamed_after_person: true")
    assert files.load().ward.full_name == "Phường Trần Hưng Đạo"


def test_another_kind_of_unit_is_loaded_from_other_data() -> None:
    project = Project(ROOT, ROOT / "tests" / "data", ROOT / "params")
    inputs = load_inputs(project, "bach-long-vi", "2026-Q1")
    assert inputs.ward.kind is UnitKind.SPECIAL_ZONE
    assert (inputs.period.start, inputs.period.end) == (date(2025, 12, 15), date(2026, 3, 14))
    assert inputs.figures["reception.visits"].state is State.NONE_ARISEN


def test_every_file_that_was_read_is_recorded_with_its_hash(files: InputFiles) -> None:
    hashes = {files.recorded(name): sha256(files.path(name).read_bytes()).hexdigest() for name in EVERY_FILE}
    assert files.load().hashes == hashes


def test_loading_changes_no_file(files: InputFiles) -> None:
    before = {path: path.read_bytes() for path in files.root.rglob("*") if path.is_file()}
    files.load()
    assert {path: path.read_bytes() for path in files.root.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("days", "holds"),
    [
        ("valid_from: 2025-10-20", True),
        ("valid_from: 2025-10-21", False),
        ("valid_from: 2025-01-01\n    valid_until: 2025-10-20", True),
        ("valid_from: 2025-01-01\n    valid_until: 2025-10-19", False),
    ],
)
def test_a_target_holds_where_the_last_day_of_the_period_is_one_of_its_days(
    files: InputFiles, days: str, holds: bool
) -> None:
    files.write(
        "targets.yaml",
        f'targets:\n  - code: procedures.online_rate\n    relation: at least\n    value: "98,5"\n    level: city\n'
        f"    {days}\n    source: Kế hoạch\n",
    )
    targets = files.load().targets_of("procedures.online_rate")
    assert [target.value for target in targets] == ([Decimal("98.5")] if holds else [])


@pytest.mark.parametrize(
    ("authority", "in_ward", "binds"),
    [
        ("", "", True),
        ("Hải Phòng", "", True),
        ("hai phong", "", True),
        ("Gia Lai", "", False),
        ("Gia Lai", "authority: Gia Lai\n", True),
        ("Hải Phòng", "authority: Gia Lai\n", False),
    ],
)
def test_a_target_binds_only_those_who_report_to_its_authority(
    files: InputFiles, authority: str, in_ward: str, binds: bool
) -> None:
    named = f"    authority: {authority}\n" if authority else ""
    files.write(
        "targets.yaml",
        f'targets:\n  - code: procedures.online_rate\n    relation: at least\n    value: "98,5"\n    level: city\n'
        f"{named}    valid_from: 2025-01-01\n    source: a decision\n",
    )
    files.write("ward.yaml", files.read("ward.yaml") + in_ward)
    assert bool(files.load().targets_of("procedures.online_rate")) is binds


def test_the_targets_of_the_ward_go_before_those_of_others(files: InputFiles) -> None:
    levels = [target.level.value for target in files.load().targets_of("procedures.digitised_rate")]
    assert levels == ["ward", "national"]


def test_without_any_target_of_others_those_of_the_ward_remain(files: InputFiles) -> None:
    files.write("targets.yaml", "targets: []\n")
    assert {target.level.value for target in files.load().targets} == {"ward"}


@pytest.fixture(scope="module")
def load_with(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, bytes], None]:
    """Load a small ward with one file's content replaced; anything but success or InputErrors comes through."""
    root = tmp_path_factory.mktemp("fuzzed")
    shutil.copytree(ROOT / "tests" / "data" / "wards" / "bach-long-vi", root / "data" / "wards" / "bach-long-vi")
    project = Project(root, root / "data", ROOT / "params")

    def load(name: str, content: bytes) -> None:
        path: Path = root / "data" / "wards" / "bach-long-vi" / "2026-Q1" / name
        kept = path.read_bytes()
        path.write_bytes(content)
        try:
            load_inputs(project, "bach-long-vi", "2026-Q1")
        except InputErrors as errors:
            assert errors.problems
        finally:
            path.write_bytes(kept)

    return load


FUZZ = settings(max_examples=80, deadline=None, derandomize=True, database=None)
FIGURES_HEADER = "code,value,unit,state,qualifier,as_of,as_written,unit_as_written,stated_in\n"
CELLS = st.lists(
    st.sampled_from(
        ["ward.area", "43,27", "98.8", "km²", "stated", "none arisen", "about", "2025-10-20", '"', "x\n", ""]
    )
    | st.text(max_size=6),
    max_size=10,
).map(",".join)
PROSE = st.text(max_size=40) | st.text(alphabet="{}[]|:.aàđ1 ", max_size=40)


@FUZZ
@given(content=st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
@pytest.mark.parametrize("name", ["figures.csv", "content.yaml"])
def test_random_content_is_never_anything_but_input_errors(
    load_with: Callable[[str, bytes], None], name: str, content: bytes
) -> None:
    load_with(name, content)


@FUZZ
@given(rows=st.lists(CELLS, max_size=6))
def test_random_rows_below_the_right_header_are_never_anything_but_input_errors(
    load_with: Callable[[str, bytes], None], rows: list[str]
) -> None:
    load_with("figures.csv", (FIGURES_HEADER + "\n".join(rows)).encode())


@FUZZ
@given(words=PROSE)
def test_random_words_in_a_passage_are_never_anything_but_input_errors(
    load_with: Callable[[str, bytes], None], words: str
) -> None:
    lines = "".join(f"    {line}\n" for line in words.split("\n"))
    load_with("content.yaml", f"passages:\n  next.steering: |\n{lines}".encode())
