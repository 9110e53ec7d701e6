"""Starting JupyterLab on the project's notebooks."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from cchc_lib.inputs.project import DATA_VARIABLE, PARAMS_VARIABLE, Project

_SETTINGS = Path(__file__).with_name("jupyter_lab_settings")
_OFFLINE = (
    f"--LabApp.app_settings_dir={_SETTINGS}",
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
)
"""Options with which JupyterLab sends no requests to the network."""


def run_jupyter_lab(project: Project, options: Iterable[str]) -> NoReturn:
    """Replace this process by JupyterLab, opened on the project's notebooks.

    JupyterLab takes over the process instead of running as a child, so that every signal that ends the command ends
    JupyterLab too. A copy of a notebook that a person makes belongs in notebooks/local/, which git ignores.

    Args:
        project: the folders; the notebooks read its data and params.
        options: further options of JupyterLab.
    """
    (project.notebooks / "local").mkdir(exist_ok=True)
    folders = {DATA_VARIABLE: str(project.data), PARAMS_VARIABLE: str(project.params)}
    start_page = "--LabApp.default_url=/lab/tree/notebooks/what_if.ipynb"
    command = [sys.executable, "-m", "jupyterlab", *_OFFLINE, start_page, *options]
    os.chdir(project.root)
    os.execve(sys.executable, command, os.environ | folders)  # noqa: S606 - this interpreter, without a shell
