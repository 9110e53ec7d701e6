"""Verifying one built file: a page, an executed notebook, or a record."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cchc_lib.errors import UserError
from cchc_lib.report.blocks import BLOCK_TYPE, printed_numbers
from cchc_lib.report.words import words_of
from cchc_lib.verification.comparison import shown_numbers, shown_sources, shown_words
from cchc_lib.verification.page import Page
from cchc_lib.verification.recompute import Difference, recomputed
from cchc_lib.verification.record_file import LARGEST, Record, read_json, read_record


@dataclass(frozen=True)
class Verified:
    """What was found of one file."""

    record: Record
    numbers: int
    differences: tuple[Difference, ...]


def verify_file(path: Path) -> Verified:
    """Compute every number of a file again, and compare what it shows with the record it carries.

    Raises:
        UserError: the file cannot be read, is too large, or carries no record of cchc.
    """
    text = _read(path)
    match path.suffix:
        case ".html":
            record, differences = _page(path.name, text)
        case ".ipynb":
            record, differences = _notebook(path.name, read_json(path.name, text))
        case ".json":
            record, differences = read_record(path.name, read_json(path.name, text)), []
        case _:
            raise UserError(f"{path.name} cannot be verified; expected a .html, .ipynb or .json that cchc built.")
    return Verified(record, len(record.numbers), (*recomputed(record), *differences))


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise UserError(f"{path} is larger than {LARGEST // 1_000_000} MB; a report is not.")
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UserError(f"{path} is no text in UTF-8.") from error
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}.") from error


def _page(name: str, text: str) -> tuple[Record, list[Difference]]:
    first = Page()
    first.feed(text)
    if not first.record:
        raise UserError(f"{name} carries no record: it is no page of cchc, or it was cut short.")
    record = read_record(name, read_json(name, first.record))
    page = Page(record.words)
    page.feed(text)
    loose = [Difference("outside every part of the report", words[:80], "") for words in page.loose]
    shown = (shown_numbers(record, page.numbers), shown_words(record, page.words), shown_sources(record, page.words))
    return record, [*(difference for each in shown for difference in each), *loose]


def _notebook(name: str, notebook: Any) -> tuple[Record, list[Difference]]:
    blocks = list(_blocks(notebook))
    record = next((block["record"] for block, _ in blocks if block.get("kind") == "record"), None)
    if record is None:
        raise UserError(f"{name} shows no record; the notebook's last cell should be `report.record()`.")
    read = read_record(name, record)
    words: dict[str, str] = defaultdict(str)
    numbers: list[tuple[str, str]] = []
    try:
        for block, svg in blocks:
            if block.get("kind") != "record":
                numbers += [(number["code"], number["text"]) for number in printed_numbers(block)]
                for place, shown in words_of(block, svg):
                    words[place] += shown
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UserError(f"{name} holds a block that cannot be read ({type(error).__name__}).") from error
    return read, [*shown_numbers(read, numbers), *shown_words(read, words)]


def _blocks(notebook: Any) -> Iterator[tuple[dict[str, Any], str]]:
    """Every block that a notebook's cells show, with its drawing."""
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    for cell in cells if isinstance(cells, list) else ():
        outputs = cell.get("outputs") if isinstance(cell, dict) else None
        for output in outputs if isinstance(outputs, list) else ():
            data = output.get("data") if isinstance(output, dict) else None
            block = data.get(BLOCK_TYPE) if isinstance(data, dict) else None
            if isinstance(block, dict) and isinstance(data, dict):
                svg = data.get("image/svg+xml", "")
                yield block, "".join(svg) if isinstance(svg, list | str) else ""
