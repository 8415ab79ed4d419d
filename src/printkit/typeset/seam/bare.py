"""Boxes that have nothing to draw of their own are passed by: no ground, no border, no picture behind them."""

from __future__ import annotations

from typing import Any, Final

from weasyprint import draw as engine_draw
from weasyprint.formatting_structure import boxes as engine_boxes
from weasyprint.layout import background as engine_background

from .drawing import ComposedText, draw_text

box_backgrounds_before: Any = engine_background.layout_box_backgrounds
inline_level_before: Any = engine_draw.draw_inline_level

_CORNERS: Final = tuple(
    f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left")
)
_SIDES: Final = ("top", "right", "bottom", "left")


def box_backgrounds(
    page: Any, box: Any, get_image_from_uri: Any, layout_children: bool = True, style: Any = None
) -> None:
    """Place the backgrounds of a box and of all below it."""
    if style is not None or box is page or not has_no_ground(box.style):
        box_backgrounds_before(page, box, get_image_from_uri, layout_children, style)
        return
    box.background = None
    if layout_children:
        for child in box.all_children():
            box_backgrounds(page, child, get_image_from_uri)


def has_no_ground(style: Any) -> bool:
    """Whether a box of this style has no background, no shadow, no border picture and no rounded corners."""
    known: bool | None = style.__dict__.get("printkit_bare")
    if known is None:
        known = style.printkit_bare = (
            style["visibility"] == "visible"
            and style["border_image_source"][0] == style["mask_border_source"][0] == "none"
            and all(kind == "none" for kind, _ in style["background_image"])
            and not style["box_shadow"]
            and getattr(style["background_color"], "alpha", 1) == 0
            and all(length.value == 0 for corner in _CORNERS for length in style[corner])
        )
    return known


def draw_inline_level(
    stream: Any, page: Any, box: Any, offset_x: float = 0, text_overflow: str = "clip", block_ellipsis: str = "none"
) -> None:
    """Draw a line or what stands in one; a line of composed text and nothing else goes straight to its glyphs."""
    if type(box) is engine_boxes.LineBox and len(box.children) == 1 and type(box.children[0]) is ComposedText:
        (text,) = box.children
        if stream._tags is None:
            draw_text(stream, text, 0, "clip", "none")
        else:
            with stream.marked(text, "Span"):
                draw_text(stream, text, 0, "clip", "none")
        return
    inline_level_before(stream, page, box, offset_x, text_overflow, block_ellipsis)


def install() -> None:
    """Give all boxes the corners that most have."""
    for corner in _CORNERS:
        setattr(engine_boxes.Box, corner, (0, 0))
