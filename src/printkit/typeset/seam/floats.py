"""Room for lines beside floats: how far each line may reach, and floats that are anchored in the text.

A float stands at the height of the line in which its anchor is. Lines keep their pitch beside it; where too little
room is left they go on below it, by whole lines.
"""

from __future__ import annotations

from math import ceil
from typing import Any, Final, NamedTuple

from weasyprint.layout.float import avoid_collisions, float_layout

_LEAST: Final = 3
"""em; where less room is left beside a float, no line stands there."""
_SLACK: Final = 1e-3


class Room(NamedTuple):
    """Where a line stands, in px: `x` from its block's edge, its width, `drop` below the line before."""

    x: float
    width: float
    drop: float = 0


def rooms(context: Any, box: Any, block: Any, y: float, pitch: float) -> list[Room]:
    """The rooms of the lines from `y` on that stand beside floats; those below have the whole width."""
    found: list[Room] = []
    if not context.excluded_shapes:
        return found
    lowest = max(shape.position_y + shape.margin_height() for shape in context.excluded_shapes)
    probe = box.copy_with_children([])
    probe.width, probe.height = 0, pitch - _SLACK
    left, whole = block.content_box_x(), Room(0, block.width)
    least = min(_LEAST * block.style["font_size"], block.width)
    drop = 0.0
    for _ in range(ceil(max(0.0, lowest - y) / pitch)):
        probe.position_x, probe.position_y = left, y
        x, _y, width = avoid_collisions(context, probe, block, outer=False)
        y += pitch
        if width < least - _SLACK:
            drop += pitch
            continue
        found.append(Room(x - left, width, drop))
        drop = 0.0
    if drop:
        found.append(whole._replace(drop=drop))
    while found and found[-1] == whole:
        found.pop()
    return found


def lay_out(
    context: Any, floated: Any, block: Any, y: float, absolute_boxes: Any, fixed_boxes: Any, bottom_space: Any
) -> Any:
    """Lay a float out whose anchor is in a line at `y`: the engine knows from then on that it is there."""
    floated.position_x, floated.position_y = block.content_box_x(), y
    laid_out, resume_at = float_layout(
        context, floated, block, absolute_boxes, fixed_boxes, bottom_space, skip_stack=None
    )
    if resume_at:
        context.add_broken_out_of_flow(laid_out, floated, block, resume_at)
    return laid_out
