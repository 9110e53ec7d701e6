"""What a ward states: figures.csv, claims.csv and targets.csv; a fault names its cell and its repair."""

from datetime import date
from decimal import Decimal

import pytest

from cchc_lib.catalogue.catalogue import national_catalogue
from cchc_lib.catalogue.units_of_measure import national_units
from cchc_lib.errors import Problem
from cchc_lib.inputs.tables.performance_targets import Level, Relation
from cchc_lib.inputs.tables.restatements import RESTATEMENTS_TABLE
from cchc_lib.quantities.dates import Month, Period
from cchc_lib.quantities.figures import Qualifier, SourceCell, State
from tests.support.input_files import InputFiles


def test_the_data_of_the_ward_are_read_without_a_problem(files: InputFiles) -> None:
    assert files.problems() == ()


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("procedures.received", Decimal(8823)),
        ("ward.area", Decimal("43.27")),
        ("severance.paid_amount", Decimal(21738646640)),
        ("full_online.received", Decimal(1409)),
        ("reception.large_groups", Decimal(0)),
        ("heading.period_to", date(2025, 10, 20)),
        ("digital.iso_month", Month(2025, 11)),
        ("digital.archive_year", Decimal(2026)),
        ("heading.recipient", "Sở Nội vụ thành phố Hải Phòng"),
    ],
)
def test_a_value_is_read_as_its_unit_says(files: InputFiles, code: str, value: object) -> None:
    assert files.load().figures[code].value == value


def test_a_figure_keeps_all_that_the_ward_said_of_it(files: InputFiles) -> None:
    figure = files.load().figures["ward.highway_length"]
    assert (figure.qualifier, figure.as_written, figure.unit_as_written) == (Qualifier.NEARLY, "gần 7 km", "km")


def test_a_figure_knows_the_day_it_was_taken(files: InputFiles) -> None:
    assert files.load().figures["full_online.received"].as_of == date(2025, 10, 28)


def with_window(files: InputFiles, first: str, last: str) -> None:
    """Add the optional columns to figures.csv, and a window to the figure of received cases."""
    head, *rows = files.read("figures.csv").splitlines()
    windows = {"procedures.received": f"{first},{last}"}
    lines = [f"{head},from,to", *(f"{row},{windows.get(row.split(',')[0], ',')}" for row in rows)]
    files.write("figures.csv", "\n".join(lines) + "\n")


def test_a_figure_may_cover_days_of_another_window(files: InputFiles) -> None:
    with_window(files, "2025-07-01", "2025-09-30")
    figures = files.load().figures
    assert figures["procedures.received"].window == Period.parse("2025-07-01_2025-09-30")
    assert figures["procedures.visits"].window is None


@pytest.mark.parametrize(
    ("first", "last", "column", "expected"),
    [
        ("2025-07-01", "", "to", "a day, as the other end of the window has one"),
        ("", "2025-09-30", "from", "a day, as the other end of the window has one"),
        ("2025-09-30", "2025-07-01", "to", "a period that ends on or after the day it begins"),
        ("1900-01-01", "2025-07-01", "to", "days from 1945 on"),
    ],
)
def test_a_window_without_its_other_end_or_that_ends_first_is_refused(
    files: InputFiles, first: str, last: str, column: str, expected: str
) -> None:
    with_window(files, first, last)
    problem = files.problem()
    assert (problem.column, problem.expected) == (column, expected)


def test_rows_without_a_window_need_no_cells_for_it(files: InputFiles) -> None:
    header, rest = files.read("figures.csv").split("\n", 1)
    files.write("figures.csv", f"{header},from,to\n{rest}")
    assert {figure.window for figure in files.load().figures.values()} == {None}


def test_a_window_between_days_that_do_not_exist_is_reported_once(files: InputFiles) -> None:
    with_window(files, "2025-02-30", "2025-06-31")
    assert {problem.column for problem in files.problems()} == {"from", "to"}


