"""What validation found → diagnostics in the words of a file, never in those of the validator.

The file is a report, or another one whose models are `Node`s: then `root` is its model.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from pydantic import ValidationError

from ..diagnostics import Diagnostic, error
from ..source import Document, child_of
from .blocks import KINDS
from .keys import listed, meant, models_at, names, takes_text
from .model import Report
from .text import Node
from .values import choice, date, either, number, short, what, yes_or_no

_TAGS: Final = frozenset(KINDS.values())
_Steps = tuple[int | str, ...]

_BRACKETS: Final = "［］【】[]（）() "
_NO_VALUE: Final = frozenset(
    {"string_type", "model_type", "model_attributes_type", "tuple_type", "date_type", "literal_error", "bool_type"}
)


Say = Callable[[str, Any, Mapping[str, Any]], tuple[str, str, str] | None]
"""What a kind of file says of a fault of its own: from the key, the value and the validator's fault to the code, message and hint."""


def explain(
    document: Document,
    problem: ValidationError,
    spoiled: Mapping[_Steps, int],
    root: type[Node] = Report,
    own: Say | None = None,
) -> Iterator[Diagnostic]:
    """Every fault, each cause once.

    `spoiled` tells from which groups how many unknown keys were taken. `own` is asked first.
    """
    seen: set[_Steps] = set()
    left = dict(spoiled)
    for fault in problem.errors(include_url=False):
        steps = steps_of(fault["loc"])
        if steps in seen or _follows(steps, fault, left):
            continue
        seen.add(steps)
        said = own(_key(steps), fault["input"], fault) if own else None
        if said is not None:
            code, message, hint = said
            yield error(code, message, document.span(steps), path=".".join(map(str, steps)), hint=hint)
        else:
            yield _diagnose(document, steps, fault, root)


def _key(steps: _Steps) -> str:
    return next((step for step in reversed(steps) if isinstance(step, str)), "")


def _follows(steps: _Steps, fault: Mapping[str, Any], left: dict[_Steps, int]) -> bool:
    """Whether a fault is the mere consequence of another one that has its own message."""
    if fault["type"] == "too_short":  # entries that are wrong in themselves do not count for the validator
        return bool(len(fault["input"]) >= fault["ctx"]["min_length"])
    owner = steps[:-1] if fault["type"] == "missing" else steps
    if (
        fault["type"] in ("missing", "text_empty", "union_tag_not_found", "union_tag_invalid")
        and left.get(owner, 0) > 0
    ):
        left[owner] -= 1  # the unknown key was most likely meant to be the missing one
        return True
    return False


def steps_of(loc: _Steps) -> _Steps:
    """A location of the validator as a path in the file: the tags of unions left out."""
    return tuple(
        step
        for index, step in enumerate(loc)
        if not (index >= 2 and loc[index - 2] == "blocks" and isinstance(loc[index - 1], int) and step in _TAGS)
    )


def _diagnose(document: Document, steps: _Steps, fault: Mapping[str, Any], root: type[Node]) -> Diagnostic:
    kind, value, context = fault["type"], fault["input"], fault.get("ctx", {})
    name = f"`{_key(steps) or 'the report'}`"

    def say(code: str, message: str, hint: str, *, key: bool = False, at: _Steps | None = None) -> Diagnostic:
        span = document.span(steps if at is None else at, key=key)
        return error(code, message, span, path=".".join(map(str, steps)), hint=hint)

    if value is None and kind in _NO_VALUE:
        if "table" in steps[-3:-1] or "head" in steps[-2:-1]:
            return say("empty-value", "a cell of the table has no value", 'write `""` for an empty cell')
        return say(
            "empty-value", f"{name} has no value", "write something after the colon, or delete the line", key=True
        )
    match kind:
        case "extra_forbidden" | "neutral_in_file":
            return _unknown_key(document, steps if kind[0] == "e" else (*steps, "neutral"), root)
        case "missing" if steps and isinstance(steps[-1], int):
            return say("too-few", f"{name} needs two numbers", "write both: `[50, 50]`", at=steps[:-1])
        case "missing":
            return say(
                "missing-key", f"{name} is missing here", f"add `{steps[-1]}: …`", key=True, at=_owner(document, steps)
            )
        case "union_tag_not_found" | "union_tag_invalid":
            return _unknown_block(document, steps, value)
        case "literal_error":
            wanted = re.findall(r"'([^']+)'", str(context.get("expected", "")))
            shown = f"`{short(value)}`" if isinstance(value, str) else what(value)
            return say("not-one-of", f"{name} takes {either(wanted)}, not {shown}", choice(value, wanted))
        case "not_a_number":
            shown = (
                f"`{short(value)}` is not a number"
                if isinstance(value, str)
                else f"{name} takes a number, not {what(value)}"
            )
            return say("not-a-number", shown, number(value))
        case "float_parsing" | "float_type" | "finite_number":
            return say(
                "not-a-number",
                f"{name} takes numbers, not {what(value)}",
                "write two numbers from 0 to 100: `[50, 50]`",
            )
        case "not_a_date":
            return say("not-a-date", f"`{short(value)}` is not a date", date(value))
        case "language_twice":
            return say("not-one-of", "a language stands twice", "write each language once: `languages: [zh, en]`")
        case "text_empty":
            return say("empty-text", "there are no words here", "write the text, or delete the line", key=True)
        case "too_short":
            least = context["min_length"]
            hint = (
                "add what is missing"
                if steps and steps[-1] in ("timeline", "network")
                else "add an entry, or delete the key"
            )
            return say(
                "too-few", f"{name} needs at least {least} {'entry' if least == 1 else 'entries'}", hint, key=True
            )
        case "too_long":
            most = context["max_length"]
            return say("too-many", f"{name} holds more than {most} entries", "make two of it", key=True)
        case "string_too_long":
            return say(
                "too-long",
                f"{name} is longer than {context['max_length']} letters",
                "shorten it; a web address is best",
            )
        case "bool_parsing" | "bool_type":
            shown = f"`{short(value)}`" if isinstance(value, str) else what(value)
            return say(
                "not-yes-or-no",
                f"{name} takes `true` or `false`, not {shown}",
                yes_or_no(value),
            )
    return _wrong_kind(document, steps, fault, root)


