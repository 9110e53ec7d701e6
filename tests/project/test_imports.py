"""The imports of the library: none is hidden from the linter that checks its layers."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.support.checkout import ROOT

LOADERS = ("import_module", "__import__", "run_module", "exec_module")
"""Functions that import a module by its name, which import-linter does not see."""
FORMAT_CATALOGUE = "exporters/catalogue.py"
"""It imports the module of a format that is asked for; no module of a format imports it."""


def calls_by_name(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in LOADERS:
                yield node


def is_standard_module(call: ast.Call) -> bool:
    return isinstance(call.args[0], ast.Constant) and not str(call.args[0].value).startswith("cchc_lib")


def test_no_module_of_the_library_is_imported_by_its_name() -> None:
    library = ROOT / "cchc_lib"
    hidden = {
        str(path.relative_to(library))
        for path in library.rglob("*.py")
        for call in calls_by_name(path)
        if not is_standard_module(call)
    }
    assert hidden == {FORMAT_CATALOGUE}


def test_formats_do_not_import_the_catalogue_that_imports_them() -> None:
    others = [path for path in (ROOT / "cchc_lib" / "exporters").rglob("*.py") if path.name != "catalogue.py"]
    entry_points = {path for path in others if "nbconvert" in str(path) or "entry_points" in str(path)}
    assert [path for path in set(others) - entry_points if "exporters.catalogue" in path.read_text("utf-8")] == []
