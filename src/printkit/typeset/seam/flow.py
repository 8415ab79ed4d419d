"""How blocks flow over the pages.

What the engine cannot do is put in here, each asked for by an attribute in a template:

`data-grid`   the block ends on a line of the grid (CSS Rhythmic Sizing's `block-step`), so many mm below its text
`data-float`  it may wait for the next page while text (`data-text`) runs ahead (CSS page floats)
`data-verso`  on a left-hand page it stands so many mm further right; CSS knows sides only in `@page`
`data-tail`   an ornament at the foot of a page that would stay empty: as many rows of so many mm as fit
"""

from __future__ import annotations

import math
from typing import Any, Final

from weasyprint import layout as engine_layout
from weasyprint.layout import block as engine_block

from ...units import Length
from . import content
from .boxes import descendants

_LEAST_LINES: Final = 5
"""Lines that must be free on a page before text is sent ahead of what waits."""
_PASS_A_PAGE: Final = 5
_TAIL_ROWS: Final = 3
_SLACK: Final = 0.05
"""px; a block that ends this little below a line of the grid counts as on it."""


container_layout_before: Any = engine_block.block_container_layout
backgrounds_before: Any = engine_layout.layout_backgrounds


def container_layout(
    context: Any, box: Any, bottom_space: Any, skip_stack: Any, page_is_empty: Any, absolute_boxes: Any,
    fixed_boxes: Any, adjoining_margins: Any, first_letter_style: Any, first_line_style: Any, discard: Any,
    max_lines: Any,
) -> Any:  # fmt: skip
    """Lay out a block: let text run past what does not fit, and end on a line of the grid."""
    if box.is_for_root_element:
        if not hasattr(context, "printkit_grid"):
            content.feed(box)
        context.printkit_grid = (box.position_y, _pitch(box))
    position_y = box.position_y
    while True:
        margins = list(adjoining_margins or ())
        result = container_layout_before(
            context, box, bottom_space, skip_stack, page_is_empty, absolute_boxes, fixed_boxes, margins,
            first_letter_style, first_line_style, discard, max_lines,
        )  # fmt: skip
        if not _let_text_pass(context, box, result[0], result[1]):
            break
        engine_block.remove_placeholders(context, result[0].children, absolute_boxes, fixed_boxes)
        box.position_y = position_y
    new_box, resume_at = result[0], result[1]
    gap = box.element.get("data-grid") if box.element is not None else None
    if gap is not None and new_box is not None and resume_at is None:
        _end_on_grid(context, new_box, Length.mm(float(gap or 0)).as_px)
    return result


def _end_on_grid(context: Any, box: Any, gap: float) -> None:
    """Lengthen a finished block so that it ends on a line of the grid, at least `gap` px below its content."""
    origin, pitch = getattr(context, "printkit_grid", (0, 0))
    if not pitch:
        return
    end = box.content_box_y() + box.height + box.padding_bottom + box.border_bottom_width
    line = origin + math.ceil((end + gap - origin - _SLACK) / pitch) * pitch
    # At the foot of a page the gap is nobody's: it must not send the block to the next page.
    box.height += max(0, min(line, max(end, context.page_bottom)) - end)


def _let_text_pass(context: Any, box: Any, new_box: Any, resume_at: Any) -> bool:
    """Where a page ends early before something that may float, put the text that follows before it.

    CSS has page floats for this and the engine has not. `data-float` marks what may wait: its value is how many
    paragraphs (`data-text`) it may let pass; `page`, for what fills pages of its own, lets anything else pass.
    True if the block is to be laid out again.
    """
    if new_box is None or not resume_at or not new_box.children:
        return False
    ((index, inside),) = resume_at.items()
    if inside is not None or index is None or index + 1 >= len(box.children):
        return False
    waiting, passing = box.children[index], box.children[index + 1]
    if waiting.element is None or passing.element is None:
        return False
    limit = waiting.element.get("data-float")
    passed = getattr(waiting, "printkit_passed", 0)
    if limit == "page":
        allowed = passed < _PASS_A_PAGE and passing.element.get("data-float") != "page"
    else:
        allowed = passed < int(limit or 0) and passing.element.get("data-text") is not None
    if not allowed or passing.element.get("data-tail") is not None:
        return False
    last = new_box.children[-1]
    last = getattr(last, "_box", last)
    room = context.page_bottom - (last.border_box_y() + last.border_height())
    if room < _LEAST_LINES * _pitch(box):
        return False
    waiting.printkit_passed = passed + 1
    box.children = [*box.children[:index], passing, waiting, *box.children[index + 2 :]]
    return True


def _pitch(box: Any) -> float:
    """The line pitch of the page in px: the custom property `--pitch` of the root element, in mm or pt."""
    tokens = [token for token in box.style["__pitch"] or () if token.type == "dimension"]
    if not tokens:
        return 0
    return Length.parse(f"{tokens[0].value:g}{tokens[0].lower_unit}").as_px


def backgrounds(page: Any, get_image_from_uri: Any) -> None:
    """Place the backgrounds of a page that is laid out, after what moves has moved."""
    if page.page_type.side == "left":
        _shift_verso(page)
    _fill_foot(page)
    backgrounds_before(page, get_image_from_uri)


def _fill_foot(page: Any) -> None:
    """Move the tails of a page to its foot, or take them away where there is no room for a row."""
    for parent in [page, *descendants(page)]:
        for child in list(getattr(parent, "children", ())):
            tail = getattr(child, "_box", child)
            if tail.element is None or tail.element.get("data-tail") is None:
                continue
            row = Length.mm(float(tail.element.get("data-tail"))).as_px
            rows = int((page.margin_height() - _lowest(page, tail) - 1.2 * row) / row)
            if rows < 1:
                parent.children = [other for other in parent.children if other is not child]
                continue
            top = page.margin_height() - min(rows, _TAIL_ROWS) * row
            tail.translate(-tail.position_x + float(tail.element.get("data-left", 0)) * row, top - tail.position_y)


def _lowest(page: Any, tail: Any) -> float:
    """The y of the lowest thing in the flow of a page, in px from its top."""
    own = set(map(id, descendants(tail))) | {id(tail)}
    return max(
        (
            box.position_y + box.margin_height()
            for box in descendants(page)
            if id(box) not in own and type(box).__name__ in ("LineBox", "BlockReplacedBox", "InlineReplacedBox")
        ),
        default=0.0,
    )


def _shift_verso(page: Any) -> None:
    """Move the boxes that stand elsewhere on a left-hand page: `data-verso` is the way in mm, right positive."""
    moved: set[Any] = set()
    for inner in descendants(page):
        element = inner.element
        if element is None or element in moved or element.get("data-verso") is None:
            continue
        # The outermost box of an element comes first, and takes all others with it.
        moved.add(element)
        inner.translate(Length.mm(float(element.get("data-verso"))).as_px, 0)
