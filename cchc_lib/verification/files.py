"""Verify one built file: a page, an executed notebook, or a record."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import TemplateError

from cchc_lib.errors import UserError
from cchc_lib.record.content_hash import FIELD, RECORD_ID, content_hash_of, is_hashed, is_intact
from cchc_lib.record.model import Record
from cchc_lib.record.page_text import ShownNumber, text_by_place
from cchc_lib.record.reading import read_json, read_record
from cchc_lib.report.blocks.catalogue import read_block
from cchc_lib.report.blocks.record_block import RecordBlock
from cchc_lib.report.model.block import BLOCK_TYPE, Block
from cchc_lib.report.model.runs import printed_numbers
from cchc_lib.verification.comparison import number_discrepancies, text_discrepancies
from cchc_lib.verification.page import Page
from cchc_lib.verification.recompute import Discrepancy, recomputed

_LARGEST = 60_000_000
"""The largest file that is read, in bytes. A report has less than one million."""
_MAX_MARKS = {"<": 200_000, "=": 400_000, "<!": 100}
"""The limit of tags, attributes and comments of a page. A report has five thousand, ten thousand, and one.

The page may be hostile: the time to parse it can grow with the square of these numbers, as it does for comments that do
not end. The limits keep it to seconds.
"""
_CHECK_FILE = "Check that you named the right file."
_RECORD = re.compile(rf'<script [^<>]*id="{RECORD_ID}"[^<>]*>(?P<record>[^<]*)</script>')
"""The embedded record of a page. Its JSON contains no `<`, so the first `</script>` ends it."""
_NO_HASH = (
    "It carries no content hash, since it was run or saved by another program than cchc: its numbers and its text "
    "were compared, its code and metadata were not."
)


@dataclass(frozen=True)
class Verified:
    """A verified file: the record that it carries, and what does not hold."""

    record: Record
    differences: tuple[Discrepancy, ...]
    remarks: tuple[str, ...] = ()
    """What could not be compared, and why that is no fault."""

    @property
    def numbers(self) -> int:
        """How many numbers were computed again."""
        return len(self.record.numbers)


def verify_file(path: Path) -> Verified:
    """Compute every number of a file again, and compare what the file shows with the record that it carries.

    Raises:
        UserError: the file cannot be read, is too large, or carries no record of cchc.
    """
    if path.suffix not in (".html", ".ipynb", ".json"):
        raise UserError(
            f"{path.name} cannot be verified, since it carries no record; name the page, the notebook or the record of "
            "the same report (.html, .ipynb or .json)."
        )
    text, remarks = _read(path), []
    match path.suffix:
        case ".html":
            record, differences = _page(path.name, text)
        case ".ipynb":
            record, differences = _notebook(path.name, read_json(path.name, text))
            if not is_hashed(text):
                remarks.append(_NO_HASH)
            elif not is_intact(text):
                differences.append(_altered("the notebook"))
        case _:
            record, differences = _record(path.name, read_json(path.name, text))
    return Verified(record, (*recomputed(record), *differences), tuple(remarks))


def _read(path: Path) -> str:
    try:
        if path.exists() and not path.is_file():
            raise UserError(f"{path} is a folder or a device, not a file. Name a file that cchc built.")
        if path.stat().st_size > _LARGEST:
            limit = f"{_LARGEST // 1_000_000} MB, the limit"
            raise UserError(f"{path} is not a report of cchc: it is larger than {limit}. {_CHECK_FILE}")
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UserError(f"{path} is not a report of cchc: it is no text in UTF-8. {_CHECK_FILE}") from error
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}.") from error


def _record(name: str, data: Any) -> tuple[Record, list[Discrepancy]]:
    record = read_record(name, data)
    # The context is the same in every record file; pages and notebooks leave it out.
    content = {name: value for name, value in data.items() if name != "@context"}
    return record, [] if data.get(FIELD) == content_hash_of(content) else [_altered("the record")]


def _altered(place: str) -> Discrepancy:
    return Discrepancy(
        f"{place}: its content hash does not match", "content that was changed or added", "what cchc wrote"
    )


def _page(name: str, text: str) -> tuple[Record, list[Discrepancy]]:
    for mark, most in _MAX_MARKS.items():
        if text.count(mark) > most:
            raise UserError(
                f"{name} is not a report of cchc: it contains «{mark}» more than {most} times, the limit. {_CHECK_FILE}"
            )
    if text.count("<") > text.count(">"):
        raise UserError(f"{name} has tags that do not end: it was cut short, or is no page of cchc.")
    embedded = _RECORD.search(text)
    if not embedded:
        raise UserError(f"{name} carries no record: it is no page of cchc, or it was cut short.")
    record, altered = _record(name, read_json(name, embedded["record"]))
    page = _parsed(name, text, record.page_text)
    page.finish()
    strange = [Discrepancy("the page", found, "") for found in page.strange]
    if page.record != embedded["record"]:
        strange.append(Discrepancy("the page", "another record than the first", "one record"))
    if not is_intact(text):
        strange.append(_altered("the page"))
    shown = (*number_discrepancies(record, page.numbers), *text_discrepancies(record, page.text_by_place))
    return record, [*shown, *strange, *altered]


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
    record, altered = _record(name, raw)
    texts: dict[str, str] = defaultdict(str)
    numbers: list[ShownNumber] = []
    differences: list[Discrepancy] = []
    for data in shown:
        if BLOCK_TYPE not in data:
            differences.append(Discrepancy("the notebook", f"«{str(next(iter(data.values()), ''))[:80]}»", ""))
            continue
        block = read_block(data[BLOCK_TYPE], "".join(data.get("image/svg+xml", "")))
        differences += _other_forms(data, block)
        if not isinstance(block, RecordBlock):
            printed = printed_numbers(block.json())
            numbers += [ShownNumber(number["code"], number["text"], number["value"]) for number in printed]
            for place, text in text_by_place(block.html()).items():
                texts[place] += f" {text}"
    return record, [*number_discrepancies(record, numbers), *text_discrepancies(record, texts), *differences, *altered]


def _shown(cell: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what a cell shows to a reader of the report, as bundles by MIME type."""
    if cell["cell_type"] == "markdown" and "guide" not in cell["metadata"].get("tags", ()):
        yield {"text/markdown": cell["source"]}
    for output in cell.get("outputs", ()):
        yield output.get("data") or {"text/plain": output.get("text", output.get("evalue", ""))}


def _other_forms(data: dict[str, Any], block: Block) -> Iterator[Discrepancy]:
    """Yield the forms of a block in a notebook that differ from those of its JSON form."""
    name = f"{block.kind} {data[BLOCK_TYPE].get('id', '')}".strip()
    expected_forms = block.forms()
    for kind in data.keys() - expected_forms.keys() - {BLOCK_TYPE, "image/svg+xml"}:
        yield Discrepancy(f"{name} ({kind})", "a form that cchc does not write", "")
    for kind, expected in expected_forms.items():
        if "".join(data.get(kind, "")) != expected:
            yield Discrepancy(f"{name} ({kind})", "another text", "that of the block")
