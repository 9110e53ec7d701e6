"""The reports that a run file names, and the folders that they are built from and written to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from cchc_lib.errors import UserError, unknown
from cchc_lib.exporters.catalogue import exporter
from cchc_lib.inputs.authority_calendars import ward_calendar
from cchc_lib.inputs.periods import read_period, stored_period
from cchc_lib.inputs.project import Project, is_address
from cchc_lib.inputs.report_outline import STANDARD, outline_names
from cchc_lib.inputs.run_file import BatchRun
from cchc_lib.inputs.ward_folders import EVERY_WARD, find_ward, ward_names
from cchc_lib.publication.batch.shard import WHOLE, Shard
from cchc_lib.publication.report.report_job import ReportJob, reports_of
from cchc_lib.publication.storage.output_store import OutputStore
from cchc_lib.publication.storage.remote_data import download_data
from cchc_lib.publication.storage.store_location import store_at
from cchc_lib.quantities.dates import Period


@dataclass(frozen=True)
class BatchOptions:
    """What a caller asks for beside the run file."""

    workers: int | None = None
    """The number of reports that are built at once; None for the run file's number."""
    shard: Shard = WHOLE
    force: bool = False
    """Whether reports are built again although nothing has changed."""
    out: str = ""
    """The folder or address for reports; empty for the run file's."""
    data: str = ""
    """The data folder or address; empty for the run file's."""
    replaces: bool = False
    """Whether files that were edited after the last build are replaced, and kept under other names."""


@dataclass(frozen=True)
class BatchRequest:
    """A run file with the project and the options it is run with."""

    project: Project
    run: BatchRun
    options: BatchOptions = BatchOptions()

    @property
    def data(self) -> str:
        """The data folder or address as options or run file name it; empty for the project's own."""
        return self.options.data or self.run.file.data

    @property
    def out(self) -> str:
        """The folder or address for reports; a relative folder of the run file starts at the project's root.

        It is empty for the project's own, in which no variant of the wards' reports lies.
        """
        stated, outline = self.run.file.out, self.run.file.outline
        if not (self.options.out or stated) and outline:
            return str(reports_of(self.project, outline))
        if self.options.out or not stated or is_address(stated):
            return self.options.out or stated
        return str(self.project.root / stated)


@dataclass(frozen=True)
class BatchPlan:
    """The reports of a batch, or of one shard of it."""

    request: BatchRequest
    project: Project
    """The folders that the reports are built from."""
    jobs: tuple[ReportJob, ...]
    """The reports, in the order of wards and periods."""

    @property
    def store(self) -> OutputStore:
        """The store that all reports are written to."""
        return store_at(self.request.out or self.project.build / "reports")


def plan_batch(request: BatchRequest) -> BatchPlan:
    """Return the reports of a run file.

    Raises:
        UserError: wards, periods or formats do not exist; the message lists all of them.
    """
    run, options = request.run, request.options
    project = replace(request.project, data=_data_folder(request))
    formats = tuple(dict.fromkeys(run.file.formats))
    pairs, problems = _wards_and_periods(project, run)
    problems += [*_format_problems(formats), *_outline_problems(project, run.file.outline)]
    if problems or not pairs:
        problems = problems or ["no ward of the data folder has such a period"]
        raise UserError(f"{run.name}.yaml: " + "\n".join(problems))
    outline = run.file.outline
    every = ReportJob("", "", formats, request.out, outline=outline, replaces=options.replaces)
    jobs = [replace(every, ward=ward, period=period) for ward, period in sorted(pairs)]
    part, parts = options.shard
    return BatchPlan(request, project, tuple(jobs[part - 1 :: parts]))


def _data_folder(request: BatchRequest) -> Path:
    project, stated = request.project, request.run.file.data
    if request.options.data or not stated:
        return project.data  # The project was opened with the data folder of the options.
    if is_address(stated):
        return download_data(project.root, stated)
    folder = (project.root / stated).resolve()
    if not folder.is_dir():
        raise UserError(f"{request.run.name}.yaml: there is no data folder {folder}.")
    return folder


def _wards_and_periods(project: Project, run: BatchRun) -> tuple[set[tuple[str, str]], list[str]]:
    """Return the wards with their periods, by the names of their folders, and the problems of the run file."""
    every_ward = run.wards == (EVERY_WARD,)
    wards, problems = (list(ward_names(project)), []) if every_ward else _named_wards(project, run)
    pairs = set()
    for name in run.file.periods:
        stored = {ward: _stored_period(project, ward, name) for ward in wards}
        found = {(ward, period.name) for ward, period in stored.items() if period}
        pairs |= found
        if not found and (problem := _name_problem(name)):
            problems.append(problem)
        elif not every_ward:
            absent = (ward for ward, period in stored.items() if not period)
            problems += (f"Ward '{ward}' has no data for the period '{name}'." for ward in absent)
    return pairs, problems


def _stored_period(project: Project, ward: str, name: str) -> Period | None:
    """Return the period that a name means for a ward; None if the ward's calendar has no such name, or it no data."""
    try:
        return stored_period(project, ward, Period.parse(name, ward_calendar(project, ward)))
    except ValueError:
        return None


def _name_problem(name: str) -> str:
    try:
        read_period(name)
    except UserError as error:
        return str(error)
    return ""


def _named_wards(project: Project, run: BatchRun) -> tuple[list[str], list[str]]:
    wards, problems = [], []
    for name in run.wards:
        try:
            wards.append(find_ward(project, name))
        except UserError as error:
            problems.append(str(error))
    return wards, problems


def _outline_problems(project: Project, outline: str) -> Iterator[str]:
    if outline and outline not in (STANDARD, *outline_names(project)):
        yield str(unknown("outline", outline, (STANDARD, *outline_names(project))))


def _format_problems(formats: tuple[str, ...]) -> Iterator[str]:
    for name in formats:
        try:
            exporter(name)
        except UserError as error:
            yield str(error)
