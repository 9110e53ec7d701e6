"""The page of floors: the packages of the library, their order, and a drawing of it, from import-linter's settings."""

import ast
import tomllib
from collections.abc import Sequence
from pathlib import Path

from tools.docs.markdown import code, page, quoted_html, table

ROOT = Path(__file__).parents[2]
_LIBRARY = ROOT / "cchc_lib"
_WIDTH, _HEIGHT, _GAP = 720, 34, 14
"""Width of the drawing, height of a floor, and distance between floors, in pixels."""


def floors() -> tuple[tuple[str, ...], ...]:
    """Return the floors from the highest down; packages on one floor do not import one another."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = next(each for each in settings["tool"]["importlinter"]["contracts"] if each["type"] == "layers")
    return tuple(tuple(name.strip() for name in layer.split("|")) for layer in layers["layers"])


def purpose(package: str) -> str:
    """Return the first line of the docstring of a package or module of the library."""
    folder = _LIBRARY / package
    path = folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")
    return (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").partition("\n")[0]


def floors_page() -> str:
    """Return the drawing of the floors and what each package is for."""
    intro = (
        "A package imports only from floors below its own; packages on one floor do not import one another. "
        "`make lint` checks this (import-linter), and that no modules import one another in a circle. "
        "[Architecture](../architecture.md) names the files to start reading at."
    )
    rows = (
        (str(number), code(f"cchc_lib.{package}"), quoted_html(purpose(package)))
        for number, floor in zip(range(len(floors()), 0, -1), floors(), strict=True)
        for package in floor
    )
    return page("Floors of imports", intro, drawing(floors()), table(("floor", "package", "purpose"), rows))


def drawing(layers: Sequence[Sequence[str]]) -> str:
    """Return an SVG drawing of the floors, in the colours of the page that shows it."""
    height = len(layers) * (_HEIGHT + _GAP) - _GAP
    parts = [part for level, layer in enumerate(layers) for part in _floor(level, layer, level + 1 < len(layers))]
    described = "; ".join(", ".join(layer) for layer in layers)
    head = f'<svg class="floors" viewBox="0 0 {_WIDTH} {height}" role="img"'
    # On one line within a block of its own, as Markdown demands of HTML that it is to leave alone.
    drawn = "".join((f'{head} aria-label="Floors from the highest down: {described}">', *parts, "</svg>"))
    return f"<div>{drawn}</div>"


def _floor(level: int, packages: Sequence[str], has_floor_below: bool) -> list[str]:
    top = level * (_HEIGHT + _GAP)
    width = (_WIDTH - _GAP * (len(packages) - 1)) / len(packages)
    parts = []
    for at, package in enumerate(packages):
        left = at * (width + _GAP)
        parts.append(f'<rect x="{left:g}" y="{top}" width="{width:g}" height="{_HEIGHT}" rx="4"></rect>')
        parts.append(f'<text x="{left + width / 2:g}" y="{top + _HEIGHT / 2 + 5:g}">{package}</text>')
    if has_floor_below:
        below = top + _HEIGHT
        parts.append(f'<path d="M{_WIDTH / 2:g} {below + 2}v{_GAP - 5}m-4 -4l4 4l4 -4"></path>')
    return parts
