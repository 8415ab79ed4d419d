"""Vertical text in the page: CSS has `writing-mode` for it, and the engine has not.

`data-vertical` on a block that holds text and nothing else: the height of the block is the length of its columns,
`line-height` their pitch, the first column stands at its right edge. Its value is the manner of
`typography.vertical.compose`: nothing (columns filled), `balanced`, `phrases`. `data-stagger`: each column begins so
many em lower. `data-upright`: numbers of up to so many figures stand upright in one cell (2; at most 4).

`composing` gathers the text and sets it, `faces` finds the glyphs, `placing` makes the box that draws them. Here is
what the engine calls: `lines` and `drawing` stay what they are for all other text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.layout import preferred as engine_preferred
from weasyprint.layout.percent import resolve_percentages
from weasyprint.text.line_break import strut

from .. import drawing, lines
from .composing import composition, is_vertical
from .placing import VerticalText, line_box, show

block_content_width_before: Any = engine_preferred._block_content_width


def block_content_width(context: Any, box: Any, function: Any, outer: bool) -> Any:
    """The preferred width of a block: as wide as its columns where it is vertical and has none of its own."""
    if box.style["width"] == "auto" and is_vertical(box):
        height = box.style["height"]
        given = height.value if height != "auto" and getattr(height, "unit", "%") == "px" else None
        found = composition(context, box, box.children[0], given)
        if found is not None:
            width = len(found.setting.columns) * strut(box.style)[0]
            return engine_preferred.adjust(box, outer, width)
    return block_content_width_before(context, box, function, outer)


def iter_line_boxes(
    context: Any, box: Any, position_y: float, bottom_space: Any, skip_stack: Any, containing_block: Any,
    absolute_boxes: Any, fixed_boxes: Any, first_letter_style: Any, first_line_style: Any,
) -> Iterator[tuple[Any, Any]]:  # fmt: skip
    """The lines of a block, as (line, where to go on); a vertical one has one, that holds all columns."""
    found = None
    if is_vertical(containing_block):
        height = containing_block.height
        found = composition(context, containing_block, box, None if height == "auto" else height)
    if found is None:
        yield from lines.iter_line_boxes(
            context, box, position_y, bottom_space, skip_stack, containing_block, absolute_boxes, fixed_boxes,
            first_letter_style, first_line_style,
        )  # fmt: skip
        return
    resolve_percentages(box, containing_block)
    yield line_box(box, containing_block, found, position_y), None


def draw_text(stream: Any, textbox: Any, offset_x: Any, text_overflow: Any, block_ellipsis: Any) -> None:
    """Draw a text box: vertical, or as `drawing` does."""
    if isinstance(textbox, VerticalText):
        show(stream, textbox)
    else:
        drawing.draw_text(stream, textbox, offset_x, text_overflow, block_ellipsis)


__all__ = ["VerticalText", "block_content_width", "block_content_width_before", "draw_text", "iter_line_boxes"]
