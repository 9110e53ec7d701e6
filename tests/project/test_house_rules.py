"""House rules of the code, one test a rule: each lists everything that breaks it."""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from tests.support.checkout import ROOT

LIBRARY = ROOT / "cchc_lib"
MAX_MODULE_LINES, MAX_FUNCTION_LINES = 300, 45
VAGUE_NAMES = {"utils", "helpers", "manager", "common"}
SHARED_STEMS = {"catalogue", "declaration"}
"""Module names that several packages use: each has one catalogue of what it declares."""
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@cache
def modules() -> Mapping[str, ast.Module]:
    """Return the syntax tree of each module of the library by its path."""
    paths = sorted(LIBRARY.rglob("*.py"))
    return {str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def definitions() -> Iterator[tuple[str, Definition]]:
    """Yield each function and class of the library with the path of its module."""
    for path, tree in modules().items():
        yield from ((path, node) for node in ast.walk(tree) if isinstance(node, Definition))


def test_a_module_has_three_hundred_lines_at_most() -> None:
    lengths = {path: (ROOT / path).read_text(encoding="utf-8").count("\n") for path in modules()}
    assert {path: length for path, length in lengths.items() if length > MAX_MODULE_LINES} == {}


def test_a_module_says_what_it_is_for() -> None:
    assert [path for path, tree in modules().items() if not ast.get_docstring(tree)] == []


def test_a_module_is_named_by_what_it_holds() -> None:
    assert [path for path in modules() if VAGUE_NAMES & set(Path(path).with_suffix("").parts)] == []


def test_a_function_has_forty_five_lines_at_most() -> None:
    lengths = {
        f"{path}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path, node in definitions()
        if not isinstance(node, ast.ClassDef)
    }
    assert {name: length for name, length in lengths.items() if length > MAX_FUNCTION_LINES} == {}


def test_what_is_public_says_what_it_means() -> None:
    undocumented = [
        f"{path}: {node.name}"
        for path, tree in modules().items()
        for node in tree.body
        if isinstance(node, Definition) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert undocumented == []


def imported(tree: ast.Module, path: str) -> Iterator[str]:
    """Yield the full name of each module that a module imports, and of each name that it imports from there."""
    package = Path(path).parent.parts
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            source = ".".join((*above, *filter(None, [node.module])))
            yield from (f"{source}.{alias.name}" for alias in node.names)


def test_tests_import_from_the_library_and_the_support_package_alone() -> None:
    """A helper that lives in a test cannot be found, and an imported test runs twice."""
    ours = re.compile(r"(tests|benchmarks|conftest|test_\w+)(\.|$)")
    found = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for name in imported(ast.parse(path.read_text(encoding="utf-8")), str(path.relative_to(ROOT)))
        if ours.match(name) and not name.startswith("tests.support.")
    ]
    assert found == []
