"""The YAML parser's events → nodes, with a stack of its own, so that depth and number are capped while reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import yaml
from yaml import events as said

from ..diagnostics import Diagnostic, PrintkitError, SourceFile, Span, error
from ..traps import CONTROL, ODD, Draft, Problem, in_plain_words
from .nodes import NULLS, Mark, Node

MAX_DEPTH: Final = 40
MAX_NODES: Final = 100_000
"""Nodes of the tree as validation will walk it, aliases counted each time that they are used."""

_MOST_DUPLICATES: Final = 20
_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN_TAGS: Final = frozenset({"tag:yaml.org,2002:str", "!!str"})
_TRAP_KEY: Final = re.compile(rf"^(?:[－—–―−﹣•-]\s*\w|[{ODD}]|[\w“\"]+”?\s*：)")
_TRAP_TEXT: Final = re.compile(r"^(?:zh|en)\s*：|^｛[^{}]*[：:].*｝$", re.DOTALL)
_QUOTE_IT: Final = "put the text in quotes"
_IN_HALF: Final = "type the sign on the English keyboard"


class Stopped(Exception):  # noqa: N818 - it never leaves this package
    """The reading stopped at `problem`, for which there may be a mend."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message)


def compose(draft: Draft) -> tuple[Node | None, list[Diagnostic]]:
    """The root node of the text (None for an empty one) and its duplicate keys.

    Raises `Stopped` where a mend may help, `PrintkitError` where a cap is passed.
    """
    composer = _Composer(draft)
    try:
        root = composer.run(yaml.parse(draft.text, Loader=_LOADER))
    except yaml.MarkedYAMLError as problem:
        raise Stopped(_problem(problem, draft)) from None
    except yaml.YAMLError as problem:  # a character that `traps.control_characters` does not know
        raise Stopped(Problem(0, 0, 1, "yaml", f"this file cannot be read: {problem}", "save it as UTF-8")) from None
    return root, composer.duplicates


def attempt(text: str) -> Problem | None:
    """What stops a text from being read, None if nothing does."""
    try:
        compose(Draft(SourceFile("", text)))
    except Stopped as stop:
        return stop.problem
    except PrintkitError as refusal:
        span = refusal.diagnostics[0].span
        return Problem(span.line - 1 if span else 0, 0, 1, "yaml", "", "")
    return None


def _problem(fault: Any, draft: Draft) -> Problem:
    """The parser's complaint as a problem: shown where the thing began, if that says more than where it failed."""
    failed, began = fault.problem_mark or fault.context_mark, fault.context_mark
    code, message, hint = in_plain_words(fault.problem or "", fault.context or "")
    key_expected = "simple key" in (fault.context or "")
    from_start = began is not None and (key_expected or code in ("open-quote", "open-brace"))
    mark = began if from_start else failed
    last = max((i for i, line in enumerate(draft.lines) if line.strip()), default=0)
    line, column = mark.line, mark.column
    if line > last:
        line, column = last, max(0, len(draft.lines[last]) - 1)
    end = len(draft.lines[line].rstrip()) if key_expected else column + 1
    return Problem(line, column, max(end, column + 1), code, message, hint, min(failed.line, len(draft.lines) - 1))


