"""The check whether a built document may be published."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from cchc_lib.errors import UserError
from cchc_lib.publication.report.indicator_table import read_indicator_values
from cchc_lib.record.model import Record
from cchc_lib.site.published_documents import OVERVIEW_PAGE, RECORD_FILE, REPORT_PAGE, summarise
from cchc_lib.site.record_summary import RecordSummary
from cchc_lib.verification.files import verify_file

_TABLE = "indicators.csv"


class _CheckResult(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Eligible(_CheckResult):
    """The document is verified and may be published."""

    kind: Literal["eligible"] = "eligible"
    summary: RecordSummary


class Rejected(_CheckResult):
    """The document must not be published."""

    kind: Literal["rejected"] = "rejected"
    reason: str
    """The reason in Vietnamese, for the page of rejected documents."""


class Unreadable(_CheckResult):
    """The document could not be checked: a file is missing or cannot be read. It may be readable the next time."""

    kind: Literal["unreadable"] = "unreadable"
    reason: str
    """The reason in Vietnamese, for the page of rejected documents."""
    detail: str
    """The technical detail for the person who built it; it is not published."""


PublicationCheck = Annotated[Eligible | Rejected | Unreadable, Field(discriminator="kind")]
"""The result of a check."""


def check_report(folder: Path) -> Eligible | Rejected | Unreadable:
    """Check the report of a ward in its folder `ward/period`."""
    record = _verified_record(folder, REPORT_PAGE)
    if not isinstance(record, Record):
        return record
    if record.scenario:
        return Rejected(reason="là kịch bản giả định, không phải kết quả của đơn vị")
    if not _is_in_place(record, "ward", folder):
        return Rejected(reason=f"nằm sai chỗ: là báo cáo {record.subject.slug}/{record.period.name}")
    return _table_problem(folder, record) or Eligible(summary=summarise(record))


def check_overview(folder: Path) -> Eligible | Rejected | Unreadable:
    """Check the overview of a city in its folder `city/period`."""
    record = _verified_record(folder, OVERVIEW_PAGE)
    if not isinstance(record, Record):
        return record
    if not _is_in_place(record, "city", folder):
        return Rejected(reason="nằm sai chỗ")
    return Eligible(summary=summarise(record))


def _is_in_place(record: Record, kind: str, folder: Path) -> bool:
    subject = record.subject
    return (subject.kind, subject.slug, record.period.name) == (kind, folder.parent.name, folder.name)


def _verified_record(folder: Path, page_name: str) -> Record | Rejected | Unreadable:
    """Return the record of a folder, if it and the page are verified and belong to the same document."""
    missing = [name for name in (page_name, RECORD_FILE) if not (folder / name).is_file()]
    if missing:
        return Unreadable(
            reason=f"thiếu {' và '.join(missing)}", detail=f"these files are missing: {', '.join(missing)}"
        )
    try:
        page, record = (verify_file(folder / name) for name in (page_name, RECORD_FILE))
    except (UserError, OSError) as error:
        return Unreadable(reason="không đọc được trang web hoặc hồ sơ số liệu", detail=str(error))
    differences = [*page.differences, *record.differences]
    if differences:
        first = differences[0].place
        return Rejected(reason=f"không khớp khi tính lại ({len(differences)} chỗ), trước hết là: {first}")
    if page.record.content_hash != record.record.content_hash:
        return Rejected(reason="trang web và hồ sơ số liệu không thuộc cùng một báo cáo")
    return record.record


def _table_problem(folder: Path, record: Record) -> Rejected | Unreadable | None:
    """Compare the table of indicators, if there is one, with the record."""
    try:
        values = read_indicator_values((folder / _TABLE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        return Unreadable(reason=f"không đọc được {_TABLE}", detail=str(error))
    for code, value in values.items():
        if code in record.numbers and value != (record.value_of(code) or ""):
            return Rejected(reason=f"{_TABLE} không khớp hồ sơ số liệu: {code}")
    return None
