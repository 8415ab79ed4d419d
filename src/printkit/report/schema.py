"""The JSON Schema of a report, for editors: completion and checks while typing."""

from __future__ import annotations

from typing import Any

from .blocks import KINDS
from .model import Report


def schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of a report file, short forms included."""
    raw = Report.model_json_schema(by_alias=True)
    definitions: dict[str, Any] = raw["$defs"]
    scalar: dict[str, Any] = {"type": ["string", "number"]}
    for name, short in {
        "Text": scalar,
        "Quantity": scalar,
        "Picture": {"type": "string"},
        "Item": scalar,
    }.items():
        full = definitions[name]
        definitions[name] = {"anyOf": [short, full], "description": full.pop("description", "")}
    definitions["Text"]["anyOf"][1].update(properties={k: {"type": "string"} for k in ("zh", "en")}, minProperties=1)
    pair = definitions["Text"]["anyOf"][1]
    definitions["Item"]["anyOf"].insert(1, pair)
    paragraph = definitions["Paragraph"]
    definitions["Paragraph"] = {"anyOf": [scalar, pair, paragraph], "description": paragraph.pop("description", "")}
    figure = definitions["Figure"]["properties"]["figure"]
    definitions["Figure"]["properties"]["figure"] = {"anyOf": [{"$ref": "#/$defs/Picture"}, figure]}
    languages = raw["properties"]["languages"]
    raw["properties"]["languages"] = {"anyOf": [languages["items"], languages]}
    for name in ("Quantity",):
        definitions[name] = scalar
    blocks = definitions["Section"]["properties"]["blocks"]["items"]
    blocks.pop("discriminator", None)
    blocks["anyOf"] = blocks.pop("oneOf", blocks.get("anyOf", []))
    blocks["description"] = "a block: its first key is one of " + ", ".join(KINDS)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "printkit report", **raw}
