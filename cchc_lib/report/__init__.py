"""The reports of wards and cities as blocks of prose, tables and charts, built from results."""
