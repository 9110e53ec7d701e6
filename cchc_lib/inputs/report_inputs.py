"""The validated inputs of one report, read from the files of a ward and the parameters."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.catalogue.definitions import CITY
from cchc_lib.errors import InputErrors
from cchc_lib.file_formats.text_files import TextFile, read_text
from cchc_lib.file_formats.yaml_files import parse_yaml
from cchc_lib.inputs.added_catalogues import (
    DEFINITIONS_FILE,
    catalogue_files,
    extended_catalogue,
    with_chosen_definitions,
)
from cchc_lib.inputs.authority_calendars import calendar_files, ward_calendar
from cchc_lib.inputs.comparison_periods import (
    CONTENT_FILE,
    ComparisonPeriod,
    comparison_files,
    read_comparison_periods,
)
from cchc_lib.inputs.content import Acknowledgement, Content, acknowledgements
from cchc_lib.inputs.document_form import Origin
from cchc_lib.inputs.forms import DeclaredForm
from cchc_lib.inputs.national_units import UNITS_FILE
from cchc_lib.inputs.passages import KnownReferences, passage_problems
from cchc_lib.inputs.periods import find_period, incomparable_period, read_period
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.report_outline import Outline, outline_of, standard_outline
from cchc_lib.inputs.report_variant import VariantFiles, read_variant, variant_files, variant_problems
from cchc_lib.inputs.scenario import Scenario
from cchc_lib.inputs.settings import Settings
from cchc_lib.inputs.tables.case_counts import CASES_TABLE, CaseRow
from cchc_lib.inputs.tables.catalogue import input_tables, read_tables
from cchc_lib.inputs.tables.claims import CLAIMS_TABLE, Claim, is_change
from cchc_lib.inputs.tables.declaration import ContentsT, InputTable, TableContents, TableContext
from cchc_lib.inputs.tables.performance_targets import (
    TARGETS_TABLE,
    DatedTargets,
    Target,
    dated_target_problems,
    measurable_units,
    targets_in_force,
)
from cchc_lib.inputs.tables.register import ANNOUNCEMENTS_TABLE, CITATIONS_TABLE, DOCUMENTS_TABLE, Register
from cchc_lib.inputs.tables.stated_figures import FIGURES_TABLE, Figures
from cchc_lib.inputs.unit_listing import UnitListing, unit_listing
from cchc_lib.inputs.ward import Ward
from cchc_lib.inputs.ward_folders import find_ward, stated_authority
from cchc_lib.quantities.dates import Period
from cchc_lib.quantities.national_calendar import NATIONAL
from cchc_lib.quantities.reporting_calendar import ReportingCalendar

WARD_FILE, SETTINGS_FILE, TARGETS_FILE = "ward.yaml", "defaults.yaml", "targets.yaml"


@dataclass(frozen=True)
class ReportInputs:
    """The validated data of one ward for one period, with the parameters of the report."""

    slug: str
    """The name of the ward's folder."""
    ward: Ward
    """The unit that reports."""
    period: Period
    """The days that the report covers."""
    tables: TableContents
    """The contents of every input table: `inputs.tables[CASES_TABLE]`."""
    acknowledgements: tuple[Acknowledgement, ...]
    """The findings that the ward acknowledges."""
    targets: tuple[Target, ...]
    """The ward's own targets, then those of the city and the nation that hold on the last day of the period."""
    content: Content
    """The ward's own words."""
    settings: Settings
    """The parameters of the report."""
    catalogue: Catalogue
    """The figures and indicators that the ward reports."""
    hashes: Mapping[str, str]
    """The SHA-256 hash of every file read, by its name relative to the data or params folder."""
    outline: Outline = field(default_factory=standard_outline)
    """The sections that the report consists of."""
    forms: tuple[DeclaredForm, ...] = ()
    """The forms that are appended to the report."""
    listing: UnitListing | None = None
    """The entry of the ward in the national list; None if the project has no list."""
    comparison_periods: tuple[ComparisonPeriod, ...] = ()
    """The earlier periods that the report is compared with."""
    incomparable_period: Period | None = None
    """The last period before, if it cannot be compared since today's units did not exist yet."""
    calendar: ReportingCalendar = NATIONAL
    """The calendar of the authority to which the ward reports."""
    scenario: Scenario | None = None
    """The assumptions by which figures were replaced; None if the figures are as the files state them."""

    @property
    def figures(self) -> Figures:
        """Every figure of the catalogue, by code."""
        return self.tables[FIGURES_TABLE]

    @property
    def claims(self) -> Mapping[str, Claim]:
        """The rates that the ward printed, by the code of the indicator."""
        return {code: claim for code, claim in self.tables[CLAIMS_TABLE].items() if not is_change(code)}

    @property
    def printed_changes(self) -> Mapping[str, Claim]:
        """The changes since an earlier period that the ward printed, by code."""
        return {code: claim for code, claim in self.tables[CLAIMS_TABLE].items() if is_change(code)}

    @property
    def cases(self) -> tuple[CaseRow, ...]:
        """The cases by field; empty if the ward states none."""
        return self.tables[CASES_TABLE]

    @cached_property
    def register(self) -> Register:
        """The documents with their citations."""
        return Register(self.tables[DOCUMENTS_TABLE], self.tables[CITATIONS_TABLE], self.tables[ANNOUNCEMENTS_TABLE])

    @property
    def is_simulated(self) -> bool:
        """Whether a program made the figures up."""
        return self.content.document.origin is Origin.SIMULATED

    @property
    def due(self) -> date | None:
        """The last day to hand in the report; None if the calendar asks for none."""
        official = self.calendar.of_days(self.period.start, self.period.end)
        return official.due if official else None

    @property
    def is_dated_early(self) -> bool:
        """Whether the report bears a date before the last day of its period, so that its figures are estimates."""
        issued = self.figures["heading.date"].value
        return isinstance(issued, date) and issued < self.period.end

    @property
    def asked_days(self) -> Period:
        """The days for which the reader asked for the report: those of its outline, or else those of the period."""
        return self.outline.window or self.period

    def targets_of(self, code: str) -> tuple[Target, ...]:
        """Return the targets of an indicator or figure."""
        return tuple(target for target in self.targets if target.code == code)

    def with_table(self, table: InputTable[ContentsT], contents: ContentsT) -> "ReportInputs":
        """Return the same inputs with other contents of one table."""
        return replace(self, tables=self.tables.with_table(table, contents))


