"""The page of file formats, and their JSON Schemas, read off the pydantic models that validate them."""

import ast
import inspect
import json
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from pydantic import BaseModel

from cchc_lib.catalogue.definitions import ANY_PROVINCE
from cchc_lib.catalogue.outline import outline
from cchc_lib.inputs.calendar_file import AuthorityCalendar
from cchc_lib.inputs.content import Content
from cchc_lib.inputs.forms import FORM_COLUMNS, FormHead
from cchc_lib.inputs.report_outline import OutlineFile
from cchc_lib.inputs.run_file import RunFile
from cchc_lib.inputs.scenario_file import ScenarioFile
from cchc_lib.inputs.settings import Settings
from cchc_lib.inputs.tables.performance_targets import DatedTargets
from cchc_lib.inputs.ward import Ward
from cchc_lib.record.model import Record
from tools.docs.markdown import code, page, quoted_html, table

Schema = dict[str, Any]
"""A JSON Schema, or a part of one."""


@dataclass(frozen=True)
class FileFormat:
    """A kind of file whose content one model describes."""

    name: str
    """Name of the JSON Schema's file, and anchor on the page."""
    title: str
    about: str
    model: type[BaseModel]


FORMATS = (
    FileFormat("ward", "ward.yaml", "The unit that reports: `data/wards/<slug>/ward.yaml`.", Ward),
    FileFormat(
        "content",
        "content.yaml",
        "A ward's prose, signature and acknowledgements: `data/wards/<slug>/<period>/content.yaml`.",
        Content,
    ),
    FileFormat("defaults", "defaults.yaml", "Settings of all reports: `params/defaults.yaml`.", Settings),
    FileFormat("targets", "targets.yaml", "Targets of city and nation: `params/targets.yaml`.", DatedTargets),
    FileFormat(
        "periods", "Calendar", "Days of named periods for one authority: `params/periods/*.yaml`.", AuthorityCalendar
    ),
    FileFormat("run", "Run file", "The reports that `cchc batch` makes: `params/runs/*.yaml`.", RunFile),
    FileFormat("scenario", "Scenario file", "Assumptions for `--scenario`: `params/scenarios/*.yaml`.", ScenarioFile),
    FileFormat(
        "outline",
        "Outline file",
        "A variant of the report, for `--outline`: `params/outlines/*.yaml`. It names [sections](#sections).",
        OutlineFile,
    ),
    FileFormat(
        "form",
        "Form file",
        "A form of an authority: `params/forms/<name>.yaml`, beside a table `<name>.csv` of its [lines](#form-lines).",
        FormHead,
    ),
    FileFormat("record", "record.json", "The record of a report; page and notebook carry it as well.", Record),
)
"""One entry for each format; to publish another model, add it here."""


def schemas() -> dict[str, str]:
    """Return the JSON Schema of each format by its address below `docs/`."""
    return {
        f"reference/schema/{form.name}.json": json.dumps(schema_of(form), ensure_ascii=False, indent=2) + "\n"
        for form in FORMATS
    }


def file_formats_page() -> str:
    """Return the keys of each format, with a link to its JSON Schema."""
    intro = (
        "These files are validated before anything is computed: an unknown key, a wrong type or a missing value is "
        "reported with its file and line. Tables (`*.csv`) are described on the page [Data folder](data.md)."
    )
    return page("File formats", intro, *map(_section, FORMATS), _form_lines(), _sections())


def _form_lines() -> str:
    rows = ((code(name), meaning) for name, (meaning, _) in FORM_COLUMNS.items())
    about = "The columns of `params/forms/<name>.csv`. The header names those that a file uses, in this order."
    return "\n\n".join(("## Lines of a form { #form-lines }", about, table(("column", "content"), rows)))


def _sections() -> str:
    rows = ((code(section.id), section.number, section.title) for section in outline(ANY_PROVINCE) if section.level)
    about = "The sections of the report as issued, in its order. An outline leaves out, moves and adds sections."
    return "\n\n".join(("## Sections { #sections }", about, table(("name", "number", "title"), rows)))


