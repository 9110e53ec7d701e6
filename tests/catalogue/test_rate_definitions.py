"""One rate may be computed by several definitions, of which one leads and others are shown beside it."""

import shutil
from pathlib import Path

import pytest

from cchc_lib.catalogue.catalogue import national_catalogue
from cchc_lib.catalogue.rate_definitions import read_rate_definitions
from cchc_lib.errors import InputErrors
from cchc_lib.file_formats.text_files import TextFile
from cchc_lib.indicators.results import compute
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.report_inputs import load_inputs
from cchc_lib.quantities.numbers import Rounding
from cchc_lib.quantities.printing import full_text
from cchc_lib.report.ward_report import WardReport
from tests.support.checkout import ROOT

RATE = "procedures.on_time_rate"
PERIOD = "2025-07-01_2025-10-20"


@pytest.fixture
def params(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "params", tmp_path / "params"))


def report(params: Path) -> WardReport:
    return WardReport(compute(load_inputs(Project(ROOT, ROOT / "data", params), "luu-kiem", PERIOD)))


def text_of(made: WardReport) -> str:
    """Return the prose on procedures."""
    return "\n".join(made.section("procedures").plain_lines()).replace("\xa0", " ")


def setting(params: Path, key: str, *names: str) -> None:
    file = params / "defaults.yaml"
    lines = [
        f"{key}: [{', '.join(names)}]" if line.startswith(f"{key}:") else line
        for line in file.read_text("utf-8").splitlines()
    ]
    file.write_text("\n".join(lines), encoding="utf-8")


def test_the_circular_leads_unless_the_settings_name_another_definition() -> None:
    first, *others = national_catalogue().definitions_of(RATE)
    assert first.formula.text == national_catalogue().indicators[RATE].formula.text
    assert "decision_766" in [each.id for each in others]


def test_a_leading_definition_changes_the_rate_the_words_and_the_complement(params: Path) -> None:
    setting(params, "definitions", "of_received")
    made = report(params)
    assert full_text(made.results[RATE], Rounding.HALF_UP) == "99,14%"
    assert "đạt 99,14% số hồ sơ tiếp nhận" in text_of(made)
    assert "tỷ lệ đúng hạn tính trên số hồ sơ tiếp nhận" in made.table("case_results").remark
    assert made.results.inputs.catalogue.indicators["procedures.overdue_rate"].complement == ""


def test_a_shown_definition_stands_beside_with_the_reason_why_both_are_right(params: Path) -> None:
    setting(params, "shown_definitions", "of_received")
    text = text_of(report(params))
    assert "đạt 99,57% số hồ sơ đã giải quyết" in text
    assert "là 99,14%; các cách tính khác nhau ở mẫu số nên đều đúng" in text


def test_several_shown_definitions_share_one_sentence_with_the_reason(params: Path) -> None:
    setting(params, "shown_definitions", "of_received", "of_all_cases")
    text = text_of(report(params))
    rate, on_time = "tỷ lệ hồ sơ giải quyết đúng hạn", "hồ sơ giải quyết đúng hạn"
    of_received = f"{rate} ({on_time} trên số tiếp nhận) là 99,14%"
    of_all = f"{rate} ({on_time} trên số phải giải quyết) là 99,14%"
    reason = "các cách tính khác nhau ở mẫu số nên đều đúng."
    assert f"Tính theo các cách khác, {of_received}; {of_all}; {reason}" in text
    assert text.count("nên đều đúng") == 1


def test_an_unknown_definition_is_refused_with_the_nearest_one(params: Path) -> None:
    setting(params, "definitions", "decision_767")
    with pytest.raises(InputErrors, match="did you mean 'decision_766'"):
        report(params)


HEADER = "id,of,name,base,formula"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            "a,procedures.on_time,b,c,procedures.resolved / procedures.received",
            "did you mean 'procedures.on_time_rate'?",
        ),
        (f"a,{RATE},b,c,procedures.resolved / x", "the code of a figure, or of an indicator above"),
        (f"a,{RATE},b,c,procedures.resolved_on_time", "with a value in hồ sơ\n  expected: a share of two values"),
        (f"a,{RATE},b,c,pending_cases", "with a count\n  expected: a share of two values"),
        (f"a,{RATE},b,c,procedures.resolved / ward.area", "with a value in hồ sơ per km²"),
        (f"a,{RATE},b,c,{RATE}", f"with '{RATE}' itself"),
        (f"a,{RATE},b,c,procedures.resolved / procedures.received + {RATE}", f"with '{RATE}' itself"),
        (
            "a,procedures.per_thousand_people,b,c,procedures.resolved / ward.area",
            "expected: a value in hồ sơ per người, as procedures.per_thousand_people is",
        ),
        (f"a,{RATE},b {{x}},c,procedures.resolved / procedures.received", "words without digits, braces and brackets"),
        (f"a,{RATE},b,100,procedures.resolved / procedures.received", "words without digits, braces and brackets"),
    ],
)
def test_a_faulty_definition_is_named_with_its_repair(row: str, expected: str) -> None:
    _, problems = read_rate_definitions(
        TextFile("definitions.csv", f"{HEADER}\n{row}"), national_catalogue().definitions
    )
    assert expected in "\n".join(map(str, problems))


def test_a_definition_must_not_take_the_id_of_a_national_one(params: Path) -> None:
    row = "circular_01,procedures.on_time_rate,b,c,procedures.resolved_on_time / procedures.received"
    (params / "definitions.csv").write_text(f"{HEADER}\n{row}\n", encoding="utf-8")
    with pytest.raises(InputErrors, match=r"column id\n +found: +circular_01\n(.|\n)*choose another id"):
        report(params)


def test_a_definition_must_not_use_an_indicator_that_uses_what_it_defines() -> None:
    row = "procedures.late,Trễ,%,procedures,procedures.on_time_rate - procedures.overdue_rate"
    file = TextFile("catalogue.csv", f"code,label,unit,section,formula\n{row}")
    catalogue, problems = national_catalogue().with_file(file)
    assert problems == ()
    text = f"{HEADER}\na,{RATE},b,c,procedures.late"
    _, (problem,) = read_rate_definitions(TextFile("definitions.csv", text), catalogue.definitions)
    assert problem.expected == "a formula without the indicator that it defines"


def test_a_ratio_may_be_defined_over_another_count_of_the_same_kind() -> None:
    text = f"{HEADER}\na,procedures.per_thousand_people,b,c,procedures.resolved / ward.population"
    assert read_rate_definitions(TextFile("definitions.csv", text), national_catalogue().definitions)[1] == ()
