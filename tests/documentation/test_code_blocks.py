"""Every command that READMEs and docs show works, and what they say that it prints is printed."""

import ast
import re
import textwrap
from pathlib import Path

import pytest
import yaml
from markdown import markdown

from tests.support.checkout import ROOT
from tests.support.documented_commands import ScratchCheckout, copy_checkout
from tools.docs.code_blocks import CodeBlock, code_blocks, documented_pages, faults
from tools.docs.commands import commands, options

PAGES = documented_pages()
WITH_COMMANDS = [page for page in PAGES if any(block.language == "sh" for block in code_blocks(page))]
_COMMAND = re.compile(r"(?<![\w/-])cchc ([a-z][a-z-]+)((?:[^`\n|]|\\\n)*)")


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def test_every_code_block_is_marked() -> None:
    assert [fault for page in PAGES for block in code_blocks(page) for fault in faults(block)] == []


def test_no_code_hides_in_an_indented_block() -> None:
    """An indented block has no language, so that nothing could say whether it is run."""
    extensions = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["markdown_extensions"]
    names = [each if isinstance(each, str) else next(iter(each)) for each in extensions]
    shown = {
        name_of(page): markdown(page.read_text(encoding="utf-8"), extensions=names).count("<pre") for page in PAGES
    }
    assert shown == {name_of(page): len(list(code_blocks(page))) for page in PAGES}


def test_an_unmarked_block_is_a_fault(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "Text\n\n```sh\nmake report\n```\n\n<!-- run -->\n```sh\nmake\n```\n\n<!-- walk -->\n```text\na\n```\n"
    )
    told = [fault for block in code_blocks(page) for fault in faults(block)]
    assert [fault.partition(": ")[2] for fault in told] == [
        "a block of commands needs a marker (run, long or server), and no other block has one",
        "the marker 'walk' is none of append, insert, long, output, run, server, write",
    ]
    assert told[0].startswith(f"{page}:3:")


def test_the_lines_that_guides_insert_text_after_exist() -> None:
    """The slow tests insert the text; this one notices a renamed line at once."""
    inserts = [(block, block.detail.partition(" after ")[2]) for page in PAGES for block in code_blocks(page)]
    missing = [
        f"{block}: {anchor}"
        for block, anchor in inserts
        if block.kind == "insert" and anchor not in (ROOT / block.path).read_text(encoding="utf-8")
    ]
    assert missing == []


def test_python_and_yaml_that_are_shown_can_be_read() -> None:
    for page in PAGES:
        for block in code_blocks(page):
            if block.language == "python":
                ast.parse(textwrap.dedent(block.text))
            if block.language == "yaml":
                yaml.safe_load(block.text)


def test_a_command_or_option_that_is_named_exists() -> None:
    known = {name: options(command) for name, command in commands().items()}
    wrong = []
    for page in PAGES:
        for command, rest in _COMMAND.findall(page.read_text(encoding="utf-8")):
            named = set(re.findall(r"(?<!\S)(--[a-z-]+)", rest.partition("#")[0].partition(" && ")[0]))
            if command not in known or (command != "lab" and not named <= known[command]):
                wrong.append((name_of(page), command, *sorted(named - known.get(command, set()))))
    assert wrong == []


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> ScratchCheckout:
    return copy_checkout(tmp_path_factory.mktemp("documented"))


@pytest.mark.slow
@pytest.mark.parametrize("page", WITH_COMMANDS, ids=name_of)
def test_the_commands_of_a_page_work(page: Path, scratch: ScratchCheckout) -> None:
    scratch.follow(code_blocks(page))


def a_block(text: str, kind: str = "run", detail: str = "") -> CodeBlock:
    return CodeBlock("page.md", 1, "sh", kind, detail, text)


@pytest.mark.slow
@pytest.mark.parametrize(
    "blocks",
    [
        (a_block("exit 3"),),
        (a_block("true", detail="exit 1"),),
        (a_block("echo one"), a_block("two\n", kind="output")),
        (a_block("exit 1", kind="server", detail="8000"),),
    ],
    ids=["exit code", "another exit code", "output", "server"],
)
def test_a_block_that_does_not_do_as_marked_fails(blocks: tuple[CodeBlock, ...], tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=r"page\.md:1"):
        ScratchCheckout(tmp_path).follow(blocks)


@pytest.mark.slow
def test_servers_are_ended_with_their_page(tmp_path: Path) -> None:
    (tmp_path / "cchc").mkdir()
    checkout = ScratchCheckout(tmp_path / "cchc")
    served = "python3 -m http.server --bind 127.0.0.1 8000"
    asked = "python3 -c 'from urllib.request import urlopen; print(urlopen(\"http://127.0.0.1:8000/\").status)'"
    checkout.follow((a_block(served, "server", "8000"), a_block(asked), a_block("200\n", "output")))
    assert checkout.servers == []


def test_a_guide_changes_as_many_files_as_contributing_says() -> None:
    """The files that its blocks write or change; data of a ward are examples."""
    table = re.findall(r"^\| .* \| (\d) \| \[.*?\]\((.*?)\) \|$", (ROOT / "CONTRIBUTING.md").read_text(), re.MULTILINE)
    assert table
    for count, guide in table:
        paths = {block.path for block in code_blocks(ROOT / guide)} - {""}
        assert len([path for path in paths if not path.startswith("data/")]) <= int(count), guide
