"""The wards of a city that report a period, with their results."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from cchc_lib.audit.catalogue import audit
from cchc_lib.audit.declaration import Finding
from cchc_lib.catalogue.catalogue import Catalogue, merged_catalogue
from cchc_lib.errors import InputErrors, Problem, UserError
from cchc_lib.indicators.results import Results, compute, unstated_values
from cchc_lib.inputs.authority_calendars import authority_calendar
from cchc_lib.inputs.document_form import Origin
from cchc_lib.inputs.national_units import AdministrativeUnit, read_units, slug_of, units_of_province
from cchc_lib.inputs.periods import ComparisonBasis, read_period, stored_period, ward_periods
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.report_inputs import load_inputs
from cchc_lib.inputs.settings import Settings
from cchc_lib.inputs.ward_folders import stated_of_ward, ward_names
from cchc_lib.quantities.dates import Period


@dataclass(frozen=True, eq=False)
class City:
    """A city or province with the results of all its wards that report a period."""

    units: tuple[AdministrativeUnit, ...]
    """All communes, wards and special zones of the city, by code."""
    period: Period
    """The period that the wards report."""
    wards: tuple[Results, ...]
    """The results of each ward, ordered by code; at least one."""

    @property
    def name(self) -> str:
        """The name, such as `Hải Phòng`."""
        return self.units[0].province

    @property
    def full_name(self) -> str:
        """The name with its kind, such as `thành phố Hải Phòng`."""
        return f"{self.units[0].province_kind} {self.name}"

    @property
    def slug(self) -> str:
        """The name in file names and addresses, such as `hai-phong`."""
        return slug_of(self.name)

    @property
    def code(self) -> str:
        """The two-digit code of the national list."""
        return self.units[0].province_code

    @property
    def settings(self) -> Settings:
        """The parameters, which are the same for all wards."""
        return self.wards[0].inputs.settings

    @property
    def origin(self) -> Origin:
        """The origin of the figures of the whole city; figures that are simulated or reconstructed decide it."""
        # An overview that holds one simulated ward must not look like one of real figures alone.
        origins = {ward.inputs.content.document.origin for ward in self.wards}
        return next(origin for origin in (Origin.SIMULATED, Origin.RECONSTRUCTION, Origin.WARD) if origin in origins)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The figures and indicators of the wards, without those that wards define differently."""
        return merged_catalogue(ward.inputs.catalogue for ward in self.wards)

    @cached_property
    def non_reporting(self) -> tuple[AdministrativeUnit, ...]:
        """The units that do not report the period."""
        reporting = {ward.inputs.ward.code for ward in self.wards}
        return tuple(unit for unit in self.units if unit.code not in reporting)

    @cached_property
    def findings(self) -> Mapping[str, tuple[Finding, ...]]:
        """The findings of each ward, by its code."""
        return {ward.inputs.ward.code: audit(ward) for ward in self.wards}

    @cached_property
    def previous_period(self) -> Period | None:
        """The previous period of most wards; None if no ward has one."""
        periods = [
            earlier.period
            for ward in self.wards
            for earlier in ward.inputs.comparison_periods
            if earlier.basis is ComparisonBasis.PREVIOUS
        ]
        # Wards may have different earlier periods; an overview compares with one of them.
        return max(dict.fromkeys(periods), key=periods.count, default=None)

    @cached_property
    def wards_with_previous(self) -> tuple[Results, ...]:
        """The wards that also report the previous period."""
        return tuple(
            ward
            for ward in self.wards
            if any(
                (earlier.basis, earlier.period) == (ComparisonBasis.PREVIOUS, self.previous_period)
                for earlier in ward.inputs.comparison_periods
            )
        )

    @cached_property
    def hashes(self) -> Mapping[str, str]:
        """The sha256 of every input file of the wards."""
        return {name: digest for ward in self.wards for name, digest in ward.inputs.hashes.items()}


