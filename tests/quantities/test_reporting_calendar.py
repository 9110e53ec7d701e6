"""Reporting calendars: names of periods, windows without gaps, and due days."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.quantities.dates import Period
from cchc_lib.quantities.national_calendar import NATIONAL
from cchc_lib.quantities.relative_days import Cycle, DaysAfter, RelativeDay, parse_due_day
from cchc_lib.quantities.reporting_calendar import OfficialPeriod, PeriodKind

YEARS = st.integers(min_value=1946, max_value=2999)
KINDS = st.sampled_from(NATIONAL.kinds)


@st.composite
def official_periods(draw: st.DrawFn) -> OfficialPeriod:
    kind, year = draw(KINDS), draw(YEARS)
    return OfficialPeriod(kind, year, draw(st.integers(1, kind.cycle.count_in(year))))


@given(official_periods())
def test_the_name_of_a_period_is_read_as_this_period(period: OfficialPeriod) -> None:
    assert NATIONAL.named(period.name) == period
    assert Period.parse(period.name) == Period(period.name, period.start, period.end)


@given(official_periods())
def test_the_days_of_a_named_period_lead_back_to_its_name(period: OfficialPeriod) -> None:
    assert NATIONAL.of_days(period.start, period.end) == period
    assert Period.parse(f"{period.start}_{period.end}").title == period.title


@given(official_periods())
def test_every_number_of_a_name_is_in_the_title(period: OfficialPeriod) -> None:
    assert str(period.year) in period.title
    assert period.kind.cycle is Cycle.YEAR or str(period.number) in period.title


def kind_of(code: str) -> PeriodKind:
    return NATIONAL.by_code[code]


@given(YEARS)
@pytest.mark.parametrize("codes", [("Q1", "Q2", "Q3", "Q4"), ("Y",), ("M",), ("W",)])
def test_periods_of_one_kind_cover_every_day_once(codes: tuple[str, ...], year: int) -> None:
    periods = [
        OfficialPeriod(kind_of(code), each, number)
        for each in (year, year + 1)
        for code in codes
        for number in range(1, kind_of(code).cycle.count_in(each) + 1)
    ]
    assert all(later.start - earlier.end == timedelta(days=1) for earlier, later in pairwise(periods))


@given(YEARS)
def test_cumulative_periods_begin_with_the_year_and_end_with_a_quarter(year: int) -> None:
    whole = OfficialPeriod(kind_of("Y"), year)
    for code, quarter in (("Q1", "Q1"), ("H1", "Q2"), ("9M", "Q3"), ("Y", "Q4")):
        period = OfficialPeriod(kind_of(code), year)
        assert (period.start, period.end) == (whole.start, OfficialPeriod(kind_of(quarter), year).end)


@given(st.dates(date(1946, 1, 1), date(2999, 1, 1)), st.integers(0, 800))
def test_what_is_due_in_a_range_is_due_in_exactly_one_of_its_parts(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    middle = first + timedelta(days=days // 2)
    halves = (*NATIONAL.due_between(first, middle), *NATIONAL.due_between(middle + timedelta(days=1), last))
    assert sorted(period.name for period in NATIONAL.due_between(first, last)) == sorted(
        period.name for period in halves
    )


def test_the_ministry_asks_for_four_reports_a_year() -> None:
    due = {period.name: str(period.due) for period in NATIONAL.due_between(date(2026, 1, 1), date(2026, 12, 31))}
    expected = {"2026-Q1": "2026-03-20", "2026-H1": "2026-06-20", "2026-Q3": "2026-09-20", "2026-Y": "2026-12-20"}
    assert due == expected


@pytest.mark.parametrize(
    ("text", "cycle", "day"),
    [
        ("15/12/Y-1", Cycle.YEAR, date(2025, 12, 15)),
        ("29/2/Y", Cycle.YEAR, date(2026, 2, 28)),
        ("5/01/Y+1", Cycle.YEAR, date(2027, 1, 5)),
        ("15/M-1", Cycle.MONTH, date(2026, 2, 15)),
        ("31/M-1", Cycle.MONTH, date(2026, 2, 28)),
        ("3/M+1", Cycle.MONTH, date(2026, 4, 3)),
        ("Mon/W", Cycle.WEEK, date(2026, 1, 12)),
        ("Fri/W-1", Cycle.WEEK, date(2026, 1, 9)),
    ],
)
def test_a_day_is_named_relative_to_its_year_month_or_week(text: str, cycle: Cycle, day: date) -> None:
    assert RelativeDay.parse(text, cycle).on(2026, 3) == day


@pytest.mark.parametrize("cycle", Cycle)
@pytest.mark.parametrize("text", ["", "14", "14/3", "31/2/Y", "30/13/Y", "0/1/Y", "1/0/Y", "32/M", "15/M-2", "Lun/W"])
def test_a_text_that_names_no_day_is_refused_with_an_example(text: str, cycle: Cycle) -> None:
    with pytest.raises(ValueError, match="a day such as"):
        RelativeDay.parse(text, cycle)


@given(st.text(max_size=12), st.sampled_from(Cycle))
def test_any_due_day_is_a_day_or_a_value_error(text: str, cycle: Cycle) -> None:
    try:
        assert isinstance(parse_due_day(text, cycle), RelativeDay | DaysAfter)
    except ValueError as error:
        assert "working days" in str(error)


@pytest.mark.parametrize(
    ("text", "end", "day"),
    [
        ("+1 day", date(2026, 3, 14), date(2026, 3, 15)),
        ("+3 days", date(2026, 3, 14), date(2026, 3, 17)),
        ("+2 working days", date(2026, 3, 14), date(2026, 3, 17)),  # From Saturday to Tuesday.
        ("+1 working day", date(2026, 3, 12), date(2026, 3, 13)),
    ],
)
def test_a_due_day_is_counted_from_the_day_after_the_end(text: str, end: date, day: date) -> None:
    due = parse_due_day(text, Cycle.YEAR)
    assert isinstance(due, DaysAfter)
    assert due.after(end) == day


@given(st.dates(date(1946, 1, 1), date(2999, 1, 1)), st.integers(1, 98))
def test_a_further_working_day_is_the_next_one_after_those_counted(end: date, count: int) -> None:
    counted, further = (DaysAfter(days, is_working=True).after(end) for days in (count, count + 1))
    assert DaysAfter(1, is_working=True).after(counted) == further
    assert further.weekday() < 6


@pytest.mark.parametrize(
    ("end", "due"),
    [
        (date(2025, 8, 29), date(2025, 9, 4)),  # Quốc khánh: 1 and 2 September.
        (date(2026, 2, 13), date(2026, 2, 24)),  # Tết Bính Ngọ: no working day from 14 to 22 February.
        (date(2026, 4, 24), date(2026, 4, 29)),  # Giỗ Tổ on a Sunday, with the Monday after it.
        (date(2026, 8, 20), date(2026, 8, 22)),  # A Saturday that makes up for Monday, 31 August.
        (date(2026, 8, 28), date(2026, 9, 4)),
    ],
)
def test_public_holidays_are_no_working_days(end: date, due: date) -> None:
    assert DaysAfter(2, is_working=True).after(end) == due
