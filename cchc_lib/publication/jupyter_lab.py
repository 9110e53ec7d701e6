"""JupyterLab with everything in place."""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from cchc_lib.inputs.project import DATA_VARIABLE, PARAMS_VARIABLE, Project

_SETTINGS = Path(__file__).with_name("jupyter_lab_settings")
_QUIET = (
    f"--LabApp.app_settings_dir={_SETTINGS}",
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
)
"""Nothing is asked of the network."""


def open_lab(project: Project, options: Iterable[str]) -> int:
    """Run JupyterLab on the project's notebooks until it ends, and give its exit code.

    Copies that a person makes go to notebooks/local/, which git does not see.

    Args:
        project: its data and params are those that the notebooks read.
        options: JupyterLab's own, such as `--no-browser`.
    """
    (project.notebooks / "local").mkdir(exist_ok=True)
    folders = {DATA_VARIABLE: str(project.data), PARAMS_VARIABLE: str(project.params)}
    command = [sys.executable, "-m", "jupyterlab", *_QUIET, "--LabApp.default_url=/lab/tree/notebooks/what_if.ipynb"]
    return subprocess.call([*command, *options], cwd=project.root, env=os.environ | folders)  # noqa: S603 - own program
