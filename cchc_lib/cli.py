"""The command `cchc`: parses arguments, calls one function, maps errors to exit codes."""

import json
import sys
from pathlib import Path
from textwrap import indent
from typing import Annotated

import typer
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Column, Table

import cchc_lib
from cchc_lib.audit.declaration import Severity
from cchc_lib.audit.telling import finding_json
from cchc_lib.audit.terminal import findings_summary, findings_table
from cchc_lib.errors import ReportFailed, UserError
from cchc_lib.exporters.catalogue import format_names
from cchc_lib.indicators.declaration import Direction
from cchc_lib.inputs.project import Project, find_project, local_place, read_period
from cchc_lib.inputs.run_file import read_run
from cchc_lib.inputs.scenario_file import asked_scenario, read_amount
from cchc_lib.publication.addresses import open_project
from cchc_lib.publication.batch import make_batch
from cchc_lib.publication.batch_console import BatchConsole, read_shard, shown, summary_lines
from cchc_lib.publication.checking import check_ward
from cchc_lib.publication.jobs import BatchOptions, ReportJob
from cchc_lib.publication.manifest import manifest_name
from cchc_lib.publication.shelves import merge_manifests
from cchc_lib.report.catalogue_page import DIRECTION_WORDS, catalogue_markdown, catalogue_rows

app = typer.Typer(
    help="Reproducible administrative reform reports of Vietnam's wards and communes.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)

Ward = Annotated[str, typer.Argument(metavar="WARD", help="Slug (luu-kiem) or five-digit code (11488).")]
Period = Annotated[str, typer.Argument(metavar="PERIOD", help="FROM_TO (2025-07-01_2025-10-20) or 2026-Q1.")]


def _place(place: str) -> str:
    try:
        return local_place(place)
    except ValueError as error:
        raise UserError(f"{place} cannot be used; expected {error}.") from error


Data = Annotated[
    str,
    typer.Option(
        "--data", metavar="DIR", callback=_place, help="Another data folder, or an address: s3://bucket/data."
    ),
]
Out = Annotated[str, typer.Option("--out", metavar="DIR", callback=_place, help="Folder or address for reports.")]
Balance = Annotated[
    list[str] | None, typer.Option("--balance", metavar="CODE", help="A figure that gives way, so that sums hold.")
]
Params = Annotated[str, typer.Option("--params", metavar="DIR", help="Another params folder.")]


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"cchc {cchc_lib.__version__}")
        raise typer.Exit


@app.callback()
def _commands(
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")] = False,
) -> None:
    """Reproducible administrative reform reports of Vietnam's wards and communes."""


