"""The files of a variant of the report: its outline, and the forms that the outline appends."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.errors import Problem, nearest
from cchc_lib.file_formats.text_files import TextFile, read_text
from cchc_lib.file_formats.yaml_files import ParsedYaml, parse_yaml
from cchc_lib.inputs.content import Content
from cchc_lib.inputs.forms import DeclaredForm, form_files, form_names, parse_form
from cchc_lib.inputs.project import Project
from cchc_lib.inputs.report_outline import (
    STANDARD,
    Outline,
    OutlineFile,
    outline_file,
    outline_names,
    parse_outline,
    standard_outline,
)
from cchc_lib.inputs.ward import Ward


@dataclass(frozen=True)
class Variant:
    """The outline of a report and the forms that are appended to it."""

    outline: Outline = field(default_factory=standard_outline)
    forms: tuple[DeclaredForm, ...] = ()
    problems: tuple[Problem, ...] = ()
    """The faults of their files."""
    known_sections: frozenset[str] = frozenset()
    """The names of the sections that any outline of the params folder adds."""


@dataclass(frozen=True)
class VariantFiles:
    """The files of a variant as they were read."""

    name: str
    """The name of the outline."""
    outline: TextFile | None = None
    """The outline's file; None for the report as issued."""
    forms: Mapping[str, tuple[TextFile, TextFile]] = field(default_factory=dict)
    """The two files of each form that exists, by the name of the form."""
    known_forms: tuple[str, ...] = ()
    """The names of all forms of the params folder."""
    known_sections: frozenset[str] = frozenset()
    """The names of the sections that any outline of the params folder adds."""

    @property
    def files(self) -> tuple[TextFile, ...]:
        """Every file of the variant."""
        return (*filter(None, [self.outline]), *(file for pair in self.forms.values() for file in pair))

    def parsed(self, catalogue: Catalogue) -> Variant:
        """Return the variant, with the faults of all its files."""
        if self.outline is None:
            return Variant(known_sections=self.known_sections)
        outline, problems = parse_outline(self.name, self.outline, catalogue)
        read = [parse_form(name, head, lines, catalogue) for name, (head, lines) in self.forms.items()]
        found = (problem for _, of_form in read for problem in of_form)
        forms = tuple(form for form, _ in read if form)
        problems = (*problems, *self._unknown_forms(self.outline), *found)
        return Variant(outline, forms, problems, self.known_sections)

    def _unknown_forms(self, outline: TextFile) -> Iterator[Problem]:
        parsed = parse_yaml(outline, OutlineFile)
        for at, name in enumerate(parsed.model.forms if parsed.model else ()):
            if name not in self.known_forms:
                repair = nearest(name, self.known_forms) or f"there are: {', '.join(self.known_forms) or 'none'}"
                row = parsed.lines.get(("forms", at))
                yield Problem(outline.name, row, "forms", name, "a form of params/forms/", repair)


def read_variant(project: Project, outline: str) -> VariantFiles:
    """Read the files of a variant.

    Args:
        project: the folders.
        outline: the name of an outline that exists.
    """
    sections = frozenset(_added_sections(project))
    if outline == STANDARD:
        return VariantFiles(outline, known_sections=sections)
    file, known = read_text(project.params, outline_file(outline)), form_names(project)
    parsed = parse_yaml(file, OutlineFile)
    named = [name for name in dict.fromkeys(parsed.model.forms if parsed.model else ()) if name in known]
    forms = {}
    for name in named:
        head, lines = form_files(name)
        forms[name] = read_text(project.params, head), read_text(project.params, lines)
    return VariantFiles(outline, file, forms, known, sections)


def _added_sections(project: Project) -> Iterator[str]:
    for name in outline_names(project):
        parsed = parse_yaml(read_text(project.params, outline_file(name)), OutlineFile)
        yield from (section.id for section in (parsed.model.added if parsed.model else ()))


def variant_files(project: Project, outline: str) -> Iterator[tuple[Path, str]]:
    """Yield every file of a variant: the params folder, and the file's name within it."""
    yield from ((project.params, file.name) for file in read_variant(project, outline).files)


def variant_problems(
    file: str, variant: Variant, content: ParsedYaml[Content], ward: ParsedYaml[Ward]
) -> Iterator[Problem]:
    """Yield the faults of a variant's files, and what a ward lacks for it.

    Args:
        file: the name of the content.yaml, for messages.
        variant: the variant.
        content: the ward's words, which may have other faults.
        ward: the ward, which may have other faults.
    """
    yield from variant.problems
    if content.model:
        yield from _missing_prose(file, variant.outline, content.model)
        yield from _superfluous_prose(file, variant, content)
    for form in variant.forms if ward.model else ():
        authority = form.head.authority
        if authority and ward.model and authority != ward.model.reports_to:
            repair = "leave the form out of the outline, or correct its authority"
            head, _ = form_files(form.name)
            yield Problem(head, None, "authority", authority, f"{ward.model.reports_to}, or nothing", repair)


def _missing_prose(file: str, outline: Outline, content: Content) -> Iterator[Problem]:
    written = content.sections
    for name, section in outline.added.items():
        if not section.codes and name not in written:
            repair = f"write it under `sections:`, `{name}: |`; {nearest(name, written)}".rstrip("; ")
            yield Problem(file, None, f"sections.{name}", "nothing", f"prose of «{section.title}»", repair)


def _superfluous_prose(file: str, variant: Variant, content: ParsedYaml[Content]) -> Iterator[Problem]:
    """Yield the prose that no outline has a section for, since its name may be misspelt."""
    for name in content.model.sections if content.model else ():
        if name not in variant.known_sections:
            repair = nearest(name, variant.known_sections) or "add the section to an outline of params/outlines/"
            row = content.lines.get(("sections", name))
            yield Problem(file, row, "sections", name, "a section that an outline adds", repair)
