"""The outline of a report: `params/outlines/<name>.yaml`, or the outline of the report as issued."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Annotated, Literal

from pydantic import Field

from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.catalogue.definitions import PROVINCE_PLACE
from cchc_lib.catalogue.outline import FIRST, LAST, Section, numbered, outline, section_names, with_those_below
from cchc_lib.errors import Problem, nearest, unknown
from cchc_lib.file_formats.markup import MarkupError, ReferenceKind, parse_markup, references
from cchc_lib.file_formats.text_files import TextFile
from cchc_lib.file_formats.yaml_files import KeyPath, ParsedYaml, YamlModel, parse_yaml
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.ward_folders import stated_of_ward
from cchc_lib.quantities.dates import Period

OUTLINES_FOLDER = "outlines"
STANDARD = "standard"
"""The name of the outline of the report as issued, which has no file."""

SectionName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class AddedSection(YamlModel):
    """A section that an outline adds. Its prose is in the wards' content.yaml, under `sections:`."""

    id: SectionName
    """The name of the section, of small Latin letters, digits and _."""
    level: Literal[1, 2, 3, 4]
    """1 for a Phần, 2 for I., 3 for 1., 4 for a)."""
    title: Annotated[str, Field(min_length=1)]
    """The title, without a number."""
    after: SectionName = ""
    """The section after which it stands, and after all below that; needless if `sections` names it."""
    codes: list[str] = Field(default_factory=list)
    """The codes of the figures and indicators of its table; without them it has no table."""
    caption: str = "Số liệu"
    """The caption of its table."""


class OutlineFile(YamlModel):
    """The content of an outline's file."""

    subject: str = ""
    """The subject of the report (trích yếu), in the markup of prose; empty for that of the report as issued."""
    recipient: str = ""
    """The body that the report is addressed to; empty for that of the ward or the settings."""
    window: str = ""
    """The days that the reader asked for, FROM_TO or a name of the national calendar; empty for those of the period."""
    sections: list[SectionName] = Field(default_factory=list)
    """The sections in their order, and no others; empty for all sections in the order of the report as issued."""
    without: list[SectionName] = Field(default_factory=list)
    """Sections that are left out, with all below them."""
    added: list[AddedSection] = Field(default_factory=list)
    """Sections that the report as issued does not have."""
    titles: dict[SectionName, str] = Field(default_factory=dict)
    """Other titles of sections."""
    levels: dict[SectionName, Literal[1, 2, 3, 4]] = Field(default_factory=dict)
    """Other levels of sections."""
    forms: list[str] = Field(default_factory=list)
    """The forms of params/forms/ that are appended, in their order."""


@dataclass(frozen=True)
class Outline:
    """What a report consists of."""

    name: str = STANDARD
    """The name of its file without suffix."""
    sections: tuple[Section, ...] = ()
    """The sections with their numbers, in their order."""
    file: OutlineFile = field(default_factory=OutlineFile)
    """What the file states."""
    window: Period | None = None
    """The days that the reader asked for; None for those of the report's period."""

    @property
    def added(self) -> dict[str, AddedSection]:
        """The sections that the report as issued does not have, by name."""
        return {section.id: section for section in self.file.added}

    def has(self, section: str) -> bool:
        """Return whether the report has a section; what belongs to no section of an outline is always there."""
        return section not in section_names() or any(shown.id == section for shown in self.sections)


def outline_of(project: Project, slug: str, asked: str = "") -> str:
    """Return the name of a ward's outline: the one asked for, that of its ward.yaml, or the standard one.

    Raises:
        UserError: the outline does not exist.
    """
    name = asked or stated_of_ward(project, slug, "outline") or STANDARD
    known = (STANDARD, *outline_names(project))
    if name not in known:
        raise unknown("outline", name, known, where=f" in {project.params / OUTLINES_FOLDER}", parameter="outline")
    return name


def outline_names(project: Project) -> tuple[str, ...]:
    """Return the names of all outlines of the params folder, sorted."""
    return tuple(sorted(path.stem for path in (project.params / OUTLINES_FOLDER).glob("*.yaml")))


def outline_file(name: str) -> str:
    """Return the name of an outline's file within the params folder."""
    return f"{OUTLINES_FOLDER}/{name}.yaml"


def standard_outline() -> Outline:
    """Return the outline of the report as issued."""
    return Outline(sections=outline(PROVINCE_PLACE))


