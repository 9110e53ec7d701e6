"""Parsers of text files, CSV tables, YAML files and the markup of prose; they know nothing of administrative reform."""
