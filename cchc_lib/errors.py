"""Errors whose messages are for the person who can repair them; the terminal shows them without a traceback."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

_MAX_LISTED = 40
"""The greatest number of names that a message lists."""
_NEAREST_LISTED = 5


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in one place of an input file, with the way to repair it."""

    file: str
    """The path of the file."""
    row: int | None
    """The line of the file, counted from 1 as editors do; None if the whole file is meant."""
    column: str
    """The name of the column; empty if the whole line is meant."""
    found: str
    """The content that is wrong."""
    expected: str
    """What the content should be."""
    repair: str
    """What to do."""

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.file, f"row {self.row}" if self.row else "", self._column()) if part)
        return f"{place}\n  found:    {self.found}\n  expected: {self.expected}\n  repair:   {self.repair}"

    def _column(self) -> str:
        return f"column {self.column}" if self.column else ""


class UserError(Exception):
    """The user's arguments or files are wrong; the message says which, and how to repair them."""

    exit_code = 2
    """The exit code of the command."""

    def __init__(self, message: str, parameter: str = "") -> None:
        super().__init__(message)
        self.parameter = parameter
        """The name of the library's parameter that is wrong; the command line adds the option's name. Empty if the
        message is about something else."""

    def _render_traceback_(self) -> list[str]:
        """Return what a notebook shows instead of a traceback; IPython calls this method."""
        return [f"{type(self).__name__}: {self}"]


class InputErrors(UserError):
    """All problems of the input files of a report, collected into one error."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.file, problem.row or 0)))
        super().__init__(
            f"{counted(len(self.problems), 'problem')} in the input files; nothing was written.\n"
            + "\n".join(map(str, self.problems))
        )


class ReportFailed(Exception):
    """A report could not be made although its inputs are valid."""

    exit_code = 1
    """The exit code of the command."""


def unknown(kind: str, name: str, known: Iterable[str], where: str = "", parameter: str = "") -> UserError:
    """Return the error of a name that is not among the known ones.

    Args:
        kind: what the name should name, such as "ward".
        name: the unknown name.
        known: the names that exist; the message suggests the closest one, or lists all if none is close;
            of a long list, the nearest few.
        where: the place that was searched, such as " in data/wards", with a space before it.
        parameter: the name of the library's parameter that held the name.
    """
    names = tuple(known)
    hint = nearest(name, names) or _choice(name, names)
    return UserError(f"There is no {kind} '{name}'{where}; {hint}", parameter)


def _choice(name: str, names: tuple[str, ...]) -> str:
    if len(names) <= _MAX_LISTED:
        return f"there are: {', '.join(names) or 'none'}"
    return f"the nearest are: {', '.join(get_close_matches(name, names, n=_NEAREST_LISTED, cutoff=0))}"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, as `1 report` or `2 reports`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a hint that names what `name` was probably meant to be, or nothing."""
    matches = get_close_matches(name, tuple(known), n=1, cutoff=0.5)
    return f"did you mean '{matches[0]}'?" if matches else ""
