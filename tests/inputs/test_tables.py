"""Tables: every cell is converted, and every fault keeps the row and column that an editor shows."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

import pytest

from cchc_lib.errors import Problem
from cchc_lib.file_formats import cells
from cchc_lib.file_formats.cells import CellError
from cchc_lib.file_formats.csv_tables import ParsedTable, parse_table, repeated
from cchc_lib.file_formats.text_files import TextFile, read_text
from tests.support.input_files import InputFiles


class Colour(StrEnum):
    RED = "red"
    GREEN = "dark green"


COLUMNS = {"code": cells.required_text, "value": cells.number, "as_of": cells.day}
HEADER = "code,value,as_of\n"


def table(rows: str, header: str = HEADER) -> ParsedTable:
    return parse_table(TextFile("t.csv", header + rows), COLUMNS)


def places(problems: tuple[Problem, ...]) -> list[tuple[int | None, str, str]]:
    return [(problem.row, problem.column, problem.found) for problem in problems]


def test_every_cell_is_converted() -> None:
    (row,) = table('a,"43,27",2025-10-20\n').rows
    assert (row["code"], row["value"], row["as_of"]) == ("a", Decimal("43.27"), date(2025, 10, 20))


def test_a_row_knows_its_file_and_its_line() -> None:
    assert [(row.file, row.number) for row in table("a,1,\nb,2,\n").rows] == [("t.csv", 2), ("t.csv", 3)]


def test_an_empty_cell_is_no_zero() -> None:
    (row,) = table("a,,\n").rows
    assert (row["value"], row["as_of"]) == (None, None)


def test_spaces_around_a_cell_do_not_count() -> None:
    (row,) = table(" a , 8.823 , 2025-10-20 \n").rows
    assert (row["code"], row["value"]) == ("a", Decimal(8823))


def test_empty_lines_are_passed_over_but_counted() -> None:
    assert [row.number for row in table("a,1,\n\n\nb,2,\n").rows] == [2, 5]


def test_a_last_line_without_its_end_is_read() -> None:
    assert [row["code"] for row in table("a,1,\nb,2,").rows] == ["a", "b"]


def test_a_newline_in_quotes_leaves_the_later_row_numbers_right() -> None:
    read = table('"a\nb\nc",1,\nd,x,\n')
    assert [row.number for row in read.rows] == [2]
    assert places(read.problems) == [(5, "value", "x")]


def test_a_table_of_a_header_alone_has_no_rows_and_no_problems() -> None:
    assert table("") == ParsedTable((), ())


@pytest.mark.parametrize(
    "header",
    ["code,value\n", "value,code,as_of\n", "Code,value,as_of\n", "code,value,as_of,note\n"],
)
def test_another_header_is_refused_with_the_right_one(header: str) -> None:
    assert table("a,1,\n", header).problems == (
        Problem("t.csv", 1, "", header.strip(), "code,value,as_of", "write this header as the first line"),
    )


def test_a_file_that_excel_saved_with_semicolons_is_told_so() -> None:
    (problem,) = table("a;1;\n", "code;value;as_of\n").problems
    assert (problem.row, problem.found) == (1, "code;value;as_of")
    assert problem.repair == "save the file as CSV separated by commas, not by semicolons"


@pytest.mark.parametrize("text", ["", "\n", "\n\n"])
def test_an_empty_file_is_refused_with_the_header_it_needs(text: str) -> None:
    (problem,) = parse_table(TextFile("t.csv", text), COLUMNS).problems
    assert (problem.row, problem.found, problem.expected) == (1, "an empty file", "code,value,as_of")


@pytest.mark.parametrize(("row", "cells"), [("a,43,27,", "4 cells"), ("a,1", "2 cells"), ("a;1;2", "1 cell")])
def test_a_row_of_another_number_of_cells_is_refused(row: str, cells: str) -> None:
    (problem,) = table(f"ok,1,\n{row}\n").problems
    assert (problem.row, problem.found, problem.expected) == (3, cells, "3 cells: code,value,as_of")
    assert "double quotes" in problem.repair


def test_every_faulty_cell_of_a_row_is_told() -> None:
    assert places(table(",98.8,2025-02-30\n").problems) == [
        (2, "code", "nothing"),
        (2, "value", "98.8"),
        (2, "as_of", "2025-02-30"),
    ]


def test_the_good_rows_beside_a_faulty_one_are_read() -> None:
    assert [row["code"] for row in table("a,1,\nb,x,\nc,3,\n").rows] == ["a", "c"]


def test_a_file_that_could_not_be_read_hands_its_problems_on() -> None:
    unread = Problem("t.csv", None, "", "no such file", "a file t.csv", "create it")
    assert parse_table(TextFile("t.csv", problems=(unread,)), COLUMNS) == ParsedTable((), (unread,))


@pytest.mark.parametrize("rows", ['a,1,\nb,2,"\nc,3,\nd,4,\n', 'a,1,\n"b,2,\nc,3,\n'])
def test_a_quote_that_is_never_closed_is_refused(rows: str) -> None:
    assert table(rows).problems


def test_a_cell_of_any_length_is_read_or_refused(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(f"{HEADER}{'a' * 200_000},1,\n", encoding="utf-8")
    read = parse_table(read_text(tmp_path, "t.csv"), COLUMNS)
    assert len(read.rows) + len(read.problems) == 1


@pytest.mark.parametrize("separator", ["\u2028", "\u2029"])
def test_a_line_separator_in_a_cell_does_not_shift_the_later_rows(files: InputFiles, separator: str) -> None:
    files.change("figures.csv", "ward.area", as_written=f"43,27{separator}km²")
    row = files.change("figures.csv", "ward.population", value="x")
    assert row in [problem.row for problem in files.problems() if problem.found == "x"]


def test_a_row_whose_key_stood_before_is_told_with_the_earlier_row() -> None:
    (problem,) = repeated(table("a,1,\nb,2,\na,3,\n").rows, "code")
    assert (problem.row, problem.column, problem.found) == (4, "code", "a")
    assert problem.repair == "keep either this row or row 2"


def test_a_key_of_two_columns_is_repeated_only_where_both_are() -> None:
    rows = table("a,1,\na,2,\na,1,\n").rows
    assert [problem.row for problem in repeated(rows, "code", "value")] == [4]


@pytest.mark.parametrize("cell", ["-1", "-0,5", "-0"])
def test_a_negative_number_is_refused(cell: str) -> None:
    with pytest.raises(CellError, match="zero or more"):
        cells.number(cell)


@pytest.mark.parametrize("cell", ["x", "98.8", "8.823 hồ sơ", "5%", "gần 7"])
def test_text_in_a_number_column_is_refused_with_the_form_of_a_number(cell: str) -> None:
    with pytest.raises(CellError) as caught:
        cells.number(cell)
    assert "8.823 or 43,27" in caught.value.repair


@pytest.mark.parametrize("cell", ["2025-02-30", "2025-13-01", "20/10/2025", "2025-10", "2025-10-20T08:00", "hôm nay"])
def test_a_day_that_does_not_exist_is_refused(cell: str) -> None:
    with pytest.raises(CellError, match="a date that exists, as 2025-10-20"):
        cells.day(cell)


@pytest.mark.parametrize(("cell", "value"), [("1", 1), ("12", 12)])
def test_an_order_counts_from_one(cell: str, value: int) -> None:
    assert cells.ordinal(cell) == value


def test_a_footnote_may_be_left_out_but_not_an_order() -> None:
    assert cells.optional(cells.ordinal)("") is None
    with pytest.raises(CellError):
        cells.ordinal("")


@pytest.mark.parametrize("cell", ["0", "00", "-1", "1,5", "1.000", "một", "²", "9" * 5000], ids=lambda cell: cell[:5])
def test_an_order_that_is_no_whole_number_from_one_is_refused(cell: str) -> None:
    with pytest.raises(CellError, match="a whole number from 1"):
        cells.ordinal(cell)


def test_a_name_off_the_list_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(CellError) as caught:
        cells.one_of(["ward.area", "ward.population"])("ward.aera")
    assert caught.value.repair == "did you mean 'ward.area'?"


def test_a_choice_is_written_by_its_value() -> None:
    assert cells.member_of(Colour)("dark green") is Colour.GREEN


@pytest.mark.parametrize("cell", ["", "GREEN", "Red", "blue"])
def test_a_choice_that_is_none_is_refused_with_those_there_are(cell: str) -> None:
    with pytest.raises(CellError, match="'red' or 'dark green'"):
        cells.member_of(Colour)(cell)


@pytest.mark.parametrize("converter", [cells.member_of(Colour), cells.required_text])
def test_an_optional_cell_may_be_empty(converter: Callable[[str], object]) -> None:
    assert cells.optional(converter)("") is None
    assert cells.optional(converter)("red") == "red"
