"""Small pieces of Markdown that the generated pages are made of."""

from collections.abc import Iterable, Sequence

GENERATED = "<!-- Generated from the code by tools/docs; edit the code, not this page. -->"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; a line break or a bar within a cell does not break it."""
    lines = [head, ["---"] * len(head), *([_cell(text) for text in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def code(text: str) -> str:
    """Return `text` as code, or nothing if it is empty."""
    return f"`{text}`" if text else ""


def page(title: str, *parts: str) -> str:
    """Return a page of a title and its parts, with an empty line between them."""
    return "\n\n".join((f"# {title}", GENERATED, *parts)) + "\n"


def quoted_html(text: str) -> str:
    """Return prose in which `<`, `>` and `&` are shown and not read as markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
