"""The tables of the report, each declared once, in one module for each theme."""
