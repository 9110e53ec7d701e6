"""What makes files: reports, batches, manifests, made-up data, the site."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from cchc_lib.cli.batch_console import BatchConsole, read_shard, shown, summary_lines
from cchc_lib.cli.options import Balance, Data, Formats, Out, Params, Period, Ward, app, place_of
from cchc_lib.errors import UserError
from cchc_lib.inputs.periods import read_period
from cchc_lib.inputs.project import find_project, is_address
from cchc_lib.inputs.run_file import read_run
from cchc_lib.inputs.scenario_lookup import requested_scenario
from cchc_lib.publication.batch.batch_options import BatchOptions
from cchc_lib.publication.batch.batch_run import make_batch
from cchc_lib.publication.batch.manifest import manifest_name
from cchc_lib.publication.batch.manifest_files import merge_manifests
from cchc_lib.publication.report.report_job import Output, ReportJob
from cchc_lib.publication.storage.remote_data import open_project


@app.command()
def report(
    ward: Ward,
    period: Period,
    formats: Formats = "html",
    scenario: Annotated[
        str, typer.Option("--scenario", metavar="FILE", help="Under the assumptions of params/scenarios/FILE.")
    ] = "",
    setting: Annotated[
        list[str] | None, typer.Option("--set", metavar="CODE=VALUE", help="A scenario without a file.")
    ] = None,
    balance: Balance = None,
    out: Out = "",
    data: Data = "",
    params: Params = "",
) -> None:
    """Make one ward's report for one period; under a scenario below build/scenarios/, never among the reports."""
    from cchc_lib.publication.report.ward_report_recipe import make_report

    project = open_project(data, params)
    assumed = requested_scenario(project, scenario, tuple(setting or ()), tuple(balance or ()))
    # Plain lines: a spinner is a thread, and a process with threads is not forked.
    job = ReportJob(ward, period, _names(formats), out, assumed)
    made = make_report(project, job, lambda step: typer.echo(f"… {step}", err=True))
    _tell("Report", made.place, made.outputs)


def _names(formats: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in formats.split(",") if name.strip())


def _tell(what: str, place: str, outputs: Mapping[str, Output]) -> None:
    typer.echo(f"{what}: {shown(place)}/")
    for name, output in outputs.items():
        typer.echo(f"  {name:{max(map(len, outputs))}} {output.size / 1000:8.0f} kB")


@app.command()
def city(
    name: Annotated[str, typer.Argument(metavar="CITY", help="Slug (hai-phong), name or two-digit code (31).")],
    period: Period,
    formats: Formats = "html",
    ranked: Annotated[
        str, typer.Option("--rank-by", metavar="CODE", help="The indicator that wards are ranked by.")
    ] = "",
    out: Annotated[
        str, typer.Option("--out", metavar="DIR", callback=place_of, help="Folder or address; build/city by default.")
    ] = "",
    data: Data = "",
    params: Params = "",
) -> None:
    """Make the overview of a city: all its wards that have data for a period, side by side."""
    from cchc_lib.publication.report.overview_recipe import CityJob, make_city

    project = open_project(data, params)
    job = CityJob(name, period, _names(formats), ranked, out)
    made = make_city(project, job, lambda step: typer.echo(f"… {step}", err=True))
    _tell(f"Overview of {made.wards} wards", made.place, made.outputs)


@app.command()
def batch(
    run: Annotated[Path, typer.Argument(metavar="RUN.yaml", help="What to make; see params/runs/.")],
    workers: Annotated[int | None, typer.Option("--workers", metavar="N", min=1, help="Reports at once.")] = None,
    scheduler: Annotated[
        str, typer.Option("--scheduler", metavar="ADDRESS", help="Make them on a dask cluster: tcp://host:8786.")
    ] = "",
    shard: Annotated[str, typer.Option("--shard", metavar="I/N", help="The I-th of N parts.")] = "1/1",
    force: Annotated[bool, typer.Option("--force", help="Make anew what was made already.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say why each report is made.")] = False,
    out: Out = "",
    data: Data = "",
    params: Params = "",
) -> None:
    """Make the reports of a run file; exit code 1 where one could not be made."""
    project = open_project(data, params)
    options = BatchOptions(workers, read_shard(shard), force, out, data, scheduler)
    with BatchConsole() as console:
        standing = make_batch(project, read_run(run), options, console.tell, console.explain if explain else _silent)
    for line in summary_lines(standing, manifest_name(options.shard)):
        typer.echo(line)
    raise typer.Exit(1 if standing.failures or standing.manifest_fault else 0)


