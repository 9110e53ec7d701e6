"""The normal form of an executed notebook: same inputs, same bytes, on every engine and machine."""

import json
import re
from copy import deepcopy
from typing import Any

import nbformat

_CELL_FILE = re.compile(r"(?<![^\s\"'])[^\s\"']*/ipykernel_\d+/\d+\.py|<ipython-input-\d+-[0-9a-f]+>")
"""The name of a cell in warnings: a file named after the kernel's process, or a hash.

The look-behind lets a path begin only after a space or a quote. Otherwise the search would try each letter of a long
path as a beginning, which takes quadratic time.
"""

_ADDED_BY_PAPERMILL = {"injected-parameters", "papermill-error-cell-tag"}
"""Tags of the cells that papermill adds. The ids of these cells are random."""


def in_normal_form(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return a copy without times, paths and random ids, in which each stream is one output, stdout first."""
    stable: nbformat.NotebookNode = nbformat.from_dict(dict(notebook))
    papermill: dict[str, Any] = stable.metadata.pop("papermill", {})
    stable.metadata["papermill"] = {"parameters": papermill.get("parameters", {})}
    for index, cell in enumerate(stable.cells):
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if added := _ADDED_BY_PAPERMILL.intersection(cell.metadata.get("tags", ())):
            cell.id = f"{added.pop()}-{index}"
        if cell.cell_type == "code":
            cell.outputs = merged_streams(cell.outputs)
    return stable


def notebook_text(notebook: nbformat.NotebookNode) -> str:
    """Return a notebook as the text of its file, one line per cell.

    nbformat indents every value, which takes many times longer to write.
    """
    cells = ",\n".join(_json(cell) for cell in notebook.cells)
    others = ",\n".join(f"{_json(name)}: {_json(notebook[name])}" for name in sorted(notebook) if name != "cells")
    return f'{{"cells": [\n{cells}\n],\n{others}}}\n'


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def merged_streams(outputs: list[nbformat.NotebookNode]) -> list[nbformat.NotebookNode]:
    """Return outputs in which the text of a stream between two other outputs is one output.

    A kernel sends printed text in pieces, and the clock decides where they end. nbconvert's
    CoalesceStreamsPreprocessor merges adjacent outputs of one stream only, and keeps the order of the streams, which
    the clock decides as well.
    """
    merged: list[nbformat.NotebookNode] = []
    streams: dict[str, nbformat.NotebookNode] = {}
    for output in outputs:
        if output.output_type != "stream":
            merged += [*_stable_streams(streams), output]
            streams = {}
        elif output.name in streams:
            streams[output.name].text += output.text
        else:
            streams[output.name] = deepcopy(output)
    return merged + _stable_streams(streams)


def _stable_streams(streams: dict[str, nbformat.NotebookNode]) -> list[nbformat.NotebookNode]:
    for stream in streams.values():
        stream.text = _CELL_FILE.sub("<cell>", stream.text)
    return [streams[name] for name in sorted(streams, reverse=True)]
