"""The group of all commands: it turns errors and interrupts into messages and exit codes."""

from typing import Any

import typer
from typer.core import TyperGroup

from cchc_lib.errors import ReportFailed, UserError
from cchc_lib.runner.failures import InvalidRun, RunnerError

INTERRUPTED = 130
"""The exit code of a command that an interrupt ended: 128 and the number of SIGINT, as shells count it."""


class CommandGroup(TyperGroup):
    """The commands of `cchc`.

    The error of a user ends a command with one message; a fault of the library keeps its traceback.
    """

    def invoke(self, ctx: Any) -> Any:
        """Run the command that the arguments name."""
        try:
            return super().invoke(ctx)
        except UserError as error:
            typer.echo(f"cchc: {error}{self._option(ctx, error.parameter)}", err=True)
            raise typer.Exit(error.exit_code) from error
        except ReportFailed as error:
            typer.echo(f"cchc: {error}", err=True)
            raise typer.Exit(error.exit_code) from error
        except RunnerError as error:  # The runner knows no exit codes.
            typer.echo(f"cchc: {error}", err=True)
            exit_code = UserError.exit_code if isinstance(error, InvalidRun) else ReportFailed.exit_code
            raise typer.Exit(exit_code) from error
        except KeyboardInterrupt as interrupt:
            # A command that was interrupted after it had written something says so by the argument of the exception.
            details = interrupt.args[0] if interrupt.args else "run the command again"
            typer.echo(f"cchc: interrupted; {details}.", err=True)
            raise typer.Exit(INTERRUPTED) from interrupt

    def _option(self, ctx: Any, parameter: str) -> str:
        """Return a note that names the option of the running command for a parameter of the library.

        The functions of the commands name their parameters as the library does.
        """
        command = self.commands.get(ctx.invoked_subcommand or "")
        for option in command.params if command else ():
            if option.name == parameter and option.opts[0].startswith("-"):
                return f" (option {option.opts[0]})"
        return ""
