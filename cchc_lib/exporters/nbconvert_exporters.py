"""The formats as nbconvert exporters, for `jupyter nbconvert --to cchc_pdf` and for JupyterLab's export menu.

pyproject.toml registers each class as an entry point. A test checks that every format has both of its names there.
"""

import sys
from typing import Any

import nbformat
from nbconvert.exporters import Exporter
from nbconvert.utils.exceptions import ConversionException
from traitlets import default

from cchc_lib.errors import ReportFailed, UserError
from cchc_lib.exporters.catalogue import exporter


class ReportExporter(Exporter):
    """The interface of nbconvert for one format of the catalogue."""

    format_name: str
    """The name of the format in the catalogue."""

    def from_notebook_node(
        self, nb: nbformat.NotebookNode, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[Any, dict[str, Any]]:
        """Export an executed notebook.

        Args:
            nb: the notebook.
            resources: what nbconvert knows of the notebook, for example its name.
            options: passed on to nbconvert.

        Returns:
            The file, and the resources with its suffix.

        Raises:
            ConversionException: the notebook cannot be exported; nbconvert prints the message without a traceback.
        """
        preprocessed, resources = super().from_notebook_node(nb, resources, **options)
        try:
            return exporter(self.format_name)(preprocessed), resources
        except (ReportFailed, UserError) as error:
            raise ConversionException(str(error)) from error


class HtmlReportExporter(ReportExporter):
    """HTML, as `cchc_html`."""

    format_name = "html"
    file_extension = ".html"
    output_mimetype = "text/html"
    export_from_notebook = "CCHC report (HTML)"


class PdfReportExporter(ReportExporter):
    """PDF, as `cchc_pdf`."""

    format_name = "pdf"
    file_extension = ".pdf"
    output_mimetype = "application/pdf"
    export_from_notebook = "CCHC report (PDF)"


class DocxReportExporter(ReportExporter):
    """DOCX, as `cchc_docx`."""

    format_name = "docx"
    file_extension = ".docx"
    output_mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    export_from_notebook = "CCHC report (DOCX)"


class XlsxReportExporter(ReportExporter):
    """XLSX, as `cchc_xlsx`: the workbook of the document."""

    format_name = "xlsx"
    file_extension = ".xlsx"
    output_mimetype = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    export_from_notebook = "CCHC report (XLSX)"


class _CommandLineAlias(ReportExporter):
    r"""A hyphenated name of an exporter, as `cchc-html`: for the command line only.

    jupyter_server serves only names that match `\w+`. It lists all enabled exporters in the menu, also those whose
    `export_from_notebook` is None, and would answer 404 for a hyphenated one. So an alias is disabled in a server.
    """

    export_from_notebook: Any = None

    @default("enabled")
    def _is_outside_a_server(self) -> bool:
        module = sys.modules.get("jupyter_server.serverapp")
        return module is None or not module.ServerApp.initialized()


class HtmlReportAlias(_CommandLineAlias, HtmlReportExporter):
    """HTML, as `cchc-html`."""


class PdfReportAlias(_CommandLineAlias, PdfReportExporter):
    """PDF, as `cchc-pdf`."""


class DocxReportAlias(_CommandLineAlias, DocxReportExporter):
    """DOCX, as `cchc-docx`."""


class XlsxReportAlias(_CommandLineAlias, XlsxReportExporter):
    """XLSX, as `cchc-xlsx`."""
