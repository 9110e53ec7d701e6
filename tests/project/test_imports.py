"""The imports of the library: none is hidden from the linter that checks its layers."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.checkout import ROOT

LOADERS = ("import_module", "__import__", "run_module", "exec_module")
"""Functions that import a module by its name, which import-linter does not see."""
CATALOGUES = {"exporters/catalogue.py": "exporters", "report/blocks/catalogue.py": "report/blocks"}
"""They import the modules of their folders, formats and kinds of blocks, of which none imports its catalogue."""


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
    assert hidden == set(CATALOGUES)


@pytest.mark.parametrize("folder", CATALOGUES.values())
def test_no_module_imports_the_catalogue_that_imports_it(folder: str) -> None:
    others = [path for path in (ROOT / "cchc_lib" / folder).rglob("*.py") if path.name != "catalogue.py"]
    catalogue = f"cchc_lib.{folder.replace('/', '.')}.catalogue import"
    assert others
    # The classes that nbconvert loads are an entrance of their own, above the formats.
    assert [path.name for path in others if "nbconvert" not in path.name and catalogue in path.read_text("utf-8")] == []
