"""The JSON Schema of a report, for editors: completion, help and checks while typing.

It takes what the loader takes, short forms included. A plain number may stand wherever a text may:
editors read `period: 2019` as a number, the loader as a text.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from .blocks import KINDS
from .keys import BLOCKS, models_at, names
from .model import Report
from .text import Node

_SCALAR: Final[dict[str, Any]] = {"type": ["string", "number"]}
_PAIR: Final[dict[str, Any]] = {"$ref": "#/$defs/Pair"}


def schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of a report file."""
    raw = Report.model_json_schema(by_alias=True)
    definitions: dict[str, Any] = raw["$defs"]
    models = {model.__name__: model for model in models_below(Report)}
    for name, definition in [*definitions.items(), ("Report", raw)]:
        if name in models:
            describe(definition, models[name])
    text = definitions["Text"]
    text["properties"].pop("neutral", None)
    text["properties"] = {key: _SCALAR | _help(value) for key, value in text["properties"].items()}
    definitions["Pair"] = text | {"minProperties": 1}
    definitions["Text"] = {"anyOf": [_SCALAR, _PAIR]}
    definitions["Quantity"] = _SCALAR | _help(definitions["Quantity"])
    for name, short in {
        "Picture": [{"type": "string"}],
        "Item": [_SCALAR, _PAIR],
        "Paragraph": [_SCALAR, _PAIR],
    }.items():
        definitions[name] = {"anyOf": [*short, definitions[name]]}
    _or_alone(definitions["Figure"]["properties"], "figure", {"$ref": "#/$defs/Picture"})
    _or_alone(raw["properties"], "languages", raw["properties"]["languages"]["items"])
    definitions["Table"]["properties"]["table"]["items"]["items"] = {
        "anyOf": [{"$ref": "#/$defs/Text"}, {"type": "null"}]
    }
    blocks = definitions["Section"]["properties"]["blocks"]["items"]
    blocks.pop("discriminator", None)
    blocks["anyOf"] = blocks.pop("oneOf", blocks.get("anyOf", []))
    blocks["description"] = "A block: a text, or keys of which one tells its kind: " + ", ".join(KINDS) + "."
    raw.pop("title", None)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "printkit report", **raw}


def _or_alone(properties: dict[str, Any], key: str, one: dict[str, Any]) -> None:
    """A list may be written as its single entry."""
    help_ = _help(properties[key])
    properties[key] = {"anyOf": [one, properties[key]], **help_}


def describe(definition: dict[str, Any], model: type[Node]) -> None:
    """Help for each key, taken from the lines below the fields; no more titles than editors need."""
    definition.pop("title", None)
    definition["additionalProperties"] = False
    definition["description"] = inspect.getdoc(model) or ""
    said = _lines_below(model)
    for name, field in model.model_fields.items():
        key = field.alias or name
        part = definition["properties"].get(key)
        if part is None:
            continue
        part.pop("title", None)
        if part.get("default", 0) in (None, [], ""):
            part.pop("default")
        if any(option.get("type") == "string" for option in (part, *part.get("anyOf", ()))) and "enum" not in part:
            _numbers_too(part)
        part["description"] = said.get(name, "")


def _numbers_too(part: dict[str, Any]) -> None:
    for option in (part, *part.get("anyOf", ())):
        if option.get("type") == "string" and "format" not in option:
            option["type"] = ["string", "number"]


def _help(part: dict[str, Any]) -> dict[str, Any]:
    return {"description": part["description"]} if part.get("description") else {}


@cache
def _lines_below(model: type[Node]) -> dict[str, str]:
    """The string below each field. Read off the source here and not by pydantic, which would do it at every import."""
    try:
        (body,) = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    except (OSError, TypeError):  # installed without its sources
        return {}
    assert isinstance(body, ast.ClassDef)
    found = {}
    for field, below in zip(body.body, body.body[1:], strict=False):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(words))):
                found[name] = words
    return found


def models_below(model: type[Node]) -> Iterator[type[Node]]:
    """The model and every one below it, as a file may hold them."""
    seen: list[type[Node]] = [model]
    for current in seen:
        for key in names((current,)):
            seen += [inner for inner in models_at(current, key) if inner not in seen]
    yield from [*seen, *(block for block in BLOCKS if block not in seen)]
