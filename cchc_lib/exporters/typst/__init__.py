"""The templates of Typst, and their compilation."""
