"""Tables of the organisation of the apparatus."""

from cchc_lib.report.tables.declaration import COUNT_COLUMNS, TableDeclaration
from cchc_lib.report.tables.rows import labelled_rows

TABLES: tuple[TableDeclaration, ...] = (
    TableDeclaration(
        id="decisions",
        section="organisation_review",
        caption="Văn bản về tổ chức bộ máy, nhân sự",
        columns=COUNT_COLUMNS,
        rows=labelled_rows(
            "organisation.function_decisions",
            "organisation.appointment_decisions",
            "organisation.assignment_decisions",
            "organisation.concurrent_accounting_decisions",
            "organisation.budget_accounting_decisions",
            "organisation.transfer_decisions",
            "organisation.decisions",
        ),
    ),
    TableDeclaration(
        id="severance",
        section="organisation_review",
        caption="Giải quyết chế độ khi sắp xếp tổ chức bộ máy",
        columns=COUNT_COLUMNS,
        rows=labelled_rows(
            "severance.paid_people",
            "severance.paid_total",
            "severance.paid_per_person",
            "severance.parttime_people",
            "severance.parttime_submitted",
            "severance.parttime_submitted_rate",
        ),
    ),
)
