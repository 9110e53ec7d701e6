"""Tests of the choice of a store by a location."""

from pathlib import Path
from typing import ClassVar

import pytest

from cchc_lib.inputs.project import Project
from cchc_lib.publication.batch.warm_up import warm_up
from cchc_lib.publication.report.report_job import ReportJob
from cchc_lib.publication.storage import store_location
from cchc_lib.publication.storage.local_store import LocalStore
from cchc_lib.publication.storage.object_store import ObjectStore
from cchc_lib.publication.storage.output_store import OutputStore
from cchc_lib.publication.storage.store_location import split_file_location, store_at
from tests.support.checkout import PERIOD, ROOT


class _AddedStore(ObjectStore):
    """A store that another scheme names, which fsspec does not know."""

    prepared: ClassVar[list[str]] = []

    def prepare(self) -> None:
        self.prepared.append(self.address)


@pytest.mark.parametrize(
    ("folder", "kind"),
    [("reports", LocalStore), ("s3://bucket/reports", ObjectStore), ("added://host/reports", _AddedStore)],
)
def test_one_line_of_the_table_chooses_the_store_of_folders_and_of_files(
    monkeypatch: pytest.MonkeyPatch, folder: str, kind: type[OutputStore]
) -> None:
    monkeypatch.setitem(store_location._STORES, "added", _AddedStore)  # type: ignore[arg-type] # mypy reads a class as no factory
    of_file, name = split_file_location(f"{folder}/manifest.json")
    assert type(store_at(folder)) is type(of_file) is kind
    assert of_file == store_at(folder)
    assert name == "manifest.json"


def test_a_file_without_a_folder_lies_in_the_current_one() -> None:
    assert split_file_location("manifest.json") == (LocalStore(Path.cwd()), "manifest.json")


def test_before_a_batch_forks_the_store_itself_loads_its_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(store_location._STORES, "added", _AddedStore)  # type: ignore[arg-type] # mypy reads a class as no factory
    monkeypatch.setattr(_AddedStore, "prepared", [])
    project = Project(ROOT, ROOT / "data", ROOT / "params")
    warm_up(project, ReportJob("luu-kiem", PERIOD, (), "added://host/reports"))
    assert _AddedStore.prepared == ["added://host/reports"]
