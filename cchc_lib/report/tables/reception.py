"""Tables of citizen reception and petitions."""

from cchc_lib.report.tables.declaration import COUNT_COLUMNS, TableDeclaration
from cchc_lib.report.tables.rows import labelled_rows

TABLES: tuple[TableDeclaration, ...] = (
    TableDeclaration(
        id="reception",
        section="reception",
        caption="Kết quả tiếp công dân và giải quyết đơn thư",
        columns=COUNT_COLUMNS,
        rows=labelled_rows(
            "reception.visits",
            "reception.matters",
            "reception.regular_visits",
            "reception.regular_people",
            "reception.chair_sessions",
            "reception.chair_visits",
            "reception.adhoc_matters",
            "petitions.complaints",
            "petitions.received",
            "petitions.matters",
            "petitions.settled",
            "petitions.pending",
            "petitions.settled_rate",
            "petitions.pending_rate",
        ),
    ),
)
