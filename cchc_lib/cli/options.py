"""The command itself, and the arguments that several commands share."""

import re
from typing import Annotated

import typer

import cchc_lib
from cchc_lib.cli.command_group import CommandGroup
from cchc_lib.errors import UserError
from cchc_lib.exporters.catalogue import format_names
from cchc_lib.inputs.project import local_place
from cchc_lib.publication.batch.shard import Shard

app = typer.Typer(
    cls=CommandGroup,
    help="Reproducible administrative-reform reports for Vietnam's wards and communes.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


def local_location(location: str) -> str:
    """Return a location as an option gives it; of a file:// address, its folder.

    Raises:
        UserError: the file:// address names another machine.
    """
    try:
        return local_place(location)
    except ValueError as error:
        raise UserError(f"{location} cannot be used; expected {error}.") from error


def parse_formats(text: str) -> tuple[str, ...]:
    """Return the names in a comma-separated list."""
    return tuple(name.strip() for name in text.split(",") if name.strip())


def parse_shard(text: str) -> Shard:
    """Return a shard as an option gives it: `2/3` is the second of three.

    Raises:
        UserError: the text is not of this form.
    """
    match = re.fullmatch(r"(\d{1,5})/(\d{1,5})", text, re.ASCII)
    part, parts = map(int, match.groups()) if match else (0, 0)
    if not 1 <= part <= parts:
        raise UserError(f"'{text}' names no part of a batch; expected I/N such as 2/3, with I from 1 to N.", "shard")
    return Shard(part, parts)


Ward = Annotated[
    str, typer.Argument(metavar="WARD", help="The ward: its slug (luu-kiem) or its five-digit code (11488).")
]
Period = Annotated[
    str, typer.Argument(metavar="PERIOD", help="The period: FROM_TO (2025-07-01_2025-10-20) or a name (2026-Q1).")
]
Data = Annotated[
    str,
    typer.Option(
        "--data",
        metavar="DIR",
        callback=local_location,
        help="Read the data from this folder or address, such as s3://bucket/data.",
    ),
]
Params = Annotated[str, typer.Option("--params", metavar="DIR", help="Read the parameters from this folder.")]
Out = Annotated[
    str,
    typer.Option("--out", metavar="DIR", callback=local_location, help="Write the reports to this folder or address."),
]
Outline = Annotated[
    str,
    typer.Option("--outline", metavar="NAME", help="Build the variant that params/outlines/NAME.yaml describes."),
]
Balance = Annotated[
    list[str] | None,
    typer.Option(
        "--balance", metavar="CODE", help="Let this figure absorb the difference, so that sums still hold. Repeatable."
    ),
]
Replace = Annotated[
    bool,
    typer.Option(
        "--replace", help="Replace files that were edited or signed after the last build; keep dated copies of them."
    ),
]
Formats = Annotated[
    str,
    typer.Option("--format", metavar="LIST", help=f"The formats, separated by commas: {', '.join(format_names())}."),
]
SiteFolder = Annotated[
    str,
    typer.Option(
        "--out", metavar="DIR", callback=local_location, help="Write the site to this folder instead of build/site."
    ),
]
BuiltReports = Annotated[
    str,
    typer.Option(
        "--reports",
        metavar="DIR",
        callback=local_location,
        help="Read built reports from this folder instead of build/reports.",
    ),
]
BuiltOverviews = Annotated[
    str,
    typer.Option(
        "--overviews",
        metavar="DIR",
        callback=local_location,
        help="Read overviews of cities from this folder instead of build/city.",
    ),
]


def _print_version(requested: bool) -> None:
    if requested:
        typer.echo(f"cchc {cchc_lib.__version__}")
        raise typer.Exit


@app.callback()
def _common_options(
    _: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Reproducible administrative-reform reports for Vietnam's wards and communes."""
