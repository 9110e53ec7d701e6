"""The search index of the full text of all reports, made by Pagefind. The search page loads it piece by piece."""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cchc_lib.site.page_templates import render
from cchc_lib.site.published_documents import REPORT_PAGE, PublishedReport

SEARCH_ENGINE = "pagefind.js"
_ENGINE_FILES = (SEARCH_ENGINE, "pagefind-worker.js", "pagefind-entry.json")
"""The files of Pagefind that the search page needs beside the index; the others are ready-made user interfaces."""
_INDEX_SUFFIXES = {".pf_meta", ".pf_index", ".pf_fragment", ".pf_filter", ".pagefind"}


@contextmanager
def full_text_index(reports: Iterable[PublishedReport]) -> Iterator[Callable[[], dict[str, bytes]]]:
    """Start to make the index, and return a function that waits for it and returns its files by path.

    The index is made by a separate process while the caller writes the site: the threads of Pagefind are then not in
    the calling process, which may fork.

    Raises:
        subprocess.CalledProcessError: Pagefind failed; raised by the returned function.
    """
    with tempfile.TemporaryDirectory(prefix="cchc-") as folder:
        pages, index = Path(folder) / "pages", Path(folder) / "index"
        pages.mkdir()
        for report in reports:
            path = pages / report.folder / REPORT_PAGE
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_page(report), encoding="utf-8")
        command = [sys.executable, "-m", "pagefind_bin", "--site", str(pages), "--output-path", str(index), "--silent"]
        command += ["--force-language", "vi"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:  # noqa: S603 - our own command
            try:
                yield lambda: _finished_index(process, index)
            finally:
                process.kill()


def _finished_index(process: subprocess.Popen[bytes], index: Path) -> dict[str, bytes]:
    if process.wait():
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return {
        str(path.relative_to(index)): path.read_bytes()
        for path in sorted(index.rglob("*"))
        if path.is_file() and (path.name in _ENGINE_FILES or path.suffix in _INDEX_SUFFIXES)
    }


def _page(report: PublishedReport) -> str:
    """Return the sentences of a report as a page, whose heading is the title of a search result."""
    lines = [line for line in report.prose.splitlines() if line.strip()]
    return render("full_text.html.j2", {"report": report, "lines": lines})
