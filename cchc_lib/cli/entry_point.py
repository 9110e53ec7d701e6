"""The entry point of the command."""

from cchc_lib.cli import build_commands, inspect_commands  # noqa: F401 - importing them registers their commands
from cchc_lib.cli.options import app


def run() -> None:
    """Run the command that the arguments of this process name, and end the process with its exit code."""
    app()
