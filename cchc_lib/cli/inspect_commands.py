"""The commands that read data or built files, and the command that opens the notebooks."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from cchc_lib.audit.messages import finding_json
from cchc_lib.catalogue.catalogue import national_catalogue
from cchc_lib.catalogue.definitions import ANY_PROVINCE
from cchc_lib.cli.catalogue_table import catalogue_table
from cchc_lib.cli.findings_table import findings_list, findings_summary, findings_table
from cchc_lib.cli.options import Balance, Data, Params, Period, Ward, app
from cchc_lib.errors import UserError
from cchc_lib.inputs.added_catalogues import ward_catalogue
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.scenario import read_amount
from cchc_lib.publication.storage.remote_data import open_project
from cchc_lib.publication.ward_check import check_ward
from cchc_lib.report.indicator_reference import catalogue_rows

_TABLE_WIDTH = 100
"""The width in characters below which a table cannot be read; a narrower terminal wraps its lines."""
_CATALOGUE_WIDTH = 120
_FINDINGS_WIDTH = 140
"""The width in characters below which findings are a list, since their table would break words."""

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def _console(width: int) -> Console:
    return Console(width=max(Console().width, width))


@app.command()
def check(
    ward: Ward,
    period: Period,
    as_json: Json = False,
    data: Data = "",
    params: Params = "",
) -> None:
    """Audit the data of one ward for one period.

    The exit code is 1 if a finding is an error that nobody has acknowledged.
    """
    checked = check_ward(open_project(data, params), ward, period)
    if as_json:
        findings = [finding_json(finding, checked.results) for finding in checked.findings]
        typer.echo(json.dumps(findings, ensure_ascii=False, indent=1))
    else:
        if checked.findings:
            console = Console()
            shown = findings_table if console.width >= _FINDINGS_WIDTH else findings_list
            console.print(shown(checked.findings, checked.results), crop=False)
        typer.echo(findings_summary(checked.findings))
    if any(finding.is_unacknowledged_error for finding in checked.findings):
        raise typer.Exit(1)


@app.command()
def form(
    ward: Ward,
    period: Period,
    name: Annotated[str, typer.Option("--form", metavar="NAME", help="Print this form of params/forms alone.")] = "",
    as_json: Json = False,
    data: Data = "",
    params: Params = "",
) -> None:
    """Print the forms of one ward for one period, with the lines that have to be asked for."""
    from cchc_lib.cli.form_output import form_json, form_table, wanted_lines
    from cchc_lib.publication.ward_forms import fill_forms

    forms = fill_forms(open_project(data, params), ward, period, name)
    if as_json:
        typer.echo(json.dumps([form_json(filled) for filled in forms], ensure_ascii=False, indent=1))
        return
    for filled in forms:
        _console(_TABLE_WIDTH).print(form_table(filled))
        for line in wanted_lines(filled):
            typer.echo(line)


@app.command()
def solve(
    ward: Ward,
    period: Period,
    indicator: Annotated[
        str, typer.Argument(metavar="INDICATOR", help="The code of an indicator; `cchc indicators` lists them.")
    ],
    target: Annotated[
        str, typer.Argument(metavar="TARGET", help="The value to reach, in the indicator's unit, such as 99,9.")
    ],
    by: Annotated[str, typer.Option("--by", metavar="CODE", help="Change this figure.")],
    balance: Balance = None,
    data: Data = "",
    params: Params = "",
) -> None:
    """Find the smallest whole change of a figure with which an indicator reaches a value.

    The exit code is 1 if no change does.
    """
    from cchc_lib.cli.goal_seek_output import answer_lines, effects_table
    from cchc_lib.publication.ward_goal_seek import seek_ward_goal
    from cchc_lib.scenarios.goal_seek import Goal, Solution

    goal = Goal(indicator, read_amount(target), by, tuple(balance or ()))
    result = seek_ward_goal(open_project(data, params), ward, period, goal)
    for line in answer_lines(result.inputs, goal, result.answer):
        typer.echo(line)
    _console(_TABLE_WIDTH).print(effects_table(indicator, result.answer.before, result.effects))
    raise typer.Exit(0 if isinstance(result.answer, Solution) else 1)


@app.command()
def calendar(
    wards: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WARD]…", help="The wards: slugs or codes; every ward of the data folder if left out."),
    ] = None,
    year: Annotated[
        int | None, typer.Option("--year", metavar="Y", min=1946, max=9000, help="List what is due in this year.")
    ] = None,
    first: Annotated[str, typer.Option("--from", metavar="DATE", help="List what is due from this day on.")] = "",
    last: Annotated[str, typer.Option("--to", metavar="DATE", help="List what is due up to this day.")] = "",
    as_json: Json = False,
    data: Data = "",
    params: Params = "",
) -> None:
    """List the reports that are due, to whom, and whether their data are there and a report is built.

    Without days, the list is that of this year.
    """
    from cchc_lib.cli.due_table import due_days, due_table
    from cchc_lib.publication.due_reports import due_reports

    # The list depends on the clock; nothing that is built does.
    days = due_days(year, first, last, date.today())
    reports = due_reports(open_project(data, params), wards or (), *days)
    if as_json:
        typer.echo(json.dumps([report.json() for report in reports], ensure_ascii=False, indent=1))
    else:
        if reports:
            _console(_CATALOGUE_WIDTH).print(due_table(reports))
        missing = sum(not report.data for report in reports)
        typer.echo(f"{len(reports)} reports due from {days[0]} to {days[1]}; data missing for {missing}")


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def lab(context: typer.Context, data: Data = "", params: Params = "") -> None:
    """Open JupyterLab on the notebooks. Other options, such as --no-browser, are passed to JupyterLab."""
    from cchc_lib.publication.jupyter_lab import run_jupyter_lab

    run_jupyter_lab(open_project(data, params), context.args)


@app.command()
def verify(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH…", help="Built files: .html, .ipynb, or the record .json.")
    ],
    data: Annotated[
        str, typer.Option("--data", metavar="DIR", help="Compare with the data of this folder or address too.")
    ] = "",
    params: Params = "",
) -> None:
    """Compute every number of built reports again from the records they carry.

    The exit code is 1 if something differs.
    """
    from cchc_lib.cli.verification_output import ARITHMETIC_PROVED, DATA_PROVED

    project = open_project(data, params) if data else None
    exit_code = max(_verify_one(path, project) for path in paths)
    if exit_code == 0:
        typer.echo(DATA_PROVED if project else ARITHMETIC_PROVED)
    raise typer.Exit(exit_code)


def _verify_one(path: Path, project: Project | None) -> int:
    """Verify one file, print the outcome, and return its exit code; an unreadable file does not stop the others."""
    from cchc_lib.cli.verification_output import verification_lines
    from cchc_lib.publication.report.rebuild_check import verify as verify_file

    try:
        verified = verify_file(path, project)
    except UserError as error:
        typer.echo(f"cchc: {error}", err=True)
        return error.exit_code
    for line in verification_lines(path, verified):
        typer.echo(line)
    return 1 if verified.differences else 0


@app.command()
def indicators(
    ward: Annotated[str, typer.Option(help="Include what this ward and its authority add.")] = "",
    data: Data = "",
    params: Params = "",
    as_json: Json = False,
) -> None:
    """Print the catalogue of indicators; without a ward, labels name provinces of both kinds."""
    catalogue = ward_catalogue(open_project(data, params), ward) if ward else national_catalogue(ANY_PROVINCE)
    if as_json:
        typer.echo(json.dumps(catalogue_rows(catalogue), ensure_ascii=False, indent=1))
    else:
        _console(_CATALOGUE_WIDTH).print(catalogue_table(catalogue))
