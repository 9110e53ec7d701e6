"""Aspects of values: the work for a new one, and that no code of a figure or indicator has the name of one."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import cchc_lib
from cchc_lib.catalogue.definitions import Definition
from cchc_lib.quantities.units import PERCENT
from cchc_lib.quantities.value_key import Aspect

LIBRARY = Path(cchc_lib.__file__).parent
LIST = "quantities/value_key.py"


def test_a_new_aspect_takes_a_line_of_the_list_and_the_code_that_computes_it(tmp_path: Path) -> None:
    library = tmp_path / "cchc_lib"
    shutil.copytree(LIBRARY, library, ignore=shutil.ignore_patterns("__pycache__"))
    put_behind(library / LIST, "class Aspect(StrEnum):\n", '    TWICE = "twice"\n')
    put_behind(
        library / "indicators" / "results.py",
        "    values = _own_values(inputs)\n",
        "    for value in list(values.values()):\n"
        "        code = str(value.key.with_aspect(Aspect.TWICE))\n"
        "        values[code] = Value(code, value.label, value.unit, value.quantity + value.quantity)\n",
    )
    # -P: the folder that it runs in holds the library without the new aspect.
    command, environment = [sys.executable, "-P", "-c", USE], {"PYTHONPATH": str(tmp_path)}
    answer = subprocess.run(command, cwd=LIBRARY.parent, env=environment, capture_output=True, text=True, check=False)
    assert answer.stderr == ""
    assert answer.stdout.split() == ["17.646", "procedures.received", "refused"]


USE = """
from cchc_lib.indicators.results import compute
from cchc_lib.catalogue.definitions import Definition
from cchc_lib.inputs.project import find_project
from cchc_lib.inputs.report_inputs import load_inputs
from cchc_lib.quantities.numbers import Rounding
from cchc_lib.quantities.printing import number_text

inputs = load_inputs(find_project("", ""), "luu-kiem", "2025-07-01_2025-10-20")
value = compute(inputs)["procedures.received.twice"]
print(number_text(value, Rounding.HALF_UP), value.key.base)
try:
    Definition(code="procedures.twice", label="", section="procedures")
except ValueError:
    print("refused")
"""


def put_behind(path: Path, line: str, addition: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(line) == 1
    path.write_text(text.replace(line, line + addition), encoding="utf-8")


def test_no_other_file_names_an_aspect_in_a_code() -> None:
    endings = tuple(f".{aspect}" for aspect in Aspect)
    places = {
        f"{path.relative_to(LIBRARY)}:{node.lineno}"
        for path in LIBRARY.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.endswith(endings)
    }
    assert places == set()


@pytest.mark.parametrize("aspect", Aspect)
def test_no_definition_has_the_name_of_an_aspect(aspect: Aspect) -> None:
    with pytest.raises(ValueError, match=rf"'centre\.{aspect}' ends in '\.{aspect}', which is reserved"):
        Definition(code=f"centre.{aspect}", label="Điểm", section="procedures", unit=PERCENT)
