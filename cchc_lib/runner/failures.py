"""The errors of this package. Whoever uses it decides how to show them."""

import nbformat


class RunnerError(Exception):
    """A notebook or another piece of work could not be run to its end."""


class InvalidRun(RunnerError):
    """The notebook does not exist, or it does not have a parameter that it was given."""


class ProcessDied(RunnerError):
    """A child process ended before it returned a result."""


class NotebookFailed(RunnerError):
    """A cell of a notebook raised an exception, ended its process, or exceeded a time limit."""

    def __init__(self, message: str, notebook: nbformat.NotebookNode) -> None:
        super().__init__(message)
        self.notebook = notebook
        """The notebook with the outputs of all cells up to the failed one."""
