"""Templates filled with what a site says; text is text, and scripts are known by their hashes."""

import json
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from cchc_lib.inputs.catalogue import figure_definitions
from cchc_lib.quantities.dates import Period, format_date
from cchc_lib.quantities.figures import Figure, Operation, Quantity
from cchc_lib.quantities.letter_case import first_lower, first_upper
from cchc_lib.site.dataset import meaning
from cchc_lib.site.published_documents import FILES, OVERVIEW_FILES

_TEMPLATES = Path(__file__).parent / "templates"
NOINDEX = '<meta name="robots" content="noindex">'
"""What keeps search engines from a page."""


def render(template: str, values: Mapping[str, Any]) -> str:
    """A page."""
    return _environment().get_template(template).render(values) + "\n"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "policy": policy(),
        "script": script(),
        "search_script": search_script(),
        "noindex": NOINDEX,
        "style": _text("site.css"),
        "files": FILES,
        "overview_files": OVERVIEW_FILES,
    }
    made.filters |= {
        "period": period_title,
        "within": first_lower,
        "day": format_date,
        "first_upper": first_upper,
        "label": lambda code: meaning(code)[0],
        "page": lambda code: code.replace(".", "-"),
        "json": _json,
        "size": lambda size: f"{max(1, round(size / 1000)):,} kB".replace(",", "."),
    }
    return made


def _json(data: Any) -> str:
    """Data within a page, in which nothing ends the element that holds it."""
    plain = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return plain.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


@cache
def script() -> str:
    """The only script of every page."""
    return _text("site.js")


@cache
def search_script() -> str:
    """The script of the search page, which loads the index."""
    return _text("search.js")


@cache
def policy() -> str:
    """What a page may do: its own script by hash, and what it asks its own site for."""
    return _policy(f"script-src {hash_of(script().encode())}")


def search_policy(engine: bytes) -> str:
    """The same of the search page, which also loads the engine, a file by its hash that runs WebAssembly."""
    scripts = " ".join((hash_of(script().encode()), hash_of(search_script().encode()), hash_of(engine)))
    return _policy(f"script-src {scripts} 'wasm-unsafe-eval'; worker-src 'self'")


def _policy(scripts: str) -> str:
    return (
        f"default-src 'none'; {scripts}; style-src 'unsafe-inline'; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'self'"
    )


def hash_of(content: bytes) -> str:
    """The hash of a script as a policy names it, in quotes."""
    return f"'sha256-{b64encode(sha256(content).digest()).decode()}'"


def _text(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def period_title(period: Period) -> str:
    """A period as a heading: `6 tháng đầu năm 2026`, or its days."""
    title = period.title or f"{format_date(period.start)}–{format_date(period.end)}"
    return first_upper(title)


def in_words(quantity: Quantity) -> str:
    """A formula by what its figures are called."""
    if isinstance(quantity, Figure):
        return figure_definitions()[quantity.code].label
    if isinstance(quantity, Operation):
        left, right = quantity.operands
        return f"{_bracketed(left)} {quantity.symbol} {_bracketed(right)}"
    return quantity.formula()


def _bracketed(quantity: Quantity) -> str:
    said = in_words(quantity)
    return said if isinstance(quantity, Figure) else f"({said})"