@app.command()
def report(
    ward: Ward,
    period: Period,
    formats: Annotated[
        str, typer.Option("--format", metavar="LIST", help=f"Comma-separated: {', '.join(format_names())}.")
    ] = "html",
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
    from cchc_lib.publication.report import make_report

    project = open_project(data, params)
    names = tuple(name.strip() for name in formats.split(",") if name.strip())
    assumed = asked_scenario(project, scenario, tuple(setting or ()), tuple(balance or ()))
    # Plain lines: a spinner is a thread, and a process with threads is not forked.
    job = ReportJob(ward, period, names, out, assumed)
    made = make_report(project, job, lambda step: typer.echo(f"… {step}", err=True))
    typer.echo(f"Report: {shown(made.place)}/")
    for name, output in made.outputs.items():
        typer.echo(f"  {name:{max(map(len, made.outputs))}} {output.size / 1000:8.0f} kB")


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
    from cchc_lib.simulation.folder import Wanted, first_units
    from cchc_lib.simulation.folder import simulate as write_simulated
    from cchc_lib.simulation.units import read_units

    units = first_units(read_units(find_project().root / "data" / "reference"), province, wards)
    wanted = Wanted(units, tuple(read_period(name) for name in periods.split(",")), seed, faults)
    typer.echo(f"{out}: {write_simulated(wanted, out)} wards and periods, simulated")


@app.command()
def merge(
    manifests: Annotated[
        list[str], typer.Argument(metavar="MANIFEST…", help="The manifests of all shards of a batch.")
    ],
    out: Annotated[str, typer.Option("--out", metavar="FILE", callback=_place, help="The joined manifest.")],
) -> None:
    """Join the manifests of a batch's shards; exit code 1 where a report is missing."""
    joined = merge_manifests(map(_place, manifests), out)
    typer.echo(f"{out}: {len(joined.reports)} reports, {len(joined.failed)} failed")
    for name in sorted(joined.failed):
        typer.echo(f"  {name} could not be made; run its shard again")
    raise typer.Exit(1 if joined.failed else 0)


@app.command()
def check(
    ward: Ward,
    period: Period,
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
    data: Data = "",
    params: Params = "",
) -> None:
    """Audit one ward's data for one period; exit code 1 where a finding is an error."""
    results, findings = check_ward(open_project(data, params), ward, period)
    if as_json:
        typer.echo(json.dumps([finding_json(each, results) for each in findings], ensure_ascii=False, indent=1))
    else:
        if findings:
            Console(width=max(Console().width, 100)).print(findings_table(findings, results))
        typer.echo(findings_summary(findings))
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise typer.Exit(1)


@app.command()
def solve(
    ward: Ward,
    period: Period,
    indicator: Annotated[str, typer.Argument(metavar="INDICATOR", help="Its code; see `cchc indicators`.")],
    target: Annotated[str, typer.Argument(metavar="TARGET", help="In the indicator's unit: 99,9.")],
    by: Annotated[str, typer.Option("--by", metavar="CODE", help="The figure that is changed.")],
    balance: Balance = None,
    data: Data = "",
    params: Params = "",
) -> None:
    """Find the smallest whole change of a figure that reaches a target; exit code 1 where none does."""
    from cchc_lib.publication.solving import solve_ward
    from cchc_lib.scenarios.goal import Found, Goal
    from cchc_lib.scenarios.terminal import answer_lines, effect_rows

    goal = Goal(indicator, read_amount(target), by, tuple(balance or ()))
    solved = solve_ward(open_project(data, params), ward, period, goal)
    for line in answer_lines(solved.inputs, goal, solved.answer):
        typer.echo(line)
    table = Table("One figure alone", Column("+1%", justify="right"), Column(indicator, justify="right"), box=SIMPLE)
    for row in effect_rows(solved.answer.before, solved.effects):
        table.add_row(*row)
    Console(width=max(Console().width, 100)).print(table)
    raise typer.Exit(0 if isinstance(solved.answer, Found) else 1)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def lab(context: typer.Context, data: Data = "", params: Params = "") -> None:
    """Open JupyterLab on the notebooks; other options, such as --no-browser, are JupyterLab's own."""
    from cchc_lib.publication.lab import open_lab

    raise typer.Exit(open_lab(open_project(data, params), context.args))


@app.command()
def site(
    out: Annotated[str, typer.Option("--out", metavar="DIR", help="The site's folder; build/site by default.")] = "",
    reports: Annotated[
        str, typer.Option("--reports", metavar="DIR", help="What was built; build/reports by default.")
    ] = "",
    allow_errors: Annotated[
        bool, typer.Option("--allow-errors", help="Publish also what has unacknowledged errors, marked so.")
    ] = False,
    address: Annotated[
        str, typer.Option("--url", metavar="ADDRESS", help="Where it will be found, for its map and feed.")
    ] = "",
) -> None:
    """Make the published site from built reports; those that do not verify, or have open errors, are left out."""
    from cchc_lib.publication.site import SiteOptions, make_site

    project = open_project("", "")
    built, place = Path(reports or project.build / "reports"), Path(out or project.build / "site")
    options = SiteOptions(built, place, allow_errors, f"{address.rstrip('/')}/" if address else "")
    made = make_site(project, options, lambda step: typer.echo(f"… {step}", err=True))
    typer.echo(f"Site: {shown(str(place))}/index.html, {_counted_reports(len(made.reports))}")
    for refused in made.refused:
        typer.echo(f"  not published: {refused.name}: {refused.why}")


def _counted_reports(number: int) -> str:
    return "1 report" if number == 1 else f"{number} reports"


@app.command()
def verify(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Built .html, .ipynb or record .json.")],
    data: Annotated[str, typer.Option("--data", metavar="DIR", help="Check against this data folder as well.")] = "",
    params: Params = "",
) -> None:
    """Compute every number of built reports again from the record they carry; exit code 1 where one differs."""
    from cchc_lib.publication.verifying import PROOF, PROOF_WITH_DATA

    project = open_project(data, params) if data else None
    worst = max(_verify_one(path, project) for path in paths)
    if worst == 0:
        typer.echo(PROOF_WITH_DATA if project else PROOF)
    raise typer.Exit(worst)


def _verify_one(path: Path, project: Project | None) -> int:
    """Verify one file, say what was found, and give its exit code."""
    from cchc_lib.publication.verifying import verify as verify_built

    try:
        verified = verify_built(path, project)
    except UserError as error:
        typer.echo(f"cchc: {error}", err=True)
        return error.exit_code
    verdict = _counted(len(verified.differences)) if verified.differences else "all hold"
    typer.echo(f"{path}: {verified.numbers} numbers computed again, {verdict}.")
    if assumed := verified.record.scenario:
        typer.echo(f"  It is a scenario, «{assumed.title}» ({assumed.name}), not what the ward did.")
    here = cchc_lib.__version__
    if verified.record.library != here:
        typer.echo(f"  Built by cchc {verified.record.library}; labels and formulas were not compared with {here}.")
    for difference in verified.differences:
        typer.echo(indent(str(difference), "  "))
    return 1 if verified.differences else 0


def _counted(discrepancies: int) -> str:
    return f"{discrepancies} {'discrepancy' if discrepancies == 1 else 'discrepancies'}"


@app.command()
def indicators(
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
    as_markdown: Annotated[bool, typer.Option("--markdown", help="The page docs/indicators.md.")] = False,
) -> None:
    """Print the catalogue of indicators."""
    if as_json:
        typer.echo(json.dumps(catalogue_rows(), ensure_ascii=False, indent=1))
    elif as_markdown:
        typer.echo(catalogue_markdown(), nl=False)
    else:
        terminal = Console()
        Console(width=max(terminal.width, 120)).print(_catalogue_table())


def _catalogue_table() -> Table:
    code = Column("Code", no_wrap=True)
    table = Table(code, "Chỉ tiêu", "", "Đơn vị", "Công thức", box=SIMPLE, pad_edge=False)
    for row in catalogue_rows():
        better = DIRECTION_WORDS[Direction(row["direction"])]
        table.add_row(row["code"], row["label"], better, row["unit"], row["formula"])
    return table


def run() -> None:
    """Run the command; a user's mistake ends with one message, a bug keeps its traceback."""
    try:
        app()
    except (UserError, ReportFailed) as error:
        typer.echo(f"cchc: {error}", err=True)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        typer.echo("cchc: interrupted; nothing was written.", err=True)
        sys.exit(130)
