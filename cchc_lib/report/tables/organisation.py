"""Tables of the organisation of the apparatus."""

from cchc_lib.indicators.organisation import DECISIONS
from cchc_lib.report.tables.declaration import COUNT_COLUMNS, TableDeclaration, counted, rated

decisions = TableDeclaration(
    "decisions",
    "organisation_review",
    "Văn bản về tổ chức bộ máy, nhân sự",
    COUNT_COLUMNS,
    counted(*DECISIONS, "organisation.decisions"),
)

severance = TableDeclaration(
    "severance",
    "organisation_review",
    "Giải quyết chế độ khi sắp xếp tổ chức bộ máy",
    COUNT_COLUMNS,
    (
        *counted(
            "severance.paid_people",
            "severance.paid_total",
            "severance.paid_per_person",
            "severance.parttime_people",
            "severance.parttime_submitted",
        ),
        rated("severance.parttime_submitted_rate"),
    ),
)
