"""Compiles the templates of this package with fonts that do not depend on the machine."""

from importlib.resources import files
from pathlib import Path
from typing import Any

import matplotlib
import typst

from cchc_lib.errors import ReportFailed, UserError


def compile_template(template: str, beside: dict[str, bytes], font: str = "", **options: Any) -> Any:
    """Compile a template and return what Typst returns: a file, or a list of pages.

    Args:
        template: the file's name in this folder.
        beside: the files that it reads beside the modules of this folder, by name.
        font: a font of the machine; without one, only fonts that the environment carries are used.
        options: what `typst.compile` takes.

    Raises:
        UserError: the machine has no such font.
        ReportFailed: the document holds something that cannot be set, for example a drawing that is no SVG.
    """
    modules = {
        file.name: file.read_bytes()
        for file in files("cchc_lib.exporters.typst").iterdir()
        if file.name.endswith(".typ")
    }
    if font and font not in typst.Fonts(font_paths=font_paths()).families():
        raise UserError(
            f"document_font names '{font}', which this machine does not have; install it, or set document_font: null."
        )
    try:
        return typst.compile(
            {**modules, "main.typ": modules[template], **beside},
            font_paths=font_paths(),
            ignore_system_fonts=not font,
            **options,
        )
    except typst.TypstError as error:
        raise ReportFailed(f"Typst cannot set the document: {error.message}.") from error


def font_paths() -> list[str]:
    """Return the folders with fonts of the environment: matplotlib's, and the emoji of this package."""
    return [str(Path(matplotlib.get_data_path()) / "fonts" / "ttf"), str(Path(__file__).parents[1] / "fonts")]
