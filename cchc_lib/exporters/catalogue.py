"""The formats that a report can be had in: each is one file of this folder, named as the format, with `export`."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import nbformat

import cchc_lib.exporters
from cchc_lib.errors import unknown

Export = Callable[[nbformat.NotebookNode], bytes]


@cache
def format_names() -> tuple[str, ...]:
    """Every format; its name is the suffix of its files too."""
    modules = iter_modules(cchc_lib.exporters.__path__)
    return tuple(sorted(module.name for module in modules if not module.ispkg and module.name != "catalogue"))


def exporter(name: str) -> Export:
    """The function that turns an executed notebook into a format; UserError where there is no such format."""
    if name not in format_names():
        raise unknown("format", name, format_names())
    # Imported when asked for: a report in HTML need not wait for what Word files are made with.
    export: Export = import_module(f"cchc_lib.exporters.{name}").export
    return export
