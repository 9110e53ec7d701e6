"""Capital or small first letters of a text, for the beginning of a sentence or within it."""


def first_upper(text: str) -> str:
    """Return the text with a capital first letter; the rest is unchanged."""
    return text[:1].upper() + text[1:]


def first_lower(text: str) -> str:
    """Return the text with a small first letter, even if it begins with an abbreviation."""
    return text[:1].lower() + text[1:]


def within_sentence(label: str) -> str:
    """Return the label with a small first letter, unless it begins with an abbreviation such as `TTHC`."""
    return label if label[1:2].isupper() else first_lower(label)
