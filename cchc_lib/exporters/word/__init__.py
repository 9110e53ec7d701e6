"""Writes Word files: styles, text with footnotes, tables, pictures, and the package."""
