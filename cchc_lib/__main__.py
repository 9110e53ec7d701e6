"""The command, started as `cchc` or as `python -m cchc_lib`."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_SLOW_MODULE = "rfc3987_syntax"
"""An optional module of jsonschema for checking addresses. Its import compiles a grammar, which takes 0.7 s, and no
schema of a notebook has addresses."""


def main() -> None:
    """Import the command without a slow module that no command needs, and run it."""
    with _without(_SLOW_MODULE):
        from cchc_lib.runner.child_process import ONE_THREAD  # noqa: PLC0415 - imports nbformat

        # Before NumPy is imported, since its libraries read these variables once.
        os.environ.update(ONE_THREAD)
        from cchc_lib.cli.entry_point import run  # noqa: PLC0415 - imports everything else
    run()


@contextmanager
def _without(module: str) -> Iterator[None]:
    """Let the import of an optional module fail within the context, as if it were not installed."""
    if module in sys.modules:
        yield
        return
    modules: dict[str, Any] = sys.modules
    modules[module] = None  # None in sys.modules makes an import raise ModuleNotFoundError.
    try:
        yield
    finally:
        del modules[module]


if __name__ == "__main__":
    main()
