"""The figures and indicators that an authority and a ward add to the national catalogue."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from cchc_lib.catalogue.catalogue import Catalogue, national_catalogue
from cchc_lib.catalogue.definitions import province_kind_of
from cchc_lib.catalogue.rate_definitions import read_rate_definitions
from cchc_lib.errors import InputErrors, Problem, nearest
from cchc_lib.file_formats.text_files import TextFile, read_text
from cchc_lib.file_formats.yaml_files import ParsedYaml
from cchc_lib.inputs.national_units import slug_of
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.settings import Settings
from cchc_lib.inputs.ward_folders import find_ward, stated_authority, stated_of_ward

UNITS_OF_MEASURE_FILE = "units_of_measure.csv"
"""The units of measure that a project adds, in the params folder; it may be left out."""
WARD_CATALOGUE = "catalogue.csv"


def catalogue_files(project: Project, slug: str) -> Iterator[tuple[Path, str]]:
    """Yield the files that extend the catalogue of a ward and exist: the project's units, its authority's, its own.

    Yields:
        The data or params folder, and the name of the file within it.
    """
    yield from ((project.params, name) for name in _shared_files(project, stated_authority(project, slug)))
    own = f"wards/{slug}/{WARD_CATALOGUE}"
    if (project.data / own).exists():
        yield project.data, own


def _shared_files(project: Project, authority: str) -> list[str]:
    """Return the files of the params folder that exist and extend the catalogue of an authority's units."""
    names = UNITS_OF_MEASURE_FILE, f"catalogue/{slug_of(authority)}.csv"
    return [name for name in names if (project.params / name).exists()]


def ward_catalogue(project: Project, ward: str) -> Catalogue:
    """Return the catalogue of a ward.

    Args:
        project: the folders.
        ward: the slug, code or name of the ward.

    Raises:
        UserError: there is no such ward.
        InputErrors: a file that extends the catalogue has faults.
    """
    slug = find_ward(project, ward)
    files = (read_text(folder, name) for folder, name in catalogue_files(project, slug))
    stated = stated_of_ward(project, slug, "province_kind")
    kind = stated or province_kind_of(stated_of_ward(project, slug, "province"))
    catalogue, problems = extended_catalogue(files, kind)
    if problems:
        raise InputErrors(problems)
    return catalogue


DEFINITIONS_FILE = "definitions.csv"
"""The definitions of rates that a project adds, in the params folder; it may be left out."""


def with_chosen_definitions(
    catalogue: Catalogue, file: TextFile | None, settings: ParsedYaml[Settings]
) -> tuple[Catalogue, tuple[Problem, ...]]:
    """Return the catalogue with the definitions of rates that a project adds and chooses, and the faults of these.

    Args:
        catalogue: the figures and indicators of a ward.
        file: the project's definitions; None if it adds none.
        settings: params/defaults.yaml, which names the definitions that lead and those that are shown.
    """
    taken = [definition.id for definition in catalogue.rate_definitions]
    added, problems = read_rate_definitions(file, catalogue.definitions, taken) if file else ((), ())
    extended = catalogue.with_rate_definitions(added)
    unknown = tuple(_unknown_definitions(extended, settings))
    for name in settings.model.definitions if settings.model and not unknown else ():
        extended = extended.led_by(name)
    return extended, (*problems, *unknown)


def _unknown_definitions(catalogue: Catalogue, settings: ParsedYaml[Settings]) -> Iterator[Problem]:
    known = [definition.id for definition in catalogue.rate_definitions]
    for key in ("definitions", "shown_definitions"):
        for index, name in enumerate(getattr(settings.model, key, ())):
            if name not in known:
                row = settings.lines.get((key, index)) or settings.lines.get((key,))
                repair = nearest(name, known) or f"one of: {', '.join(known)}"
                yield Problem("defaults.yaml", row, key, name, "a definition of a rate", repair)


def authority_catalogue(project: Project, authority: str, province_kind: str) -> Catalogue:
    """Return the catalogue of the units that report to an authority, without what they add themselves.

    Raises:
        InputErrors: the file of the authority or of the project's units has faults.
    """
    files = [read_text(project.params, name) for name in _shared_files(project, authority)]
    catalogue, problems = extended_catalogue(files, province_kind)
    if problems:
        raise InputErrors(project.located(problem) for problem in problems)
    return catalogue


def extended_catalogue(files: Iterable[TextFile], province_kind: str) -> tuple[Catalogue, tuple[Problem, ...]]:
    """Return the national catalogue with the definitions and the units of further files, and the faults of these.

    Args:
        files: the files, each after those that its rows refer to.
        province_kind: the kind of the province that the labels name.
    """
    catalogue, problems = national_catalogue(province_kind), list[Problem]()
    for file in files:
        declares_units = file.name == UNITS_OF_MEASURE_FILE
        catalogue, found = catalogue.with_units(file) if declares_units else catalogue.with_file(file)
        problems += found
    return catalogue, tuple(problems)
