"""The forms of one ward, filled for one period."""

from dataclasses import replace

from cchc_lib.indicators.results import compute
from cchc_lib.inputs.forms import form_names, read_form
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.report_inputs import load_inputs
from cchc_lib.report.blocks.form_block import Form
from cchc_lib.report.sections.form_appendices import build_form


def fill_forms(project: Project, ward: str, period_name: str, name: str = "") -> tuple[Form, ...]:
    """Return forms filled with the figures of a ward.

    Args:
        project: the folders.
        ward: the slug or code of the ward.
        period_name: any name of the period.
        name: the name of a form; empty for all that the ward's authority asks for.

    Raises:
        UserError: the ward, the period or the form does not exist, or input files are at fault.
    """
    inputs = load_inputs(project, ward, period_name)
    forms = tuple(read_form(project, each, inputs.catalogue) for each in ([name] if name else form_names(project)))
    asked = tuple(form for form in forms if name or form.head.authority in ("", inputs.ward.reports_to))
    results = compute(replace(inputs, forms=asked))
    return tuple(build_form(form, results) for form in asked)
