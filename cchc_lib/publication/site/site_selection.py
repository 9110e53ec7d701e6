"""The selection of the checked documents that are published together."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from cchc_lib.publication.site.checked_documents import CheckedDocument
from cchc_lib.publication.site.publication_check import Eligible, Rejected, Unreadable
from cchc_lib.site.published_documents import (
    PublishedOverview,
    PublishedReport,
    published_overview,
    published_report,
    with_distinct_names,
)
from cchc_lib.site.record_summary import RecordSummary
from cchc_lib.site.site_content import RejectedDocument, Site
from cchc_lib.site.top_folders import TopFolder

_MAX_NAMED_WARDS = 3


def select_documents(
    reports: Sequence[CheckedDocument], overviews: Sequence[CheckedDocument], *, allow_errors: bool
) -> Site:
    """Return the site of the documents that may be published together, and the rejected ones with their reasons.

    Args:
        reports: the checked reports.
        overviews: the checked overviews. One is published only if its data are those of published reports.
        allow_errors: whether reports with errors that nobody has acknowledged are published.
    """
    known = [(document, _published(document.check, document.sizes)) for document in reports]
    has_own_figures = any(report and not report.is_simulated for _, report in known)
    published: list[PublishedReport] = []
    rejected: list[RejectedDocument] = []
    for document, report in known:
        if rejection := _rejection_of_report(document, report, has_own_figures, allow_errors=allow_errors):
            rejected.append(rejection)
        elif report:
            published.append(report)
    named = with_distinct_names(published)
    published_overviews: list[PublishedOverview] = []
    for document in overviews:
        if not isinstance(document.check, Eligible):
            rejected.append(_rejection(f"{TopFolder.CITIES}/{document.name}", document.check))
        elif reason := _missing_data(document.check.summary, published):
            rejected.append(RejectedDocument(f"{TopFolder.CITIES}/{document.name}", reason))
        else:
            errors = _open_errors(document.check.summary, published)
            published_overviews.append(published_overview(document.check.summary, errors, document.sizes))
    latest_first = sorted(published_overviews, key=lambda overview: overview.period.end, reverse=True)
    return Site(named, tuple(rejected), tuple(latest_first))


def _published(check: Eligible | Rejected | Unreadable, sizes: Mapping[str, int]) -> PublishedReport | None:
    return published_report(check.summary, sizes) if isinstance(check, Eligible) else None


def _rejection_of_report(
    document: CheckedDocument, report: PublishedReport | None, has_own_figures: bool, *, allow_errors: bool
) -> RejectedDocument | None:
    if not isinstance(document.check, Eligible):
        return _rejection(document.name, document.check)
    if report and has_own_figures and report.is_simulated:
        reason = "là số liệu mô phỏng, không công bố chung với số liệu của đơn vị"
        return RejectedDocument(document.name, reason)
    if report and report.open_errors and not allow_errors:
        return RejectedDocument(document.name, f"còn {report.open_errors} lỗi số liệu chưa giải trình")
    return None


def _rejection(name: str, check: Rejected | Unreadable) -> RejectedDocument:
    return RejectedDocument(name, check.reason, check.detail if isinstance(check, Unreadable) else "")


def _missing_data(overview: RecordSummary, reports: Sequence[PublishedReport]) -> str:
    """Return the reason why an overview shows data that no published report shows; empty if it shows none."""
    published = {path: sha256 for report in reports for path, sha256 in report.hashes.items()}
    # A report also holds hashes of other periods, which it is compared with. They may be older than the published
    # report of that period, so the hashes of a report's own period take precedence.
    for report in reports:
        own = f"wards/{report.slug}/{report.period.name}/"
        published |= {path: sha256 for path, sha256 in report.hashes.items() if path.startswith(own)}
    missing = [PurePosixPath(path) for path, sha256 in overview.hashes.items() if published.get(path) != sha256]
    if not missing:
        return ""
    wards = sorted({path.parts[1] for path in missing if path.parts[0] == "wards"})
    named = f": {', '.join(wards[:_MAX_NAMED_WARDS])}" if wards else ""
    more = " và đơn vị khác" if len(wards) > _MAX_NAMED_WARDS else ""
    return f"gồm số liệu chưa công bố, hoặc khác số liệu đã công bố{named}{more}"


def _open_errors(overview: RecordSummary, reports: Iterable[PublishedReport]) -> int:
    """Return the number of errors that the wards of an overview have not acknowledged."""
    same_period = {report.slug: report for report in reports if report.period.covers_days_of(overview.period.period)}
    return sum(
        report.open_errors
        for report in same_period.values()
        if f"wards/{report.slug}/{report.period.name}/figures.csv" in overview.hashes
    )