class _Composer:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.anchors: dict[str, Node] = {}
        self.unused: dict[str, Mark] = {}
        self.duplicates: list[Diagnostic] = []

    def run(self, events: Iterator[Any]) -> Node | None:
        stack: list[tuple[Node, str | None, str | None]] = []  # node, key in waiting, its anchor
        root: Node | None = None
        for event in events:
            kind = type(event)
            if kind is said.ScalarEvent:
                node = self._scalar(event)
                if event.anchor:
                    self._anchor(event, node)
            elif kind is said.MappingStartEvent or kind is said.SequenceStartEvent:
                self._check_tag(event)
                if len(stack) >= MAX_DEPTH:
                    message = f"more than {MAX_DEPTH} levels inside each other"
                    raise self._refusal(
                        event, "too-deep", message, "check the `[` and `{` of this line, or the indentation"
                    )
                node = Node(
                    _mark(event),
                    items=[],
                    keys={} if kind is said.MappingStartEvent else None,
                    flow=bool(event.flow_style),
                )
                if event.anchor:
                    self.unused[event.anchor] = node.mark
                stack.append((node, None, event.anchor))
                continue
            elif kind is said.MappingEndEvent or kind is said.SequenceEndEvent:
                node, _, anchor = stack.pop()
                end = event.end_mark if node.flow else event.start_mark
                node.mark = Mark(node.mark.line, node.mark.column, end.line, end.column)
                if anchor:  # only now: an alias inside its own anchor would be a ring
                    self.anchors[anchor] = node
            elif kind is said.AliasEvent:
                node = self._alias(event)
            elif kind is said.DocumentStartEvent and root is not None:
                message = "a second document begins here; a report is one document"
                raise self._refusal(event, "two-documents", message, "remove the line `---`")
            else:
                continue
            if stack:
                self._add(stack, node, event)
            else:
                root = node
        for mark in self.unused.values():
            raise Stopped(_problem_at(mark, "needs-quotes", "a text that begins with `&` needs quotes", _QUOTE_IT))
        return root

    def _scalar(self, event: Any) -> Node:
        if event.tag:
            self._check_tag(event)
        value, mark = event.value, _mark(event)
        if not event.style:
            if value in NULLS:
                return Node(mark, None)
            if _TRAP_TEXT.match(value):
                raise Stopped(_problem_at(mark, "full-width-sign", f"`{value[:1]}` counts as a letter here", _IN_HALF))
            return Node(mark, value)
        if event.style == '"' and (found := CONTROL.search(value)):  # `"\\e[31m"`: written as an escape
            message = f"this text holds the control character U+{ord(found[0]):04X}, written with a backslash"
            raise self._refusal(event, "control-character", message, "delete it, or use single quotes")
        return Node(mark, value, plain=False)

    def _anchor(self, event: Any, node: Node) -> None:
        self.anchors[event.anchor] = node
        self.unused[event.anchor] = node.mark

    def _alias(self, event: Any) -> Node:
        node = self.anchors.get(event.anchor)
        if node is None:
            message = (
                f"a text that begins with `*` needs quotes; else `*{event.anchor}` stands for something named above"
            )
            raise Stopped(_problem_at(_mark(event), "needs-quotes", message, _QUOTE_IT))
        self.unused.pop(event.anchor, None)
        return node

    def _add(self, stack: list[tuple[Node, str | None, str | None]], node: Node, event: Any) -> None:
        parent, key, anchor = stack[-1]
        assert parent.items is not None
        if parent.keys is None:
            parent.items.append(node)
        elif key is None:
            stack[-1] = (parent, self._key(parent, node), anchor)
            return
        else:
            self._check_cut(parent, key, node)
            if len(parent.items) < len(parent.keys):  # else a duplicate, whose value is not kept
                parent.items.append(node)
            stack[-1] = (parent, None, anchor)
        parent.size += node.size
        if parent.size > MAX_NODES:
            message = f"more than {MAX_NODES:,} values, those repeated by `*` counted each time"
            raise self._refusal(event, "too-many-nodes", message, "remove the `&` and `*`, or split the report")

    def _key(self, parent: Node, node: Node) -> str:
        assert parent.keys is not None
        if node.items is not None:
            message = "a key is one word, not a list or a group of keys"
            hint = "put a text that begins with `[` or `{` in quotes"
            raise Stopped(_problem_at(node.mark, "needs-quotes", message, hint))
        key = node.data if node.data is not None else ""
        if node.plain and _TRAP_KEY.match(key):
            hint = "check its first sign"
            raise Stopped(_problem_at(node.mark, "unknown-key", f"the key `{key[:30]}` is not known here", hint))
        if key in parent.keys:
            mark = node.mark
            span = self.draft.span(mark.line, mark.column, mark.end_column)
            message = f"`{key}` stands twice in the same place, first in line {parent.keys[key].line + 1}"
            self.duplicates.append(error("duplicate-key", message, span, hint="keep one of the two"))
            if len(self.duplicates) == _MOST_DUPLICATES:
                raise PrintkitError(self.duplicates)
            return key
        parent.keys[key] = node.mark
        return key

    def _check_cut(self, parent: Node, key: str, node: Node) -> None:
        """A key in `{ }` without colon and value is the end of a text that a comma has cut."""
        if not parent.flow or node.data is not None or node.items is not None or node.mark[:2] != node.mark[2:]:
            return
        assert parent.keys is not None
        mark = parent.keys[key]
        line = self.draft.lines[mark.end_line]
        if line[mark.end_column : node.mark.column + 1].strip(" ")[:1] == ":":
            return
        if len(parent.keys) == 1:
            mark = mark._replace(column=mark.column - 1)
            raise Stopped(_problem_at(mark, "needs-quotes", "a text that begins with `{` needs quotes", _QUOTE_IT))
        comma = max(0, line.rfind(",", 0, mark.column) if mark.line == mark.end_line else mark.column)
        message = "this comma cuts the text in two: inside `{ }` a comma begins a new entry"
        raise Stopped(_problem_at(Mark(mark.line, comma, mark.line, comma + 1), "needs-quotes", message, _QUOTE_IT))

    def _check_tag(self, event: Any) -> None:
        if event.tag and event.tag not in _PLAIN_TAGS:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            if ":" in tag[2:] or tag.startswith("!!"):
                raise self._refusal(
                    event,
                    "yaml-tag",
                    f"the tag `{tag}` is not allowed",
                    "remove it; a text that begins with `!` needs quotes",
                )
            raise Stopped(
                _problem_at(_mark(event), "needs-quotes", "a text that begins with `!` needs quotes", _QUOTE_IT)
            )

    def _refusal(self, event: Any, code: str, message: str, hint: str) -> PrintkitError:
        found = _problem_at(_mark(event), code, message, hint)
        span: Span = self.draft.span(found.line, found.column, min(found.end_column, found.column + 40))
        return PrintkitError([error(code, message, span, hint=hint)], exit_code=3 if code.startswith("too") else 1)


def _problem_at(mark: Mark, code: str, message: str, hint: str) -> Problem:
    end = mark.end_column if mark.end_line == mark.line else mark.column + 1
    return Problem(mark.line, mark.column, max(end, mark.column + 1), code, message, hint)


def _mark(event: Any) -> Mark:
    start, end = event.start_mark, event.end_mark
    return Mark(start.line, start.column, end.line, end.column)
