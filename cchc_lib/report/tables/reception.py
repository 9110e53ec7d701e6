"""Tables of citizen reception and petitions."""

from cchc_lib.report.tables.declaration import COUNT_COLUMNS, TableDeclaration, counted, rated

reception = TableDeclaration(
    "reception",
    "reception",
    "Kết quả tiếp công dân và giải quyết đơn thư",
    COUNT_COLUMNS,
    (
        *counted(
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
        ),
        rated("petitions.settled_rate"),
        rated("petitions.pending_rate"),
    ),
)
