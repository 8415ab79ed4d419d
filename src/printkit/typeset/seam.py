"""Everything private of WeasyPrint that printkit touches, tied to the version that it was written for.

Two things the engine cannot do are put in here: a block whose end is rounded up to the line grid
(`data-grid`, CSS Rhythmic Sizing's `block-step`), and a box that stands elsewhere on a verso
(`data-verso`, in mm), since CSS knows left and right pages only in `@page`.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Iterator
from typing import Any, Final

import weasyprint
from weasyprint import layout as engine_layout
from weasyprint.layout import block as engine_block

from ..diagnostics import PrintkitError, error
from ..units import Length

VERSION: Final = "70.0"
_CONTAINER_LAYOUT: Final = (
    "(context, box, bottom_space, skip_stack, page_is_empty, absolute_boxes, fixed_boxes, adjoining_margins, "
    "first_letter_style, first_line_style, discard, max_lines)"
)
_BACKGROUNDS: Final = "(page, get_image_from_uri)"
_SLACK: Final = 0.05
"""px; a block that ends this little below a line of the grid counts as on it."""


def check_version() -> None:
    """Refuse any other engine than the one whose inside is known. Raises `PrintkitError`, exit code 3."""
    found = weasyprint.__version__
    if found != VERSION:
        hint = f"run: pip install weasyprint=={VERSION}"
        message = f"printkit needs WeasyPrint {VERSION}, but {found} is installed"
        raise PrintkitError([error("engine-version", message, hint=hint)], exit_code=3)
    for function, known in ((_container_layout_before, _CONTAINER_LAYOUT), (_backgrounds_before, _BACKGROUNDS)):
        signature = str(inspect.signature(function))
        assert signature == known, signature


_container_layout_before: Any = engine_block.block_container_layout
_backgrounds_before: Any = engine_layout.layout_backgrounds


def _container_layout(context: Any, box: Any, *rest: Any, **named: Any) -> Any:
    """Lay out a block; if it asks for the grid and is finished, end it on a line of the grid."""
    if box.is_for_root_element:
        context.printkit_grid = (box.position_y, _pitch(box))
    result = _container_layout_before(context, box, *rest, **named)
    new_box, resume_at = result[0], result[1]
    if new_box is not None and resume_at is None and box.element is not None and box.element.get("data-grid") is not None:
        origin, pitch = getattr(context, "printkit_grid", (0, 0))
        if pitch:
            end = new_box.content_box_y() + new_box.height + new_box.padding_bottom + new_box.border_bottom_width
            lines = math.ceil((end - origin - _SLACK) / pitch)
            new_box.height += lines * pitch - (end - origin)
    return result


def _pitch(box: Any) -> float:
    """The line pitch of the page in px: the custom property `--pitch` of the root element, in mm or pt."""
    tokens = [token for token in box.style["__pitch"] or () if token.type == "dimension"]
    if not tokens:
        return 0
    return Length.parse(f"{tokens[0].value:g}{tokens[0].lower_unit}").as_px


def install() -> None:
    """Put our pieces into the engine. Called at the first typesetting; again, it does nothing."""
    check_version()
    engine_block.block_container_layout = _container_layout
    engine_layout.layout_backgrounds = _backgrounds


def descendants(box: Any) -> Iterator[Any]:
    """All boxes below a box, the placeholders of out-of-flow ones followed."""
    for child in getattr(box, "children", ()):
        real = getattr(child, "_box", child)
        yield real
        yield from descendants(real)


def _backgrounds(page: Any, get_image_from_uri: Any) -> None:
    """Place the backgrounds of a page that is laid out, after what moves on a verso has moved."""
    if page.page_type.side == "left":
        _shift_verso(page)
    _backgrounds_before(page, get_image_from_uri)


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


def page_side(page: Any) -> str:
    """`left` or `right`."""
    return str(page._page_box.page_type.side)


def page_name(page: Any) -> str:
    """The name of the page in CSS, empty for none."""
    return str(page._page_box.page_type.name or "")


def page_box(page: Any) -> Any:
    """The box of a page, with all others below it."""
    return page._page_box


def font_names(document: Any) -> frozenset[str]:
    """The PostScript names of all fonts that the written document uses, without the prefix of the subset."""
    return frozenset(font.name.decode().rpartition("+")[2] for font in document.fonts.values())
