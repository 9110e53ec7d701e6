"""A ward's report as blocks, written once from the results and then taken in any order."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    import pandas as pd


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
        return self._tables[_known(name, self._tables, "table")]

    def chart(self, name: str) -> Chart:
        """A chart."""
        return self._charts[_known(name, self._charts, "chart")]

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
        words: dict[str, str] = defaultdict(str)
        for block in self.blocks():
            semantic = block.json()
            for number in printed_numbers(semantic):
                printed[number["code"]].append(number["text"])
            for place, text in words_of(semantic, block.svg()):
                words[place] += text
        return Record(make_record(self.results, printed, words, self._phrases()))

    def _phrases(self) -> dict[str, tuple[str, ...]]:
        """The figures that decide what each section says."""
        prose = (block for group in self._sections.values() for block in group.blocks if isinstance(block, Prose))
        return {block.section: block.decided_by for block in prose if block.decided_by}

    def blocks(self) -> tuple[Block, ...]:
        """Every block of the report but the record, sections first."""
        filled = (*self._sections.values(), *self._tables.values(), *self._charts.values())
        return (self.summary(), self.letterhead(), *filled, self.closing(), self.findings(), self.lineage())

    def figures(self) -> "pd.DataFrame":
        """Every figure and indicator as a table, for analysis: exact values as floats in their units, not rounded."""
        import pandas as pd  # noqa: PLC0415 - it takes a third of a second, and only analysts ask for it

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
    def _tables(self) -> Mapping[str, Table]:
        return {name: build_table(table, self.results) for name, table in tables().items()}

    @cached_property
    def _charts(self) -> Mapping[str, Chart]:
        return {chart.id: build_chart(chart, self.results) for chart in CHARTS}

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
