"""Running the command: its parts are gathered here, errors become exit codes."""

import sys

import typer

from cchc_lib.cli import build_commands, inspect_commands  # noqa: F401 - each command registers itself
from cchc_lib.cli.options import app
from cchc_lib.errors import ReportFailed, UserError
from cchc_lib.runner.failures import InvalidRun, RunnerError

_OPTIONS = {"settings": "--set"}
"""Options whose name is not that of the library's parameter."""


def run() -> None:
    """Run the command; a user's mistake ends with one message, a bug keeps its traceback."""
    try:
        app()
    except UserError as error:
        typer.echo(f"cchc: {error}{_option(error.parameter)}", err=True)
        sys.exit(error.exit_code)
    except ReportFailed as error:
        typer.echo(f"cchc: {error}", err=True)
        sys.exit(error.exit_code)
    except RunnerError as error:
        typer.echo(f"cchc: {error}", err=True)
        sys.exit(UserError.exit_code if isinstance(error, InvalidRun) else ReportFailed.exit_code)
    except KeyboardInterrupt:
        typer.echo("cchc: interrupted; what was finished is kept, and no file is half-written.", err=True)
        sys.exit(130)


def _option(parameter: str) -> str:
    """Return a note that names the option of a library parameter."""
    return f" (option {_OPTIONS.get(parameter, f'--{parameter}')})" if parameter else ""
