"""A block in HTML, Markdown and plain text, made from its semantic form."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup

TEMPLATES = Path(__file__).parent / "templates"
"""Holds `cchc`, the nbconvert template; its macros are also what notebooks show."""

Semantic = Mapping[str, Any]

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$])")


@cache
def _macros() -> Template:
    # The macros escape what they print: nbconvert, which shares them, has autoescape off.
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES / "cchc"), trim_blocks=True, lstrip_blocks=True
    )  # noqa: S701
    return environment.get_template("blocks.html.j2")


def html(semantic: Semantic, svg: str = "") -> str:
    """A block as a fragment of HTML, for a notebook's cell."""
    module: Any = _macros().module
    return str(Markup(module.standalone(semantic, svg)))


def markdown(semantic: Semantic) -> str:
    """A block as Markdown, for readers of the bare notebook."""
    return "\n\n".join(_markdown(semantic))


def plain(semantic: Semantic) -> str:
    """A block as text, for a terminal."""
    return "\n".join(_plain(semantic))


def text_of(runs: list[Semantic] | tuple[Semantic, ...]) -> str:
    """The words of a line."""
    return "".join(str(run["text"]) for run in runs)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _markdown(semantic: Semantic) -> Iterator[str]:
    match semantic["kind"]:
        case "group":
            for block in semantic["blocks"]:
                yield from _markdown(block)
        case "heading":
            yield f"{'#' * semantic['level']} {_escaped(semantic['number'])} {_escaped(semantic['title'])}"
        case "prose":
            for paragraph in semantic["paragraphs"]:
                lead = "- " if paragraph["style"] == "bullet" else ""
                yield lead + _escaped(text_of(paragraph["runs"]))
        case "table":
            yield _markdown_table(semantic)
        case _:
            yield from map(_escaped, _plain(semantic))


def _markdown_table(semantic: Semantic) -> str:
    columns = [_escaped(column) for column in semantic["columns"]]
    rows = [[_escaped(text_of(cell["runs"])) for cell in row] for row in semantic["rows"]]
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(
        [f"**{_escaped(semantic['caption'])}**", "", *("| " + " | ".join(line) + " |" for line in lines)]
    )


def _plain(semantic: Semantic) -> Iterator[str]:
    match semantic["kind"]:
        case "group":
            for block in semantic["blocks"]:
                yield from _plain(block)
        case "heading":
            yield f"{semantic['number']} {semantic['title']}"
        case "prose":
            yield from (text_of(paragraph["runs"]) for paragraph in semantic["paragraphs"])
        case "table":
            yield semantic["caption"]
            yield "\t".join(semantic["columns"])
            yield from ("\t".join(text_of(cell["runs"]) for cell in row) for row in semantic["rows"])
        case "chart":
            yield f"{semantic['caption']}: {semantic['alt']}"
        case "letterhead":
            yield from (*semantic["body"], semantic["title"], semantic["subject"], semantic["notice"])
        case "closing":
            yield from ("Nơi nhận:", *semantic["distribution"], semantic["authority"], semantic["position"])
        case "summary":
            yield semantic["title"]
            yield from (f"{card['label']}: {text_of(card['runs'])}" for card in semantic["cards"])
            yield from (text_of(runs) for runs in (*semantic["strengths"], *semantic["concerns"]))
        case "record":
            yield f"{len(semantic['record']['numbers'])} numbers with their formulas and sources"
