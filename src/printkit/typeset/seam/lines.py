"""The composer in the place of the engine's line breaker.

Text in Chinese or English is broken and set by `typography.paragraph`; the engine goes on to place the lines on
pages, with its own rules for widows, footnotes and page breaks. What cannot be composed is left to the engine,
and counted.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from typing import Any, Final

from weasyprint.formatting_structure import boxes as engine_boxes
from weasyprint.layout import block as engine_block
from weasyprint.layout import preferred as engine_preferred
from weasyprint.layout.percent import resolve_percentages

from .composition import Composition, compose
from .content import Content
from .course import Course
from .gathering import gather
from .initials import set_apart

iter_line_boxes_before: Any = engine_block.iter_line_boxes
max_content_width_before: Any = engine_preferred.inline_max_content_width

_KEPT: Final = 40
_ENDLESS: Final = 1e7
_SLACK: Final = 1e-3
"""px that a box which is as wide as its text has more than it, so that rounding makes no second line."""


def iter_line_boxes(
    context: Any, box: Any, position_y: float, bottom_space: Any, skip_stack: Any, containing_block: Any,
    absolute_boxes: Any, fixed_boxes: Any, first_letter_style: Any, first_line_style: Any,
) -> Iterator[tuple[Any, Any]]:  # fmt: skip
    """The lines of a block, as (line, where to go on)."""
    kept = context.__dict__.get("printkit_kept")
    if first_letter_style and skip_stack is None and set_apart(box, first_letter_style) and kept:
        kept.pop(id(box), None)
    composition = _composition(context, box, containing_block, absolute_boxes, fixed_boxes, first_line_style)
    if composition is None:
        yield from iter_line_boxes_before(
            context, box, position_y, bottom_space, skip_stack, containing_block, absolute_boxes, fixed_boxes,
            first_letter_style, first_line_style,
        )  # fmt: skip
        return
    resolve_percentages(box, containing_block)
    start = 0 if skip_stack is None else next(iter(skip_stack))
    if not start:
        for running in composition.content.running:
            context.add_running_element(running)
    course = Course(context, box, containing_block, composition, (absolute_boxes, fixed_boxes))
    yield from course.set(start, position_y, bottom_space)


def max_content_width(context: Any, box: Any, outer: bool = True, is_line_start: bool = False) -> Any:
    """How wide a line box is, in px, when no line is broken but where the text demands it."""
    composition = None
    if type(box) is engine_boxes.LineBox:
        composition = _composition(context, box, None, (), ())
    if composition is None:
        return max_content_width_before(context, box, outer, is_line_start)
    lines = composition.paragraph.fit(_ENDLESS, justify=False)
    beside = sum(engine_preferred.max_content_width(context, floated) for _atom, floated in composition.floats())
    return max(line.width for line in lines) * composition.size / 1000 + beside + _SLACK


def _composition(
    context: Any, box: Any, block: Any, absolute_boxes: Any, fixed_boxes: Any, opening: Any = None
) -> Composition | None:
    """The text of a line box, gathered once for as long as it is being laid out; None where the engine sets it.

    `opening`: the style of its first line. Only the last ones are kept: a book has more paragraphs than fit in memory
    with all their glue.
    """
    kept: OrderedDict[int, tuple[Any, Content, Composition | None]]
    kept = context.__dict__.setdefault("printkit_kept", OrderedDict())
    known = kept.get(id(box))
    if known is None or known[0] is not box or not known[1].is_current():
        content = gather(context, box, block, absolute_boxes, fixed_boxes)
        composition = compose(box, content)
        if block is None and (composition is None or content.provisional):
            return composition
        known = kept[id(box)] = (box, content, composition)
        if len(kept) > _KEPT:
            kept.popitem(last=False)
    composition = known[2]
    if opening and composition is not None and composition.opening is None:
        first = gather(context, box, block, absolute_boxes, fixed_boxes, opening)
        composition.opening = compose(box, first)
    return composition
