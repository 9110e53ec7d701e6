"""The page of exit codes and environment variables; it refuses to leave out a variable that the code reads."""

import re
from pathlib import Path

from cchc_lib.errors import ReportFailed, UserError
from tools.docs.markdown import code, page, table

ROOT = Path(__file__).parents[2]
_VARIABLE = re.compile(r"\bCCHC_[A-Z_]+\b")

_MEANING = {
    "CCHC_DATA": "Data folder, if `--data` is not given. `cchc` passes it to the notebook, so that no path of the "
    "machine is written into it.",
    "CCHC_PARAMS": "Params folder, if `--params` is not given; passed to the notebook in the same way.",
    "CCHC_SCENARIO": "File in which `cchc` passes a scenario to the notebook if it is not in `params/scenarios/`. "
    "Not meant to be set by hand.",
    "CCHC_DEMANDS_BROWSER": "If set, a test that needs Chromium fails where there is none; otherwise it is skipped. "
    "`.ci/run` sets it.",
}
_OTHERS = {
    "`AWS_ENDPOINT_URL`, `AWS_ACCESS_KEY_ID`, … ": "Settings of the object store, read by its own library.",
    "`COLUMNS`": "Width of printed tables if the output is not a terminal.",
}


def environment_page() -> str:
    """Return exit codes and environment variables."""
    exits = table(
        ("exit code", "meaning"),
        (
            (
                code("0"),
                "Success. `cchc report` and `cchc batch` end with 0 also if the audit found errors.",
            ),
            (
                code(str(ReportFailed.exit_code)),
                "`cchc check` found an error that nobody acknowledged, `cchc verify` found a difference, "
                "`cchc solve` found no solution, "
                "or a report could not be made although its files are valid.",
            ),
            (
                code(str(UserError.exit_code)),
                "An argument or a file is wrong; one message names it and the repair.",
            ),
            (code("130"), "Interrupted by Ctrl-C."),
        ),
    )
    variables = table(
        ("variable", "meaning"),
        [*((code(name), _meaning(name)) for name in sorted(variables_read())), *_OTHERS.items()],
    )
    return page(
        "Exit codes and environment",
        f"## Exit codes {{ #exit-codes }}\n\n{exits}\n\nA traceback is a fault of `cchc` and worth a report.",
        f"## Environment variables {{ #variables }}\n\n{variables}",
    )


def variables_read() -> set[str]:
    """Return every environment variable of this project that its sources or its CI name."""
    sources = [*(ROOT / "cchc_lib").rglob("*.py"), ROOT / ".ci" / "run"]
    return {name for path in sources for name in _VARIABLE.findall(path.read_text(encoding="utf-8"))}


def _meaning(name: str) -> str:
    if name not in _MEANING:
        raise KeyError(f"explain {name} in tools/docs/environment.py")
    return _MEANING[name]
