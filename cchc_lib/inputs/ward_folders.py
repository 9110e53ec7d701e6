"""The folders of the wards in the data folder."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

import yaml

from cchc_lib.errors import UserError, unknown
from cchc_lib.file_formats.yaml_files import SAFE_LOADER
from cchc_lib.inputs.national_units import slug_of
from cchc_lib.inputs.project import Project

EVERY_WARD = "all"
"""The name that run files and scenarios use for all wards."""


def ward_names(project: Project) -> tuple[str, ...]:
    """Return the slugs of all wards that have a ward.yaml, sorted."""
    return tuple(sorted(path.parent.name for path in (project.data / "wards").glob("*/ward.yaml")))


def find_ward(project: Project, name: str) -> str:
    """Return the slug of the ward with this slug, five-digit code or name, the name with its kind or without.

    Raises:
        UserError: no ward has the name, or several have the code or the name.
    """
    slugs = ward_names(project)
    coded = [slug for slug in slugs if name.isdecimal() and stated_of_ward(project, slug, "code") == name]
    if len(coded) > 1:
        raise UserError(
            f"Several ward.yaml have the code {name}: {', '.join(coded)}; "
            "correct one of them, or name the ward by its slug."
        )
    if coded or name in slugs:
        return coded[0] if coded else name
    named = _wards_named(project, slugs, name) if _is_name(name) else ()
    if len(named) > 1:
        wards = ", ".join(f"{slug} ({stated_of_ward(project, slug, 'code')})" for slug in named)
        raise UserError(f"Several wards have the name '{name}': {wards}; name the ward by its slug or code.")
    if named:
        return named[0]
    raise unknown("ward", name, slugs, where=f" in {project.data / 'wards'}")


def _is_name(text: str) -> bool:
    """Return whether a text may be the name of a unit: words of letters, and no path."""
    return bool(slug_of(text)) and all(char.isalnum() or char in " -'’" for char in text)


def _wards_named(project: Project, slugs: Sequence[str], name: str) -> Sequence[str]:
    """Return the wards with a name, with or without its kind; if there are none, those whose name differs in marks."""
    names = {slug: _names(project, slug) for slug in slugs}
    exact = [slug for slug, own in names.items() if name in own]
    # Names of one province may differ in their marks alone: Cẩm Giang and Cẩm Giàng.
    return exact or [slug for slug, own in names.items() if slug_of(name) in map(slug_of, own)]


def _names(project: Project, slug: str) -> tuple[str, str]:
    name = stated_of_ward(project, slug, "name")
    return name, f"{stated_of_ward(project, slug, 'kind')} {name}"


def stated_of_ward(project: Project, slug: str, key: str) -> str:
    """Return the value of a key of a ward.yaml that is not validated yet, or an empty text if it cannot be read."""
    return str(_unvalidated(project, slug).get(key, ""))


def stated_authority(project: Project, slug: str) -> str:
    """Return the authority to which a ward reports, read from a ward.yaml that is not validated yet."""
    stated = _unvalidated(project, slug)
    return str(stated.get("authority") or stated.get("province") or "")


def _unvalidated(project: Project, slug: str) -> Mapping[str, object]:
    try:
        return _parsed((project.data / "wards" / slug / "ward.yaml").read_text("utf-8"))
    except (OSError, ValueError, yaml.YAMLError):
        return {}  # The file's faults are reported when this ward is loaded.


# A batch asks several times in a row for what a ward.yaml states.
@lru_cache(maxsize=16)
def _parsed(text: str) -> Mapping[str, object]:
    stated = yaml.load(text, Loader=SAFE_LOADER)  # noqa: S506 - a safe loader
    return MappingProxyType(stated) if isinstance(stated, dict) else MappingProxyType({})
