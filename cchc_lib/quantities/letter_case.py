"""The case of the first letter of a text, at the beginning of a sentence or within it."""


def first_upper(text: str) -> str:
    """Return the text as it begins a sentence."""
    return text[:1].upper() + text[1:]


def first_lower(text: str) -> str:
    """Return the text with a small first letter, also if it begins with an abbreviation."""
    return text[:1].lower() + text[1:]


def within_sentence(label: str) -> str:
    """Return the label as it reads within a sentence; an abbreviation like `TTHC` keeps its capitals."""
    return label if label[1:2].isupper() else first_lower(label)
