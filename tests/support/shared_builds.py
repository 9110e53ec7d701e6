"""Files that are built once for a whole test run, however many workers run its tests."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def shared_build(factory: pytest.TempPathFactory, name: str, build: Callable[[Path], object]) -> Path:
    """Return the folder that `build` has filled; the first worker to ask for it builds it, the others wait.

    pytest-xdist makes the fixtures of a session once in each worker. A report takes seconds to build, so the
    workers share one folder beside their own temporary folders, guarded by a lock file.

    Args:
        factory: pytest's factory of temporary folders.
        name: name of the folder, one for each kind of build.
        build: fills the empty folder that it is given.
    """
    own = factory.getbasetemp()
    root = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder, done = root / name, root / f"{name}.done"
    with FileLock(root / f"{name}.lock"):
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            build(folder)
            done.touch()
    return folder
