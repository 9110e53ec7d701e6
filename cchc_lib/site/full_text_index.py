"""The full text of the reports as an index that the search page asks for piece by piece (Pagefind)."""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

from cchc_lib.quantities.letter_case import first_upper
from cchc_lib.site.page_templates import period_title
from cchc_lib.site.published_documents import PAGE, PublishedReport

ENGINE = "pagefind.js"
_NEEDED = (ENGINE, "pagefind-worker.js", "pagefind-entry.json")
"""What the search page loads beside the index itself; the rest is ready-made boxes and buttons."""
_INDEX = {".pf_meta", ".pf_index", ".pf_fragment", ".pf_filter", ".pagefind"}


@contextmanager
def indexing(reports: Iterable[PublishedReport]) -> Iterator[Callable[[], dict[str, bytes]]]:
    """Begin the index, in which each report is found by its sentences; what is given waits for it.

    It gives the files of the index by their paths within its folder. The index is made by a command of its own, during
    which the site can be written: its threads are not this process's, of which reports are forked.
    """
    with tempfile.TemporaryDirectory(prefix="cchc-") as folder:
        texts, made = Path(folder) / "texts", Path(folder) / "made"
        texts.mkdir()
        for report in reports:
            path = texts / report.place / PAGE
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_page(report), encoding="utf-8")
        command = [sys.executable, "-m", "pagefind_bin", "--site", str(texts), "--output-path", str(made), "--silent"]
        command += ["--force-language", "vi"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:  # noqa: S603 - a command of our own
            try:
                yield lambda: _made(process, made)
            finally:
                process.kill()


def _made(process: subprocess.Popen[bytes], made: Path) -> dict[str, bytes]:
    if process.wait():
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return {str(path.relative_to(made)): path.read_bytes() for path in sorted(_needed(made))}


def _needed(made: Path) -> Iterable[Path]:
    return (path for path in made.rglob("*") if path.is_file() and (path.name in _NEEDED or path.suffix in _INDEX))


def _page(report: PublishedReport) -> str:
    """A report's sentences as the plainest page, whose title is what a result is called."""
    title = f"{first_upper(report.name)} – {period_title(report.period)}"
    lines = "".join(f"<p>{escape(line)}</p>" for line in report.text.splitlines() if line.strip())
    # The title names the result; what is searched are the sentences.
    head = f'<h1 data-pagefind-ignore="index">{escape(title)}</h1>'
    return f'<!DOCTYPE html><html lang="vi"><body>{head}{lines}</body></html>'
