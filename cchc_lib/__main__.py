"""Starts the command: `cchc`, or `python -m cchc_lib`."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from cchc_lib.runner.child_process import ONE_THREAD

_GRAMMAR = "rfc3987_syntax"
"""jsonschema imports it, where it is installed, to check addresses; it compiles a grammar for 0.7 s, and no notebook's
schema asks for it."""


def main() -> None:
    """Load the command without what no command needs, and run it."""
    os.environ.update(ONE_THREAD)
    with _left_out(_GRAMMAR):
        from cchc_lib.cli.entry_point import run  # noqa: PLC0415 - only now is everything loaded
    run()


@contextmanager
def _left_out(module: str) -> Iterator[None]:
    """Let an optional import of others fail, as it does where the module is not installed."""
    if module in sys.modules:
        yield
        return
    modules: dict[str, Any] = sys.modules
    modules[module] = None  # The import system's own way to say that there is no such module.
    try:
        yield
    finally:
        del modules[module]


if __name__ == "__main__":
    main()
