"""The command itself, and the arguments that its parts share."""

from typing import Annotated

import typer

import cchc_lib
from cchc_lib.errors import UserError
from cchc_lib.exporters.catalogue import format_names
from cchc_lib.inputs.project import local_place

app = typer.Typer(
    help="Reproducible administrative reform reports of Vietnam's wards and communes.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)

Ward = Annotated[str, typer.Argument(metavar="WARD", help="Slug (luu-kiem) or five-digit code (11488).")]
Period = Annotated[str, typer.Argument(metavar="PERIOD", help="FROM_TO (2025-07-01_2025-10-20) or 2026-Q1.")]


def place_of(place: str) -> str:
    """A place as an option names it, the folder itself for a file:// address; UserError where that cannot be."""
    try:
        return local_place(place)
    except ValueError as error:
        raise UserError(f"{place} cannot be used; expected {error}.") from error


Data = Annotated[
    str,
    typer.Option(
        "--data", metavar="DIR", callback=place_of, help="Another data folder, or an address: s3://bucket/data."
    ),
]
Out = Annotated[str, typer.Option("--out", metavar="DIR", callback=place_of, help="Folder or address for reports.")]
Balance = Annotated[
    list[str] | None, typer.Option("--balance", metavar="CODE", help="A figure that gives way, so that sums hold.")
]
Formats = Annotated[
    str, typer.Option("--format", metavar="LIST", help=f"Comma-separated: {', '.join(format_names())}.")
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
