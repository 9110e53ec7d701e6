"""The page of commands, read off the Typer application."""

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from cchc_lib.cli import entry_point  # noqa: F401 - importing it registers every command
from cchc_lib.cli.options import app
from tools.docs.markdown import code, page, quoted_html, table


def commands() -> dict[str, TyperCommand]:
    """Return every command of `cchc` by name, in the order of its help."""
    group = get_command(app)
    if not isinstance(group, TyperGroup):
        raise TypeError(f"expected a group of commands, not {type(group)}")
    return {name: command for name, command in group.commands.items() if isinstance(command, TyperCommand)}


def options(command: TyperCommand) -> set[str]:
    """Return the names of a command's options, `--help` included."""
    return {"--help", *(name for each in command.params if isinstance(each, TyperOption) for name in each.opts)}


def commands_page() -> str:
    """Return every command with its help, arguments and options."""
    summaries = (
        (f"[`cchc {name}`](#cchc-{name})", quoted_html(_help(command).partition("\n\n")[0]))
        for name, command in commands().items()
    )
    return page(
        "Commands",
        "`cchc COMMAND --help` prints the same texts. Exit codes are listed on [their own page](environment.md).",
        table(("command", "does"), summaries),
        *(_section(name, command) for name, command in commands().items()),
    )


def _help(command: TyperCommand) -> str:
    return (command.help or "").strip()


def _section(name: str, command: TyperCommand) -> str:
    context = typer.Context(command, info_name=f"cchc {name}")
    usage = " ".join((f"cchc {name}", *command.collect_usage_pieces(context)))
    parts = [f"## `cchc {name}` {{ #cchc-{name} }}", quoted_html(_help(command)), f"```text\n{usage}\n```"]
    rows = [_parameter(each) for each in command.params if isinstance(each, TyperArgument | TyperOption)]
    if rows:
        parts.append(table(("argument or option", "meaning"), rows))
    return "\n\n".join(parts)


def _parameter(parameter: TyperArgument | TyperOption) -> tuple[str, str]:
    about = quoted_html(parameter.help or "")
    if isinstance(parameter, TyperArgument):
        return code(parameter.metavar or str(parameter.name)), about
    value = "" if parameter.is_flag else f" {parameter.metavar or 'VALUE'}"
    notes = ["may be repeated"] if parameter.multiple else []
    if parameter.required:
        notes.append("required")
    elif parameter.default and not parameter.is_flag:
        notes.append(f"default: {code(str(parameter.default))}")
    return ", ".join(code(name + value) for name in parameter.opts), f"{about} ({'; '.join(notes)})" if notes else about
