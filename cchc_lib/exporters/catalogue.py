"""The formats of a report. Each is one module with a function `export`, named in `FORMATS`."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType

import nbformat

from cchc_lib.errors import unknown

Export = Callable[[nbformat.NotebookNode], bytes]
"""A function that returns an executed notebook as the bytes of a file."""
ExportParts = Callable[[nbformat.NotebookNode], Mapping[str, bytes]]
"""A function that returns parts of an executed notebook as further files, by the names of the parts."""


@dataclass(frozen=True)
class FormatDeclaration:
    """A format of reports."""

    module: str
    """The module with the function `export`."""
    has_parts: bool = False
    """Whether the module also has a function `export_parts`, which returns further files by name."""
    starts_threads: bool = True
    """Whether exporting starts threads. The process of a batch, which forks, only exports formats that do not."""


FORMATS: Mapping[str, FormatDeclaration] = MappingProxyType(
    {
        # Typst, which sets PDF files and draws for Word files, starts threads.
        "docx": FormatDeclaration("cchc_lib.exporters.docx"),
        "html": FormatDeclaration("cchc_lib.exporters.html", starts_threads=False),
        "pdf": FormatDeclaration("cchc_lib.exporters.pdf"),
        "xlsx": FormatDeclaration("cchc_lib.exporters.xlsx", has_parts=True),
    }
)
"""The declaration of each format. The name of a format is also the suffix of its files."""


def format_names() -> tuple[str, ...]:
    """Return the names of all formats, sorted."""
    return tuple(sorted(FORMATS))


def standing_formats(stem: str, names: Collection[str]) -> tuple[str, ...]:
    """Return the formats of which a document already has a file, sorted.

    Args:
        stem: the name of the document's files without suffix.
        names: the names of all files in its folder.
    """
    return tuple(name for name in format_names() if f"{stem}.{name}" in names)


def exporter(name: str) -> Export:
    """Return the function that exports an executed notebook to a format.

    Raises:
        UserError: there is no format of this name.
    """
    if name not in FORMATS:
        raise unknown("format", name, format_names())
    # Imported on demand: a report in HTML does not have to load what PDF and Word files are made with.
    export: Export = import_module(FORMATS[name].module).export
    return export


def exported_parts(name: str, notebook: nbformat.NotebookNode) -> Mapping[str, bytes]:
    """Return the parts of an executed notebook that a format writes as further files, by the names of the parts.

    Args:
        name: the name of a format that exists.
        notebook: the executed notebook.
    """
    if not FORMATS[name].has_parts:
        return {}
    export: ExportParts = import_module(FORMATS[name].module).export_parts
    return export(notebook)
