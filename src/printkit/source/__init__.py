"""YAML text → plain data, and the position of every node. The only place that knows YAML.

Scalars stay text (`no` is "no", `1.10` is "1.10"): the field that takes one decides its type. Only an
empty scalar, `~` and `null`, unquoted, is None. Anchors and aliases share data and are never expanded
here; tags are refused; depth, nodes and bytes are capped before anybody validates (T11–T13).
"""

from pathlib import Path

from .compose import MAX_DEPTH, MAX_NODES, attempt
from .document import Document, Steps, parse, study, study_draft
from .files import MAX_BYTES, decode, read_text
from .nodes import Data, Mark, Node, child_of, node_at, to_data

__all__ = [
    "MAX_BYTES", "MAX_DEPTH", "MAX_NODES", "Data", "Document", "Mark", "Node", "Steps", "attempt", "child_of", "decode",
    "node_at", "parse", "read", "read_text", "study", "study_draft", "to_data",
]  # fmt: skip


def read(path: Path) -> Document:
    """Read a YAML file.

    Raises `PrintkitError` (unreadable, not UTF-8, not YAML, a cap passed) and lets `OSError` through
    only where the file vanished between two calls.
    """
    return parse(read_text(path), str(path))
