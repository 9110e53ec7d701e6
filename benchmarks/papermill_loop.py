"""The program that a person would write with papermill and nbconvert: build reports one after the other, time each.

`python -m benchmarks.papermill_loop TEMPLATES PERIOD WARD...` runs in a project's folder and prints the seconds of each
report on a line. It uses nothing of cchc but its nbconvert template.
"""

import sys
from collections.abc import Sequence
from time import perf_counter

from nbconvert import HTMLExporter
from papermill import execute_notebook
from traitlets.config import Config


def main(templates: str, period: str, wards: Sequence[str]) -> None:
    """Build the page of each ward and print how many seconds it took."""
    config = Config({"TemplateExporter": {"extra_template_basedirs": [templates]}})
    exporter = HTMLExporter(config=config, template_name="cchc")
    for ward in wards:
        start = perf_counter()
        parameters = {"ward": ward, "period": period}
        notebook = execute_notebook("notebooks/ward_report.ipynb", "build/api.ipynb", parameters, progress_bar=False)
        exporter.from_notebook_node(notebook)
        print(perf_counter() - start)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