def test_a_figure_knows_the_cell_it_was_read_from(files: InputFiles) -> None:
    row = files.change("figures.csv", "procedures.received", value="9.000")
    source = SourceCell(files.recorded("figures.csv"), row, "value")
    assert files.load().figures["procedures.received"].source == source


def test_a_figure_takes_its_label_and_unit_from_the_catalogue(files: InputFiles) -> None:
    figure = files.load().figures["procedures.received"]
    assert (figure.label, figure.unit) == ("Số hồ sơ tiếp nhận", national_units()["hồ sơ"])


def test_every_figure_of_the_catalogue_is_there(files: InputFiles) -> None:
    files.write("figures.csv", files.read("figures.csv").split("\n")[0] + "\n")
    figures = files.load().figures
    assert list(figures) == list(national_catalogue().figures)
    assert {figure.state for figure in figures.values()} == {State.NOT_GIVEN}


def test_missing_zero_and_none_arisen_are_read_as_three_things(files: InputFiles) -> None:
    figures = files.load().figures
    states = [figures[code].state for code in ("heading.number", "reception.large_groups", "petitions.complaints")]
    assert states == [State.NOT_GIVEN, State.STATED, State.NONE_ARISEN]


FAULTY_CELLS = {
    "an English decimal": ("ward.area", "value", "98.8", "a dot groups three digits", "8.823 or 43,27"),
    "a dot that groups two digits": ("ward.area", "value", "1.40", "write decimals with a comma", "8.823 or 43,27"),
    "text": ("procedures.received", "value", "nhiều", "a number such as 8.823", "8.823 or 43,27"),
    "a number with its unit": ("procedures.received", "value", "8.823 hồ sơ", "a number such as", "8.823 or 43,27"),
    "a negative count": ("procedures.received", "value", "-5", "zero or more", "minus sign"),
    "a negative measure": ("ward.area", "value", "-43,27", "zero or more", "minus sign"),
    "half a case": ("procedures.received", "value", "8.823,5", "a whole number", "without decimals"),
    "half a year": ("digital.archive_year", "value", "2026,5", "a whole number", "without decimals"),
    "no such day": ("heading.period_to", "value", "2025-02-30", "a date that exists", "correct the date"),
    "a day written as reports do": ("heading.period_to", "value", "20/10/2025", "as 2025-10-20", "correct the date"),
    "no such month": ("digital.iso_month", "value", "2025-13", "a month that exists", "correct the month"),
    "taken on no such day": ("score766.total", "as_of", "2025-02-30", "a date that exists", "correct the date"),
    "the unit of another figure": ("ward.area", "unit", "km", "the unit 'km²'", "write the value in this unit"),
    "a unit nobody knows": ("ward.area", "unit", "mẫu", "the unit 'km²'", "write the value in this unit"),
    "a misspelt unit": ("plan_tasks.total", "unit", "nhiêm vụ", "the unit 'nhiệm vụ'", "write the value in this unit"),
    "an unknown state": ("ward.area", "state", "unknown", "'stated' or 'none arisen' or 'not given'", "choose"),
    "a state of results only": ("ward.area", "state", "undefined", "'stated' or 'none arisen'", "choose"),
    "an unknown qualifier": ("ward.area", "qualifier", "circa", "'about' or 'nearly'", "choose one"),
    "an unknown code": ("ward.area", "code", "ward.aera", "of the catalogue", "did you mean 'ward.area'?"),
    "an indicator": (
        "ward.area",
        "code",
        "procedures.new_cases",
        "a figure, and not an indicator, which is computed",
        "state the figures of its formula",
    ),
    "a code like no other": ("ward.area", "code", "zzz", "of the catalogue (cchc_lib/catalogue/figures.csv)", "see "),
}


@pytest.mark.parametrize("fault", FAULTY_CELLS.values(), ids=FAULTY_CELLS)
def test_a_faulty_cell_of_a_figure_is_told_with_its_place_and_repair(
    files: InputFiles, fault: tuple[str, str, str, str, str]
) -> None:
    key, column, cell, expected, repair = fault
    row = files.change("figures.csv", key, **{column: cell})
    problem = files.problem()
    assert (problem.file, problem.row) == (files.path_in_messages("figures.csv"), row)
    assert (problem.column, problem.found) == (column, cell)
    assert expected in problem.expected
    assert repair in problem.repair
    assert problem.repair


