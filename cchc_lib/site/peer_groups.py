"""The reports that are ranked together: those of one period, and of one province where a site has several.

The communes of a province do the same work under the same decisions. Units of different provinces may differ in their
tasks, their fees and the systems that they use, so that a rank among all of them would compare different things.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.quantities.dates import Period
from cchc_lib.quantities.numbers import Rounding, format_number, round_number
from cchc_lib.quantities.units import Unit
from cchc_lib.site.published_documents import PublishedReport, listed_codes
from cchc_lib.site.ranking import RankedReport, median_value, rank_reports

_UNKNOWN_PROVINCE = "chưa rõ tỉnh, thành phố"


@dataclass(frozen=True, eq=False)
class PeerGroup:
    """The reports of one period that are ranked together."""

    period: Period
    reports: tuple[PublishedReport, ...]
    catalogue: Catalogue
    """The figures and indicators of the site."""
    is_of_province: bool
    """Whether the site has several provinces, so that the group holds the units of one of them alone."""

    @property
    def province(self) -> str:
        """The words for the province, such as `thành phố Hải Phòng`; empty if the site has one province only."""
        return (self.reports[0].province or _UNKNOWN_PROVINCE) if self.is_of_province else ""

    @property
    def province_phrase(self) -> str:
        """The province behind the word for its units, ` của thành phố Hải Phòng`; empty as `province` is."""
        link = " của " if self.reports[0].province else " "
        return f"{link}{self.province}" if self.province else ""

    @property
    def units(self) -> str:
        """The number of the units with their province, as in `57 đơn vị của thành phố Hải Phòng`."""
        return f"{len(self.reports)} đơn vị{self.province_phrase}"

    @cached_property
    def rankings(self) -> Mapping[str, tuple[RankedReport, ...]]:
        """The reports ranked by each listed code."""
        return {
            code: rank_reports(self.reports, code, self.catalogue.direction_of(code))
            for code in listed_codes(self.catalogue)
        }

    @cached_property
    def ranks(self) -> Mapping[str, Mapping[str, int | None]]:
        """The rank of each ward, by slug, for each listed code."""
        return {code: {row.report.slug: row.rank for row in rows} for code, rows in self.rankings.items()}

    @cached_property
    def medians(self) -> Mapping[str, str]:
        """The median with its unit for each listed code; empty if no report has the value."""
        units = {code: self.catalogue.definitions[code].unit for code in listed_codes(self.catalogue)}
        return {code: _with_unit(median_value(self.reports, code), unit) for code, unit in units.items()}


def _with_unit(number: Fraction | None, unit: Unit) -> str:
    if number is None:
        return ""
    # A median of counts may lie between two of them. Whole numbers are printed without decimals, as in reports.
    places = 0 if number.denominator == 1 else unit.decimals
    return unit.with_number(format_number(round_number(number, places, Rounding.HALF_UP)))
