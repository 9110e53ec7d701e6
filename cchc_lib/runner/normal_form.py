"""An executed notebook without anything volatile: same inputs, same bytes, whatever the engine."""

import json
import re
from copy import deepcopy
from typing import Any

import nbformat

_CELL_FILE = re.compile(r"(?<![^\s\"'])[^\s\"']*/ipykernel_\d+/\d+\.py|<ipython-input-\d+-[0-9a-f]+>")
"""How warnings name the code of a cell: by a file that carries the kernel's process, or by a hash.

A path begins where a word does, so that a long one is looked at once and not from each of its letters.
"""

_ADDED = {"injected-parameters", "papermill-error-cell-tag"}
"""Tags of cells that papermill adds, with random ids."""


def in_normal_form(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The same notebook without times, paths and random ids; printed text is one output a stream, stdout first."""
    stable: nbformat.NotebookNode = nbformat.from_dict(dict(notebook))
    papermill: dict[str, Any] = stable.metadata.pop("papermill", {})
    stable.metadata["papermill"] = {"parameters": papermill.get("parameters", {})}
    for index, cell in enumerate(stable.cells):
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if added := _ADDED.intersection(cell.metadata.get("tags", ())):
            cell.id = f"{added.pop()}-{index}"
        if cell.cell_type == "code":
            cell.outputs = merged_streams(cell.outputs)
    return stable


def notebook_text(notebook: nbformat.NotebookNode) -> str:
    """A notebook as its file: a line a cell, which is many times faster to write than indented JSON."""
    cells = ",\n".join(_json(cell) for cell in notebook.cells)
    others = ",\n".join(f"{_json(name)}: {_json(notebook[name])}" for name in sorted(notebook) if name != "cells")
    return f'{{"cells": [\n{cells}\n],\n{others}}}\n'


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def merged_streams(outputs: list[nbformat.NotebookNode]) -> list[nbformat.NotebookNode]:
    """Text that was printed in pieces as one output a stream: in which pieces it comes depends on the clock."""
    merged: list[nbformat.NotebookNode] = []
    streams: dict[str, nbformat.NotebookNode] = {}
    for output in outputs:
        if output.output_type != "stream":
            merged += [*_told(streams), output]
            streams = {}
        elif output.name in streams:
            streams[output.name].text += output.text
        else:
            streams[output.name] = deepcopy(output)
    return merged + _told(streams)


def _told(streams: dict[str, nbformat.NotebookNode]) -> list[nbformat.NotebookNode]:
    for stream in streams.values():
        stream.text = _CELL_FILE.sub("<cell>", stream.text)
    return [streams[name] for name in sorted(streams, reverse=True)]
