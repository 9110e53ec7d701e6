"""The figures and indicators that an authority and a ward add to the national catalogue."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from cchc_lib.catalogue.catalogue import Catalogue, national_catalogue
from cchc_lib.catalogue.definitions import CITY
from cchc_lib.errors import InputErrors, Problem
from cchc_lib.file_formats.text_files import TextFile, read_text
from cchc_lib.inputs.national_units import slug_of
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.ward_folders import find_ward, stated_authority, stated_of_ward

WARD_CATALOGUE = "catalogue.csv"


def catalogue_files(project: Project, slug: str) -> Iterator[tuple[Path, str]]:
    """Yield the files that extend the catalogue of a ward and exist: its authority's, then its own.

    Returns:
        The data or params folder, and the name of the file within it.
    """
    authority = stated_authority(project, slug)
    files = (project.params, _authority_file(authority)), (project.data, f"wards/{slug}/{WARD_CATALOGUE}")
    return ((folder, name) for folder, name in files if (folder / name).exists())


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
    catalogue, problems = extended_catalogue(files, stated_of_ward(project, slug, "province_kind") or CITY)
    if problems:
        raise InputErrors(problems)
    return catalogue


def authority_catalogue(project: Project, authority: str, province_kind: str) -> Catalogue:
    """Return the catalogue of the units that report to an authority, without what they add themselves.

    Raises:
        InputErrors: the file of the authority has faults.
    """
    name = _authority_file(authority)
    files = [read_text(project.params, name)] if (project.params / name).exists() else []
    catalogue, problems = extended_catalogue(files, province_kind)
    if problems:
        raise InputErrors(project.located(problem) for problem in problems)
    return catalogue


def _authority_file(authority: str) -> str:
    return f"catalogue/{slug_of(authority)}.csv"


def extended_catalogue(files: Iterable[TextFile], province_kind: str) -> tuple[Catalogue, tuple[Problem, ...]]:
    """Return the national catalogue with the definitions of further files, and the faults of these.

    Args:
        files: the files, each after those that its rows refer to.
        province_kind: the kind of the province that the labels name.
    """
    catalogue, problems = national_catalogue(province_kind), list[Problem]()
    for file in files:
        catalogue, found = catalogue.with_file(file)
        problems += found
    return catalogue, tuple(problems)
