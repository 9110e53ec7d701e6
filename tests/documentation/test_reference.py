"""Pages that the code determines, and pages that speak of the code, say what the code says."""

import re
from pathlib import Path

import pytest
import yaml
from jsonschema import validate

from tests.support.checkout import ROOT
from tools.docs.commands import commands
from tools.docs.decisions import decisions
from tools.docs.environment import variables_read
from tools.docs.file_formats import FORMATS, schema_of
from tools.docs.floors import floors, purpose
from tools.docs.pages import generated_pages
from tools.docs.repository_files import ADDRESSES, with_site_links

DOCS = ROOT / "docs"
ARCHITECTURE = (DOCS / "architecture.md").read_text(encoding="utf-8")
_PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]*\.(?:py|jinja|j2|csv|typ|js|ipynb|yaml|txt|css))`")
_LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
"""A link to a file; those with a colon are addresses."""
_FOLDERS = ("", "cchc_lib/", "notebooks/", "data/")
EXAMPLES = {
    "ward": ("data/wards/luu-kiem/ward.yaml",),
    "content": ("data/wards/luu-kiem/2025-07-01_2025-10-20/content.yaml",),
    "defaults": ("params/defaults.yaml",),
    "targets": ("params/targets.yaml",),
    "periods": ("params/periods/khanh-hoa.yaml",),
    "run": ("params/runs/luu-kiem.yaml", "params/runs/simulated.yaml"),
    "scenario": ("params/scenarios/online-300.yaml",),
    "outline": ("params/outlines/kem-bieu-mau.yaml",),
    "form": ("params/forms/phu-luc-thong-ke.yaml", "params/forms/07a-btp.yaml", "params/forms/tu-cham-diem.yaml"),
}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return generated_pages()


def test_every_command_has_its_help_and_each_option_a_meaning(pages: dict[str, str]) -> None:
    for name, command in commands().items():
        section = pages["reference/commands.md"].partition(f"{{ #cchc-{name} }}")[2].partition("\n## ")[0]
        assert (command.help or "").split(";")[0].split(".")[0].split("<")[0] in section.replace("&gt;", ">")
        assert [row for row in section.splitlines() if row.startswith("|") and row.endswith("|  |")] == [], name


class _TextDates(yaml.SafeLoader):
    """Reads a date as a text, as JSON has it."""


_TextDates.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize(("name", "path"), [(name, path) for name, paths in EXAMPLES.items() for path in paths])
def test_a_file_of_the_project_is_valid_by_its_published_schema(name: str, path: str) -> None:
    form = next(each for each in FORMATS if each.name == name)
    content = yaml.load((ROOT / path).read_text(encoding="utf-8"), Loader=_TextDates)  # noqa: S506 - a safe loader
    validate(content, schema_of(form))


def test_every_variable_of_the_environment_is_explained(pages: dict[str, str]) -> None:
    assert {
        name for name in variables_read() if f"| `{name}` |" in pages["reference/environment.md"]
    } == variables_read()


def test_the_table_of_floors_is_that_of_the_linter() -> None:
    listed = re.findall(r"^\| `(\w+)` \|", ARCHITECTURE, re.MULTILINE)
    assert listed == [package for floor in floors() for package in floor if package != "__main__"]


def test_every_floor_says_what_it_is_for(pages: dict[str, str]) -> None:
    for floor in floors():
        for package in floor:
            assert purpose(package), package
            assert f"`cchc_lib.{package}`" in pages["reference/floors.md"]


def test_a_file_that_the_docs_name_exists() -> None:
    named = [
        (page.name, path)
        for page in (ROOT / "CONTRIBUTING.md", ROOT / "data" / "README.md", *DOCS.rglob("*.md"))
        if "adr" not in page.parts
        for path in _PATH.findall(page.read_text(encoding="utf-8"))
        if not path.startswith(("build/", "notebooks/local/"))
    ]
    assert named
    assert [each for each in named if not any((ROOT / folder / each[1]).exists() for folder in _FOLDERS)] == []


def test_a_decision_has_date_status_and_its_three_parts() -> None:
    found = list(decisions())
    assert [each.number for each in found] == sorted({each.number for each in found})
    for each in found:
        text = (DOCS / "adr" / each.file).read_text(encoding="utf-8")
        assert re.findall(r"^## (.*)", text, re.MULTILINE)[:3] == ["Context", "Decision", "Consequences"], each.file
        assert each.file.startswith(f"{each.number:04}-")
        for replacing in re.findall(r"\((\d{4}-[\w-]+\.md)", each.status):
            assert (DOCS / "adr" / replacing).exists()


def test_links_of_pages_kept_elsewhere_are_those_of_the_site(pages: dict[str, str]) -> None:
    for name, address in ADDRESSES.items():
        linked = re.findall(r"\]\(([^)#:]+)[)#]", pages[address])
        here = Path(address).parent
        written = {str(path.relative_to(DOCS)) for path in DOCS.rglob("*.md")}
        for link in linked:
            target = str((DOCS / here / link).resolve().relative_to(DOCS))
            assert target in written or target in pages, (name, link)


def test_every_link_of_a_page_leads_to_a_file_of_a_clone() -> None:
    pages = [*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / name for name in ADDRESSES)]
    links = [(page, match[1]) for page in pages for match in _LINK.finditer(page.read_text(encoding="utf-8"))]
    dead = [f"{page.relative_to(ROOT)}: {link}" for page, link in links if not (page.parent / link).exists()]
    assert links
    assert dead == []


def test_links_to_the_source_of_a_page_lead_to_the_page_on_the_site(pages: dict[str, str]) -> None:
    text = with_site_links(
        "[a](../../cchc_lib/audit/) [b](../../data/README.md#x) [c](city.md)", "docs/how-to/x.md", "how-to/x.md"
    )
    assert text == "[a](../reference/audit-rules.md) [b](../reference/data.md#x) [c](city.md)"
    assert {"reference/audit-rules.md", "reference/data.md"} <= pages.keys()


def test_the_names_of_the_glossary_are_those_of_the_code() -> None:
    terms = re.findall(r"^\|[^|]*\|([^|]*)\|", (ROOT / "GLOSSARY.md").read_text(encoding="utf-8"), re.MULTILINE)
    names = [name for term in terms for name in re.findall(r"`([A-Z]\w+)(?:\.\w+)?`", term)]
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "cchc_lib").rglob("*.py"))
    assert names
    assert [name for name in names if not re.search(rf"^(?:class {name}\b|{name} = )", sources, re.MULTILINE)] == []
