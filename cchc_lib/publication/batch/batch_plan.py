"""The reports that a run file names, and the folders that they are made from and in."""

from dataclasses import replace
from pathlib import Path

from cchc_lib.errors import UserError
from cchc_lib.exporters.catalogue import exporter
from cchc_lib.inputs.project import Project, is_address
from cchc_lib.inputs.run_file import BatchRun
from cchc_lib.inputs.ward_folders import EVERY_WARD, find_ward, ward_names
from cchc_lib.publication.batch.batch_options import BatchOptions
from cchc_lib.publication.report.report_job import ReportJob
from cchc_lib.publication.storage.remote_data import fetched
from cchc_lib.quantities.dates import Period


def plan(project: Project, run: BatchRun, options: BatchOptions) -> tuple[Project, tuple[ReportJob, ...]]:
    """The jobs of a run file, in the order of wards and periods, and the folders that they work on.

    Raises:
        UserError: a ward, a period or a format is not there; all are told at once.
    """
    project = replace(project, data=_data_folder(project, run, options))
    formats = tuple(dict.fromkeys(run.file.formats))
    pairs, faults = _pairs(project, run)
    faults += [str(fault) for fault in map(_format_fault, formats) if fault]
    if faults or not pairs:
        told = "\n".join(faults) or "no ward of the data folder has such a period"
        raise UserError(f"{run.name}.yaml: {told}")
    part, parts = options.shard
    jobs = [ReportJob(ward, period, formats, _out(project, run, options)) for ward, period in sorted(pairs)]
    return project, tuple(job for at, job in enumerate(jobs) if at % parts == part - 1)


def data_of(run: BatchRun, options: BatchOptions) -> str:
    """The data folder or address of a batch, as it is named; the project's own if none is."""
    return options.data or run.file.data


def _data_folder(project: Project, run: BatchRun, options: BatchOptions) -> Path:
    data = data_of(run, options)
    if options.data or not data:
        return project.data
    if is_address(data):
        return fetched(project.root, data)
    folder = (project.root / data).resolve()
    if not folder.is_dir():
        raise UserError(f"{run.name}.yaml: there is no data folder {folder}.")
    return folder


def _out(project: Project, run: BatchRun, options: BatchOptions) -> str:
    """Where the reports go; a run file's folder is meant from the project's root."""
    if options.out or not run.file.out or is_address(run.file.out):
        return options.out or run.file.out
    return str(project.root / run.file.out)


def _pairs(project: Project, run: BatchRun) -> tuple[set[tuple[str, str]], list[str]]:
    """Wards with their periods, by the names of their folders, and what is not there."""
    pairs: set[tuple[str, str]] = set()
    faults: list[str] = []
    everything = run.wards == (EVERY_WARD,)
    wards = list(ward_names(project)) if everything else []
    for name in () if everything else run.wards:
        try:
            wards.append(find_ward(project, name))
        except UserError as error:
            faults.append(str(error))
    for name in run.file.periods:
        try:
            names = (name, *Period.parse(name).names)
        except ValueError as error:
            faults.append(f"'{name}' is not a period; expected {error}.")
            continue
        for ward in wards:
            folder = project.data / "wards" / ward
            there = next((each for each in names if (folder / each).is_dir()), None)
            if there:
                pairs.add((ward, there))
            elif not everything:
                faults.append(f"Ward '{ward}' has no data for the period '{name}'.")
    return pairs, faults


def _format_fault(name: str) -> UserError | None:
    try:
        exporter(name)
    except UserError as error:
        return error
    return None
