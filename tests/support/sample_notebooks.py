"""Notebooks of every kind of output, and what an engine makes of them.

Run `python -m tests.support.sample_notebooks ENGINE FOLDER`. It is a process of its own, since what a test runner
does to logging and warnings would reach the cells.
"""

import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from papermill.exceptions import PapermillExecutionError
from papermill.execute import execute_notebook

from cchc_lib.runner.normal_form import in_normal_form, notebook_text

PYTHON = {"name": "python3", "display_name": "Python 3", "language": "python"}

# ruff: noqa: E501 - a cell stands on one line.
SAMPLES: dict[str, tuple[str, ...]] = {
    "printed text": (
        "import sys\nprint('a'); print('e', file=sys.stderr); print('b')",
        "print('x', end='')\nprint('y', flush=True)",
    ),
    "text around a display": ("print(1); display({'a': 1}); print(2)\n3",),
    "results": ("1 + 1", "_ + _2 if '_2' in dir() else _", "In[1], Out[1]", "None", "'việt'"),
    "a semicolon": ("5;",),
    "rich displays": (
        "from IPython.display import HTML, JSON, Latex, Markdown, SVG, display",
        "display(HTML('<b>x</b>'), Markdown('*y*'), Latex('$z$'), JSON({'a': [1]}))",
        "SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>')",
    ),
    "a display that is updated": (
        "from IPython.display import display\nhandle = display('first', display_id='here')",
        "handle.update('second')",
    ),
    "cleared outputs": (
        "from IPython.display import clear_output\nprint('gone'); clear_output(); print('stays')",
        "for i in range(3):\n    clear_output(wait=True)\n    print(i)",
    ),
    "an object with its own forms": (
        "class A:\n    def _repr_mimebundle_(self, **_):\n        return {'text/plain': 'a', 'application/vnd.a+json': {'z': 1}}\nA()",
    ),
    "an object that cannot be shown": ("class B:\n    def __repr__(self):\n        return 'b'\n    def _repr_html_(self):\n        raise ValueError('no')\nB()",),
    "an error": ("print('before')\ndef f():\n    return 1 / 0\nf()", "print('never')"),
    "an error in the words of the language": ("x = = 1",),
    "an error of its own": ("class E(Exception):\n    pass\nraise E('đ')",),
    "an error behind another": ("try:\n    {}['a']\nexcept KeyError as e:\n    raise ValueError('b') from e",),
    "an end by SystemExit": ("print('a')\nraise SystemExit(3)", "print('b')"),
    "magics": ("%precision 2\n1 / 3", "%%capture kept\nprint('in')", "kept.stdout", "%env CCHC_SAMPLE=1", "%who_ls"),
    "programs": ("!echo from the shell", "%%bash\necho from bash\necho err >&2", "x = !echo caught\nx"),
    "a program that writes past Python": ("import os, time\nos.system('echo past')\ntime.sleep(0.5)",),
    "awaiting": (
        "import asyncio\nawait asyncio.sleep(0.01)\n'awake'",
        "async def f(x):\n    return x\nawait asyncio.gather(f(1), f(2))",
        "asyncio.get_running_loop() is not None",
    ),
    "warnings": ("import warnings\nwarnings.warn('careful')",),
    "logging": ("import logging\nlogging.warning('w')\nlogging.getLogger('x').error('e')",),
    "a table": ("import pandas as pd\npd.DataFrame({'a': [1, 2], 'b': ['x', 'y']})",),
    "a figure": ("import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.title('tên');", "%matplotlib inline\nplt.plot([2, 1]);"),
    "threads": ("import threading\nt = threading.Thread(target=print, args=('from a thread',))\nt.start(); t.join()",),
    "processes": ("import multiprocessing as m\nwith m.get_context('fork').Pool(2) as p:\n    print(p.map(abs, [-1, -2]))",),
    "a word of two million letters": ("print('x' * 2_000_000)",),
    "much text": ("for i in range(20000):\n    print(i, 'x' * 20)",),
    "the module that cells are in": ("__name__, get_ipython().__class__.__name__", "import __main__\n__main__.__name__"),
    "help": ("def f():\n    'says'\n", "f?"),
    "the working folder": ("from pathlib import Path\nPath('here.txt').exists()",),
    "names": ("a = 1\nb = 2", "sorted(n for n in dir() if not n.startswith('_'))"),
    "randomness that is fresh": ("import random, numpy\nrandom.random() < 1, numpy.random.rand() < 1",),
    "an empty cell": ("", "# nothing", "1"),
    "an error that is expected": ("1 / 0", "print('on')"),
}  # fmt: skip
TAGS = {"an error that is expected": {0: ["raises-exception"]}}


def notebook(*cells: str, tags: dict[int, list[str]] | None = None) -> nbformat.NotebookNode:
    """Return a notebook of code cells whose ids do not change; `tags` are given by a cell's index."""
    code_cells = [
        new_code_cell(source, id=f"c{index}", metadata={"tags": (tags or {}).get(index, [])})
        for index, source in enumerate(cells)
    ]
    made: nbformat.NotebookNode = new_notebook(cells=code_cells, metadata={"kernelspec": PYTHON})
    return made


def executed(engine: str | None, made: nbformat.NotebookNode, folder: Path, **options: Any) -> nbformat.NotebookNode:
    """Return a notebook as papermill leaves it, whether or not a cell failed; without a name on the stock engine."""
    source, target = folder / "in.ipynb", folder / f"{engine}.ipynb"
    nbformat.write(made, source)
    quiet = {"progress_bar": False, "record_timing": False}
    with suppress(PapermillExecutionError):
        execute_notebook(source, target, engine_name=engine, cwd=folder, **quiet, **options)
    result: nbformat.NotebookNode = nbformat.read(target, 4)
    return result


def main() -> None:
    """Write each sample, as the engine of the command line executes it, to a text file in normal form."""
    engine, folder = sys.argv[1], Path(sys.argv[2])
    (folder / "here.txt").touch()
    for name, cells in SAMPLES.items():
        made = executed(engine, notebook(*cells, tags=TAGS.get(name)), folder)
        (folder / f"{name}.txt").write_text(notebook_text(in_normal_form(made)), encoding="utf-8")


if __name__ == "__main__":
    main()
