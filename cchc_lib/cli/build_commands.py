"""The commands that write files: documents, batches, manifests, simulated data and the site."""

from pathlib import Path
from typing import Annotated

import typer

from cchc_lib.cli.batch_console import BatchConsole, summary_lines
from cchc_lib.cli.batch_executors import executor_for
from cchc_lib.cli.build_output import document_lines, relative_to_here, step_printer
from cchc_lib.cli.options import (
    Balance,
    BuiltOverviews,
    BuiltReports,
    Data,
    Formats,
    Out,
    Outline,
    Params,
    Period,
    Replace,
    SiteFolder,
    Ward,
    app,
    local_location,
    parse_formats,
    parse_shard,
)
from cchc_lib.errors import UserError, counted
from cchc_lib.inputs.project import find_project, is_address
from cchc_lib.inputs.run_file import read_run
from cchc_lib.inputs.scenario_lookup import requested_scenario
from cchc_lib.publication.batch.batch_plan import BatchOptions, BatchRequest
from cchc_lib.publication.batch.batch_run import run_batch
from cchc_lib.publication.batch.manifest import manifest_name
from cchc_lib.publication.batch.manifest_merge import merge_manifests
from cchc_lib.publication.report.report_job import OverviewJob, ReportJob
from cchc_lib.publication.storage.remote_data import open_project


@app.command()
def report(
    ward: Ward,
    period: Period,
    formats: Formats = "html",
    scenario: Annotated[
        str,
        typer.Option("--scenario", metavar="FILE", help="Build under the assumptions of params/scenarios/FILE."),
    ] = "",
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="CODE=VALUE", help="Assume this value of a figure. Repeatable."),
    ] = None,
    balance: Balance = None,
    outline: Outline = "",
    notebook: Annotated[
        str, typer.Option("--notebook", metavar="FILE", help="Run this copy of notebooks/ward_report.ipynb.")
    ] = "",
    replace: Replace = False,
    out: Out = "",
    data: Data = "",
    params: Params = "",
) -> None:
    """Build the report of one ward for one period.

    Reports are written to build/reports, those of a scenario to build/scenarios, and those of an outline that is not
    the ward's own to build/variants/OUTLINE; a scenario under such an outline to build/variants/OUTLINE/scenarios.
    """
    from cchc_lib.publication.report.ward_report_build import build_report

    project = open_project(data, params)
    assumed = requested_scenario(project, scenario, tuple(settings or ()), tuple(balance or ()))
    job = ReportJob(ward, period, parse_formats(formats), out, assumed, outline, notebook, replace)
    document = build_report(project, job, step_printer(project))
    for line in document_lines("Report", document):
        typer.echo(line)


@app.command()
def city(
    name: Annotated[
        str,
        typer.Argument(metavar="CITY", help="The city: its slug (hai-phong), its name or its two-digit code (31)."),
    ],
    period: Period,
    formats: Formats = "html",
    ranked_by: Annotated[str, typer.Option("--rank-by", metavar="CODE", help="Rank the wards by this indicator.")] = "",
    out: Annotated[
        str,
        typer.Option(
            "--out",
            metavar="DIR",
            callback=local_location,
            help="Write the overview to this folder or address instead of build/city.",
        ),
    ] = "",
    replace: Replace = False,
    data: Data = "",
    params: Params = "",
) -> None:
    """Build the overview of a city, which compares all its wards that have data for a period."""
    from cchc_lib.publication.report.overview_build import build_overview

    project = open_project(data, params)
    job = OverviewJob(name, period, parse_formats(formats), ranked_by, out, replace)
    overview = build_overview(project, job, step_printer(project))
    for line in document_lines(f"Overview of {counted(overview.wards, 'ward')}", overview.document):
        typer.echo(line)


