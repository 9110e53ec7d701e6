"""What looks at data and at built files, and what opens notebooks."""

import json
from collections.abc import Iterable
from pathlib import Path
from textwrap import indent
from typing import Annotated

import typer
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Column, Table

import cchc_lib
from cchc_lib.audit.declaration import Severity
from cchc_lib.audit.messages import finding_json
from cchc_lib.cli.findings_table import findings_summary, findings_table
from cchc_lib.cli.options import Balance, Data, Params, Period, Ward, app
from cchc_lib.errors import UserError
from cchc_lib.indicators.declaration import Direction
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.scenario import read_amount
from cchc_lib.publication.storage.remote_data import open_project
from cchc_lib.publication.ward_check import check_ward
from cchc_lib.report.indicator_reference import DIRECTION_WORDS, catalogue_rows


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
    from cchc_lib.cli.goal_seek_answer import answer_lines, effect_rows
    from cchc_lib.publication.ward_goal_seek import solve_ward
    from cchc_lib.scenarios.goal_seek import Goal, Solution

    goal = Goal(indicator, read_amount(target), by, tuple(balance or ()))
    solved = solve_ward(open_project(data, params), ward, period, goal)
    for line in answer_lines(solved.inputs, goal, solved.answer):
        typer.echo(line)
    effects = effect_rows(solved.answer.before, solved.effects)
    Console(width=max(Console().width, 100)).print(_effects_table(indicator, effects))
    raise typer.Exit(0 if isinstance(solved.answer, Solution) else 1)


def _effects_table(indicator: str, rows: Iterable[tuple[str, str, str]]) -> Table:
    table = Table("One figure alone", Column("+1%", justify="right"), Column(indicator, justify="right"), box=SIMPLE)
    for row in rows:
        table.add_row(*row)
    return table


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def lab(context: typer.Context, data: Data = "", params: Params = "") -> None:
    """Open JupyterLab on the notebooks; other options, such as --no-browser, are JupyterLab's own."""
    from cchc_lib.publication.jupyter_lab import open_lab

    raise typer.Exit(open_lab(open_project(data, params), context.args))


@app.command()
def verify(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Built .html, .ipynb or record .json.")],
    data: Annotated[str, typer.Option("--data", metavar="DIR", help="Check against this data folder as well.")] = "",
    params: Params = "",
) -> None:
    """Compute every number of built reports again from the record they carry; exit code 1 where one differs."""
    from cchc_lib.publication.report.rebuild_check import PROOF, PROOF_WITH_DATA

    project = open_project(data, params) if data else None
    worst = max(_verify_one(path, project) for path in paths)
    if worst == 0:
        typer.echo(PROOF_WITH_DATA if project else PROOF)
    raise typer.Exit(worst)


def _verify_one(path: Path, project: Project | None) -> int:
    """Verify one file, say what was found, and give its exit code."""
    from cchc_lib.publication.report.rebuild_check import verify as verify_built

    try:
        verified = verify_built(path, project)
    except UserError as error:
        typer.echo(f"cchc: {error}", err=True)
        return error.exit_code
    verdict = _counted(len(verified.differences)) if verified.differences else "all hold"
    typer.echo(f"{path}: {verified.numbers} numbers computed again, {verdict}.")
    if assumed := verified.record.scenario:
        typer.echo(f"  It is a scenario, «{assumed.title}» ({assumed.name}), not what the ward did.")
    for remark in verified.remarks:
        typer.echo(f"  {remark}")
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
) -> None:
    """Print the catalogue of indicators."""
    if as_json:
        typer.echo(json.dumps(catalogue_rows(), ensure_ascii=False, indent=1))
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