def load_inputs(project: Project, ward: str, period_name: str, outline: str = "") -> ReportInputs:
    """Read and validate all files of one report.

    Args:
        project: the folders to read.
        ward: the slug, code or name of the ward.
        period_name: any name of the period: FROM_TO or an official name.
        outline: the name of the report's outline; empty for that of the ward.

    Raises:
        UserError: the ward, the period, the outline or a form of it does not exist.
        InputErrors: the files have faults; the error lists those of all files.
    """
    slug = find_ward(project, ward)
    period = find_period(project, slug, period_name)
    own_files = _own_files(project, slug, period.name)
    files = {name.rpartition("/")[2]: read_text(folder, name) for folder, name in own_files}
    added_files = tuple(read_text(folder, name) for folder, name in catalogue_files(project, slug))
    variant = read_variant(project, outline_of(project, slug, outline))
    try:
        return _with_other_periods(project, _validated(slug, period, files, added_files, variant))
    except InputErrors as errors:
        raise InputErrors(project.located(problem) for problem in errors.problems) from None


def _with_other_periods(project: Project, inputs: ReportInputs) -> ReportInputs:
    names = comparison_files(project, inputs.slug, inputs.period)
    files = {name: read_text(project.data, name) for name in names}
    periods = read_comparison_periods(project, inputs.slug, inputs.period, files, inputs.catalogue)
    return replace(
        inputs,
        calendar=ward_calendar(project, inputs.slug),
        # A change from made-up to real figures would mean nothing.
        comparison_periods=tuple(earlier for earlier in periods if earlier.is_simulated == inputs.is_simulated),
        incomparable_period=incomparable_period(project, inputs.slug, inputs.period),
        hashes={**inputs.hashes, **{name: file.sha256 for name, file in files.items()}},
    )


