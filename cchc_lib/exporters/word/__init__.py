"""The nodes of a Word file: styles, text with footnotes, tables, pictures, and the package itself."""
