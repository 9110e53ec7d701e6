"""One name has one meaning in the whole library."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.support.checkout import ROOT

LIBRARY = ROOT / "cchc_lib"
THEMES = "assessment civil_service digital finance institutions organisation procedures reception steering"
REPEATED_STEMS = {*THEMES.split(), "__init__", "catalogue", "declaration", "html"}
"""Themes have indicators and tables; `catalogue` and `declaration` mean the same in each package; HTML is a format of
the exporters and a rendering of blocks."""

LEFT_OVER = {"Broken", "Drawing", "Standing", "Summary"}
"""Names that still have two meanings. Take a name out when it has one."""


def modules() -> list[Path]:
    return sorted(LIBRARY.rglob("*.py"))


def class_names(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            yield node.name.lstrip("_")


def repeated(places: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: paths for name, paths in places.items() if len(paths) > 1}


def test_no_two_classes_share_a_name() -> None:
    places = defaultdict(list)
    for path in modules():
        for name in class_names(path):
            places[name].append(str(path.relative_to(ROOT)))
    assert {name: paths for name, paths in repeated(places).items() if name not in LEFT_OVER} == {}


def test_no_two_modules_share_a_stem_but_for_a_short_list() -> None:
    places = defaultdict(list)
    for path in modules():
        places[path.stem].append(str(path.relative_to(ROOT)))
    assert set(repeated(places)) <= REPEATED_STEMS, repeated(places)
