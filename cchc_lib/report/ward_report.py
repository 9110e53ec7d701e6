"""A ward's report as blocks, which are built once from the results and may be shown in any order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Generic, TypeVar

from cchc_lib.errors import unknown
from cchc_lib.indicators.results import Results, tracking_reads
from cchc_lib.record.places import PagePlace, PlaceKind
from cchc_lib.record.ward_record import COMPARISON_KEY, Printed, ward_record
from cchc_lib.report.blocks.chart_block import Chart
from cchc_lib.report.blocks.closing_block import Closing
from cchc_lib.report.blocks.group_block import BlockGroup
from cchc_lib.report.blocks.letterhead_block import Letterhead
from cchc_lib.report.blocks.prose_block import Prose
from cchc_lib.report.blocks.record_block import RecordBlock
from cchc_lib.report.blocks.summary_block import Summary
from cchc_lib.report.blocks.table_block import Table
from cchc_lib.report.charts.catalogue import CHARTS, RETIRED
from cchc_lib.report.charts.declaration import build_chart, empty_chart
from cchc_lib.report.figure_tables import figure_table
from cchc_lib.report.model.block import Block
from cchc_lib.report.model.runs import printed_numbers
from cchc_lib.report.printed import collect_printed
from cchc_lib.report.sections.appendices import findings_appendix, lineage_appendix
from cchc_lib.report.sections.document_frame import Marking, build_closing, build_letterhead, marking_of
from cchc_lib.report.sections.form_appendices import form_appendix
from cchc_lib.report.sections.period_comparison import build_period_comparison
from cchc_lib.report.sections.scenario_effects import build_scenario_effects
from cchc_lib.report.sections.short_form import is_short
from cchc_lib.report.sections.summary import build_summary
from cchc_lib.report.tables.catalogue import tables
from cchc_lib.report.tables.declaration import build_table
from cchc_lib.report.tables.further_table import further_tables
from cchc_lib.report.ward_sections import build_sections
from cchc_lib.scenarios.baseline_comparison import ScenarioComparison

if TYPE_CHECKING:
    import pandas as pd

T = TypeVar("T")
COMPARISON_SECTION = "assessment"
"""The section at whose end the notebook compares with earlier periods."""
BlockT_co = TypeVar("BlockT_co", bound=Block, covariant=True)
Placed = TypeVar("Placed", Table, Chart)
"""A block that belongs to a section."""


@dataclass(frozen=True)
class TrackedBlock(Generic[BlockT_co]):
    """A block, and the figures that its content depends on."""

    block: BlockT_co
    deciding_codes: tuple[str, ...]
    """The codes of the figures behind all values that were read while the block was built."""


@dataclass(frozen=True)
class WardReport:
    """The blocks of one ward's report, each of which a notebook shows by a method."""

    results: Results
    comparison: ScenarioComparison | None = None
    """The comparison with the ward as it is; None without a scenario."""

    def summary(self) -> Summary:
        """Return the summary on the first screen of the page."""
        return self._summary.block

    def letterhead(self) -> Letterhead:
        """Return the head of the document."""
        return self._letterhead

    def scenario(self) -> BlockGroup:
        """Return what a scenario changed and what follows from it; empty in a report without a scenario."""
        return self._scenario

    def earlier(self) -> BlockGroup:
        """Return the comparison with earlier periods; empty if there are none."""
        return self._earlier.block

    def section(self, name: str) -> BlockGroup:
        """Return the heading and the prose of a section.

        Raises:
            UserError: no section has the name.
        """
        return _get(self._sections, name, "section")

    def table(self, name: str) -> Table:
        """Return a table.

        Raises:
            UserError: no table has the name.
        """
        return _get(self._tables, name, "table").block

    def chart(self, name: str) -> Chart:
        """Return a chart.

        Raises:
            UserError: no chart has the name.
        """
        if name in RETIRED:
            return empty_chart(name, "", "")
        return _get(self._charts, name, "chart").block

    def further(self, section: str) -> BlockGroup:
        """Return what a section shows below its tables; empty if there is nothing, or if the section has no tables.

        Raises:
            UserError: no section has the name.
        """
        _get(self._sections, section, "section")
        return self._below_tables.get(section, BlockGroup(()))

    def form(self, name: str) -> BlockGroup:
        """Return a form that the report's outline appends.

        Raises:
            UserError: the outline appends no form of the name.
        """
        return _get(self._forms, name, "form").block

    def closing(self) -> Closing:
        """Return the recipients (Nơi nhận) and the signature block."""
        return self._closing

    def findings(self) -> BlockGroup:
        """Return the findings of the audit, as an appendix of the internal report."""
        return self._findings

    def lineage(self) -> BlockGroup:
        """Return how each indicator was computed, as an appendix of the internal report."""
        return self._lineage

    def record(self, *added: Block) -> RecordBlock:
        """Return the lineage of every number that the report prints.

        Args:
            *added: blocks that the notebook shows beside those of the report.
        """
        numbers, page_text = collect_printed((*self.blocks(), *added))
        return RecordBlock(ward_record(self.results, Printed(numbers, page_text, self._wording_figures())))

    def _wording_figures(self) -> dict[str, tuple[str, ...]]:
        """Return the figures on which the wording of each part of the report depends.

        Figures behind printed numbers are left out, since the record leads to them from these numbers.
        """
        prose = (block for group in self._sections.values() for block in group.blocks if isinstance(block, Prose))
        tracked: dict[str, TrackedBlock[Block]] = {
            block.section: TrackedBlock(block, block.decided_by) for block in prose
        }
        tracked |= {str(PagePlace(PlaceKind.TABLE, name)): table for name, table in self._shown(self._tables).items()}
        tracked |= {str(PagePlace(PlaceKind.CHART, name)): chart for name, chart in self._shown(self._charts).items()}
        tracked |= {str(PagePlace(PlaceKind.TABLE, f"bieu-{name}")): form for name, form in self._forms.items()}
        tracked |= {str(PagePlace(PlaceKind.SUMMARY)): self._summary}
        tracked |= {COMPARISON_KEY: self._earlier} if self._shows_earlier else {}
        unprinted = {key: self._unprinted(item) for key, item in tracked.items()}
        return {key: codes for key, codes in unprinted.items() if codes}

    def _unprinted(self, tracked: TrackedBlock[Block]) -> tuple[str, ...]:
        """Return the deciding figures of a block from which none of its printed numbers is computed."""
        numbers = {number["code"] for number in printed_numbers(tracked.block.json())}
        printed = {figure.code for code in numbers for figure in self.results[code].quantity.figures()}
        return tuple(code for code in tracked.deciding_codes if code not in printed)

    def blocks(self) -> tuple[Block, ...]:
        """Return every block of the report except the record."""
        tracked = (*self._shown(self._tables).values(), *self._shown(self._charts).values())
        filled = (*self._sections.values(), *(item.block for item in tracked))
        return (
            self.summary(),
            self.letterhead(),
            self.scenario(),
            *filled,
            *(group for name, group in self._below_tables.items() if self.results.inputs.outline.has(name)),
            *([self.earlier()] if self._shows_earlier else []),
            self.closing(),
            *(form.block for form in self._forms.values()),
            self.findings(),
            self.lineage(),
        )

    def _shown(self, tracked: "Mapping[str, TrackedBlock[Placed]]") -> "Mapping[str, TrackedBlock[Placed]]":
        """Return the tables or charts of the sections that the report has."""
        has = self.results.inputs.outline.has
        return {name: item for name, item in tracked.items() if has(item.block.section)}

    @property
    def _shows_earlier(self) -> bool:
        """Whether the report has the section in which the notebook compares with earlier periods."""
        return self.results.inputs.outline.has("assessment")

    def figures(self) -> "pd.DataFrame":
        """Return every figure and indicator as a table for analysis."""
        return figure_table(self.results)

    # Each block is built once, since the cell that shows it and the record share its HTML.

    @cached_property
    def _is_short(self) -> bool:
        return is_short(self.results)

    @cached_property
    def _marking(self) -> Marking:
        return marking_of(self.results)

    @cached_property
    def _letterhead(self) -> Letterhead:
        return build_letterhead(self.results, self._marking)

    @cached_property
    def _scenario(self) -> BlockGroup:
        return build_scenario_effects(self.comparison) if self.comparison else BlockGroup(())

    @cached_property
    def _closing(self) -> Closing:
        return build_closing(self.results, self._marking)

    @cached_property
    def _findings(self) -> BlockGroup:
        return findings_appendix(self.results)

    @cached_property
    def _lineage(self) -> BlockGroup:
        return lineage_appendix(self.results)

    @cached_property
    def _summary(self) -> TrackedBlock[Summary]:
        return _build_tracked(
            partial(build_summary, notice=self._marking.notice, leaves_out=self._is_short), self.results
        )

    @cached_property
    def _earlier(self) -> TrackedBlock[BlockGroup]:
        return _build_tracked(build_period_comparison, self.results)

    @cached_property
    def _tables(self) -> Mapping[str, TrackedBlock[Table]]:
        return {
            name: _build_tracked(partial(build_table, table, leaves_out=self._is_short), self.results)
            for name, table in tables().items()
        }

    @cached_property
    def _charts(self) -> Mapping[str, TrackedBlock[Chart]]:
        return {chart.id: _build_tracked(partial(build_chart, chart), self.results) for chart in CHARTS}

    @cached_property
    def _forms(self) -> Mapping[str, TrackedBlock[BlockGroup]]:
        forms = self.results.inputs.forms
        return {form.name: _build_tracked(partial(form_appendix, form), self.results) for form in forms}

    @cached_property
    def _further(self) -> Mapping[str, Table]:
        return further_tables(self.results, leaves_out=self._is_short)

    @cached_property
    def _below_tables(self) -> Mapping[str, BlockGroup]:
        """The further tables of the sections in which the notebook shows tables or charts."""
        with_tables = {table.section for table in tables().values()} | {chart.section for chart in CHARTS}
        return {name: BlockGroup((table,)) for name, table in self._further.items() if name in with_tables}

    @cached_property
    def _sections(self) -> Mapping[str, BlockGroup]:
        below_prose = {name: table for name, table in self._further.items() if name not in self._below_tables}
        return build_sections(self.results, self._sections_with_blocks(), below_prose, leaves_out=self._is_short)

    def _sections_with_blocks(self) -> set[str]:
        """Return the names of the sections that have a table, a drawn chart, or the comparison with other periods."""
        tables = {table.block.section for table in self._tables.values() if not table.block.is_blank}
        tables |= {name for name, table in self._further.items() if not table.is_blank}
        charts = {chart.block.section for chart in self._charts.values() if chart.block.drawing}
        return tables | charts | ({COMPARISON_SECTION} if self.earlier().blocks else set())


def _build_tracked(build: Callable[[Results], BlockT_co], results: Results) -> TrackedBlock[BlockT_co]:
    """Build a block, and note the figures behind the values that were read meanwhile."""
    tracked, tracker = tracking_reads(results)
    return TrackedBlock(build(tracked), tracker.figures())


def _get(blocks: Mapping[str, T], name: str, kind: str) -> T:
    """Return a block by its name, or raise UserError with the closest name."""
    if name not in blocks:
        raise unknown(kind, name, blocks)
    return blocks[name]
