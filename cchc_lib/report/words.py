"""What a report prints, place by place, so that an edited word is found and named."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import unescape
from typing import Any

from cchc_lib.report.model.blocks import Block, printed_numbers
from cchc_lib.report.rendering.media import words

MARK = "mark"
"""The place of what stands across every page."""
NOTES = "footnotes"
"""The place of all footnotes together, in reading order."""

_DRAWN = re.compile(r"<text\b[^>]*>([^<]*)</text>")


def words_of(semantic: Mapping[str, Any], svg: str = "") -> Iterator[tuple[str, str]]:
    """The places of a block with their words, as the page names them; footnotes under NOTES."""
    kind = semantic["kind"]
    if kind == "group":
        for block in semantic["blocks"]:
            yield from words_of(block)
    elif kind == "chart":
        yield from _chart(semantic, svg)
    elif kind in FRAMES:
        yield kind, "".join(FRAMES[kind](semantic))
        if semantic.get("mark"):
            yield MARK, semantic["mark"]
    elif kind in _PLACES:
        yield from _PLACES[kind](semantic)


def told_by(blocks: Iterable[Block]) -> tuple[dict[str, list[str]], dict[str, str]]:
    """What blocks print: the texts of each number by its code, and the words of each place."""
    printed: dict[str, list[str]] = defaultdict(list)
    words: dict[str, str] = defaultdict(str)
    for block in blocks:
        semantic = block.json()
        for number in printed_numbers(semantic):
            printed[number["code"]].append(number["text"])
        for place, text in words_of(semantic, block.svg()):
            words[place] += text
    return printed, words


def _chart(chart: Mapping[str, Any], svg: str) -> Iterator[tuple[str, str]]:
    if svg:
        drawn = "".join(map(unescape, _DRAWN.findall(svg)))
        yield f"bieu-do-{chart['id']}", f"{chart['alt']}{drawn}{chart['caption']}"


def _prose(prose: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for paragraph in prose["paragraphs"]:
        yield paragraph["id"], _line(paragraph["runs"])
        yield from _notes(paragraph["runs"])


def _tabular(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield f"bang-{table['id']}", "".join(_table(table))
    if table["rows"] and table["remark"]:
        yield f"bang-{table['id']}-ghi-chu", table["remark"]


def _line(runs: Any) -> str:
    return "".join(run["text"] for run in runs if run["kind"] != "note")


def _notes(runs: Any) -> Iterator[tuple[str, str]]:
    for run in runs:
        if run["kind"] == "note":
            yield NOTES, "; ".join(document["text"] for document in run["documents"]) + "."


def _table(table: Mapping[str, Any]) -> Iterator[str]:
    yield table["caption"]
    if table["rows"]:
        named = [cell["text"] for line in table["head"] for cell in line] or table["columns"]
        yield from named
        yield from (_line(cell["runs"]) for row in table["rows"] for cell in row)
    else:
        yield words()["nothing"]


def _letterhead(head: Mapping[str, Any]) -> Iterator[str]:
    fixed = words()
    yield head["notice"]
    if any(head["body"]):
        yield from (*head["body"], fixed["number"], ":", head["number"] or head["symbol"])
        yield from (fixed["nation"], fixed["motto"], head["place"], ",")
        yield head["date"] or f"{fixed['day']}{fixed['month']}{fixed['year']}{head['year']}"
    yield from (head["title"], head["subject"], head["covering"])
    if head["recipient"]:
        yield from (fixed["recipient"], ":", _line(head["recipient"]))


def _closing(foot: Mapping[str, Any]) -> Iterator[str]:
    yield from (
        foot["notice"],
        words()["distribution"],
        ";".join(foot["distribution"]),
        "." if foot["distribution"] else "",
    )
    yield from (foot[part] for part in ("authority", "acting_for", "position", "name"))


def _summary(summary: Mapping[str, Any]) -> Iterator[str]:
    fixed = words()
    yield from (summary["title"], summary["notice"])
    for card in summary["cards"]:
        yield from (card["label"], _line(card["runs"]))
        if card["target"]:
            yield f"{card['target']}·{fixed[card['standing']]}"
    for name in ("strengths", "concerns"):
        yield fixed[name]
        yield "".join(_line(line) for line in summary[name]) or fixed["nobody"]


FRAMES = {"letterhead": _letterhead, "closing": _closing, "summary": _summary}
"""Blocks that are one place each, named as their kind."""
_PLACES: Mapping[str, Callable[[Mapping[str, Any]], Iterator[tuple[str, str]]]] = {
    "heading": lambda heading: iter([(heading["id"], heading["title"])]),
    "prose": _prose,
    "table": _tabular,
}