@pytest.mark.parametrize("state", ["none arisen", "not given"])
def test_a_value_beside_a_state_without_one_is_refused(files: InputFiles, state: str) -> None:
    row = files.change("figures.csv", "ward.area", state=state)
    problem = files.problem()
    assert (problem.row, problem.column, problem.found) == (row, "value", "43,27")
    assert problem.expected == f"no value beside the state '{state}'"


def test_stated_without_a_value_is_refused(files: InputFiles) -> None:
    row = files.change("figures.csv", "ward.area", value="")
    problem = files.problem()
    assert (problem.row, problem.column, problem.found, problem.expected) == (row, "value", "nothing", "a value")
    assert "none arisen" in problem.repair


def test_a_figure_stated_twice_is_refused_with_both_rows(files: InputFiles) -> None:
    first = files.change("figures.csv", "ward.area", value="43,27")
    second = files.append("figures.csv", "ward.area,44,km²,stated,,,44 km²,km²,Phần I")
    assert files.problem() == Problem(
        files.path_in_messages("figures.csv"),
        second,
        "code",
        "ward.area",
        "each only once",
        f"keep either this row or row {first}",
    )


def test_a_figure_stated_three_times_is_told_twice(files: InputFiles) -> None:
    line = "ward.area,44,km²,stated,,,44 km²,km²,Phần I"
    rows = [files.append("figures.csv", line), files.append("figures.csv", line)]
    assert [problem.row for problem in files.problems()] == rows


def test_an_unquoted_comma_is_told_as_a_wrong_number_of_cells(files: InputFiles) -> None:
    row = files.edit("figures.csv", '"43,27",km²', "43,27,km²")
    problem = files.problem()
    assert (problem.row, problem.found) == (row, "10 cells")
    assert "double quotes" in problem.repair


def test_a_quote_that_is_never_closed_does_not_swallow_the_rows_below(files: InputFiles) -> None:
    row = files.edit("figures.csv", "124 m²,m²,III. Đánh giá chung", '124 m²,m²,"III. Đánh giá chung')
    assert [problem.row for problem in files.problems()] == [row]


def test_faults_of_the_value_and_of_the_day_in_one_row_are_both_told(files: InputFiles) -> None:
    files.change("figures.csv", "score766.total", value="94.6", as_of="2025-02-30")
    assert {problem.column for problem in files.problems()} == {"value", "as_of"}


CONTRADICTIONS = {
    "a share over a hundred": ("procedures.at_centre", "120"),
    "more resolved than received": ("procedures.resolved", "9.999"),
    "parts that pass their total": ("plan_tasks.completed", "23"),
    "a period other than the folder's": ("heading.period_to", "2025-12-31"),
    "nobody lives there": ("ward.population", "0"),
    "a year long ago": ("digital.archive_year", "1026"),
}


