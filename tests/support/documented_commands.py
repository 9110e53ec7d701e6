"""A scratch copy of the checkout in which the commands of a page are run, with the servers that they start."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.checkout import ROOT
from tools.docs.code_blocks import CodeBlock

_SECONDS = {"run": 600, "long": 3600}
_LAB_PORT = "8888"
"""The port that JupyterLab serves on unless it is told another."""


@dataclass
class ScratchCheckout:
    """The copy, and what ran in it."""

    root: Path
    output: str = ""
    """What the last block of commands printed."""
    long_ones: set[str] = field(default_factory=set)
    """The commands of long blocks that ran, without comments; none runs twice."""
    servers: list[tuple[CodeBlock, subprocess.Popen[bytes]]] = field(default_factory=list)

    def follow(self, blocks: Iterable[CodeBlock]) -> None:
        """Run all blocks of a page in order, then end its servers and restore the files that it changed.

        Raises:
            AssertionError: a block did not end or print as its marker says.
        """
        ports: dict[str, str] = {}
        try:
            for block in blocks:
                if block.kind == "server":
                    ports[block.detail] = str(_free_port())
                self._follow_one(block, _with_ports(block.text, ports), ports)
            for block, server in self.servers:
                assert server.poll() is None, f"{block}: the server ended by itself"
        finally:
            self._end_servers()
            self._restore()

    def _restore(self) -> None:
        """Undo what the page changed in files under version control; what was built stays."""
        if (self.root / ".git").exists():
            _git(self.root, "checkout", "--quiet", ".")
            _git(self.root, "clean", "--quiet", "--force", "-d")

    def _follow_one(self, block: CodeBlock, text: str, ports: dict[str, str]) -> None:
        match block.kind:
            case "write":
                path = self.root / block.detail
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            case "append":
                with (self.root / block.detail).open("a", encoding="utf-8") as file:
                    file.write(text)
            case "insert":
                _insert(self.root / block.path, block.detail.partition(" after ")[2], text)
            case "output":
                missing = [line for line in text.splitlines() if not _printed(line, self.output)]
                assert not missing, f"{block}: not printed: {missing}\nprinted was:\n{self.output}"
            case "server":
                self._start_server(block, text, ports[block.detail])
            case "run" | "long" if block.kind == "run" or _without_comments(text) not in self.long_ones:
                self._run(block, text)

    def _run(self, block: CodeBlock, text: str) -> None:
        if block.kind == "long":
            self.long_ones.add(_without_comments(text))
        expected = int(block.detail.removeprefix("exit ") or 0)
        result = subprocess.run(
            ["bash", "-eu", "-o", "pipefail", "-c", text], cwd=self.root, env=self._environment(), text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, check=False,
            timeout=_SECONDS[block.kind],
        )  # fmt: skip
        self.output = result.stdout.replace("\u00a0", " ")
        assert result.returncode == expected, f"{block}: exit code {result.returncode}\n{text}\n{result.stdout}"

    def _start_server(self, block: CodeBlock, text: str, port: str) -> None:
        environment = self._environment(lab_port=port if block.detail == _LAB_PORT else "0")
        with (self.root.parent / "servers.log").open("ab") as log:
            server = subprocess.Popen(
                ["bash", "-c", text], cwd=self.root, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        self.servers.append((block, server))
        end = time.monotonic() + 90
        while not _answers(int(port)):
            assert server.poll() is None, f"{block}: the server ended with {server.poll()}"
            assert time.monotonic() < end, f"{block}: nothing answers on the server's port"
            time.sleep(0.1)

    def _end_servers(self) -> None:
        for _, server in reversed(self.servers):
            if server.poll() is None:
                os.killpg(server.pid, signal.SIGTERM)
            try:
                server.wait(timeout=20)
            except subprocess.TimeoutExpired:
                os.killpg(server.pid, signal.SIGKILL)
                server.wait()
        self.servers.clear()

    def _environment(self, lab_port: str = "0") -> dict[str, str]:
        """Return an environment in which Python imports this copy, and JupyterLab opens no browser."""
        jupyter = self.root.parent / "jupyter"
        jupyter.mkdir(exist_ok=True)
        (jupyter / "jupyter_server_config.py").write_text(
            f"c.ServerApp.allow_root = True\nc.ServerApp.open_browser = False\nc.ServerApp.port = {lab_port}\n",
            encoding="utf-8",
        )
        folders = {f"JUPYTER_{name}_DIR": str(jupyter) for name in ("CONFIG", "DATA", "RUNTIME")}
        return {
            **os.environ,
            **folders,
            "PYTHONPATH": str(self.root),
            "COLUMNS": "200",
            "GIT_CONFIG_GLOBAL": os.devnull,
        }


def copy_checkout(folder: Path) -> ScratchCheckout:
    """Copy every file that is, or could be, under version control to a new repository with the same environment."""
    root = folder / "cchc"
    listed = _git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, root / name)
    (root / ".venv").mkdir()
    for entry in Path(sys.prefix).iterdir():
        if entry.name != "ready":
            (root / ".venv" / entry.name).symlink_to(entry)
    (root / ".venv" / "ready").touch()
    for name in ("pyproject.toml", "requirements.lock"):
        os.utime(root / name, (0, 0))  # Older than `ready`, so that make sets nothing up.
    _git(root, "init", "--quiet")
    _git(root, "add", "--all")
    _git(root, "-c", "user.name=test", "-c", "user.email=test@localhost", "commit", "--quiet", "--message", "Copy")
    return ScratchCheckout(root)


def _insert(path: Path, anchor: str, text: str) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next((number for number, line in enumerate(lines, start=1) if anchor in line), None)
    assert at is not None, f"{path} has no line that contains {anchor!r}"
    path.write_text("".join((*lines[:at], text, *lines[at:])), encoding="utf-8")


def _git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def _with_ports(text: str, ports: dict[str, str]) -> str:
    for shown, free in ports.items():
        text = re.sub(rf"\b{shown}\b", free, text)
    return text


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _printed(line: str, output: str) -> bool:
    """Return whether a line was printed, whatever stands in the place of `…` and however it is indented."""
    pattern = ".*".join(map(re.escape, line.strip().split("…")))
    return re.search(rf"^\s*{pattern}\s*$", output, re.MULTILINE) is not None


def _without_comments(commands: str) -> str:
    return re.sub(r"\s*#.*", "", commands)
