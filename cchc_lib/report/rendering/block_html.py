"""The Jinja templates of the page, and blocks as HTML fragments made with the same macros."""

from collections.abc import Mapping
from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template

TEMPLATES = Path(__file__).parent / "templates"
"""The base folder for nbconvert; it holds the template `cchc`."""
KINDS_GROUP = "cchc.block_kinds"
"""The entry points by which other packages add kinds of blocks."""


@cache
def template_folders() -> tuple[Path, ...]:
    """Return the folders in which templates are looked up: the library's, and those of packages that add kinds."""
    # The modules are found but not imported: they import the blocks, which import this module.
    modules = (find_spec(point.module) for point in entry_points(group=KINDS_GROUP))
    return TEMPLATES / "cchc", *(Path(module.origin).parent for module in modules if module and module.origin)


@cache
def _macros() -> Template:
    # nbconvert, which shares these macros, has autoescape off. So the macros also escape by themselves.
    loader = FileSystemLoader(template_folders())
    environment = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("blocks.html.j2")


@cache
def page_script() -> str:
    """Return the only script that a page runs: it opens the cards of numbers, and lets readers try figures."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES / "cchc"), autoescape=False)  # noqa: S701 - no HTML
    return environment.get_template("page.js").render()


def policy() -> str:
    """Return the Content-Security-Policy of a page: nothing from elsewhere, and no script but its own, by its hash."""
    return _template_text("policy.txt")


def _template_text(name: str) -> str:
    """Return a file as templates include it: without the newline at its end."""
    return (TEMPLATES / "cchc" / name).read_text(encoding="utf-8").removesuffix("\n")


def fixed_words() -> dict[str, str]:
    """Return the Vietnamese words that every format prints around the data, by name.

    They are declared in the templates, since plain nbconvert reads nothing else.
    """
    module: Any = _macros().module
    return dict(module.words)


def widest_upright_table() -> int:
    """Return the most columns that an upright page has room for."""
    module: Any = _macros().module
    return int(module.WIDEST)


def block_html(data: Mapping[str, Any], svg: str = "") -> str:
    """Return a block as an HTML fragment for a notebook cell, in which nothing is numbered.

    Args:
        data: the JSON form of the block.
        svg: its drawing, if it is a chart.
    """
    module: Any = _macros().module
    return str(module.standalone(data, svg))
