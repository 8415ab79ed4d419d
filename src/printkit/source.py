"""YAML text → plain data, and the position of every node. The only place that knows YAML.

Scalars stay text (`no` is "no", `1.10` is "1.10"): the field that takes one decides its type. Only an
empty scalar, `~` and `null`, unquoted, is None. Anchors and aliases share data and are never expanded
here; tags are refused; depth, nodes and bytes are capped before anybody validates (T11–T13).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

import yaml

from .diagnostics import Diagnostic, PrintkitError, SourceFile, Span, error

Data: TypeAlias = "str | None | list[Data] | dict[str, Data]"
Steps: TypeAlias = Sequence[str | int]

MAX_BYTES: Final = 16_000_000
MAX_DEPTH: Final = 40
MAX_NODES: Final = 400_000
"""Nodes of the tree as validation will walk it, aliases counted each time that they are used."""

_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Mark(NamedTuple):
    """Start and end of a node, counted from 0: (line, column, end line, end column)."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(slots=True)
class Node:
    """One YAML node: a scalar (`data` is str or None), a sequence or a mapping of nodes."""

    mark: Mark
    data: str | None = None
    items: list[Node] | None = None
    keys: dict[str, Mark] | None = None
    """Of a mapping: where each key stands; `items` is then in the order of the keys."""
    plain: bool = True
    """Of a scalar: written without quotes or block indicator."""
    size: int = 1
    depth: int = 1
    flow: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file that was read: `data` to validate, and `span(path)` to point back into the text."""

    source: SourceFile
    root: Node
    data: Data
    warnings: tuple[Diagnostic, ...] = field(default=())

    def span(self, path: Steps, *, key: bool = False) -> Span:
        """Where the node at `path` stands, or the nearest parent that exists.

        With `key`, the place of the key itself where the last step is a key.
        """
        node, mark = self.root, self.root.mark
        for depth, step in enumerate(path):
            child = child_of(node, step)
            if child is None:
                break
            node, mark = child[0], child[0].mark
            if child[1] is not None and (
                (key and depth == len(path) - 1) or (mark.line, mark.column) == (mark.end_line, mark.end_column)
            ):
                mark = child[1]
        return self.at(mark)

    def at(self, mark: Mark) -> Span:
        """A mark of this file as a span. A node over several lines is pointed at by its first."""
        end_line, end_column = mark.end_line, mark.end_column
        if end_line > mark.line:
            end_line, end_column = mark.line, len(self.source.line(mark.line + 1))
        return Span(self.source, mark.line + 1, mark.column + 1, end_line + 1, end_column + 1)


def child_of(node: Node, step: str | int) -> tuple[Node, Mark | None] | None:
    """The child at a key or index and the mark of its key, None where there is none."""
    if node.items is None:
        return None
    if node.keys is not None:
        if step not in node.keys:
            return None
        return node.items[list(node.keys).index(str(step))], node.keys[str(step)]
    if isinstance(step, int) and 0 <= step < len(node.items):
        return node.items[step], None
    return None


def read(path: Path) -> Document:
    """Read a YAML file.

    Raises `PrintkitError` (unreadable, not UTF-8, not YAML, a cap passed) and lets `OSError` through
    only where the file vanished between two calls.
    """
    name = str(path)
    try:
        if not path.is_file():
            raise PrintkitError([error("no-file", f"there is no file `{name}`", hint="check the name and the folder")])
        raw = path.read_bytes()
    except PermissionError:
        raise PrintkitError(
            [error("unreadable", f"`{name}` may not be read", hint="check the file's permissions")]
        ) from None
    if len(raw) > MAX_BYTES:
        message = f"`{name}` has {len(raw):,} bytes, more than {MAX_BYTES:,}"
        raise PrintkitError([error("too-large", message, hint="split the report, keep pictures in files")])
    return parse(decode(raw, name), name)


def decode(raw: bytes, name: str) -> str:
    """UTF-8 bytes as text, a byte-order mark dropped. Raises `PrintkitError` for other encodings."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise PrintkitError([_encoding(name, "UTF-16")])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        try:
            raw.decode("gb18030")
        except UnicodeDecodeError:
            line = raw[: problem.start].count(b"\n") + 1
            message = f"`{name}` is not text in UTF-8: line {line} holds the byte 0x{raw[problem.start]:02X}"
            raise PrintkitError([error("encoding", message, hint="save the file as UTF-8")]) from None
        raise PrintkitError([_encoding(name, "GB18030 (GBK, “ANSI” in a Chinese Windows)")]) from None


def _encoding(name: str, what: str) -> Diagnostic:
    return error(
        "encoding", f"`{name}` is saved as {what}, not as UTF-8", hint="in the editor choose “Save as”, encoding UTF-8"
    )


def parse(text: str, name: str) -> Document:
    """Parse YAML text; `name` is shown in diagnostics. Raises `PrintkitError`."""
    from . import traps

    source = SourceFile(name, text)
    try:
        root = _Composer(source).compose(yaml.parse(text, Loader=_Loader))
    except yaml.MarkedYAMLError as problem:
        raise PrintkitError(traps.explain(source, problem)) from None
    except yaml.reader.ReaderError as problem:
        raise PrintkitError([traps.control_character(source, problem)]) from None
    if root is None:
        raise PrintkitError(
            [error("empty", f"`{name}` is empty", hint="start with `printkit new`, or write `title:` first")]
        )
    document = Document(source, root, to_data(root))
    return Document(source, root, document.data, tuple(traps.suspicions(document)))


