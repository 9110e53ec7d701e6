"""Built documents with the result of their check, which is remembered until a file or the library changes."""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from multiprocessing.connection import Connection
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from cchc_lib.inputs.project import Project
from cchc_lib.publication.environment_hashes import library_hash
from cchc_lib.publication.site.publication_check import (
    Eligible,
    PublicationCheck,
    Rejected,
    Unreadable,
    check_overview,
    check_report,
)
from cchc_lib.publication.storage.cached_model import read_cached, write_cached
from cchc_lib.runner.outcomes import WorkerRaised, WorkerReturned
from cchc_lib.runner.resource_limits import UNLIMITED
from cchc_lib.runner.worker_pool import Task, run_tasks
from cchc_lib.site.published_documents import OVERVIEW_FILES, REPORT_FILES

Check = Callable[[Path], Eligible | Rejected | Unreadable]
"""A function that checks the document in a folder."""
_FOLDERS_PER_TASK = 8
"""Documents that one process checks. Each process compiles the verifier's templates again."""


@dataclass(frozen=True)
class CheckedDocument:
    """A built document with the result of its check."""

    folder: Path
    check: Eligible | Rejected | Unreadable
    sizes: Mapping[str, int]
    """The size in bytes of each file that the site offers and that exists, by name."""

    @property
    def name(self) -> str:
        """The document's folder, such as `luu-kiem/2026-Q1`."""
        return f"{self.folder.parent.name}/{self.folder.name}"


class _CachedCheck(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    stamp: str
    """A text that changes when a file of the document or the library does."""
    check: PublicationCheck


@dataclass(frozen=True)
class _FileState:
    """What changes when a file does."""

    size: int
    modified: int
    """In nanoseconds."""


def document_folders(parent: Path) -> list[Path]:
    """Return the folders of documents, two levels below; hidden ones are unfinished documents of ended runs."""
    return sorted(path for path in parent.glob("*/*") if not path.name.startswith(".") and path.is_dir())


def checked_reports(project: Project, folders: Sequence[Path]) -> Iterator[CheckedDocument]:
    """Check the reports in folders."""
    return _checked(project, folders, tuple(REPORT_FILES), check_report)


def checked_overviews(project: Project, folders: Sequence[Path]) -> Iterator[CheckedDocument]:
    """Check the overviews in folders."""
    return _checked(project, folders, tuple(OVERVIEW_FILES), check_overview)


def _checked(
    project: Project, folders: Sequence[Path], names: tuple[str, ...], check: Check
) -> Iterator[CheckedDocument]:
    states = {folder: _file_states(folder, names) for folder in folders}
    stamps = {folder: _stamp(states[folder]) for folder in folders}
    cache = project.build / "cache" / "site"
    checks: dict[Path, Eligible | Rejected | Unreadable] = {}
    for folder in folders:
        cached = read_cached(_cache_path(cache, folder), _CachedCheck)
        if cached and cached.stamp == stamps[folder]:
            checks[folder] = cached.check
    for folder, result in _check_in_children([folder for folder in folders if folder not in checks], check):
        checks[folder] = result
        if not isinstance(result, Unreadable):
            write_cached(_cache_path(cache, folder), _CachedCheck(stamp=stamps[folder], check=result))
    for folder in folders:
        sizes = {name: state.size for name, state in states[folder].items()}
        yield CheckedDocument(folder, checks[folder], sizes)


def _check_in_children(
    folders: Sequence[Path], check: Check
) -> Iterator[tuple[Path, Eligible | Rejected | Unreadable]]:
    """Check folders in several processes and yield each result.

    An exception of a check is a fault of the library and is raised here.
    """
    starts = range(0, len(folders), _FOLDERS_PER_TASK)
    chunks = [tuple(folders[start : start + _FOLDERS_PER_TASK]) for start in starts]
    tasks = (Task(chunk, _check_chunk, (chunk, check)) for chunk in chunks)
    with closing(run_tasks(tasks, os.cpu_count() or 1, UNLIMITED)) as ends:
        for ended in ends:
            match ended.outcome:
                case WorkerReturned(results):
                    yield from zip(ended.task.name, results, strict=True)
                case WorkerRaised(error, _):
                    raise error
                case died:
                    unreadable = Unreadable(reason="không đọc được trang web hoặc hồ sơ số liệu", detail=str(died))
                    yield from ((folder, unreadable) for folder in ended.task.name)


def _check_chunk(_: Connection, folders: Sequence[Path], check: Check) -> list[Eligible | Rejected | Unreadable]:
    return [check(folder) for folder in folders]


def _file_states(folder: Path, names: Sequence[str]) -> dict[str, _FileState]:
    """Return the state of each file that exists."""
    states = {}
    for name in names:
        try:
            found = (folder / name).stat()
        except OSError:
            continue
        states[name] = _FileState(found.st_size, found.st_mtime_ns)
    return states


def _stamp(states: Mapping[str, _FileState]) -> str:
    listed = {name: [state.size, state.modified] for name, state in states.items()}
    return sha256(json.dumps([listed, library_hash()], sort_keys=True).encode()).hexdigest()


def _cache_path(cache: Path, folder: Path) -> Path:
    return cache / f"{sha256(os.fsencode(folder.resolve())).hexdigest()}.json"
