"""Drawings that stand in a document many times are worked out once: marks, flowers, openers of many sections."""

from __future__ import annotations

from typing import Any, Final
from xml.etree import ElementTree

from weasyprint.images import SVGImage

draw_before: Any = SVGImage.draw

_PLAIN: Final = frozenset(
    f"{{http://www.w3.org/2000/svg}}{name}"
    for name in ("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "title", "desc")
)
"""Elements that draw the same operators wherever they stand; text brings fonts with it."""
_STATE: Final = (
    "_current_color", "_current_color_stroke", "_current_alpha", "_current_alpha_stroke", "_current_font",
)  # fmt: skip


def draw(image: Any, stream: Any, width: float, height: float, style: Any) -> None:
    """Draw an SVG in a box of so many px, as the engine does, or as it did the last time."""
    tree = image._svg.tree._etree_node
    if any(element.tag not in _PLAIN for element in tree.iter()):
        draw_before(image, stream, width, height, style)
        return
    # Names of states and groups are those of the resources that they stand in.
    known: dict[Any, list[bytes]] = stream._resources.__dict__.setdefault("printkit_drawings", {})
    key = (ElementTree.tostring(tree), width, height)
    operators = known.get(key)
    _forget(stream)
    if operators is None:
        start = len(stream.stream)
        draw_before(image, stream, width, height, style)
        known[key] = [b"\n".join(item if isinstance(item, bytes) else item.data for item in stream.stream[start:])]
    else:
        stream.stream += operators
    _forget(stream)


def _forget(stream: Any) -> None:
    """Let the stream state colours and transparency anew: what stands in it may have come from elsewhere."""
    for name in _STATE:
        setattr(stream, name, None)
