"""Writes workbooks: the document as sheets, and forms in their own layout."""
