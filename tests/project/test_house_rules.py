"""House rules of the code, one test a rule: each lists everything that breaks it."""

import ast
import re
import tokenize
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from io import StringIO
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


def test_no_test_imports_from_another_test_or_from_a_conftest() -> None:
    """A helper that lives in a test cannot be found, and an imported test runs twice."""
    tested = re.compile(r"(^|\.)(conftest|test_\w+)(\.|$)")
    found = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for name in imported(ast.parse(path.read_text(encoding="utf-8")), str(path.relative_to(ROOT)))
        if tested.search(name.rpartition(".")[0]) or (tested.search(name) and name.startswith("tests."))
    ]
    assert found == []


def repeated(names: Iterator[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the names that several places use, with these places."""
    places = defaultdict(list)
    for name, place in names:
        places[name].append(place)
    return {name: found for name, found in places.items() if len(found) > 1}


def test_a_class_name_has_one_meaning() -> None:
    classes = ((node.name.lstrip("_"), path) for path, node in definitions() if isinstance(node, ast.ClassDef))
    assert repeated(classes) == {}


def test_a_module_name_has_one_meaning() -> None:
    themes = {Path(path).stem for path in modules() if "/indicators/" in path}
    stems = ((Path(path).stem, path) for path in modules() if Path(path).stem != "__init__")
    found = repeated(stems)
    assert {name: places for name, places in found.items() if name not in themes | SHARED_STEMS} == {}


def test_no_module_of_the_library_is_imported_by_a_name_in_a_text() -> None:
    """The linter of imports does not see such an import, which could close a circle."""
    hidden = [
        path
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__"))
        if node.args and "cchc_lib" in ast.unparse(node.args[0])
    ]
    # A catalogue may list the modules of its package.
    assert [path for path in hidden if Path(path).stem != "catalogue"] == []


RIDDLES = (
    r"\b(is|are|was|were) told\b",
    r"\btells of\b",
    r"\bowns? up\b",
    r"\b(gives?|giving) way\b",
    r"\bof (its|their|his) own\b",
    r"\bstands? (to|at|behind|beside|on)\b",
    r"\bheeds?\b",
    r"\bfor ever\b",
    r"\bwhatever (the|happens|is)\b",
    r"\bhowever (few|many|rare|deep)\b",
    r"\bnothing of it\b",
    r"\bsays? of\b",
    r"\bin the words of\b",
    r"\bnobody vouches\b",
    r"\bwhat nothing\b",
    r"\bput aside\b",
    r"\bis what it is\b",
    r"\bshamed\b",
    r"\bhas to hold\b",
    r"\banew\b",
    r"\bbut for\b",
    r"^From how\b",
    r"^What nothing\b",
)
"""Phrases of a clipped English that readers have to decode."""


def messages(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield line and text of each f-string, and of each text that a class is called with, such as an error."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(part.value if isinstance(part, ast.Constant) else "…" for part in node.values)
        elif isinstance(node, ast.Call) and re.match(r"_?[A-Z]", ast.unparse(node.func).rpartition(".")[2]):
            texts = [argument for argument in node.args if isinstance(argument, ast.Constant)]
            yield from ((text.lineno, text.value) for text in texts if isinstance(text.value, str))


def english() -> Iterator[tuple[str, str]]:
    """Yield docstrings, comments, help texts and messages of the library, and lines of the docs, with their places."""
    for path, tree in modules().items():
        texts = (node.value for node in ast.walk(tree) if isinstance(node, (ast.Expr, ast.keyword)))
        for text in texts:
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield f"{path}:{text.lineno}", text.value
        yield from ((f"{path}:{line}", message) for line, message in messages(tree))
        tokens = tokenize.generate_tokens(StringIO((ROOT / path).read_text(encoding="utf-8")).readline)
        yield from ((f"{path}:{token.start[0]}", token.string) for token in tokens if token.type == tokenize.COMMENT)
    for page in (*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md"):
        lines = page.read_text(encoding="utf-8").splitlines()
        yield from ((f"{page.relative_to(ROOT)}:{number}", line) for number, line in enumerate(lines, start=1))


def test_nothing_is_written_in_riddles() -> None:
    texts = list(english())
    found = {phrase: [place for place, text in texts if re.search(phrase, text)] for phrase in RIDDLES}
    assert {phrase: places for phrase, places in found.items() if places} == {}


def test_the_check_of_riddles_reads_docstrings_comments_help_and_pages() -> None:
    kinds = {"docstring": "def report(", "help": "help=", "comment": "# "}
    command = (LIBRARY / "cli" / "build_commands.py").read_text(encoding="utf-8")
    read = [text for place, text in english() if place.startswith("cchc_lib/cli/build_commands.py:")]
    assert all(sign in command for sign in kinds.values())
    helps = re.findall(r'help="([^"]+)"', command)
    comments = re.findall(r"# [^\n]+", command)
    assert set(helps) | set(comments) <= set(read)
    assert any(place.startswith("docs/how-to/") for place, _ in english())


def test_the_check_of_riddles_reads_error_messages() -> None:
    read = {text for place, text in english() if place.startswith("cchc_lib/verification/")}
    assert "a figure that no number uses" in read
    assert any(text.startswith("… cannot be verified, since it carries no record;") for text in read)
