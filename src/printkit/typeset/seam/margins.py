"""Margin boxes: only those that a page has. The engine makes all sixteen, and copies the counters for each."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from weasyprint.formatting_structure import boxes as engine_boxes
from weasyprint.formatting_structure import build as engine_build
from weasyprint.layout import page as engine_page

from . import percentages

make_margin_boxes_before: Any = engine_page.make_margin_boxes

_NOTHING: Final = ("normal", "inhibit", "none")
_COUNTERS: Final = ("counter_reset", "counter_set", "counter_increment")
_SIDES: Final = {
    "top": ("left", "center", "right"), "bottom": ("left", "center", "right"),
    "left": ("top", "middle", "bottom"), "right": ("top", "middle", "bottom"),
}  # fmt: skip
_EDGES: Final = ("top", "right", "bottom", "left")


class _Frame(NamedTuple):
    """The page around its type area, in px."""

    left: float
    top: float
    width: float
    height: float
    right_margin: float
    bottom_margin: float


def make_margin_boxes(context: Any, page: Any, state: Any) -> Iterator[Any]:
    """The margin boxes of a page, laid out. `state`: its counters (CSS Paged Media 3, section 5)."""
    names = _names(context, page)
    if not names:
        return
    frame = _Frame(
        page.margin_left,
        page.margin_top,
        page.border_width(),
        page.border_height(),
        page.margin_right,
        page.margin_bottom,
    )
    made: list[Any] = []
    for side, places in _SIDES.items():
        if any(f"@{side}-{place}" in names for place in places):
            made += _side(context, page, state, side, frame)
    for vertical in ("top", "bottom"):
        for horizontal in ("left", "right"):
            name = f"@{vertical}-{horizontal}-corner"
            if name in names:
                made.append(_corner(context, page, state, name, frame))
    for box in made:
        yield engine_page.margin_box_content_layout(context, page, box)


def _names(context: Any, page: Any) -> frozenset[str]:
    """The margin boxes that have content, found once for pages of one style."""
    known: frozenset[str] | None = page.style.__dict__.get("printkit_margins")
    if known is None:
        found = set()
        for (element, pseudo), style in context.style_for.get_computed_styles().items():
            if element == page.page_type and str(pseudo).startswith("@") and style["content"] not in _NOTHING:
                found.add(pseudo)
        known = page.style.printkit_margins = frozenset(found - {"@footnote", "@note-area"})
    return known


def _side(context: Any, page: Any, state: Any, side: str, frame: _Frame) -> Iterator[Any]:
    """The boxes of one side: the three share its length."""
    vertical = side in ("left", "right")
    thickness = {"left": frame.left, "top": frame.top, "right": frame.right_margin, "bottom": frame.bottom_margin}[side]
    length = frame.height if vertical else frame.width
    around = (thickness, length) if vertical else (length, thickness)
    x = 0 if side == "left" else frame.left + frame.width if side == "right" else frame.left
    y = 0 if side == "top" else frame.top + frame.height if side == "bottom" else frame.top
    three = [_box(context, page, state, f"@{side}-{place}", around) for place in _SIDES[side]]
    engine_page.compute_variable_dimension(context, three, vertical, length)
    for box, share in zip(three, (0, 0.5, 1), strict=True):
        if not box.is_generated:
            continue
        along = share * (length - (box.margin_height() if vertical else box.margin_width()))
        box.position_x, box.position_y = (x, y + along) if vertical else (x + along, y)
        engine_page.compute_fixed_dimension(context, box, thickness, not vertical, side in ("top", "left"))
        yield box


def _corner(context: Any, page: Any, state: Any, name: str, frame: _Frame) -> Any:
    top, left = "top" in name, "left" in name
    width, height = frame.left if left else frame.right_margin, frame.top if top else frame.bottom_margin
    box = _box(context, page, state, name, (width, height))
    box.position_x = 0 if left else frame.left + frame.width
    box.position_y = 0 if top else frame.top + frame.height
    engine_page.compute_fixed_dimension(context, box, height, True, top)
    engine_page.compute_fixed_dimension(context, box, width, False, left)
    return box


def _box(context: Any, page: Any, state: Any, name: str, around: tuple[float, float]) -> Any:
    """A margin box with its text, not yet laid out; an empty one where its neighbours ask for its room."""
    style = context.style_for(page.page_type, name)
    if style is None:
        style = page.style.anonymous_style
    engine_page._standardize_page_based_counters(style, name)
    box = engine_boxes.MarginBox(name, style)
    box.is_generated = style["content"] not in _NOTHING
    if box.is_generated:
        if any(style[counter] for counter in _COUNTERS):
            state = copy.deepcopy(state)
            engine_build.update_counters(state, style)
        quote_depth, counters, *_ = state
        box.children = engine_build.content_to_boxes(
            style, box, quote_depth, counters, context.get_image_from_uri, context.target_collector,
            context.counter_style, context, page,
        )  # fmt: skip
        box.process_whitespace()
        box.process_text_transform()
        box = engine_build.create_anonymous_boxes(box)
    percentages.resolve(box, around)
    if not box.is_generated:
        box.width = box.height = 0
        for edge in _EDGES:
            box._reset_spacing(edge)
    return box
