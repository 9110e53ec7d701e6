"""The named periods of the country; files in params/periods/ change them for single authorities.

The Ministry of Home Affairs asks for four reports a year (văn bản 581/BNV-CCHC): these have due days. The other kinds
follow from the same cut-off days, or from the calendar, so that an authority that asks for them needs to state less.
"""

from dataclasses import replace

from cchc_lib.quantities.relative_days import Cycle, RelativeDay, parse_due_day
from cchc_lib.quantities.reporting_calendar import PeriodKind, Provenance, ReportingCalendar

_MINISTRY = Provenance("Bộ Nội vụ", "văn bản 581/BNV-CCHC")
_SAME_CUT_OFF = Provenance("", "các ngày chốt số liệu của văn bản 581/BNV-CCHC")
_CALENDAR = Provenance("", "lịch (tuần theo ISO 8601)")


def _kind(code: str, title: str, set_by: Provenance, *days: str) -> PeriodKind:
    """Return a kind of period from its first, its last and, if a report is asked for, its due day."""
    cycle, (first, last, *due) = Cycle.of_kind(code), days
    window = RelativeDay.parse(first, cycle), RelativeDay.parse(last, cycle)
    return PeriodKind(code, cycle, *window, title, set_by, parse_due_day(due[0], cycle) if due else None)


NATIONAL = ReportingCalendar(
    (
        _kind("Q1", "quý I năm {year}", _MINISTRY, "15/12/Y-1", "14/3/Y", "20/3/Y"),
        _kind("Q2", "quý II năm {year}", _SAME_CUT_OFF, "15/3/Y", "14/6/Y"),
        _kind("Q3", "quý III năm {year}", _MINISTRY, "15/6/Y", "14/9/Y", "20/9/Y"),
        _kind("Q4", "quý IV năm {year}", _SAME_CUT_OFF, "15/9/Y", "14/12/Y"),
        replace(_kind("H1", "6 tháng đầu năm {year}", _MINISTRY, "15/12/Y-1", "14/6/Y", "20/6/Y"), other_codes=("6M",)),
        _kind("9M", "9 tháng đầu năm {year}", _SAME_CUT_OFF, "15/12/Y-1", "14/9/Y"),
        _kind("Y", "năm {year}", _MINISTRY, "15/12/Y-1", "14/12/Y", "20/12/Y"),
        _kind("M", "tháng {number} năm {year}", _CALENDAR, "01/M", "31/M"),
        _kind("W", "tuần {number} năm {year}", _CALENDAR, "Mon/W", "Sun/W"),
    )
)
"""The national calendar."""
