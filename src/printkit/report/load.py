"""YAML file → Report, or every problem of the file at once, each with its place and a hint."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from .. import source
from ..diagnostics import Diagnostic, error, raise_errors, warning
from . import blocks
from .blocks import KINDS
from .inline import refused_addresses
from .keys import CHINESE_KEYS
from .model import Report, attach
from .text import Text

_UNIONS: Final = frozenset({"blocks"})
"""Fields that hold tagged unions: pydantic puts the tag after the index, the file has none."""


def load(path: str | Path) -> Report:
    """Read a report from a YAML file.

    Raises `PrintkitError` with every problem found. Warnings are in `Report.warnings`.
    """
    return from_document(source.read(Path(path)))


def loads(text: str, name: str = "report.yaml") -> Report:
    """Read a report from YAML text; `name` is shown in diagnostics. Raises `PrintkitError`."""
    return from_document(source.parse(text, name))


def from_document(document: source.Document) -> Report:
    """Validate a YAML document as a report. Raises `PrintkitError`."""
    if not isinstance(document.data, dict):
        span = document.span([])
        message = "a report is made of keys such as `title:` and `sections:`, but this file has none"
        raise_errors([*document.warnings, error("not-a-report", message, span, hint="start with `printkit new`")])
    try:
        report = Report.model_validate(document.data)
    except ValidationError as problem:
        found = list(_explain(document, problem))
        raise_errors([*document.warnings, *_sorted(found)])
        raise AssertionError("a validation error gives at least one diagnostic") from problem
    attach(report, document, ())
    warnings = [*document.warnings, *_look_over(report)]
    return attach(report, document, tuple(_sorted(warnings)))


def _sorted(found: list[Diagnostic]) -> list[Diagnostic]:
    return sorted(found, key=lambda d: (d.span.line, d.span.column) if d.span else (0, 0))


def _look_over(report: Report) -> Iterator[Diagnostic]:
    """What is well formed and still not right: missing translations, refused links."""
    for text in report.texts():
        for language in text.languages():
            for address in refused_addresses(getattr(text, language)):
                yield warning(
                    "link-refused",
                    f"the link to `{address[:60]}` was dropped, its words kept",
                    report.span(f"{text.at}.{language}"),
                    path=text.at,
                    hint="link to http://, https://, mailto: or tel:",
                )
        if text.neutral:
            continue
        for language in report.languages:
            if getattr(text, language) is None:
                name = {"zh": "Chinese", "en": "English"}[language]
                yield warning(
                    "missing-translation",
                    f"there is no {name} here",
                    report.span(text.at),
                    path=text.at,
                    hint=f"write `{{zh: …, en: …}}`, or name one language alone: `languages: {_other(language)}`",
                )


def _other(language: str) -> str:
    return "en" if language == "zh" else "zh"


def _explain(document: source.Document, problem: ValidationError) -> Iterator[Diagnostic]:
    seen: set[tuple[object, ...]] = set()
    for fault in problem.errors(include_url=False):
        steps = _steps(fault["loc"])
        key = (*steps, fault["type"])
        if key in seen:
            continue
        seen.add(key)
        yield _diagnose(document, steps, fault)


def _steps(loc: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """A pydantic location as a path in the YAML file: the tags of unions left out."""
    steps: list[int | str] = []
    for index, step in enumerate(loc):
        if index >= 2 and loc[index - 2] in _UNIONS and isinstance(loc[index - 1], int) and step in _TAGS:
            continue
        steps.append(step)
    return tuple(steps)


_TAGS: Final = frozenset(KINDS.values())


def _diagnose(document: source.Document, steps: tuple[int | str, ...], fault: Mapping[str, Any]) -> Diagnostic:
    kind, context = fault["type"], fault.get("ctx", {})
    path = ".".join(map(str, steps))
    last = steps[-1] if steps else ""

    def say(code: str, message: str, hint: str | tuple[str, ...], *, key: bool = False) -> Diagnostic:
        return error(code, message, document.span(steps, key=key), path=path, hint=hint)

    match kind:
        case "extra_forbidden":
            return say("unknown-key", f"the key `{last}` is not known here", _suggest(steps, str(last)), key=True)
        case "missing":
            parent = document.span(steps[:-1])
            return error("missing-key", f"`{last}` is missing here", parent, path=path, hint=f"add `{last}: …`")
        case "union_tag_not_found" | "union_tag_invalid":
            return say("unknown-block", "no key here tells what kind of block this is", _suggest_block(fault["input"]))
        case "literal_error":
            wanted = str(context.get("expected", "")).replace("'", "`")
            close = difflib.get_close_matches(str(fault["input"]), wanted.replace("`", "").replace(" or ", ", ").split(", "), 1)
            hint = f"did you mean `{close[0]}`?" if close else f"write one of {wanted}"
            return say("not-one-of", f"`{str(fault['input'])[:40]}` is none of {wanted}", hint)
        case "not_a_number":
            return say("not-a-number", fault["msg"], "write digits alone, such as `1300` or `96.4`; words go into `unit` or `label`")
        case "not_a_date":
            return say("not-a-date", fault["msg"], "write year-month-day: `2020-01-15`")
        case "text_empty":
            return say("empty-text", "there are no words here", "write the text, or delete the key", key=True)
        case "too_short":
            return say("too-few", f"`{_named(steps)}` needs at least {context['min_length']}", "add what is missing, or delete the block", key=True)
        case "too_long":
            return say("too-many", f"`{_named(steps)}` holds {context['actual_length']}, at most {context['max_length']} fit", "make two of it", key=True)
        case "bool_parsing" | "bool_type":
            return say("not-yes-or-no", f"`{str(fault['input'])[:40]}` is neither `true` nor `false`", "write `true` or `false`")
        case "string_type" | "model_type" | "model_attributes_type" | "tuple_type" | "date_type" if fault["input"] is None:
            return say("empty-value", f"`{_named(steps)}` has no value", "write something after the colon, or delete the key", key=True)
        case "tuple_type":
            return say("not-a-list", f"`{_named(steps)}` takes a list", "begin each entry on its own line with `- `")
        case "model_type" | "model_attributes_type":
            what = "a list" if isinstance(fault["input"], list) else f"the text `{str(fault['input'])[:30]}`"
            return say("not-a-mapping", f"`{_named(steps)}` takes keys and values, not {what}", _keys_hint(context))
        case "string_type":
            what = "keys and values" if isinstance(fault["input"], dict) else "a list"
            return say("not-a-text", f"`{_named(steps)}` takes a text, not {what}", "write the text after the colon, in quotes if it holds `: `")
    message = str(fault["msg"])
    return say("invalid", message[:1].lower() + message[1:], "see `printkit schema` for what may stand here")


def _named(steps: tuple[int | str, ...]) -> str:
    return str(next((step for step in reversed(steps) if isinstance(step, str)), "the report"))


def _keys_hint(context: Mapping[str, Any]) -> str:
    model = _MODELS.get(str(context.get("class_name", "")))
    return f"its keys are {_listed(_names(model))}" if model else "write `key: value` lines"


def _suggest(steps: tuple[int | str, ...], key: str) -> str:
    """What an unknown key was meant to be."""
    model = _model_at(steps[:-1])
    names = _names(model)
    if (english := CHINESE_KEYS.get(key.strip())) and (english in names or not names):
        return f"keys are written in English: `{english}`"
    close = difflib.get_close_matches(key, names, 1, 0.6)
    return f"did you mean `{close[0]}`?" if close else f"known here are {_listed(names)}"


def _suggest_block(data: Any) -> str:
    kinds = [kind for kind in KINDS if kind != "highlight"]
    for key in data if isinstance(data, dict) else ():
        if english := CHINESE_KEYS.get(key.strip()):
            return f"keys are written in English: `{english}`"
        if close := difflib.get_close_matches(key, kinds, 1, 0.6):
            return f"did you mean `{close[0]}`?"
    return f"begin the block with one of {_listed(kinds)}"


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _names(model: type[BaseModel] | None) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()] if model else []


def _model_at(steps: tuple[int | str, ...]) -> type[BaseModel] | None:
    """The model that stands at a path, found by following the fields' types; None for a list or scalar."""
    model: type[BaseModel] | None = Report
    for step in steps:
        if isinstance(step, int):
            continue
        if model is None:
            return None
        if step in _names(model):
            model = _inner(model, step)
    return model


def _inner(model: type[BaseModel], step: str) -> type[BaseModel] | None:
    for name, field in model.model_fields.items():
        if (field.alias or name) == step:
            return next((found for part in _parts(field.annotation) if (found := part)), None)
    return None


def _parts(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models inside an annotation such as `tuple[Text, ...] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _parts(part)


_MODELS: Final = {
    name: value for name, value in {**vars(blocks), "Text": Text, "Report": Report}.items()
    if isinstance(value, type) and issubclass(value, BaseModel)
}  # fmt: skip
