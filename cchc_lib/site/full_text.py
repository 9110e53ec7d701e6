"""The full text of the reports as an index that the search page asks for piece by piece (Pagefind)."""

import subprocess
import sys
import tempfile
from collections.abc import Iterable
from html import escape
from pathlib import Path

from cchc_lib.site.published import PAGE, PublishedReport
from cchc_lib.site.rendering import period_title

ENGINE = "pagefind.js"
_NEEDED = (ENGINE, "pagefind-worker.js", "pagefind-entry.json")
"""What the search page loads beside the index itself; the rest is ready-made boxes and buttons."""
_INDEX = {".pf_meta", ".pf_index", ".pf_fragment", ".pf_filter", ".pagefind"}


def search_files(reports: Iterable[PublishedReport]) -> dict[str, bytes]:
    """The files of the index, by their paths within its folder; each report is found by its sentences."""
    with tempfile.TemporaryDirectory(prefix="cchc-") as folder:
        texts, made = Path(folder) / "texts", Path(folder) / "made"
        texts.mkdir()
        for report in reports:
            path = texts / report.place / PAGE
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_page(report), encoding="utf-8")
        command = [sys.executable, "-m", "pagefind_bin", "--site", str(texts), "--output-path", str(made), "--silent"]
        # A command of its own, since the index is made by threads, and reports are made in forks of this process.
        subprocess.run([*command, "--force-language", "vi"], check=True, capture_output=True)  # noqa: S603
        return {str(path.relative_to(made)): path.read_bytes() for path in sorted(_needed(made))}


def _needed(made: Path) -> Iterable[Path]:
    return (path for path in made.rglob("*") if path.is_file() and (path.name in _NEEDED or path.suffix in _INDEX))


def _page(report: PublishedReport) -> str:
    """A report's sentences as the plainest page, whose title is what a result is called."""
    title = f"{report.name[:1].upper()}{report.name[1:]} – {period_title(report.period)}"
    lines = "".join(f"<p>{escape(line)}</p>" for line in report.text.splitlines() if line.strip())
    # The title names the result; what is searched are the sentences.
    head = f'<h1 data-pagefind-ignore="index">{escape(title)}</h1>'
    return f'<!DOCTYPE html><html lang="vi"><body>{head}{lines}</body></html>'
