"""The report's tables, one declaration a table, one file a theme."""
