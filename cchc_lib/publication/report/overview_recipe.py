"""Making the overview of a city, readable from top to bottom."""

from collections.abc import Mapping
from dataclasses import dataclass

from cchc_lib.city.city_values import ranking_indicator
from cchc_lib.city.members import City, load_city
from cchc_lib.errors import ReportFailed, UserError
from cchc_lib.inputs.project import Project
from cchc_lib.publication.report.notebook_run import Execution, execute, exporters_of, record_of
from cchc_lib.publication.report.replacement import may_hold
from cchc_lib.publication.report.report_job import Output, Progress, outputs_of
from cchc_lib.publication.storage.store_location import shelf_at
from cchc_lib.record.content_hash import with_text_hash
from cchc_lib.record.file_format import record_text
from cchc_lib.record.model import Record
from cchc_lib.runner.normal_form import notebook_text

NOTEBOOK = "city_overview.ipynb"
STEM = "overview"
"""What the files of an overview are called."""


@dataclass(frozen=True)
class CityJob:
    """One overview to be made."""

    city: str
    period: str
    formats: tuple[str, ...] = ("html",)
    ranked: str = ""
    """The code of the indicator that wards are ranked by."""
    out: str = ""
    """The folder or address for overviews; the project's build/city if none."""


@dataclass(frozen=True)
class MadeOverview:
    """An overview in its place."""

    place: str
    wards: int
    outputs: Mapping[str, Output]


def make_city(project: Project, job: CityJob, progress: Progress = lambda _: None) -> MadeOverview:
    """Make the overview of a city for one period and put it in place whole.

    Raises:
        UserError: arguments or input files are at fault; nothing is written.
        ReportFailed: a cell of the notebook failed, or the result is not what was asked for.
    """
    exports = exporters_of(job.formats)
    progress("reading and checking the data of all wards")
    ranked, city = ranking_indicator(job.ranked), load_city(project, job.city, job.period)
    shelf, name = shelf_at(project, job.out or str(project.build / "city")), f"{city.slug}/{city.period.name}"
    progress(f"{len(city.wards)} of {len(city.units)} units have data; running the notebook")
    execution = Execution(NOTEBOOK, {"city": city.slug, "period": city.period.name, "ranked": ranked})
    notebook = execute(project, execution, {})
    record = record_of(notebook, execution)
    _assert_asked_for(record, city)
    if not may_hold(shelf, name, record.notice):
        raise UserError(
            f"{shelf.place(name)} holds an overview of wards' own figures, which a simulated one does not replace; "
            "name another place, such as --out build/simulated-city."
        )
    files = {
        f"{STEM}.ipynb": with_text_hash(notebook_text(notebook)).encode(),
        "record.json": record_text(record).encode(),
    }
    for each, export in exports.items():
        progress(f"writing {each.upper()}")
        files[f"{STEM}.{each}"] = export(notebook)
    outputs = outputs_of(files, shelf.put(name, files))
    return MadeOverview(shelf.place(name), len(city.wards), outputs)


def _assert_asked_for(record: Record, city: City) -> None:
    made = record.subject.slug, record.period.name, record.hashes
    if made != (city.slug, city.period.name, dict(city.hashes)):
        raise ReportFailed(f"The notebook tells of {made[:2]}, or its files changed while it ran.")
