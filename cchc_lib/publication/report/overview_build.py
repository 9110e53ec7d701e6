"""Building the overview of a city for one period."""

from dataclasses import dataclass

from cchc_lib.city.city_values import ranking_indicator
from cchc_lib.city.members import load_city
from cchc_lib.inputs.project import Project
from cchc_lib.publication.report.build_progress import Progress, ignore_progress
from cchc_lib.publication.report.built_document import BuiltDocument
from cchc_lib.publication.report.document_recipe import DocumentPlan, DocumentSource, build_document
from cchc_lib.publication.report.notebook_run import NotebookRun, exporters_of
from cchc_lib.publication.report.report_job import OverviewJob
from cchc_lib.publication.storage.store_location import store_at
from cchc_lib.runner.papermill_run import IN_CHILD_PROCESS

OVERVIEW_STEM = "overview"
"""The name of an overview's files without suffix."""
_NOTEBOOK = "city_overview.ipynb"


@dataclass(frozen=True)
class BuiltOverview:
    """An overview in its store."""

    document: BuiltDocument
    wards: int
    """The number of wards that it compares."""


def build_overview(project: Project, job: OverviewJob, progress: Progress = ignore_progress) -> BuiltOverview:
    """Build the overview of a city and write it to its store as a whole.

    Args:
        project: the folders.
        job: the overview.
        progress: is called with each step.

    Raises:
        UserError: arguments or input files are at fault; nothing is written.
        ReportFailed: a cell of the notebook failed, or the notebook used other data.
    """
    exports = exporters_of(job.formats)
    progress("reading and checking the data of all wards")
    city = load_city(project, job.city, job.period)
    ranked_by = ranking_indicator(city.catalogue, job.ranked_by)
    source = DocumentSource(city.slug, city.period.name, dict(city.hashes), city.origin.notice)
    plan = DocumentPlan(
        source,
        NotebookRun(
            project.notebooks / _NOTEBOOK, {"city": source.slug, "period": source.period, "ranked_by": ranked_by}
        ),
        store_at(job.out or project.build / "city"),
        f"{source.slug}/{source.period}",
        OVERVIEW_STEM,
        exports,
        further_files={},
        steps=(f"{len(city.wards)} of {len(city.units)} units have data; running the notebook",),
        replaces=job.replaces,
    )
    return BuiltOverview(build_document(project, plan, progress, IN_CHILD_PROCESS), len(city.wards))
