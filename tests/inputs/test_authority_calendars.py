"""The calendars of authorities: params/periods/ changes days, due days and titles, and names its faults all at once."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from cchc_lib.errors import InputErrors, Problem
from cchc_lib.inputs.authority_calendars import authority_calendar, check_calendars, ward_calendar
from cchc_lib.inputs.periods import ComparisonBasis, comparison_periods, find_period
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.report_inputs import input_files
from cchc_lib.quantities.dates import Period
from cchc_lib.quantities.national_calendar import NATIONAL
from cchc_lib.quantities.reporting_calendar import ReportingCalendar
from tests.support.checkout import ROOT
from tests.support.input_files import PERIOD, InputFiles

HEAD = "authority: Hải Phòng\nsource: Công văn mẫu\ndate: 2026-01-05\nperiods:\n"
MONTHS = "  M: {from: 15/M-1, to: 14/M, due: +2 working days}\n"


def write(project: Project, periods: str, name: str = "hai-phong.yaml", head: str = HEAD) -> Path:
    path = project.params / "periods" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(head + periods, encoding="utf-8")
    return path


def problems(project: Project) -> tuple[Problem, ...]:
    with pytest.raises(InputErrors) as raised:
        authority_calendar(project, "Hải Phòng")
    return raised.value.problems


def add_period(files: InputFiles, name: str) -> None:
    folder = files.path("figures.csv").parent
    shutil.copytree(folder, folder.with_name(name))


def test_a_project_without_calendars_has_the_national_one(files: InputFiles) -> None:
    assert ward_calendar(files.project, "luu-kiem") == NATIONAL
    check_calendars(files.project)


def test_a_file_changes_what_it_states_and_leaves_the_rest(files: InputFiles) -> None:
    write(files.project, MONTHS + "  Q1: {due: 16/3/Y}\n")
    calendar = ward_calendar(files.project, "luu-kiem")
    month = Period.parse("2026-M03", calendar)
    assert (month.start, month.end, month.title) == (date(2026, 2, 15), date(2026, 3, 14), "tháng 3 năm 2026")
    quarter = calendar.named("2026-Q1")
    assert quarter is not None
    assert (quarter.start, quarter.due, quarter.kind.set_by.authority) == (
        date(2025, 12, 15),
        date(2026, 3, 16),
        "Hải Phòng",
    )
    assert calendar.named("2026-Q3") == NATIONAL.named("2026-Q3")
    assert calendar.named("2026-6M") == NATIONAL.named("2026-6M")


def test_a_file_binds_the_units_of_its_authority_alone(files: InputFiles) -> None:
    write(files.project, MONTHS)
    assert authority_calendar(files.project, "Hà Nội") == NATIONAL
    files.append("ward.yaml", "authority: Hà Nội")
    assert ward_calendar(files.project, "luu-kiem") == NATIONAL


def test_the_national_file_holds_for_every_authority_that_states_nothing_else(files: InputFiles) -> None:
    head = HEAD.replace("Hải Phòng", "Bộ Nội vụ")
    write(files.project, "  Q1: {due: 18/3/Y}\n  Q3: {due: 18/9/Y}\n", "national.yaml", head)
    write(files.project, "  Q1: {due: 16/3/Y}\n")
    due = [
        period.due
        for authority in ("Hải Phòng", "Hà Nội")
        for name in ("2026-Q1", "2026-Q3")
        if (period := authority_calendar(files.project, authority).named(name))
    ]
    assert due == [date(2026, 3, 16), date(2026, 9, 18), date(2026, 3, 18), date(2026, 9, 18)]


def test_a_new_kind_of_period_is_data_alone(files: InputFiles) -> None:
    write(files.project, '  H2: {from: 15/6/Y, to: 14/12/Y, title: "6 tháng cuối năm {year}"}\n')
    add_period(files, "2026-H2")
    found = find_period(files.project, "luu-kiem", "2026-H2")
    assert found.in_words() == "6 tháng cuối năm 2026 (từ ngày 15/6/2026 đến ngày 14/12/2026)"
    assert find_period(files.project, "luu-kiem", "2026-06-15_2026-12-14") == found


def test_a_folder_has_the_days_of_the_wards_calendar(files: InputFiles) -> None:
    write(files.project, MONTHS)
    for name in ("2026-M02", "2026-M03"):
        add_period(files, name)
    month = find_period(files.project, "luu-kiem", "2026-02-15_2026-03-14")
    assert month.name == "2026-M03"
    before = comparison_periods(files.project, "luu-kiem", month)[ComparisonBasis.PREVIOUS]
    assert (before.name, before.end) == ("2026-M02", date(2026, 2, 14))


def test_the_calendar_is_an_input_of_the_report(files: InputFiles) -> None:
    before = set(input_files(files.project, "luu-kiem", PERIOD))
    write(files.project, MONTHS)
    name = "periods/hai-phong.yaml"
    assert set(input_files(files.project, "luu-kiem", PERIOD)) - before == {(files.project.params, name)}
    inputs = files.load()
    assert name in inputs.hashes
    assert inputs.calendar == ward_calendar(files.project, "luu-kiem")


def test_all_faults_of_a_file_are_named_with_their_keys_and_rows(files: InputFiles) -> None:
    path = write(
        files.project,
        """  Q1:
    from: 15/12
    to: 31/2/Y
    due: soon
    title: quý một
  M:
    from: 15/12/Y
    title: "tháng {month} năm {year}"
  H2:
    from: 15/6/Y
  6M: {due: 20/6/Y}
  M03: {due: 20/3/Y}
  Q3: {from: 15/9/Y, to: 14/6/Y}
  Q4: {due: 1/9/Y}
