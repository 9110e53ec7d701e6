"""A package that adds a kind of block to reports: work packages with their numbers."""
