"""Rendering the site's templates, and the content security policy of its pages."""

import json
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from cchc_lib.quantities.dates import Period, format_date
from cchc_lib.quantities.letter_case import first_upper
from cchc_lib.site.dataset import describe_code
from cchc_lib.site.published_documents import OVERVIEW_FILES, REPORT_FILES
from cchc_lib.site.ranking import count_by_claim
from cchc_lib.site.site_content import Site
from cchc_lib.site.top_folders import TopFolder

_TEMPLATES = Path(__file__).parent / "templates"
NOINDEX = '<meta name="robots" content="noindex">'
"""The element that keeps search engines from listing a page."""


def render(template: str, values: Mapping[str, Any]) -> str:
    """Return a template filled with values. They are escaped unless the template marks them as safe."""
    return _environment().get_template(template).render(values) + "\n"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "policy": policy(),
        "script": script(),
        "search_script": search_script(),
        "noindex": NOINDEX,
        "style": _read("site.css"),
        "report_files": REPORT_FILES,
        "overview_files": OVERVIEW_FILES,
        "folders": TopFolder,
    }
    environment.filters |= {
        "period_heading": period_heading,
        "period_phrase": period_phrase,
        "first_upper": first_upper,
        "label": _label,
        "code_folder": code_folder,
        "by_claim": count_by_claim,
        "json": _embedded_json,
        "kilobytes": lambda size: f"{max(1, round(size / 1000)):,} kB".replace(",", "."),
    }
    return environment


@pass_context
def _label(context: Context, code: str) -> str:
    site: Site = context["site"]
    return describe_code(site.catalogue, code).label


def _embedded_json(data: Any) -> str:
    """Return JSON for a script element, without characters that could end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


@cache
def script() -> str:
    """Return the script that every page embeds."""
    return _read("site.js")


@cache
def search_script() -> str:
    """Return the script that the search page embeds beside that of every page."""
    return _read("search.js")


def _read(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


@cache
def policy() -> str:
    """Return the content security policy of a page: its own script, and requests to its own site."""
    return _policy(f"script-src {hash_source(script().encode())}")


def search_policy(engine: bytes) -> str:
    """Return the content security policy of the search page, which also loads the search engine.

    Args:
        engine: the content of the engine's script. It runs WebAssembly in a worker.
    """
    scripts = " ".join(hash_source(content) for content in (script().encode(), search_script().encode(), engine))
    return _policy(f"script-src {scripts} 'wasm-unsafe-eval'; worker-src 'self'")


def _policy(scripts: str) -> str:
    return (
        f"default-src 'none'; {scripts}; style-src 'unsafe-inline'; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'self'"
    )


def hash_source(content: bytes) -> str:
    """Return the hash of a script as a content security policy writes it, with its quotes."""
    return f"'sha256-{b64encode(sha256(content).digest()).decode()}'"


def period_phrase(period: Period) -> str:
    """Return the Vietnamese name of a period within a sentence: `quý III năm 2026`, or its days."""
    return period.title or f"{format_date(period.start)}–{format_date(period.end)}"


def period_heading(period: Period) -> str:
    """Return the Vietnamese name of a period as a heading: `Quý III năm 2026`, or its days."""
    return first_upper(period_phrase(period))


def code_folder(code: str) -> str:
    """Return the folder of a code's page within that of all indicators."""
    return code.replace(".", "-")
