"""HTML: one file, with the project's own nbconvert template."""

from functools import cache

import nbformat
from nbconvert import HTMLExporter
from traitlets.config import Config

from cchc_lib.exporters.manuscript.reading import refuse_unfinished
from cchc_lib.report.media import TEMPLATES


@cache
def exporter() -> HTMLExporter:
    """nbconvert's HTML exporter with the template `cchc`; made once, since making it is slow."""
    config = Config({"TemplateExporter": {"extra_template_basedirs": [str(TEMPLATES)]}})
    config.Exporter.optimistic_validation = True
    return HTMLExporter(config=config, template_name="cchc")


def export(notebook: nbformat.NotebookNode) -> bytes:
    """An executed notebook as one HTML file that asks no network for anything; ReportFailed where a cell failed."""
    refuse_unfinished(notebook)
    body, _ = exporter().from_notebook_node(notebook, {"metadata": {"name": "report"}})
    return str(body).encode()
