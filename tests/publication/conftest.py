"""A project for batches, and an object store."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest

from tests.support.batch_project import WARDS, BatchProject
from tests.support.checkout import ROOT
from tests.support.servers import Bucket, answers, object_store, variables


@pytest.fixture
def batch_project(tmp_path: Path) -> BatchProject:
    root = tmp_path / "project"
    for name in ("notebooks", "params"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("runs"))
    for ward in WARDS:
        source = ROOT / "data" / "wards" / "luu-kiem"
        shutil.copytree(source, root / "data" / "wards" / ward)
        place = root / "data" / "wards" / ward / "ward.yaml"
        place.write_text(place.read_text(encoding="utf-8").replace("Lưu Kiếm", f"Kiếm {ward}"), encoding="utf-8")
    return BatchProject(root)


@pytest.fixture
def foreign_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another time zone and another language of the system."""
    for name, value in {"TZ": "America/Lima", "LC_ALL": "C", "LANG": "C"}.items():
        monkeypatch.setitem(os.environ, name, value)


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """An object store's server."""
    with object_store() as address:
        yield address


@pytest.fixture
def bucket(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    """An empty bucket, and the environment in which commands reach it."""
    assert answers(f"{endpoint}/moto-api/reset", "POST")
    for name, value in variables(endpoint).items():
        monkeypatch.setitem(os.environ, name, value)
    client = boto3.client("s3")
    client.create_bucket(Bucket="cchc")
    return Bucket("cchc", client)
