"""Abbreviations, each of which is explained where a report uses it first: `Ủy ban nhân dân (UBND)`."""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files

from cchc_lib.quantities.letter_case import first_upper
from cchc_lib.report.blocks.prose_block import Paragraph
from cchc_lib.report.model.runs import Cited, Text, TextRun

_SENTENCE_END = re.compile(r"(?:^|[.:;]\s)$")
"""What precedes the first word of a sentence."""


@cache
def abbreviations() -> Mapping[str, str]:
    """Return the words for each abbreviation that reports of every unit use."""
    text = files("cchc_lib.catalogue").joinpath("abbreviations.csv").read_text(encoding="utf-8")
    return {row["short"]: row["full"] for row in csv.DictReader(text.splitlines())}


def explained(paragraphs: Iterable[Paragraph], known: frozenset[str]) -> tuple[tuple[Paragraph, ...], frozenset[str]]:
    """Return paragraphs in which the first use of each abbreviation is explained, and the abbreviations known then.

    Args:
        paragraphs: paragraphs in reading order.
        known: the abbreviations that earlier paragraphs explained.
    """
    result = []
    for paragraph in paragraphs:
        runs: list[TextRun] = []
        for run in paragraph.runs:
            # Words of documents are explained too; the symbols of documents are no abbreviations.
            if isinstance(run, Text | Cited):
                text, known = _explained(run.text, known, starts_line=not runs)
                runs.append(replace(run, text=text))
            else:
                runs.append(run)
        result.append(replace(paragraph, runs=tuple(runs)))
    return tuple(result), known


def _explained(text: str, known: frozenset[str], *, starts_line: bool) -> tuple[str, frozenset[str]]:
    for short, full in abbreviations().items():
        if short in known or short not in text or not (match := _pattern(short).search(text)):
            continue
        known |= {short}
        if text[: match.start()].endswith("("):
            continue  # The ward's own prose explains it.
        before = text[: match.start()]
        starts = bool(_SENTENCE_END.search(before)) and (starts_line or bool(before))
        words = first_upper(full) if starts else full
        text = f"{before}{words} ({short}){text[match.end() :]}"
    return text, known


@cache
def _pattern(short: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/-]){short}(?![\w-])")
