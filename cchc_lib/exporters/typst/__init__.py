"""Typst's templates, and how they are compiled."""
