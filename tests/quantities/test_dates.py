"""Dates in the form of Nghị định 30/2020/NĐ-CP, and periods with the Ministry's cut-off days."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.quantities.dates import Month, Period, format_date

OFFICIAL = {
    "2026-Q1": ("2025-12-15", "2026-03-14"),
    "2026-Q2": ("2026-03-15", "2026-06-14"),
    "2026-Q3": ("2026-06-15", "2026-09-14"),
    "2026-Q4": ("2026-09-15", "2026-12-14"),
    "2026-H1": ("2025-12-15", "2026-06-14"),
    "2026-9M": ("2025-12-15", "2026-09-14"),
    "2026-Y": ("2025-12-15", "2026-12-14"),
    "2026-M03": ("2026-03-01", "2026-03-31"),
    "2024-M02": ("2024-02-01", "2024-02-29"),
    "2026-W01": ("2025-12-29", "2026-01-04"),
    "2026-W14": ("2026-03-30", "2026-04-05"),
    "2026-W53": ("2026-12-28", "2027-01-03"),
}
TITLES = {
    "2026-Q1": "quý I năm 2026",
    "2026-Q2": "quý II năm 2026",
    "2026-Q3": "quý III năm 2026",
    "2026-Q4": "quý IV năm 2026",
    "2026-H1": "6 tháng đầu năm 2026",
    "2026-6M": "6 tháng đầu năm 2026",
    "2026-9M": "9 tháng đầu năm 2026",
    "2026-Y": "năm 2026",
    "2026-M03": "tháng 3 năm 2026",
    "2026-W01": "tuần 1 năm 2026",
    "2025-07-01_2025-10-20": "",
    "2025-12-15_2026-03-14": "quý I năm 2026",
}
DAYS = st.dates(min_value=date(1945, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2025, 8, 4), "04/8/2025"),
        (date(2026, 2, 1), "01/02/2026"),
        (date(2026, 1, 31), "31/01/2026"),
        (date(2025, 3, 9), "09/3/2025"),
        (date(2025, 10, 10), "10/10/2025"),
        (date(2025, 12, 5), "05/12/2025"),
    ],
)
def test_a_date_has_zeros_before_small_days_and_the_first_two_months_only(day: date, text: str) -> None:
    assert format_date(day) == text


@given(DAYS)
def test_a_written_date_names_its_own_day(day: date) -> None:
    assert re.fullmatch(r"\d\d/(01|02|[3-9]|1[0-2])/\d{4}", format_date(day))
    assert tuple(map(int, format_date(day).split("/"))) == (day.day, day.month, day.year)


def test_a_month_is_read_from_year_and_month() -> None:
    assert Month.parse("2025-11") == Month(2025, 11)


@pytest.mark.parametrize(("text", "words"), [("2025-11", "tháng 11 năm 2025"), ("2026-01", "tháng 1 năm 2026")])
def test_a_month_is_written_in_words(text: str, words: str) -> None:
    assert str(Month.parse(text)) == words


@pytest.mark.parametrize("text", ["", "2025", "2025-00", "2025-13", "2025-1", "11-2025", "2025-11-01", "2025/11", "xx"])
def test_a_month_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"isoformat|month"):
        Month.parse(text)


def test_a_period_is_read_from_its_two_days() -> None:
    period = Period.parse("2025-07-01_2025-10-20")
    assert (period.start, period.end) == (date(2025, 7, 1), date(2025, 10, 20))


@pytest.mark.parametrize(("name", "days"), OFFICIAL.items())
def test_an_official_period_has_the_ministrys_cut_off_days(name: str, days: tuple[str, str]) -> None:
    period = Period.parse(name)
    assert (str(period.start), str(period.end)) == days


@pytest.mark.parametrize("name", ["2025-07-01_2025-10-20", *OFFICIAL])
def test_a_period_keeps_the_name_it_was_read_from(name: str) -> None:
    assert Period.parse(name).name == name


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="ends on or after the day it begins"):
        Period.parse("2025-10-20_2025-07-01")


@pytest.mark.parametrize("name", ["2025-02-30_2025-10-20", "2025-07-01_2025-06-31", "2025-13-01_2025-13-02"])
def test_a_period_between_days_that_do_not_exist_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="two days that exist in the calendar"):
        Period.parse(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "nonsense",
        "2026",
        "2026-Q0",
        "2026-Q5",
        "2026-q1",
        "2026-M3",
        "2026-M00",
        "2026-M13",
        "2026-W00",
        "2025-W53",
        "2026-W54",
        "2026-Y1",
        "26-Q1",
        "2026-H2",
        "Q1-2026",
        "2026-Q1 ",
        "2026-Q1\n",
        "2025-07-01",
        "2025-07-01_",
        "2025-7-1_2025-10-20",
        "2025-07-01-2025-10-20",
        "01/7/2025_20/10/2025",
    ],
)
def test_a_name_of_no_period_is_refused_with_the_forms_there_are(name: str) -> None:
    with pytest.raises(ValueError, match="FROM_TO such as 2025-07-01_2025-10-20, or 2026-Q1"):
        Period.parse(name)


@given(st.text(max_size=30) | st.from_regex(r"[0-9]{4}-(Q[1-4]|H1|6M|9M|Y|[MW][0-9]{2})", fullmatch=True))
def test_any_name_is_a_period_or_a_value_error(name: str) -> None:
    try:
        assert Period.parse(name).days > 0
    except ValueError as error:
        assert str(error)


@given(DAYS, DAYS)
def test_any_two_days_in_order_make_a_period_that_is_read_back(one: date, other: date) -> None:
    start, end = sorted((one, other))
    period = Period.parse(f"{start}_{end}")
    assert (period.start, period.end, period.names[0]) == (start, end, period.name)


@pytest.mark.parametrize(
    ("name", "days"),
    [("2025-07-01_2025-07-01", 1), ("2025-07-01_2025-10-20", 112), ("2026-Q1", 90), ("2026-Y", 365)],
)
def test_both_ends_of_a_period_are_counted(name: str, days: int) -> None:
    assert Period.parse(name).days == days


@pytest.mark.parametrize(("name", "days"), OFFICIAL.items())
def test_the_names_of_a_period_include_the_official_one(name: str, days: tuple[str, str]) -> None:
    assert Period.parse("_".join(days)).names == ("_".join(days), name)


@pytest.mark.parametrize("name", OFFICIAL)
def test_the_names_of_an_official_period_include_its_days(name: str) -> None:
    assert Period.parse(name).names == ("_".join(OFFICIAL[name]), name)


def test_a_period_of_other_days_has_no_official_name() -> None:
    assert Period.parse("2025-12-15_2026-03-15").names == ("2025-12-15_2026-03-15",)


def test_a_period_is_said_in_words_for_titles() -> None:
    assert Period.parse("2025-07-01_2025-10-20").in_vietnamese() == "từ ngày 01/7/2025 đến ngày 20/10/2025"


@pytest.mark.parametrize(("name", "title"), TITLES.items())
def test_the_title_of_a_named_period_is_that_of_official_documents(name: str, title: str) -> None:
    assert Period.parse(name).title == title


def test_the_title_is_said_with_the_days_where_both_are_needed() -> None:
    week = Period.parse("2026-W14")
    assert week.in_words() == "tuần 14 năm 2026 (từ ngày 30/3/2026 đến ngày 05/4/2026)"
    assert (week.phrase, week.covering()) == ("tuần 14 năm 2026", week.in_words())
    unnamed = Period.parse("2025-07-01_2025-10-20")
    assert unnamed.in_words() == unnamed.phrase == "từ ngày 01/7/2025 đến ngày 20/10/2025"
    assert unnamed.covering() == "(từ ngày 01/7/2025 đến ngày 20/10/2025)"


def test_estimates_are_named_as_such_up_to_the_last_day() -> None:
    covering = "quý I năm 2026 (từ ngày 15/12/2025, ước thực hiện đến ngày 14/3/2026)"
    assert Period.parse("2026-Q1").covering(is_estimated=True) == covering


def test_six_months_have_two_names_of_the_same_days() -> None:
    assert Period.parse("2026-6M").covers_days_of(Period.parse("2026-H1"))
    assert Period.parse("2026-6M").names[-1] == "2026-H1"


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("2026-Q1", ("2024-12-15", "2025-03-14")),
        ("2025-M02", ("2024-02-01", "2024-02-29")),
        ("2026-W14", ("2025-03-31", "2025-04-06")),
        ("2026-W53", ("2025-12-28", "2026-01-03")),
        ("2024-02-29_2024-03-31", ("2023-02-28", "2023-03-31")),
    ],
)
def test_the_period_of_a_year_before_has_the_same_name_or_else_the_same_days(
    name: str, before: tuple[str, str]
) -> None:
    earlier = Period.parse(name).year_before()
    assert (str(earlier.start), str(earlier.end)) == before
