"""Blocks as HTML, Markdown and plain text, with the templates that the page is made from."""
