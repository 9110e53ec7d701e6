"""Hooks that MkDocs calls while it builds the site; `mkdocs.yml` names this file."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from tools.docs.pages import generated_pages
from tools.docs.repository_files import with_site_links


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the pages that are generated from the code and from files outside `docs/`."""
    for address, content in generated_pages().items():
        files.append(File.generated(config, address, content=content))
    return files


def on_page_markdown(markdown: str, *, page: Page, **_: object) -> str:
    """Let the links of a page below `docs/` lead to the pages that are made from files outside it."""
    address = page.file.src_uri
    return with_site_links(markdown, f"docs/{address}", address) if page.file.abs_src_path else markdown


def on_post_page(output: str, *, page: Page, **_: object) -> str:
    """State the language of a page whose front matter names one, for screen readers and hyphenation."""
    language = page.meta.get("lang", "")
    return output.replace('<html lang="en"', f'<html lang="{language}"', 1) if language else output
