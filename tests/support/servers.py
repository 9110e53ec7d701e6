"""Real servers on loopback that tests and measurements start and end: an object store, a dask cluster."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

DASK = Path(sys.executable).with_name("dask")


@dataclass
class Cluster:
    """A dask scheduler, and workers that each build one report at a time."""

    folder: Path
    scheduler: str = ""
    processes: list[subprocess.Popen[str]] = field(default_factory=list)

    def begin(self) -> None:
        """Start the scheduler on a free port and wait until it answers."""
        process = self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0")
        assert process.stderr
        said = next(found for line in process.stderr if (found := re.search(r"Scheduler at:\s+(tcp://\S+)", line)))
        self.scheduler = said[1]

    def add_worker(self, folder: Path) -> subprocess.Popen[str]:
        """Start a worker in a project's folder and return its process."""
        return self._start(
            "worker",
            self.scheduler,
            "--nthreads",
            "1",
            "--host",
            "127.0.0.1",
            "--dashboard-address",
            "127.0.0.1:0",
            cwd=folder,
        )

    def _start(self, *arguments: str, cwd: Path | None = None) -> subprocess.Popen[str]:
        # One process group each, so that a worker is killed with the process that watches over it.
        errors = subprocess.PIPE if arguments[0] == "scheduler" else subprocess.DEVNULL
        process = subprocess.Popen(
            [str(DASK), *arguments],
            cwd=cwd or self.folder,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            text=True,
            start_new_session=True,
        )
        self.processes.append(process)
        return process

    def end(self) -> None:
        """Kill all processes that were started."""
        for process in reversed(self.processes):
            kill(process)


def kill(process: subprocess.Popen[str]) -> None:
    """Kill a process and its group."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


@contextmanager
def object_store() -> Iterator[str]:
    """Start an object store and yield its address.

    The server is a process of its own, since a process with threads starts its children differently.
    """
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        address, end = f"http://127.0.0.1:{port}", time.monotonic() + 30
        while not answers(f"{address}/moto-api/") and time.monotonic() < end:
            time.sleep(0.1)
        try:
            yield address
        finally:
            server.terminate()


def answers(address: str, method: str = "GET") -> bool:
    """Return whether a server answers a request with 200."""
    request = Request(address, method=method)  # noqa: S310 - the address is one of this machine's own servers
    with suppress(URLError, ConnectionError), urlopen(request, timeout=5) as answer:  # noqa: S310 - as above
        return bool(answer.status == 200)
    return False


def variables(endpoint: str) -> dict[str, str]:
    """Return the environment in which commands reach the object store, whatever the machine has configured."""
    none = {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull, "AWS_DEFAULT_REGION": "us-east-1"}
    return {"AWS_ENDPOINT_URL": endpoint, "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", **none}


@dataclass(frozen=True)
class Bucket:
    """A bucket of an object store, reached through another library than the product uses."""

    name: str
    client: Any

    @property
    def address(self) -> str:
        """Address that commands take."""
        return f"s3://{self.name}"

    def upload(self, folder: Path) -> None:
        """Copy a data folder to `data/` in the bucket."""
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            self.put(f"data/{path.relative_to(folder)}", path.read_bytes())

    def put(self, name: str, content: bytes) -> None:
        """Write one object."""
        self.client.put_object(Bucket=self.name, Key=name, Body=content)

    def get(self, name: str) -> bytes:
        """Return one object's content."""
        return bytes(self.client.get_object(Bucket=self.name, Key=name)["Body"].read())

    def remove(self, name: str) -> None:
        """Delete one object."""
        self.client.delete_object(Bucket=self.name, Key=name)

    def contents(self, under: str) -> dict[str, bytes]:
        """Return every object below a prefix, by the rest of its name."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.name, Prefix=f"{under}/")
        names = [found["Key"] for page in pages for found in page.get("Contents", ())]
        return {name.removeprefix(f"{under}/"): self.get(name) for name in names}
