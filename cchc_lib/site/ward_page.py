"""The page of a ward: its reports, and its key figures over the periods."""

from collections.abc import Sequence
from typing import Any

from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.indicators.trends import have_similar_length
from cchc_lib.inputs.periods import is_comparable
from cchc_lib.quantities.units import ValueKind
from cchc_lib.report.sections.summary import KEY_FIGURES
from cchc_lib.site.published_documents import PublishedReport
from cchc_lib.site.trend_chart import trend_chart


def ward_values(catalogue: Catalogue, reports: Sequence[PublishedReport]) -> dict[str, Any]:
    """Return the values for the template of a ward's page.

    Args:
        catalogue: the figures and indicators of the site.
        reports: the reports of the ward, the latest first.
    """
    connected = _connected_reports(reports[::-1])
    charts = {}
    for _, code in KEY_FIGURES:
        known = catalogue.definitions[code]
        # Counts grow with the length of the period, and periods of a line may differ by a few days.
        if known.unit.kind is not ValueKind.COUNT and (chart := trend_chart(connected, code, known.label)):
            charts[code] = chart
    return {
        "reports": reports,
        "key_figures": KEY_FIGURES,
        "charts": charts,
        "drawn": connected if charts else [],
        "has_former_units": any(not is_comparable(report.period) for report in reports),
    }


def _connected_reports(oldest_first: Sequence[PublishedReport]) -> list[PublishedReport]:
    """Return the longest series of reports that a line may connect.

    Their periods have similar lengths, follow each other without overlap, and began when today's units existed.
    """
    series: list[list[PublishedReport]] = []
    for report in oldest_first:
        if not is_comparable(report.period):
            continue
        for candidate in series:
            last = candidate[-1].period
            if have_similar_length(last, report.period) and last.end < report.period.start:
                candidate.append(report)
                break
        else:
            series.append([report])
    return max(series, key=len, default=[])