def to_data(root: Node) -> Data:
    """Nodes as plain lists, dicts and text. Shared nodes give shared data."""
    seen: dict[int, Data] = {}

    def walk(node: Node) -> Data:
        if node.items is None:
            return node.data
        known = seen.get(id(node))
        if known is None:
            values = [walk(item) for item in node.items]
            known = values if node.keys is None else dict(zip(node.keys, values, strict=True))
            seen[id(node)] = known
        return known

    return walk(root)


def well_formed(text: str) -> bool:
    """Whether `text` parses as YAML at all; used to try a mend before proposing it."""
    try:
        for _ in yaml.parse(text, Loader=_Loader):
            pass
    except yaml.YAMLError:
        return False
    return True


class _Composer:
    """Builds nodes from parser events with a stack of its own, so that depth can be capped."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.anchors: dict[str, Node] = {}
        self.duplicates: list[Diagnostic] = []

    def compose(self, events: Iterator[Any]) -> Node | None:
        """The root node of the first document; None for an empty file."""
        stack: list[tuple[Node, str | None]] = []
        root: Node | None = None
        for event in events:
            kind = type(event).__name__
            if kind == "AliasEvent":
                node = self._alias(event)
            elif kind == "ScalarEvent":
                node = self._scalar(event)
            elif kind in ("SequenceStartEvent", "MappingStartEvent"):
                node = Node(_mark(event), items=[], keys={} if kind[0] == "M" else None, flow=bool(event.flow_style))
                self._enter(event, node, len(stack))
                stack.append((node, None))
                continue
            elif kind in ("SequenceEndEvent", "MappingEndEvent"):
                node, _ = stack.pop()
                end = event.start_mark if not node.flow else event.end_mark
                node.mark = Mark(node.mark.line, node.mark.column, end.line, end.column)
            elif kind == "DocumentStartEvent" and root is not None:
                raise self._fault(event, "two-documents", "a second YAML document starts here", "remove the line `---`")
            else:
                continue
            if not stack:
                root = node
            else:
                self._add(stack, node, event)
        if self.duplicates:
            raise PrintkitError(self.duplicates)
        return root

    def _enter(self, event: Any, node: Node, depth: int) -> None:
        self._check_tag(event)
        if depth >= MAX_DEPTH:
            raise self._fault(event, "too-deep", f"more than {MAX_DEPTH} levels inside each other", "flatten the report")
        if event.anchor:
            self.anchors[event.anchor] = node

    def _scalar(self, event: Any) -> Node:
        self._check_tag(event)
        plain = event.style is None or event.style == ""
        data = None if plain and event.value in _NULLS else event.value
        node = Node(_mark(event), data=data, plain=plain)
        if event.anchor:
            self.anchors[event.anchor] = node
        return node

    def _alias(self, event: Any) -> Node:
        node = self.anchors.get(event.anchor)
        if node is None or (node.items is not None and node.size == 1 and node.items == []):
            message = f"`*{event.anchor}` points at nothing"
            raise self._fault(event, "alias", message, "a text that begins with `*` needs quotes")
        return node

    def _add(self, stack: list[tuple[Node, str | None]], node: Node, event: Any) -> None:
        parent, key = stack[-1]
        assert parent.items is not None
        if parent.keys is not None and key is None:
            stack[-1] = (parent, self._key(parent, node, event))
            return
        parent.items.append(node)
        parent.size += node.size
        if parent.size > MAX_NODES:
            raise self._fault(event, "too-many-nodes", f"more than {MAX_NODES:,} values, aliases counted", "remove the aliases")
        if parent.keys is not None:
            stack[-1] = (parent, None)

    def _key(self, parent: Node, node: Node, event: Any) -> str:
        assert parent.keys is not None
        if node.items is not None:
            raise self._fault(event, "key", "a key must be a word", "write `key: value`")
        key = node.data if node.data is not None else ""
        if key in parent.keys:
            first = parent.keys[key]
            self.duplicates.append(
                error(
                    "duplicate-key",
                    f"`{key}` stands twice in the same place, first in line {first.line + 1}",
                    self._span(node.mark),
                    hint="keep one of the two",
                )
            )
            key = f"{key}\0{len(parent.keys)}"
        parent.keys[key] = node.mark
        return key

    def _check_tag(self, event: Any) -> None:
        if event.tag and event.tag not in ("!", "tag:yaml.org,2002:str"):
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            raise self._fault(
                event, "yaml-tag", f"the tag `{tag}` is not allowed", "remove the tag; a text that begins with `!` needs quotes"
            )

    def _span(self, mark: Mark) -> Span:
        end = mark.end_column if mark.end_line == mark.line else len(self.source.line(mark.line + 1))
        return Span(self.source, mark.line + 1, mark.column + 1, mark.line + 1, end + 1)

    def _fault(self, event: Any, code: str, message: str, hint: str) -> PrintkitError:
        return PrintkitError([error(code, message, self._span(_mark(event)), hint=hint)])


def _mark(event: Any) -> Mark:
    start, end = event.start_mark, event.end_mark
    return Mark(start.line, start.column, end.line, end.column)