""",
    )
    found = problems(files.project)
    assert {(problem.row, problem.column) for problem in found} == {
        (6, "periods.Q1.from"),
        (7, "periods.Q1.to"),
        (8, "periods.Q1.due"),
        (9, "periods.Q1.title"),
        (11, "periods.M.from"),
        (12, "periods.M.title"),
        (13, "periods.H2.to"),
        (13, "periods.H2.title"),
        (15, "periods.6M"),
        (16, "periods.M03"),
        (17, "periods.Q3.to"),
        (18, "periods.Q4.due"),
    }
    assert all(problem.file == str(path) and problem.expected and problem.repair for problem in found)
    added = {problem.column: problem.repair for problem in found if problem.found == "nothing"}
    assert added["periods.H2.to"] == "add `to: …`, which a new kind of period needs"


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("authority: Hải Phòng", "authority: Hà Nội", "authority"),
        ("source: Công văn mẫu\n", "", "source"),
        ("date: 2026-01-05", "date: soon", "date"),
        ("periods:\n", "when:\n", "when"),
        ("  M: {from", "  M: {form", "periods.M.form"),
        ("  M:", "  month:", "periods.month.[key]"),
    ],
)
def test_a_file_that_says_something_else_is_refused(files: InputFiles, old: str, new: str, column: str) -> None:
    text = HEAD + MONTHS
    assert old in text
    write(files.project, "", head=text.replace(old, new))
    assert column in {problem.column for problem in problems(files.project)}


def test_a_misspelt_key_is_answered_by_the_keys_that_files_have(files: InputFiles) -> None:
    write(files.project, "  M: {form: 15/M-1}\n")
    (problem,) = problems(files.project)
    assert (problem.expected, problem.repair) == ("one of: from, to, due, title, source", "did you mean 'from'?")


def test_a_faulty_file_that_no_ward_uses_is_found_too(files: InputFiles) -> None:
    write(files.project, MONTHS, "haiphong.yaml")
    assert ward_calendar(files.project, "luu-kiem") == NATIONAL
    with pytest.raises(InputErrors, match=r"haiphong\.yaml"):
        check_calendars(files.project)


def test_the_calendars_of_the_project_are_valid() -> None:
    check_calendars(Project(ROOT, ROOT / "data", ROOT / "params"))


CHANGE = (
    "changes:\n"
    "  - valid_from: 2027-01-01\n"
    "    source: Công văn mới\n"
    "    date: 2026-12-20\n"
    "    periods:\n"
    "      Q1: {due: 18/3/Y}\n"
    "      M: {from: 01/M, to: 31/M}\n"
    '      H2: {from: 01/7/Y, to: 31/12/Y, due: +3 days, title: "6 tháng cuối năm {year}"}\n'
)


def due_days(calendar: ReportingCalendar, *names: str) -> list[str]:
    found = map(calendar.named, names)
    return [str(period.due) if period else "none" for period in found]


def test_a_change_holds_for_the_periods_that_end_after_it_alone(files: InputFiles) -> None:
    write(files.project, MONTHS + "  Q1: {due: 16/3/Y}\n" + CHANGE)
    calendar = ward_calendar(files.project, "luu-kiem")
    assert due_days(calendar, "2026-Q1", "2027-Q1", "2026-H2", "2027-H2") == [
        "2026-03-16",
        "2027-03-18",
        "none",
        "2028-01-03",
    ]
    before, after = (Period.parse(name, calendar) for name in ("2026-M12", "2027-M01"))
    assert (str(before.end), str(after.start), str(after.end)) == ("2026-12-14", "2027-01-01", "2027-01-31")
    sources = [calendar.named(name).kind.set_by.source for name in ("2026-Q1", "2027-Q1")]  # type: ignore[union-attr] # both are named
    assert sources == ["Công văn mẫu", "Công văn mới"]
    # A month of the days that held before has no name any more.
    assert Period.parse("2026-12-15_2027-01-14", calendar).title == ""
    assert Period.parse("2026-11-15_2026-12-14", calendar).title == "tháng 12 năm 2026"
    year_before = Period.parse("2027-M11", calendar).year_before(calendar)
    assert (year_before.name, str(year_before.end)) == ("2026-M11", "2026-11-14")


def test_each_period_is_due_once_also_around_a_change(files: InputFiles) -> None:
    write(files.project, "  Q1: {due: 16/3/Y}\n" + CHANGE)
    calendar = ward_calendar(files.project, "luu-kiem")
    due = [f"{period.name} {period.due}" for period in calendar.due_between(date(2026, 3, 1), date(2027, 6, 30))]
    assert sorted(due) == [
        "2026-H1 2026-06-20",
        "2026-Q1 2026-03-16",
        "2026-Q3 2026-09-20",
        "2026-Y 2026-12-20",
        "2027-H1 2027-06-20",
        "2027-Q1 2027-03-18",
    ]


def test_what_an_authority_states_outlives_a_change_of_the_nation(files: InputFiles) -> None:
    change = CHANGE.replace("18/3/Y", "19/3/Y, from: 20/12/Y-1")
    head = HEAD.replace("Hải Phòng", "Bộ Nội vụ")
    write(files.project, "  Q1: {due: 18/3/Y}\n" + change, "national.yaml", head)
    write(files.project, "  Q1: {due: 16/3/Y}\n")
    quarter = ward_calendar(files.project, "luu-kiem").named("2027-Q1")
    assert quarter is not None
    assert (str(quarter.start), str(quarter.due)) == ("2026-12-20", "2027-03-16")


def test_a_faulty_change_is_told_with_its_keys_and_rows(files: InputFiles) -> None:
    faulty = CHANGE.replace("{due: 18/3/Y}", "{due: soon}").replace('"6 tháng cuối năm {year}"', "cuối năm")
    second = "  - {valid_from: 2026-06-01, source: a, date: 2026-01-01, periods: {Q2: {due: 20/6/Y}}}\n"
    write(files.project, MONTHS + faulty + second)
    assert {(problem.row, problem.column) for problem in problems(files.project)} == {
        (11, "changes.0.periods.Q1.due"),
        (13, "changes.0.periods.H2.title"),
        (14, "changes.1.valid_from"),
    }
