"""The overview of a city as blocks, which are built once and may be shown in any order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cchc_lib.city.city_values import CityValues, comparable_codes
from cchc_lib.errors import unknown
from cchc_lib.record.city_record import Overview, city_record
from cchc_lib.record.ward_record import Printed
from cchc_lib.report.blocks.chart_block import Chart
from cchc_lib.report.blocks.group_block import BlockGroup
from cchc_lib.report.blocks.letterhead_block import Letterhead
from cchc_lib.report.blocks.record_block import RecordBlock
from cchc_lib.report.city.city_changes import build_changes
from cchc_lib.report.city.city_charts import build_funnel_chart, build_funnel_text, build_map_chart, build_map_text
from cchc_lib.report.city.city_findings import build_findings, build_outliers
from cchc_lib.report.city.city_totals import build_totals
from cchc_lib.report.city.target_table import build_target_table
from cchc_lib.report.city.ward_ranking import build_ranking
from cchc_lib.report.figure_tables import ward_table
from cchc_lib.report.model.block import Block
from cchc_lib.report.printed import collect_printed

if TYPE_CHECKING:
    import pandas as pd

SECTIONS: Mapping[str, Callable[[CityValues], BlockGroup]] = {
    "overview": build_totals,
    "funnel": build_funnel_text,
    "map": build_map_text,
    "targets": build_target_table,
    "changes": build_changes,
    "outliers": build_outliers,
    "findings": build_findings,
}
"""The parts of an overview that are prose and tables, without the ranking, which depends on the chosen indicator."""
CHARTS: Mapping[str, Callable[[CityValues], Chart]] = {"funnel": build_funnel_chart, "map": build_map_chart}
"""The charts of an overview by name."""


@dataclass(frozen=True, eq=False)
class CityOverview:
    """The blocks of one city's overview, each of which a notebook shows by a method."""

    values: CityValues
    ranked_by: str
    """The code of the indicator that wards are ranked by."""

    def letterhead(self) -> Letterhead:
        """Return the title. An analysis has no issuer and no recipients, so it has no other part of a letterhead."""
        return self._letterhead

    def section(self, name: str) -> BlockGroup:
        """Return a part with text and tables.

        Raises:
            UserError: no part has the name.
        """
        if name not in self._sections:
            raise unknown("section", name, self._sections)
        return self._sections[name]

    def chart(self, name: str) -> Chart:
        """Return a chart.

        Raises:
            UserError: no chart has the name.
        """
        if name not in self._charts:
            raise unknown("chart", name, self._charts)
        return self._charts[name]

    def ranking(self) -> BlockGroup:
        """Return all wards, ranked by the indicator that the parameter names."""
        return self._ranking

    def record(self, *added: Block) -> RecordBlock:
        """Return the lineage of every number that the overview prints.

        Args:
            *added: blocks that the notebook shows beside those of the overview.
        """
        numbers, page_text = collect_printed((*self.blocks(), *added))
        overview = Overview(self.values, self.values.city.origin, self.ranked_by)
        return RecordBlock(city_record(overview, Printed(numbers, page_text, {})))

    def blocks(self) -> tuple[Block, ...]:
        """Return every block of the overview except the record."""
        return (self.letterhead(), *self._sections.values(), self.ranking(), *self._charts.values())

    def figures(self) -> "pd.DataFrame":
        """Return every compared value as a table for analysis, one row for each ward."""
        return ward_table(self.values.city.wards, comparable_codes(self.values.city.catalogue))

    @cached_property
    def _letterhead(self) -> Letterhead:
        city = self.values.city
        return Letterhead(
            body=("", ""),
            number="",
            symbol="",
            place="",
            date="",
            year=city.period.end.year,
            title="Tổng quan",
            subject=f"Cải cách hành chính các xã, phường, đặc khu của {city.full_name}",
            covering=city.period.covering(),
            recipient=(),
            as_of=city.period.end.isoformat(),
            notice=city.origin.notice,
            mark=city.origin.mark,
        )

    @cached_property
    def _sections(self) -> Mapping[str, BlockGroup]:
        return {name: build(self.values) for name, build in SECTIONS.items()}

    @cached_property
    def _charts(self) -> Mapping[str, Chart]:
        return {name: build(self.values) for name, build in CHARTS.items()}

    @cached_property
    def _ranking(self) -> BlockGroup:
        return build_ranking(self.values, self.ranked_by)