def _section(form: FileFormat) -> str:
    schema = schema_of(form)
    parts = [f"## {form.title} {{ #{form.name} }}", form.about, f"[JSON Schema](schema/{form.name}.json)"]
    parts.append(_keys(form, schema))
    for name, shape in schema.get("$defs", {}).items():
        if "properties" in shape:
            parts += [f"### {name} {{ #{_anchor(form, name)} }}", quoted_html(shape.get("description", ""))]
            parts.append(_keys(form, shape))
    return "\n\n".join(parts)


def _anchor(form: FileFormat, name: str) -> str:
    return f"{form.name}-{name.lower()}"


def _keys(form: FileFormat, shape: Schema) -> str:
    required = shape.get("required", ())
    rows = (
        (
            code(key),
            _type(form, field),
            "required" if key in required else _default(field),
            quoted_html(field.get("description", "")),
        )
        for key, field in shape["properties"].items()
    )
    return table(("key", "type", "default", "meaning"), rows)


def _default(field: Schema) -> str:
    default = field.get("default")
    if isinstance(default, dict) or default in (None, "", []):
        return ""
    return code(json.dumps(default, ensure_ascii=False))


def _type(form: FileFormat, field: Schema) -> str:
    """Return what a field holds, in words, with links to the models that it holds."""
    alternatives = field.get("anyOf") or field.get("oneOf") or field.get("allOf") or ()
    if alternatives:
        return " or ".join(dict.fromkeys(_type(form, alternative) for alternative in alternatives))
    match field:
        case {"$ref": str(reference)}:
            return _named_type(form, reference.rpartition("/")[2])
        case {"enum": [*values]}:
            return " or ".join(code(str(value)) for value in values)
        case {"type": "array"}:
            return f"list of {_type(form, field.get('items', {}))}"
        case {"type": "object", "additionalProperties": dict(values)}:
            return f"keys with {_type(form, values)}"
    name = str(field.get("format") or field.get("type") or field.get("const") or "any")
    return _PLAIN_TYPES.get(name, name)


def _named_type(form: FileFormat, name: str) -> str:
    shape = schema_of(form)["$defs"][name]
    return f"[{name}](#{_anchor(form, name)})" if "properties" in shape else _type(form, shape)


_PLAIN_TYPES = {"string": "text", "null": "nothing", "integer": "whole number", "object": "keys with values"}


@cache
def schema_of(form: FileFormat) -> Schema:
    """Return the JSON Schema of a format, in which each field has its docstring as description."""
    schema = form.model.model_json_schema()
    shapes = {form.model.__name__: schema, **schema.get("$defs", {})}
    for model in _models(form.model):
        properties = shapes.get(model.__name__, {}).get("properties", {})
        for name, text in field_descriptions(model).items():
            # The schema lists a field under its alias, if it has one.
            field = model.model_fields.get(name)
            key = field.alias if field and field.alias else name
            properties.get(key, {}).setdefault("description", text)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _models(model: type[BaseModel]) -> set[type[BaseModel]]:
    """Return a model and all models of its module and fields, which its schema may define."""
    found: set[type[BaseModel]] = set()
    waiting = [model]
    while waiting:
        current = waiting.pop()
        if current in found:
            continue
        found.add(current)
        for field in current.model_fields.values():
            waiting += [each for each in _classes(field.annotation) if issubclass(each, BaseModel)]
    return found


def _classes(annotation: Any) -> list[type]:
    if isinstance(annotation, type):
        return [annotation]
    return [each for argument in getattr(annotation, "__args__", ()) for each in _classes(argument)]


def field_descriptions(model: type[BaseModel]) -> dict[str, str]:
    """Return the docstring below each field of a model.

    Pydantic can read these itself (`use_attribute_docstrings`), but only when the class is made, which would cost
    every start of the command the time to read its own source.
    """
    bases = [base for base in reversed(model.__mro__) if issubclass(base, BaseModel) and base is not BaseModel]
    return {name: text for base in bases for name, text in _documented_fields(base)}


def _documented_fields(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    statements = ast.parse(textwrap.dedent(inspect.getsource(model))).body[0]
    body = statements.body if isinstance(statements, ast.ClassDef) else []
    for field, text in pairwise(body):
        match field, text:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(words))):
                yield name, " ".join(words.split())