@app.command()
def batch(
    run: Annotated[Path, typer.Argument(metavar="RUN.yaml", help="The run file, such as those in params/runs/.")],
    workers: Annotated[
        int | None, typer.Option("--workers", metavar="N", min=1, help="Build this many reports at once.")
    ] = None,
    scheduler: Annotated[
        str,
        typer.Option(
            "--scheduler", metavar="ADDRESS", help="Build on the dask cluster at this address: tcp://host:8786."
        ),
    ] = "",
    shard: Annotated[str, typer.Option("--shard", metavar="I/N", help="Build only the I-th of N parts.")] = "1/1",
    force: Annotated[bool, typer.Option("--force", help="Build reports again that have not changed.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Print the reason why each report is built.")] = False,
    replace: Replace = False,
    out: Out = "",
    data: Data = "",
    params: Params = "",
) -> None:
    """Build the reports of a run file; those that have not changed are not built again.

    The exit code is 1 if a report could not be built.
    """
    project = open_project(data, params)
    options = BatchOptions(workers, parse_shard(shard), force, out, data, replace)
    request = BatchRequest(project, read_run(run), options)
    console = BatchConsole()
    try:
        with console:
            progress = run_batch(
                request, executor_for(scheduler), console.show, console.explain if explain else lambda _: None
            )
    except KeyboardInterrupt as interrupt:
        # Only the console knows how many reports were written before the interrupt.
        raise KeyboardInterrupt(console.interruption()) from interrupt
    for line in summary_lines(progress, manifest_name(options.shard)):
        typer.echo(line)
    raise typer.Exit(1 if progress.failures or progress.manifest_problem else 0)


@app.command()
def simulate(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Write to this folder, which must not exist.")],
    periods: Annotated[
        str, typer.Option("--periods", metavar="LIST", help="The periods, separated by commas: 2026-Q1,2026-H1.")
    ],
    seed: Annotated[
        int, typer.Option("--seed", metavar="N", help="The seed of the random numbers; the same seed, the same data.")
    ] = 1,
    wards: Annotated[
        int, typer.Option("--wards", metavar="N", min=0, help="The number of wards of each province; 0 for all.")
    ] = 0,
    province: Annotated[
        list[str] | None,
        typer.Option(
            "--province",
            metavar="NAME",
            help="A province: its name, slug or code; several, separated by commas or with an option each; all.",
            show_default="Hải Phòng",
        ),
    ] = None,
    faults: Annotated[
        int, typer.Option("--faults", metavar="N", min=0, help="The number of errors to plant in the data.")
    ] = 0,
) -> None:
    """Write a data folder of simulated wards; every report of them is marked DỮ LIỆU MÔ PHỎNG."""
    from cchc_lib.simulation.data_folder import SimulationPlan
    from cchc_lib.simulation.data_folder import simulate as write_simulated
    from cchc_lib.simulation.simulated_units import simulated_units

    provinces = [name.strip() for names in province or ["Hải Phòng"] for name in names.split(",")]
    units = simulated_units(find_project(), provinces, periods.split(","), wards)
    plan = SimulationPlan(units, seed, faults)
    folders = counted(write_simulated(plan, out), "folder")
    typer.echo(f"{out}: {folders} of wards and periods, simulated")


@app.command()
def merge(
    manifests: Annotated[
        list[str], typer.Argument(metavar="MANIFEST…", help="The manifests of all shards of a batch.")
    ],
    out: Annotated[
        str,
        typer.Option(
            "--out", metavar="FILE", callback=local_location, help="Write the merged manifest to this file or address."
        ),
    ],
) -> None:
    """Merge the manifests of a batch's shards; the exit code is 1 if a report is missing."""
    merged = merge_manifests(map(local_location, manifests), out)
    typer.echo(f"{out}: {counted(len(merged.reports), 'report')}, {len(merged.failed)} failed")
    for name in merged.failed:
        typer.echo(f"  {name} could not be made; run its shard again")
    raise typer.Exit(1 if merged.failed else 0)


@app.command()
def site(
    out: SiteFolder = "",
    reports: BuiltReports = "",
    overviews: BuiltOverviews = "",
    allow_errors: Annotated[
        bool,
        typer.Option("--allow-errors", help="Publish reports with unacknowledged errors too; pages mark them."),
    ] = False,
    address: Annotated[
        str, typer.Option("--url", metavar="ADDRESS", help="State this address of the site in its feed and sitemap.")
    ] = "",
) -> None:
    """Build the public site from built reports.

    A report that does not verify, or that has unacknowledged errors, is left out.
    """
    from cchc_lib.publication.site.site_build import SiteOptions, build_site

    project = open_project()
    options = SiteOptions(
        _local_folder(reports or str(project.build / "reports")),
        _local_folder(overviews or str(project.build / "city")),
        _local_folder(out or str(project.build / "site")),
        allow_errors,
        f"{address.rstrip('/')}/" if address else "",
    )
    built = build_site(project, options, lambda step: typer.echo(f"… {step}", err=True))
    typer.echo(f"Site: {relative_to_here(str(options.out))}/index.html; reports: {len(built.reports)}")
    for document in built.rejected:
        typer.echo(f"  not published: {document}")


def _local_folder(location: str) -> Path:
    if is_address(location):
        raise UserError(f"{location} is an address; a site is built from folders in a folder, and copied from there.")
    return Path(location)