def load_city(project: Project, city: str, period_name: str) -> City:
    """Read and compute every ward of a city that has data for a period.

    Args:
        project: the folders to read.
        city: name, slug or two-digit code of the province.
        period_name: FROM_TO or an official name.

    Raises:
        UserError: there is no such city or period; no ward of it has data; two wards have the same code, or a code is
            that of no unit of the city; or some wards are simulated and others are not.
        InputErrors: files of the wards have faults; all faults of all files are collected.
    """
    units = units_of_province(read_units(project.reference), city)
    period = read_period(period_name, authority_calendar(project, units[0].province))
    slugs = [slug for slug in ward_names(project) if stated_of_ward(project, slug, "province") == units[0].province]
    stored = {slug: folder_period for slug in slugs if (folder_period := stored_period(project, slug, period))}
    if not stored:
        periods = Counter(name for slug in slugs for name in ward_periods(project, slug))
        named = ", ".join(f"{name} ({count})" for name, count in sorted(periods.items()))
        raise UserError(
            f"No ward of {units[0].province} in {project.data / 'wards'} has data for the period '{period_name}'; "
            f"there are: {named or 'none'}."
        )
    wards = sorted(_results(project, stored), key=lambda ward: ward.inputs.ward.code)
    _assert_distinct_codes(wards)
    _assert_one_origin(wards)
    _assert_codes_of_city(wards, units)
    return City(units, period, _with_unstated_additions(wards))


def _with_unstated_additions(wards: Sequence[Results]) -> tuple[Results, ...]:
    """Return the wards, each with a value for every code that others add to the catalogue: it does not give them."""
    additions = merged_catalogue(ward.inputs.catalogue for ward in wards).additions
    return tuple(replace(ward, values={**unstated_values(ward, additions), **ward.values}) for ward in wards)


def _results(project: Project, periods: Mapping[str, Period]) -> Iterator[Results]:
    """Yield the results of each ward; raise InputErrors with the problems of all wards after the last one.

    Args:
        project: the folders to read.
        periods: the period of each ward by its slug, under the name of its folder.
    """
    # All wards are read before anything is raised, so that the data of a city can be corrected at one go.
    problems: list[Problem] = []
    for slug, period in periods.items():
        try:
            yield compute(load_inputs(project, slug, period.name))
        except InputErrors as errors:
            problems += errors.problems
    if problems:
        # Wards share the parameters, whose problems every ward raises.
        raise InputErrors(dict.fromkeys(problems))


def _assert_distinct_codes(wards: list[Results]) -> None:
    codes = Counter(ward.inputs.ward.code for ward in wards)
    for ward in wards:
        code = ward.inputs.ward.code
        if codes[code] > 1:
            slugs = ", ".join(other.inputs.slug for other in wards if other.inputs.ward.code == code)
            raise UserError(f"Several wards have the code {code} in ward.yaml: {slugs}; correct it.")


def _assert_one_origin(wards: list[Results]) -> None:
    """Raise UserError if simulated wards would be compared with real ones."""
    simulated = [ward.inputs.slug for ward in wards if ward.inputs.is_simulated]
    if simulated and len(simulated) < len(wards):
        own = ", ".join(ward.inputs.slug for ward in wards if not ward.inputs.is_simulated)
        raise UserError(
            f"{len(simulated)} wards have made-up figures and {len(wards) - len(simulated)} their own ({own}); "
            "these are not compared; keep them in two data folders."
        )


def _assert_codes_of_city(wards: list[Results], units: tuple[AdministrativeUnit, ...]) -> None:
    codes = {unit.code for unit in units}
    unknown = [f"{ward.inputs.slug} ({ward.inputs.ward.code})" for ward in wards if ward.inputs.ward.code not in codes]
    if unknown:
        raise UserError(
            f"No unit of {units[0].province} has the code of {', '.join(unknown)}; correct `code` or `province` in "
            "ward.yaml according to data/reference/units.csv."
        )