@pytest.mark.parametrize(("code", "value"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_what_can_be_read_but_not_believed_is_not_refused(files: InputFiles, code: str, value: str) -> None:
    files.change("figures.csv", code, value=value)
    assert files.problems() == ()


def test_a_claim_is_kept_as_it_was_printed(files: InputFiles) -> None:
    claim = files.load().claims["payments.online_rate"]
    assert (claim.value, claim.unit, claim.as_written) == (Decimal("98.14"), national_units()["%"], "4816/4907=98,14%")


def test_a_claim_that_contradicts_the_figures_is_not_refused(files: InputFiles) -> None:
    files.change("claims.csv", "procedures.resolved_rate", value="120,5")
    assert files.load().claims["procedures.resolved_rate"].value == Decimal("120.5")


FAULTY_CLAIMS = {
    "an unknown code": ("code", "procedures.onlin_rate", "of the catalogue", "did you mean 'procedures.online_rate'?"),
    "another unit": ("unit", "hồ sơ", "the unit '%'", "write the value in this unit"),
    "an English decimal": ("value", "72.5", "write decimals with a comma", "8.823 or 43,27"),
    "a negative rate": ("value", "-72,5", "zero or more", "minus sign"),
    "no such day": ("as_of", "2025-02-30", "a date that exists", "correct the date"),
}


@pytest.mark.parametrize(("column", "cell", "expected", "repair"), FAULTY_CLAIMS.values(), ids=FAULTY_CLAIMS)
def test_a_faulty_claim_is_told_with_its_place_and_repair(
    files: InputFiles, column: str, cell: str, expected: str, repair: str
) -> None:
    row = files.change("claims.csv", "procedures.online_rate", **{column: cell})
    problem = files.problem()
    assert (problem.file, problem.row) == (files.path_in_messages("claims.csv"), row)
    assert (problem.column, problem.found) == (column, cell)
    assert expected in problem.expected
    assert repair in problem.repair


@pytest.mark.parametrize(("name", "key"), [("claims.csv", "legal.check_rate"), ("targets.csv", "guidance.events")])
def test_a_claim_or_target_without_a_value_is_refused(files: InputFiles, name: str, key: str) -> None:
    row = files.change(name, key, value="")
    problem = files.problem()
    assert (problem.file, problem.row, problem.column, problem.found) == (
        files.path_in_messages(name),
        row,
        "value",
        "nothing",
    )


RESTATED = "code,value,unit,qualifier,as_written,stated_in\nprocedures.resolved,8.785,hồ sơ,,,Phần III"


def test_a_figure_restated_twice_in_one_place_is_refused_with_both_rows(files: InputFiles) -> None:
    again = "procedures.resolved,8.786,hồ sơ,,,Phần III"
    files.write("restated.csv", f"{RESTATED}\n{again}\n")
    problem = files.problem()
    assert (problem.file, problem.row, problem.column) == (files.path_in_messages("restated.csv"), 3, "code")
    assert problem.expected == "each only once with the same stated_in"
    assert problem.repair == "keep either this row or row 2"


def test_a_figure_may_be_restated_in_two_places(files: InputFiles) -> None:
    files.write("restated.csv", f"{RESTATED}\nprocedures.resolved,8.786,hồ sơ,,,Phụ lục\n")
    assert len(files.load().tables[RESTATEMENTS_TABLE]) == 2


@pytest.mark.parametrize("name", ["claims.csv", "targets.csv"])
def test_a_claim_or_target_made_twice_is_refused(files: InputFiles, name: str) -> None:
    again = files.read(name).split("\n")[1]
    row = files.append(name, again)
    problem = files.problem()
    assert (problem.file, problem.row, problem.expected) == (files.path_in_messages(name), row, "each only once")


def test_a_target_of_the_ward_is_read_with_its_relation(files: InputFiles) -> None:
    (target,) = files.load().targets_of("satisfaction.land")
    assert (target.relation, target.value, target.level) == (Relation.ABOVE, Decimal(90), Level.WARD)


FAULTY_TARGETS = {
    "an unknown code": ("code", "feedback.resolvd_rate", "of the catalogue", "did you mean 'feedback.resolved_rate'?"),
    "an unknown relation": ("relation", "over", "'at least' or 'above' or 'at most' or 'below'", "choose one"),
    "another unit": ("unit", "PAKN", "the unit '%'", "write the value in this unit"),
    "words for a number": ("value", "đầy đủ", "a number such as 8.823", "8.823 or 43,27"),
}


@pytest.mark.parametrize(("column", "cell", "expected", "repair"), FAULTY_TARGETS.values(), ids=FAULTY_TARGETS)
def test_a_faulty_target_is_told_with_its_place_and_repair(
    files: InputFiles, column: str, cell: str, expected: str, repair: str
) -> None:
    row = files.change("targets.csv", "feedback.resolved_rate", **{column: cell})
    problem = files.problem()
    assert (problem.file, problem.row) == (files.path_in_messages("targets.csv"), row)
    assert (problem.column, problem.found) == (column, cell)
    assert expected in problem.expected
    assert repair in problem.repair