def input_files(project: Project, slug: str, period_name: str, outline: str = "") -> Iterator[tuple[Path, str]]:
    """Yield every file that a report reads: the folder as `Project.folder_of` gives it, and the name within it."""
    yield from _own_files(project, slug, period_name)
    yield from catalogue_files(project, slug)
    yield from variant_files(project, outline_of(project, slug, outline))
    period = read_period(period_name, ward_calendar(project, slug))
    yield from ((project.data, name) for name in comparison_files(project, slug, period))


def _own_files(project: Project, slug: str, period_name: str) -> Iterator[tuple[Path, str]]:
    """Yield the files of the period itself; no two of them have the same last name."""
    folder = f"wards/{slug}/{period_name}"
    for table in input_tables():
        name = f"{folder}/{table.file_name}"
        if not table.is_optional or (project.data / name).exists():
            yield project.data, name
    yield project.data, f"{folder}/{CONTENT_FILE}"
    yield project.data, f"wards/{slug}/{WARD_FILE}"
    calendars = calendar_files(project, stated_authority(project, slug))
    yield from ((project.params, name) for name in (SETTINGS_FILE, TARGETS_FILE, *calendars))
    if (project.params / DEFINITIONS_FILE).exists():
        yield project.params, DEFINITIONS_FILE
    if (project.reference / UNITS_FILE).exists():
        yield project.reference.parent, f"{project.reference.name}/{UNITS_FILE}"


def _validated(
    slug: str,
    period: Period,
    files: Mapping[str, TextFile],
    added_files: tuple[TextFile, ...],
    read: VariantFiles,
) -> ReportInputs:
    ward = parse_yaml(files[WARD_FILE], Ward)
    settings = parse_yaml(files[SETTINGS_FILE], Settings)
    extended, catalogue_problems = extended_catalogue(added_files, ward.model.province_kind if ward.model else CITY)
    catalogue, definition_problems = with_chosen_definitions(extended, files.get(DEFINITIONS_FILE), settings)
    tables, table_problems = read_tables(files, TableContext(catalogue))
    content = parse_yaml(files[CONTENT_FILE], Content)
    dated_targets = parse_yaml(files[TARGETS_FILE], DatedTargets)
    units = measurable_units(TableContext(catalogue, tables))
    variant = read.parsed(catalogue)
    # Prose is checked even if tables have faults, so that one run reports everything.
    documents = tables[DOCUMENTS_TABLE]
    content_name = files[CONTENT_FILE].name
    problems = (
        *catalogue_problems,
        *definition_problems,
        *table_problems,
        *(problem for parsed in (ward, content, settings, dated_targets) for problem in parsed.problems),
        *variant_problems(content_name, variant, content, ward),
        *passage_problems(content_name, content, KnownReferences(catalogue.figures, units, documents)),
        *dated_target_problems(files[TARGETS_FILE].name, dated_targets, units),
    )
    if problems or not (ward.model and content.model and settings.model):
        raise InputErrors(problems)
    return ReportInputs(
        slug=slug,
        ward=ward.model,
        period=period,
        tables=tables,
        acknowledgements=acknowledgements(content_name, content),
        targets=(*tables[TARGETS_TABLE], *targets_in_force(dated_targets, units, period.end, ward.model.reports_to)),
        content=content.model,
        settings=settings.model,
        catalogue=catalogue,
        hashes={file.name: file.sha256 for file in (*files.values(), *added_files, *read.files)},
        outline=variant.outline,
        forms=variant.forms,
        listing=unit_listing(ward, files[WARD_FILE], files[UNITS_FILE]) if UNITS_FILE in files else None,
    )
