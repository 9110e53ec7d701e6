"""Every format as an nbconvert exporter: `jupyter nbconvert --to cchc-pdf`, and a line in JupyterLab's export menu.

pyproject.toml names `cchc-<format>` for each format of the catalogue; a test keeps the two in step.
"""

from mimetypes import guess_type
from typing import Any

import nbformat
from nbconvert.exporters import Exporter
from nbconvert.utils.exceptions import ConversionException

from cchc_lib.errors import ReportFailed, UserError
from cchc_lib.exporters.catalogue import exporter, format_names


class _Exporter(Exporter):
    """One format under nbconvert's interface."""

    format_name: str

    def from_notebook_node(
        self, nb: nbformat.NotebookNode, resources: dict[str, Any] | None = None, **options: Any
    ) -> Any:
        prepared, told = super().from_notebook_node(nb, resources, **options)
        try:
            return exporter(self.format_name)(prepared), told
        except (ReportFailed, UserError) as error:
            raise ConversionException(str(error)) from error


def __getattr__(name: str) -> type[_Exporter]:
    if name not in format_names():
        raise AttributeError(name)
    declared = {
        "format_name": name,
        "file_extension": f".{name}",
        "output_mimetype": guess_type(f"report.{name}")[0] or "application/octet-stream",
        "export_from_notebook": f"CCHC report ({name.upper()})",
    }
    return type(f"{name.capitalize()}Exporter", (_Exporter,), declared)
