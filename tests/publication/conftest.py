"""A project of a few small wards that a test may spoil, the batch command in it, and an object store."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

import boto3
import nbformat
import pytest
import yaml
from conftest import CCHC, PERIOD, ROOT
from nbformat.v4 import new_code_cell

WARDS = ("a", "b", "c", "d")


@dataclass(frozen=True)
class Yard:
    """A project's folder with a run file for all its wards."""

    root: Path

    @property
    def reports(self) -> Path:
        return self.root / "build" / "reports"

    def run_file(self, **changes: Any) -> Path:
        """The run file with some keys of its own."""
        path = self.root / "params" / "runs" / "run.yaml"
        path.parent.mkdir(exist_ok=True)
        asked = {"wards": "all", "periods": [PERIOD], "formats": ["html"], "workers": 2, **changes}
        path.write_text(yaml.safe_dump(asked), encoding="utf-8")
        return path

    def batch(self, *options: object, **changes: Any) -> subprocess.CompletedProcess[str]:
        """Run `cchc batch` to its end."""
        return self.run("batch", self.run_file(**changes), *options)

    def run(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        """Run `cchc` to its end."""
        command = [CCHC, *map(str, arguments)]
        return subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=False)

    def start(self, *options: object, **changes: Any) -> subprocess.Popen[str]:
        """Start `cchc batch`, in a group of its own."""
        command = [CCHC, "batch", self.run_file(**changes), *map(str, options)]
        quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "start_new_session": True}
        return subprocess.Popen(command, cwd=self.root, **quiet)

    def add_cell(self, code: str) -> None:
        """A cell more at the notebook's start, behind its parameters; it runs in every report."""
        path = self.root / "notebooks" / "ward_report.ipynb"
        notebook = nbformat.read(path, 4)
        notebook.cells.insert(3, new_code_cell(code, id="added"))
        nbformat.write(notebook, path)

    def edit(self, ward: str, name: str, old: str, new: str) -> None:
        path = self.root / "data" / "wards" / ward / PERIOD / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def contents(self, folder: Path | None = None) -> Mapping[str, bytes]:
        """Every file below a folder, by its name within it."""
        top = folder or self.reports
        return {str(path.relative_to(top)): path.read_bytes() for path in sorted(top.rglob("*")) if path.is_file()}

    def manifest(self) -> dict[str, Any]:
        return dict(json.loads((self.reports / "manifest.json").read_text(encoding="utf-8")))


@pytest.fixture
def yard(tmp_path: Path) -> Yard:
    root = tmp_path / "project"
    for name in ("notebooks", "params"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("runs"))
    for ward in WARDS:
        source = ROOT / "data" / "wards" / "luu-kiem"
        shutil.copytree(source, root / "data" / "wards" / ward)
        place = root / "data" / "wards" / ward / "ward.yaml"
        place.write_text(place.read_text(encoding="utf-8").replace("Lưu Kiếm", f"Kiếm {ward}"), encoding="utf-8")
    return Yard(root)


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another time zone and another language of the system."""
    for name, value in {"TZ": "America/Lima", "LC_ALL": "C", "LANG": "C"}.items():
        monkeypatch.setitem(os.environ, name, value)


@dataclass(frozen=True)
class Bucket:
    """A bucket of an object store, reached by another library than the product's."""

    name: str
    client: Any

    @property
    def address(self) -> str:
        return f"s3://{self.name}"

    def upload(self, yard: Yard) -> None:
        """Put the yard's data there."""
        for name, content in yard.contents(yard.root / "data").items():
            self.put(f"data/{name}", content)

    def put(self, name: str, content: bytes) -> None:
        self.client.put_object(Bucket=self.name, Key=name, Body=content)

    def get(self, name: str) -> bytes:
        return bytes(self.client.get_object(Bucket=self.name, Key=name)["Body"].read())

    def remove(self, name: str) -> None:
        self.client.delete_object(Bucket=self.name, Key=name)

    def contents(self, under: str) -> dict[str, bytes]:
        """Every file below a name."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.name, Prefix=f"{under}/")
        names = [found["Key"] for page in pages for found in page.get("Contents", ())]
        return {name.removeprefix(f"{under}/"): self.get(name) for name in names}


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """An object store's server, in a process of its own: threads in this one would change how others are started."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        address, end = f"http://127.0.0.1:{port}", time.monotonic() + 30
        while not answers(f"{address}/moto-api/") and time.monotonic() < end:
            time.sleep(0.1)
        yield address
        server.terminate()


def answers(address: str, method: str = "GET") -> bool:
    with suppress(URLError, ConnectionError), urlopen(Request(address, method=method), timeout=5) as answer:  # noqa: S310
        return bool(answer.status == 200)
    return False


@pytest.fixture
def bucket(endpoint: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Bucket:
    """An empty bucket, and the environment in which commands reach it."""
    assert answers(f"{endpoint}/moto-api/reset", "POST")
    named = {"AWS_ENDPOINT_URL": endpoint, "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
    unset = {"AWS_CONFIG_FILE": str(tmp_path / "none"), "AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "none")}
    for name, value in {**named, **unset, "AWS_DEFAULT_REGION": "us-east-1"}.items():
        monkeypatch.setitem(os.environ, name, value)
    client = boto3.client("s3")
    client.create_bucket(Bucket="cchc")
    return Bucket("cchc", client)