def _wrong_kind(document: Document, steps: _Steps, fault: Mapping[str, Any], root: type[Node]) -> Diagnostic:
    """A text where keys are wanted, keys where a list is wanted, and so on."""
    kind, value = fault["type"], fault["input"]
    last = _key(steps) or "the report"
    name = f"an entry of `{last}`" if steps and isinstance(steps[-1], int) else f"`{last}`"
    span, path = document.span(steps), ".".join(map(str, steps))
    if kind.startswith("date"):
        return error("not-a-date", f"{name} takes a date, not {what(value)}", span, path=path, hint=date(value))
    if kind in ("tuple_type", "list_type"):
        hint = "begin each entry on a line of its own with `- `"
        entries = (
            [part.strip() for part in re.split(r"[,，、;；]", value.strip(_BRACKETS))] if isinstance(value, str) else []
        )
        if 1 < len(entries) <= 12 and all(0 < len(entry) <= 20 for entry in entries):
            hint = f"write `[{', '.join(entries)}]`, or each entry on a line of its own after `- `"
        elif isinstance(value, str) and last == "focus":
            hint = "write two numbers from 0 to 100: `[50, 50]`"
        elif isinstance(value, str) and takes_text(models_here(steps, root)) and len(value) <= 40 and "\n" not in value:
            hint = f"write `[{short(value)}]`, or begin each entry on a line of its own with `- `"
        if isinstance(value, dict):
            hint = f"put `- ` before the first key of each entry below `{last}:`"
        return error("not-a-list", f"{name} takes a list, not {what(value)}", span, path=path, hint=hint)
    if kind == "string_type":
        hint = "write the text after the colon, in quotes if it holds `: ` or begins with a sign"
        return error("not-a-text", f"{name} takes a text, not {what(value)}", span, path=path, hint=hint)
    models = models_here(steps, root)
    known = listed(names(models)) if models else "those of `printkit schema`"
    if models and models[0].__name__ == "Text":
        hint = "write one text after the colon, or `zh:` and `en:` below it"
        return error("not-a-text", f"{name} takes a text, not {what(value)}", span, path=path, hint=hint)
    if isinstance(value, list):
        hint = f"remove the `- ` before its keys; they are {known}"
    else:
        hint = f"write its keys below it, each on a line of its own: {known}"
    return error("not-a-mapping", f"{name} takes keys and their values, not {what(value)}", span, path=path, hint=hint)


def _unknown_key(document: Document, steps: _Steps, root: type[Node]) -> Diagnostic:
    """A safety net: `shape` has looked at the keys before."""
    models = models_here(steps[:-1], root)
    hint = f"known here are {listed(names(models))}" if models else "see `printkit schema` for what may stand here"
    message = f"the key `{short(steps[-1])}` is not known here"
    return error("unknown-key", message, document.span(steps, key=True), path=".".join(map(str, steps)), hint=hint)


def _unknown_block(document: Document, steps: _Steps, value: Any) -> Diagnostic:
    kinds = [kind for kind in KINDS if kind != "highlight"]
    path = ".".join(map(str, steps))
    hint = f"begin the block with one of {listed(kinds)}"
    if value is None:
        return error(
            "empty-value",
            "nothing stands after this `-`",
            document.span(steps),
            path=path,
            hint="write a text or a block after it, or delete it",
        )
    if not isinstance(value, dict):
        return error(
            "unknown-block",
            f"a block is a text or a group of keys, not {what(value)}",
            document.span(steps),
            path=path,
            hint=hint,
        )
    key = next(iter(value), "")
    sure = meant(key, kinds)
    span, message = document.span((*steps, key), key=True), "no key here tells what kind of block this is"
    return error("unknown-block", message, span, path=path, hint=sure[2] if sure else hint)


def _owner(document: Document, steps: _Steps) -> _Steps:
    """Where to point at when a key is missing: at the first key of the group, or the key that holds it."""
    parent = steps[:-1]
    node = document.root
    for step in parent:
        child = child_of(node, step)
        if child is None:
            return parent
        node = child[0]
    return (*parent, next(iter(node.keys))) if node.keys else parent


def models_here(steps: Sequence[int | str], root: type[Node] = Report) -> tuple[type[Node], ...]:
    """The models that may stand at a path, found by following the fields' types."""
    models: tuple[type[Node], ...] = (root,)
    for step in steps:
        if isinstance(step, str):
            models = next((found for model in models if (found := models_at(model, step))), ())
    return models
