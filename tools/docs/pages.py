"""All pages of the site that are not written by hand below `docs/`."""

from tools.docs.catalogues import figures_page, indicators_page, periods_page, rules_page
from tools.docs.commands import commands_page
from tools.docs.decisions import decisions_page
from tools.docs.environment import environment_page
from tools.docs.file_formats import file_formats_page, schemas
from tools.docs.floors import floors_page
from tools.docs.repository_files import repository_pages


def generated_pages() -> dict[str, str]:
    """Return the content of each generated page by its address below `docs/`."""
    return {
        "reference/commands.md": commands_page(),
        "reference/indicators.md": indicators_page(),
        "reference/figures.md": figures_page(),
        "reference/audit-rules.md": rules_page(),
        "reference/periods.md": periods_page(),
        "reference/file-formats.md": file_formats_page(),
        "reference/environment.md": environment_page(),
        "adr/index.md": decisions_page(),
        "reference/floors.md": floors_page(),
        **schemas(),
        **repository_pages(),
    }
