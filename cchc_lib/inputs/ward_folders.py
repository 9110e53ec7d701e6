"""The folders of wards in the data folder."""

import yaml

from cchc_lib.errors import UserError, unknown
from cchc_lib.inputs.project import Project


def ward_names(project: Project) -> tuple[str, ...]:
    """The slugs of all wards with data."""
    return tuple(sorted(path.parent.name for path in (project.data / "wards").glob("*/ward.yaml")))


def find_ward(project: Project, name: str) -> str:
    """The slug of a ward named by slug or by its five-digit code.

    Raises:
        UserError: no ward of the data folder has this name; the nearest one is named.
    """
    slugs = ward_names(project)
    coded = [slug for slug in slugs if name.isdecimal() and _code(project, slug) == name]
    if len(coded) > 1:
        raise UserError(
            f"The code {name} stands in several ward.yaml: {', '.join(coded)}; correct it, or name the slug."
        )
    if name in slugs or coded:
        return coded[0] if coded else name
    raise unknown("ward", name, slugs, where=f" in {project.data / 'wards'}")


def _code(project: Project, slug: str) -> str:
    return stated_of_ward(project, slug, "code")


def stated_of_ward(project: Project, slug: str, name: str) -> str:
    """What a ward.yaml states, before it is validated; empty where it cannot be read."""
    try:
        return str(yaml.safe_load((project.data / "wards" / slug / "ward.yaml").read_text("utf-8"))[name])
    except (OSError, ValueError, KeyError, TypeError, yaml.YAMLError):
        return ""  # The file's own faults are told when this ward is read.
