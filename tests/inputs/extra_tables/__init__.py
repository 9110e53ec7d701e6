"""A package outside of cchc that declares an input table of its own."""
