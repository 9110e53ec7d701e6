"""A block in HTML, Markdown and plain text, made from its semantic form."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template

TEMPLATES = Path(__file__).parent / "templates"
"""Holds `cchc`, the nbconvert template; its macros are also what notebooks show."""

Semantic = Mapping[str, Any]

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$])")


@cache
def _macros() -> Template:
    # nbconvert, which shares these macros, has autoescape off; so they also escape for themselves.
    loader = FileSystemLoader(TEMPLATES / "cchc")
    environment = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("blocks.html.j2")


@cache
def page_script() -> str:
    """Return the only script that a page runs: it opens the cards of numbers, and lets readers try figures."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES / "cchc"), autoescape=False)  # noqa: S701 - no HTML
    return environment.get_template("page.js").render()


def policy() -> str:
    """The Content-Security-Policy of a page: nothing from elsewhere, and no script but its own, by its hash."""
    return _template_text("policy.txt")


def _template_text(name: str) -> str:
    """A file as templates include it, without the newline at its end."""
    return (TEMPLATES / "cchc" / name).read_text(encoding="utf-8").removesuffix("\n")


def words() -> dict[str, str]:
    """What every format prints around the data; it stands in the macros, which nbconvert alone can read."""
    module: Any = _macros().module
    return dict(module.words)


def widest() -> int:
    """The columns that fit an upright page; the macros hold the number beside its use."""
    module: Any = _macros().module
    return int(module.WIDEST)


def html(semantic: Semantic, svg: str = "") -> str:
    """A block as a fragment of HTML, for a notebook's cell."""
    module: Any = _macros().module
    return str(module.standalone(semantic, svg))


def forms(semantic: Semantic, svg: str = "") -> dict[str, str]:
    """A block in every form that a notebook stores beside its semantic one."""
    return {
        "text/html": html(semantic, svg),
        "text/markdown": markdown(semantic),
        "text/plain": plain(semantic),
    }


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
    return "\n".join([f"**{_escaped(semantic['caption'])}**", "", *("| " + " | ".join(line) + " |" for line in lines)])


def _plain(semantic: Semantic) -> Iterator[str]:
    if semantic["kind"] == "group":
        for block in semantic["blocks"]:
            yield from _plain(block)
    else:
        yield from _PLAIN[semantic["kind"]](semantic)


def _plain_table(table: Semantic) -> Iterator[str]:
    yield table["caption"]
    yield "\t".join(table["columns"])
    yield from ("\t".join(text_of(cell["runs"]) for cell in row) for row in table["rows"])


def _plain_summary(summary: Semantic) -> Iterator[str]:
    yield from filter(None, (summary["title"], summary["notice"]))
    yield from (f"{card['label']}: {text_of(card['runs'])}" for card in summary["cards"])
    yield from (text_of(runs) for runs in (*summary["strengths"], *summary["concerns"]))


_PLAIN: dict[str, Callable[[Semantic], Iterable[str]]] = {
    "heading": lambda heading: (f"{heading['number']} {heading['title']}",),
    "prose": lambda prose: (text_of(paragraph["runs"]) for paragraph in prose["paragraphs"]),
    "table": _plain_table,
    "chart": lambda chart: (f"{chart['caption']}: {chart['alt']}",),
    "letterhead": lambda head: (
        *filter(None, (head["mark"],)),
        *head["body"],
        head["title"],
        f"{head['subject']} {head['covering']}",
        head["notice"],
    ),
    "closing": lambda foot: ("Nơi nhận:", *foot["distribution"], foot["authority"], foot["position"], foot["name"]),
    "summary": _plain_summary,
    "record": lambda record: (f"{len(record['record']['numbers'])} numbers with their formulas and sources",),
}
