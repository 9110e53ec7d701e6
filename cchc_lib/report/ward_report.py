"""A ward's report as blocks, written once from the results and then taken in any order."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from cchc_lib.errors import unknown
from cchc_lib.indicators.results import Results
from cchc_lib.quantities.printing import full_text
from cchc_lib.record.lineage import make_record
from cchc_lib.report.appendices import findings_appendix, lineage_appendix
from cchc_lib.report.blocks import (
    Block,
    Chart,
    Closing,
    Group,
    Heading,
    Letterhead,
    Prose,
    Record,
    Summary,
    Table,
    printed_numbers,
)
from cchc_lib.report.illustrations import CHARTS, build_chart
from cchc_lib.report.letterhead import build_closing, build_letterhead
from cchc_lib.report.outline import OUTLINE
from cchc_lib.report.prose import has_template, write_section
from cchc_lib.report.sentences import Writer
from cchc_lib.report.summary import build_summary
from cchc_lib.report.tables.catalogue import tables
from cchc_lib.report.tables.declaration import build_table
from cchc_lib.report.words import words_of


@dataclass(frozen=True)
class WardReport:
    """The blocks of one ward's report; what a notebook shows."""

    results: Results

    def summary(self) -> Summary:
        """The first screen."""
        return build_summary(self.results)

    def letterhead(self) -> Letterhead:
        """The head of the document."""
        return build_letterhead(self.results)

    def section(self, name: str) -> Group:
        """A section's heading and prose."""
        return self._sections[_known(name, self._sections, "section")]

    def table(self, name: str) -> Table:
        """A table."""
        return build_table(tables()[_known(name, tables(), "table")], self.results)

    def chart(self, name: str) -> Chart:
        """A chart."""
        declared = {chart.id: chart for chart in CHARTS}
        return build_chart(declared[_known(name, declared, "chart")], self.results)

    def closing(self) -> Closing:
        """Nơi nhận and signature."""
        return build_closing(self.results)

    def findings(self) -> Group:
        """What the audit found, as an appendix of the internal report."""
        return findings_appendix(self.results)

    def lineage(self) -> Group:
        """How each indicator was computed, as an appendix of the internal report."""
        return lineage_appendix(self.results)

    def record(self) -> Record:
        """The lineage of every number that the report prints."""
        printed: dict[str, list[str]] = defaultdict(list)
        for block in self.blocks():
            for number in printed_numbers(block.json()):
                printed[number["code"]].append(number["text"])
        return Record(make_record(self.results, printed, self._words(), self._phrases()))

    def _phrases(self) -> dict[str, tuple[str, ...]]:
        """The figures that decide what each section says."""
        prose = (block for group in self._sections.values() for block in group.blocks if isinstance(block, Prose))
        return {block.section: block.decided_by for block in prose if block.decided_by}

    def _words(self) -> dict[str, str]:
        """What the report prints, place by place."""
        found: dict[str, str] = defaultdict(str)
        for block in self.blocks():
            for place, text in words_of(block.json(), block.svg()):
                found[place] += text
        return found

    def blocks(self) -> tuple[Block, ...]:
        """Every block of the report but the record, sections first."""
        filled = (build_table(table, self.results) for table in tables().values())
        charts = (build_chart(chart, self.results) for chart in CHARTS)
        last = (self.closing(), self.findings(), self.lineage())
        return (self.summary(), self.letterhead(), *self._sections.values(), *filled, *charts, *last)

    def figures(self) -> pd.DataFrame:
        """Every figure and indicator as a table, for analysis: exact values as floats in their units, not rounded."""
        rounding = self.results.inputs.settings.rounding
        rows = [
            {
                "code": code,
                "label": value.label,
                "value": None if value.number is None else float(value.number * value.unit.scale),
                "unit": value.unit.name,
                "text": full_text(value, rounding),
                "state": value.state.value,
            }
            for code, value in self.results.values.items()
        ]
        return pd.DataFrame(rows).set_index("code")

    @cached_property
    def _sections(self) -> Mapping[str, Group]:
        # In the outline's order, since a document is cited in full only the first time.
        writer = Writer(self.results)
        sections = {}
        for place in OUTLINE:
            blocks: list[Heading | Prose] = []
            if place.level:
                blocks.append(Heading(place.id, place.level, place.number, place.title))
            if has_template(place.id):
                prose, writer = write_section(place.id, writer)
                blocks.append(prose)
            sections[place.id] = Group(tuple(blocks))
        return sections


def _known(name: str, known: Mapping[str, object], kind: str) -> str:
    if name not in known:
        raise unknown(kind, name, known)
    return name
