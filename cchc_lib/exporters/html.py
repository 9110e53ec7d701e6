"""The format HTML: one file, made with the project's own nbconvert template."""

from copy import deepcopy
from functools import cache

import nbformat
from jinja2 import TemplateNotFound
from nbconvert import HTMLExporter
from traitlets.config import Config

from cchc_lib.errors import UserError
from cchc_lib.exporters.document.document_model import refuse_unfinished
from cchc_lib.record.content_hash import with_text_hash
from cchc_lib.report.rendering.block_html import TEMPLATES, template_folders


@cache
def exporter() -> HTMLExporter:
    """Return nbconvert's exporter with the template `cchc`. It is created once, because that is slow."""
    added = [str(folder) for folder in template_folders()[1:]]
    folders = {"extra_template_basedirs": [str(TEMPLATES)], "extra_template_paths": added}
    config = Config({"TemplateExporter": folders})
    config.Exporter.optimistic_validation = True
    exporter = HTMLExporter(config=config, template_name="cchc")
    # The page's charset is UTF-8, so that the record needs no escapes but those that `tojson` makes for HTML.
    # nbformat sorts the keys in a notebook file. They are sorted here too, so that both give a page of the same bytes.
    sorted_json = {"ensure_ascii": False, "separators": (",", ":"), "sort_keys": True}
    exporter.environment.policies["json.dumps_kwargs"] = sorted_json
    return exporter


def export(notebook: nbformat.NotebookNode) -> bytes:
    """Return an executed notebook as one HTML file that loads nothing from the network.

    Raises:
        ReportFailed: a cell failed, or the notebook has not been run.
        UserError: the template of a kind of block is missing.
    """
    refuse_unfinished(notebook)
    # Only the template is used: nbconvert itself would copy the notebook twice and parse the page to repair it.
    try:
        page = exporter().template.render(nb=_with_attachments(notebook), resources={"metadata": {"name": "report"}})
    except TemplateNotFound as error:
        raise UserError(
            f"The page needs the template '{error.name}', which cchc does not have. Install the package that adds this "
            "kind of block."
        ) from error
    return with_text_hash(page).encode()


def _with_attachments(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return the notebook with attached pictures as data URLs, since the page is one file."""
    if not any(cell.get("attachments") for cell in notebook.cells):
        return notebook
    inline = deepcopy(notebook)
    for cell in inline.cells:
        for name, forms in cell.pop("attachments", {}).items():
            kind, data = next(iter(forms.items()))
            cell.source = cell.source.replace(f"attachment:{name}", f"data:{kind};base64,{data}")
    return inline