def _silent(_: str) -> None:
    """Say nothing."""


@app.command()
def simulate(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="A folder that is not there yet.")],
    periods: Annotated[str, typer.Option("--periods", metavar="P,…", help="2026-Q1,2026-H1 or FROM_TO.")],
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="The same seed, the same data.")] = 1,
    wards: Annotated[int, typer.Option("--wards", metavar="K", min=0, help="How many; 0 is all of them.")] = 0,
    province: Annotated[str, typer.Option("--province", metavar="NAME", help="Name or code.")] = "Hải Phòng",
    faults: Annotated[int, typer.Option("--faults", metavar="N", min=0, help="Faults to plant.")] = 0,
) -> None:
    """Write a data folder of made-up wards; every report of it says DỮ LIỆU MÔ PHỎNG."""
    from cchc_lib.inputs.national_units import read_units
    from cchc_lib.simulation.data_folder import SimulationPlan, first_units
    from cchc_lib.simulation.data_folder import simulate as write_simulated

    units = first_units(read_units(find_project().reference), province, wards)
    wanted = SimulationPlan(units, tuple(read_period(name) for name in periods.split(",")), seed, faults)
    typer.echo(f"{out}: {write_simulated(wanted, out)} wards and periods, simulated")


@app.command()
def merge(
    manifests: Annotated[
        list[str], typer.Argument(metavar="MANIFEST…", help="The manifests of all shards of a batch.")
    ],
    out: Annotated[str, typer.Option("--out", metavar="FILE", callback=place_of, help="The joined manifest.")],
) -> None:
    """Join the manifests of a batch's shards; exit code 1 where a report is missing."""
    joined = merge_manifests(map(place_of, manifests), out)
    typer.echo(f"{out}: {len(joined.reports)} reports, {len(joined.failed)} failed")
    for name in sorted(joined.failed):
        typer.echo(f"  {name} could not be made; run its shard again")
    raise typer.Exit(1 if joined.failed else 0)


def _folder(place: str) -> Path:
    if is_address(place):
        raise UserError(f"{place} is an address; a site is made from and in folders, and copied from there.")
    return Path(place)


@app.command()
def site(
    out: Annotated[
        str, typer.Option("--out", metavar="DIR", callback=place_of, help="The site's folder; build/site by default.")
    ] = "",
    reports: Annotated[
        str, typer.Option("--reports", metavar="DIR", callback=place_of, help="Built ones; build/reports by default.")
    ] = "",
    overviews: Annotated[
        str, typer.Option("--overviews", metavar="DIR", callback=place_of, help="Of cities; build/city by default.")
    ] = "",
    allow_errors: Annotated[
        bool, typer.Option("--allow-errors", help="Publish also what has unacknowledged errors, marked so.")
    ] = False,
    address: Annotated[
        str, typer.Option("--url", metavar="ADDRESS", help="Where it will be found, for its map and feed.")
    ] = "",
) -> None:
    """Make the published site from built reports; those that do not verify, or have open errors, are left out."""
    from cchc_lib.publication.site.site_build import SiteOptions, make_site

    project = open_project("", "")
    asked = {"reports": reports, "city": overviews, "site": out}
    built, cities, place = (_folder(given or f"{project.build}/{name}") for name, given in asked.items())
    options = SiteOptions(built, cities, place, allow_errors, f"{address.rstrip('/')}/" if address else "")
    made = make_site(project, options, lambda step: typer.echo(f"… {step}", err=True))
    typer.echo(f"Site: {shown(str(place))}/index.html; reports: {len(made.reports)}")
    for refused in made.refused:
        typer.echo(f"  not published: {refused.name}: {refused.why}{f' ({refused.detail})' if refused.detail else ''}")