def parse_outline(name: str, file: TextFile, catalogue: Catalogue) -> tuple[Outline, tuple[Problem, ...]]:
    """Return the outline that a file states, and the faults of the file.

    The codes of tables are checked against the catalogue; the names of forms are checked where these are read.
    """
    parsed = parse_yaml(file, OutlineFile)
    if parsed.model is None:
        return standard_outline(), parsed.problems
    window = _window(file.name, parsed, parsed.model.window)
    problems = tuple(_outline_problems(file.name, parsed, parsed.model, catalogue))
    if isinstance(window, Problem):
        problems, window = (*problems, window), None
    sections = () if problems else numbered(_sections(parsed.model))
    return Outline(name, sections, parsed.model, window), problems


def _window(file: str, parsed: ParsedYaml[OutlineFile], stated: str) -> Period | Problem | None:
    try:
        return Period.parse(stated) if stated else None
    except ValueError as error:
        row = parsed.lines.get(("window",))
        return Problem(file, row, "window", stated, str(error), "correct the days, or leave the key out")


def _sections(stated: OutlineFile) -> Iterator[Section]:
    """Yield the sections of an outline; heading and closing are always there."""
    for section in _ordered(stated):
        title = stated.titles.get(section.id, section.title)
        yield replace(section, title=title, level=stated.levels.get(section.id, section.level))


def _ordered(stated: OutlineFile) -> tuple[Section, ...]:
    first, *issued, last = outline(PROVINCE_PLACE)
    added = {section.id: Section(section.id, section.level, section.title) for section in stated.added}
    known = {section.id: section for section in issued} | added
    named = tuple(known[name] for name in stated.sections if name not in (FIRST, LAST)) or tuple(issued)
    for section in stated.added:
        if section.id not in stated.sections:
            below = with_those_below(named, section.after)
            at = named.index(below[-1]) + 1 if below else len(named)
            named = (*named[:at], added[section.id], *named[at:])
    left_out = {below.id for name in stated.without for below in with_those_below(named, name)}
    return (first, *(section for section in named if section.id not in left_out), last)


def _outline_problems(
    file: str, parsed: ParsedYaml[OutlineFile], stated: OutlineFile, catalogue: Catalogue
) -> Iterator[Problem]:
    added = [section.id for section in stated.added]
    known = (*section_names(), *added)
    named: list[tuple[KeyPath, str]] = [(("sections", at), name) for at, name in enumerate(stated.sections)]
    named += [(("without", at), name) for at, name in enumerate(stated.without)]
    named += [((key, name), name) for key in ("titles", "levels") for name in getattr(stated, key)]
    named += [(("added", at, "after"), one.after) for at, one in enumerate(stated.added) if one.after]
    for path, name in named:
        if name not in known:
            repair = nearest(name, known) or f"one of: {', '.join(known)}"
            yield Problem(file, parsed.lines.get(path), str(path[0]), name, "a section of the outline", repair)
    yield from _repetitions(file, parsed, stated, added)
    for at, section in enumerate(stated.added):
        if not section.after and section.id not in stated.sections:
            row, repair = parsed.lines.get(("added", at)), "add `after: procedures`, or name it under sections"
            yield Problem(file, row, section.id, "no place", "the section after which it stands", repair)
        for index, code in enumerate(section.codes):
            if code not in catalogue.definitions:
                row, repair = parsed.lines.get(("added", at, "codes", index)), nearest(code, catalogue.definitions)
                yield Problem(file, row, section.id, code, "a code of the catalogue", repair or "see `cchc indicators`")
    yield from _subject_problems(file, parsed, stated.subject)


def _repetitions(
    file: str, parsed: ParsedYaml[OutlineFile], stated: OutlineFile, added: list[str]
) -> Iterator[Problem]:
    for at, name in enumerate(stated.sections):
        if name in stated.sections[:at]:
            yield Problem(file, parsed.lines.get(("sections", at)), "sections", name, "each only once", "delete one")
    for at, name in enumerate(added):
        if name in section_names() or name in added[:at]:
            repair = "choose another name"
            yield Problem(file, parsed.lines.get(("added", at)), "added", name, "a name that is not taken", repair)


def _subject_problems(file: str, parsed: ParsedYaml[OutlineFile], subject: str) -> Iterator[Problem]:
    try:
        kinds = {reference.kind for reference in references(parse_markup(subject, optional_parts=False))}
        found = "a reference to something else" if kinds - {ReferenceKind.WARD, ReferenceKind.NAME} else ""
    except MarkupError as error:
        found = str(error)
    if found:
        repair = "write the subject with {unit.name} for the name of the unit"
        yield Problem(file, parsed.lines.get(("subject",)), "subject", found, "words about the ward alone", repair)
