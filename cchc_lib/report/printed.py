"""The numbers and texts that the blocks of a report print, from which its record is made."""

from collections import defaultdict
from collections.abc import Iterable

from cchc_lib.record.page_text import text_by_place
from cchc_lib.report.model.block import Block
from cchc_lib.report.model.runs import printed_numbers


def collect_printed(blocks: Iterable[Block]) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Collect the numbers and texts that blocks print.

    Args:
        blocks: all blocks of a report but the record, in reading order.

    Returns:
        The texts of each number by its code, and the text of each place of the page.
    """
    numbers: dict[str, list[str]] = defaultdict(list)
    texts: dict[str, list[str]] = defaultdict(list)
    for block in blocks:
        for number in printed_numbers(block.json()):
            numbers[number["code"]] += filter(None, (number["text"], number["paper"]))
        for place, text in text_by_place(block.html()).items():
            texts[place].append(text)
    return numbers, {place: " ".join(parts) for place, parts in texts.items()}
