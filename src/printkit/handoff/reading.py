"""handoff.yaml → `HandoffJob`, or every fault of the file at once, each with its place; and its JSON Schema."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from .. import source
from ..diagnostics import PrintkitError, error
from ..report.faults import explain
from ..report.schema import describe, models_below
from ..report.shape import put_right
from ..report.text import FROM_FILE
from ..report.values import short, what
from .job import FINISHES, HandoffJob, attach

NAME: Final = "handoff.yaml"


def read_job(path: str | Path) -> HandoffJob:
    """Read a job: from the file that is named, or from the `handoff.yaml` in a folder or beside a report.

    Raises `PrintkitError` with every fault of the file, and `no-job` where there is none.
    """
    file = Path(path)
    if file.is_dir():
        file /= NAME
    document = source.study(source.read_text(file), str(file))
    if _is_report(document):
        file = file.with_name(NAME)
        if not file.is_file():
            message = f"there is no `{NAME}` beside `{path}`"
            raise PrintkitError([error("no-job", message, hint="write one with a line such as `quantity: 500`")])
        document = source.study(source.read_text(file), str(file))
    return attach(job_of(document), document, file)


def _is_report(document: source.Document) -> bool:
    data = document.data
    return isinstance(data, dict) and "quantity" not in data and ("title" in data or "sections" in data)


def job_of(document: source.Document) -> HandoffJob:
    """Validate a YAML document as a job. Raises `PrintkitError`."""
    if not isinstance(document.data, dict):
        message = "a printing job is made of keys such as `quantity:` and `stock:`, but this file has none"
        raise PrintkitError([error("not-a-job", message, document.span([]), hint="begin with `quantity: 500`")])
    keys, spoiled = put_right(document, HandoffJob)
    found = [*document.errors, *keys]
    try:
        job = HandoffJob.model_validate(source.to_data(document.root), context=FROM_FILE)
    except ValidationError as problem:
        found += explain(document, problem, spoiled, HandoffJob, _own)
    if found:
        raise PrintkitError(sorted(found, key=lambda d: (d.span.line, d.span.column) if d.span else (0, 0)))
    return job


def _own(key: str, value: Any, fault: Mapping[str, Any]) -> tuple[str, str, str] | None:
    """What only a job can have wrong: lengths, whole numbers, a version, a finishing of two kinds."""
    kind = fault["type"]
    if value is None and kind in ("int_type", "not_a_length", "not_a_version"):
        return "empty-value", f"`{key}` has no value", "write something after the colon, or delete the line"
    match kind:
        case "not_a_length":
            return "not-a-length", f"`{key}` takes a length, not {what(value)}", _length(value)
        case "int_parsing" | "int_type" | "int_from_float" | "greater_than_equal" | "less_than_equal":
            limits = fault.get("ctx", {})
            least = f", {limits['ge']} at least" if "ge" in limits else f", {limits['le']:,} at most" if limits else ""
            return "not-a-number", f"`{key}` takes a whole number{least}, not {what(value)}", _number(value)
        case "not_a_version":
            hint = "write letters, digits, dots and hyphens, 16 at most: `v1`"
            return "not-a-version", f"`{short(value)}` cannot stand in the name of a file", hint
        case "not_one_finish":
            named = ", ".join(f"`{each}`" for each in FINISHES)
            message = f"an entry of `finishing` has one of {named}, no more and no less"
            return "not-one-finish", message, "write each on a line of its own: `- {lamination: matt, on: cover}`"
    return None


def _length(value: Any) -> str:
    plain = unicodedata.normalize("NFKC", value if isinstance(value, str) else "").strip()
    units = {"毫米": "mm", "厘米": "cm", "": "mm", "MM": "mm", "英寸": "in", "点": "pt"}
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(\D*)", plain)
    if found and found[2].strip() in units:
        return f"write `{found[1]}{units[found[2].strip()]}`"
    return "write a number with its unit: `3mm`"


def _number(value: Any) -> str:
    plain = unicodedata.normalize("NFKC", value if isinstance(value, str) else "").replace(",", "")
    found = re.search(r"[1-9]\d*", plain)
    return f"write `{found[0]}`" if found and not re.search(r"[.\-]", plain) else "write digits alone, such as `500`"


def job_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a `handoff.yaml`, for editors."""
    raw = HandoffJob.model_json_schema(by_alias=True)
    definitions: dict[str, Any] = raw["$defs"]
    models = {model.__name__: model for model in models_below(HandoffJob)}
    for name, definition in [*definitions.items(), ("HandoffJob", raw)]:
        if name in models:
            describe(definition, models[name])
    text = definitions["Text"]
    text["properties"].pop("neutral", None)
    definitions["Text"] = {"anyOf": [{"type": ["string", "number"]}, text | {"minProperties": 1}]}
    definitions["Finish"]["oneOf"] = [{"required": [key]} for key in FINISHES]
    raw.pop("title", None)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "printkit job", **raw}
