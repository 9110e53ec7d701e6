"""The engine without a kernel process gives what papermill's stock engine gives, and ends what does not end."""

import ast
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from nbclient.exceptions import CellTimeoutError, DeadKernelError

from cchc_lib.runner.child_process import ONE_THREAD
from cchc_lib.runner.normal_form import in_normal_form, notebook_text
from cchc_lib.runner.papermill_run import ENGINE
from tests.support.checkout import ROOT
from tests.support.sample_notebooks import SAMPLES, executed, notebook


def made_by(engine: str, folder: Path) -> dict[str, str]:
    """What an engine makes of each sample notebook."""
    folder.mkdir()
    without = {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}
    command = [sys.executable, "-m", executed.__module__, engine, folder]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env=without)
    return {name: (folder / f"{name}.txt").read_text(encoding="utf-8") for name in SAMPLES}


@pytest.mark.slow
def test_both_engines_give_the_same_notebooks(tmp_path: Path) -> None:
    stock, forked = (made_by(engine, tmp_path / engine) for engine in ("nbclient", ENGINE))
    different = {name: (stock[name], forked[name]) for name in SAMPLES if stock[name] != forked[name]}
    assert different == {}


def test_the_command_of_papermill_takes_the_engine_and_its_parameters(tmp_path: Path) -> None:
    nbformat.write(notebook("a = 1", "print('a is', a)", tags={0: ["parameters"]}), tmp_path / "in.ipynb")
    papermill = Path(sys.executable).with_name("papermill")
    command = [papermill, "--engine", ENGINE, "-p", "a", "7", "in.ipynb", "out.ipynb"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    assert nbformat.read(tmp_path / "out.ipynb", 4).cells[-1].outputs[0].text == "a is 7\n"


NEEDS_A_KERNEL = {
    "input": (
        "print('x')\ntry:\n    input('name?')\nexcept Exception as e:\n    print(type(e).__name__)",
        "asks for input",
    ),
    "a widget": ("import comm\ncomm.create_comm(target_name='x')\nprint('made')", "shows a widget"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", NEEDS_A_KERNEL)
def test_what_needs_a_kernel_runs_on_the_stock_engine_which_says_so(
    tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    source, reason = NEEDS_A_KERNEL[name]
    caplog.set_level("WARNING", "papermill")
    stock, forked = (
        notebook_text(in_normal_form(executed(engine, notebook(source), tmp_path))) for engine in (None, ENGINE)
    )
    assert forked == stock
    assert any("stock engine" in each and reason in each for each in caplog.messages)


def test_another_kernel_is_left_to_the_stock_engine(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    made = notebook("1")
    made.metadata.kernelspec = {"name": "no-such-kernel", "language": "python", "display_name": "x"}
    caplog.set_level("WARNING", "papermill")
    with pytest.raises(Exception, match="no-such-kernel"):
        executed(ENGINE, made, tmp_path)
    assert any("stock engine" in each for each in caplog.messages)


FOREVER = """import os, time
from pathlib import Path
Path("pid").write_text(str(os.getpid()))
while True:
    time.sleep(0.01)"""


def is_alive(pid: int) -> bool:
    """Whether a process still runs; a zombie that nobody has reaped does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def gone_within(pid: int, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while is_alive(pid) and time.monotonic() < end:
        time.sleep(0.02)
    return not is_alive(pid)


@pytest.mark.parametrize("limit", ["execution_timeout", pytest.param("notebook_timeout", marks=pytest.mark.slow)])
def test_a_notebook_that_never_ends_is_ended(tmp_path: Path, limit: str) -> None:
    with pytest.raises(CellTimeoutError):
        executed(ENGINE, notebook("print('a')", FOREVER), tmp_path, **{limit: 2})
    assert gone_within(int((tmp_path / "pid").read_text()), 1)


def test_a_cell_that_ends_its_process_fails_with_its_exit_code(tmp_path: Path) -> None:
    with pytest.raises(DeadKernelError, match="exit code 7"):
        executed(ENGINE, notebook("import os\nos._exit(7)"), tmp_path)


@pytest.mark.slow
def test_a_notebook_that_eats_memory_meets_its_limit(tmp_path: Path) -> None:
    made = executed(ENGINE, notebook("x = [bytearray(10**8) for _ in range(10**4)]"), tmp_path, memory_bytes=2 * 10**9)
    assert any(output.get("ename") == "MemoryError" for cell in made.cells for output in cell.get("outputs", ()))


@pytest.mark.slow
def test_the_cells_die_with_their_parent(tmp_path: Path) -> None:
    nbformat.write(notebook(FOREVER), tmp_path / "in.ipynb")
    papermill = Path(sys.executable).with_name("papermill")
    with subprocess.Popen(
        [papermill, "--engine", ENGINE, "in.ipynb", "out.ipynb"], cwd=tmp_path, stderr=subprocess.DEVNULL
    ) as parent:
        end = time.monotonic() + 120
        while not (tmp_path / "pid").exists() and time.monotonic() < end:
            time.sleep(0.05)
        os.kill(parent.pid, signal.SIGKILL)
    assert gone_within(int((tmp_path / "pid").read_text()), 2)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="only Linux lists a process's threads as files")
def test_what_reports_load_starts_no_thread_since_a_process_with_threads_is_not_forked() -> None:
    """pandas loads pyarrow wherever it is installed, and its threads made a batch seven times slower."""
    loaded = "import os, pandas, matplotlib.figure, cchc_lib.notebook; print(len(os.listdir('/proc/self/task')))"
    told = subprocess.run(
        [sys.executable, "-c", loaded], env=os.environ | ONE_THREAD, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "1"


def test_the_runner_imports_nothing_of_the_rest_of_the_library() -> None:
    """It could be a package of its own."""
    modules = [
        name
        for path in (ROOT / "cchc_lib" / "runner").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in imported_modules(node)
    ]
    ours = [name for name in modules if name.startswith("cchc_lib")]
    assert ours
    assert [name for name in ours if not name.startswith("cchc_lib.runner.")] == []


def imported_modules(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
