"""Verifying one built file: a page, an executed notebook, or a record."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import TemplateError

from cchc_lib.errors import UserError
from cchc_lib.record.seal import MARK, RECORD, is_intact, seal_of
from cchc_lib.report.model.blocks import BLOCK_TYPE, printed_numbers
from cchc_lib.report.rendering.media import forms
from cchc_lib.report.words import words_of
from cchc_lib.verification.comparison import shown_numbers, shown_sources, shown_words
from cchc_lib.verification.page import Page, Shown
from cchc_lib.verification.recompute import Discrepancy, recomputed
from cchc_lib.verification.record_file import LARGEST, MOST, Record, read_json, read_record

_RECORD = re.compile(rf'<script [^<>]*id="{RECORD}"[^<>]*>(?P<record>[^<]*)</script>')
"""The record in a page; all of its text is written without `<`."""


@dataclass(frozen=True)
class Verified:
    """What was found of one file."""

    record: Record
    numbers: int
    differences: tuple[Discrepancy, ...]


def verify_file(path: Path) -> Verified:
    """Compute every number of a file again, and compare what it shows with the record it carries.

    Raises:
        UserError: the file cannot be read, is too large, or carries no record of cchc.
    """
    if path.suffix not in (".html", ".ipynb", ".json"):
        raise UserError(f"{path.name} cannot be verified; expected a .html, .ipynb or .json that cchc built.")
    text = _read(path)
    match path.suffix:
        case ".html":
            record, differences = _page(path.name, text)
        case ".ipynb":
            record, differences = _notebook(path.name, read_json(path.name, text))
            differences += [] if is_intact(text) else [_unsealed("the notebook")]
        case _:
            record, differences = _record(path.name, read_json(path.name, text))
    return Verified(record, len(record.numbers), (*recomputed(record), *differences))


def _read(path: Path) -> str:
    try:
        if path.exists() and not path.is_file():
            raise UserError(f"{path} is no file.")
        if path.stat().st_size > LARGEST:
            raise UserError(f"{path} is larger than {LARGEST // 1_000_000} MB; a report is not.")
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UserError(f"{path} is no text in UTF-8.") from error
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}.") from error


def _record(name: str, data: Any) -> tuple[Record, list[Discrepancy]]:
    record = read_record(name, data)
    return record, [] if data.get(MARK) == seal_of(data) else [_unsealed("the record")]


def _unsealed(place: str) -> Discrepancy:
    return Discrepancy(
        f"{place}: its seal is broken", "content that was changed or added, or no seal", "what cchc sealed"
    )


def _page(name: str, text: str) -> tuple[Record, list[Discrepancy]]:
    for mark, most in MOST.items():
        if text.count(mark) > most:
            raise UserError(f"{name} holds «{mark}» more than {most} times; a report does not.")
    if text.count("<") > text.count(">"):
        raise UserError(f"{name} has tags that do not end: it was cut short, or is no page of cchc.")
    embedded = _RECORD.search(text)
    if not embedded:
        raise UserError(f"{name} carries no record: it is no page of cchc, or it was cut short.")
    record, unsealed = _record(name, read_json(name, embedded["record"]))
    page = _parsed(name, text, record.words)
    page.finish()
    strange = [Discrepancy("the page", found, "") for found in page.strange]
    if page.record != embedded["record"]:
        strange.append(Discrepancy("the page", "another record than the first", "one record"))
    if not is_intact(text):
        strange.append(_unsealed("the page"))
    shown = (shown_numbers(record, page.numbers), shown_words(record, page.words), shown_sources(record, page.words))
    return record, [*(difference for each in shown for difference in each), *strange, *unsealed]


def _parsed(name: str, text: str, places: Collection[str]) -> Page:
    page = Page(places)
    try:
        page.feed(text)
        page.close()
    except (AssertionError, ValueError) as error:  # html.parser asserts where markup is beyond it.
        raise UserError(f"{name} is no page that can be read: {error}.") from error
    return page


def _notebook(name: str, notebook: Any) -> tuple[Record, list[Discrepancy]]:
    try:
        return _notebook_differences(name, notebook)
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError, TemplateError) as error:
        raise UserError(f"{name} holds something that cannot be read ({type(error).__name__}).") from error


def _notebook_differences(name: str, notebook: Any) -> tuple[Record, list[Discrepancy]]:
    shown = [data for cell in notebook["cells"] for data in _shown(cell)]
    blocks = [data[BLOCK_TYPE] for data in shown if BLOCK_TYPE in data]
    raw = next((block["record"] for block in blocks if block["kind"] == "record"), None)
    if raw is None:
        raise UserError(f"{name} shows no record; the notebook's last cell should be `report.record()`.")
    record, unsealed = _record(name, raw)
    words: dict[str, str] = defaultdict(str)
    numbers: list[Shown] = []
    differences = [each for data in shown for each in _other_forms(data)]
    for data in shown:
        block = data.get(BLOCK_TYPE, {"kind": "record"})
        if block["kind"] != "record":
            numbers += [Shown(number["code"], number["text"], number["value"]) for number in printed_numbers(block)]
            for place, said in words_of(block, _svg(data)):
                words[place] += said
    return record, [*shown_numbers(record, numbers), *shown_words(record, words), *differences, *unsealed]


def _shown(cell: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What a cell shows to a reader of the report, each as a bundle by MIME type."""
    if cell["cell_type"] == "markdown" and "guide" not in cell["metadata"].get("tags", ()):
        yield {"text/markdown": cell["source"]}
    for output in cell.get("outputs", ()):
        yield output.get("data") or {"text/plain": output.get("text", output.get("evalue", ""))}


def _other_forms(data: dict[str, Any]) -> Iterator[Discrepancy]:
    """Forms of a block that say something else than the block, and what is no block at all."""
    block = data.get(BLOCK_TYPE)
    if block is None:
        yield Discrepancy("the notebook", f"«{str(next(iter(data.values()), ''))[:80]}»", "")
        return
    expected_forms = forms(block, _svg(data))
    for kind in data.keys() - expected_forms.keys() - {BLOCK_TYPE, "image/svg+xml"}:
        yield Discrepancy(f"{block['kind']} ({kind})", "a form that cchc does not write", "")
    for kind, expected in expected_forms.items():
        if "".join(data.get(kind, "")) != expected:
            yield Discrepancy(
                f"{block['kind']} {block.get('id', '')} ({kind})".strip(), "another text", "that of the block"
            )


def _svg(data: dict[str, Any]) -> str:
    return "".join(data.get("image/svg+xml", ""))
