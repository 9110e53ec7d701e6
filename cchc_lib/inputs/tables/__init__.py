"""The input tables of a period's folder: one module declares each table, `catalogue` lists them."""
