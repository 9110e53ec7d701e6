"""The formats that a report can be had in; each is one file of this folder with `SUFFIX` and `export`."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import nbformat

import cchc_lib.exporters

Export = Callable[[nbformat.NotebookNode], bytes]


@cache
def formats() -> dict[str, Export]:
    """Every format by its suffix."""
    names = sorted(module.name for module in iter_modules(cchc_lib.exporters.__path__) if module.name != "catalogue")
    modules = [import_module(f"cchc_lib.exporters.{name}") for name in names]
    return {module.SUFFIX: module.export for module in modules}
