"""What a YAML text is made of: nodes with their places, and the plain data to validate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

Data: TypeAlias = "str | list[Data] | dict[str, Data] | None"

NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})


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
    """Nodes in it, aliases counted each time that they are used."""
    flow: bool = False
    """Of a list or mapping: written in `[ ]` or `{ }`."""

    def pairs(self) -> list[tuple[str, Node]]:
        """Of a mapping: its keys and values."""
        return list(zip(self.keys or (), self.items or (), strict=True)) if self.keys is not None else []


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


def node_at(root: Node, path: Sequence[str | int]) -> Node:
    """The node at a path, or the nearest parent that exists."""
    node = root
    for step in path:
        child = child_of(node, step)
        if child is not None:
            node = child[0]
        elif not is_short(node, step):
            break
    return node


def is_short(node: Node, step: str | int) -> bool:
    """Whether the node stands alone where a list of such nodes may stand."""
    return step == 0 and isinstance(step, int) and (node.items is None or node.keys is not None)


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
