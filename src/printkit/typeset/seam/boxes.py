"""Reading the finished pages: boxes below a box, what lines hold, side and name of a page, fonts that were drawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes as engine_boxes

from ...typography.faults import Fault
from .drawing import ComposedText


def descendants(box: Any) -> Iterator[Any]:
    """All boxes below a box, the placeholders of out-of-flow ones followed."""
    for child in getattr(box, "children", ()):
        real = getattr(child, "_box", child)
        yield real
        yield from descendants(real)


def faults_of(line: Any) -> list[Fault]:
    """What the composer could not set well in a line. Their `line` is an index in the paragraph."""
    found: list[Fault] = line.__dict__.get("printkit_faults", [])
    return found


def left_to_engine(line: Any) -> str:
    """Why the engine set the text of a line and not the composer; empty where the composer did, and without text."""
    if len(line.children) == 1 and type(line.children[0]) is ComposedText:
        return ""
    own = (box.text for box in _texts(line) if type(box) is engine_boxes.TextBox)
    left = any(text.replace("\u200b", "").strip() for text in own)
    return str(line.__dict__.get("printkit_left", "unknown")) if left else ""


def text_of(line: Any) -> str:
    """The text of a line, that of blocks inside it and readings above it left out."""
    return "".join(box.text for box in _texts(line))


def _texts(box: Any) -> Iterator[Any]:
    for child in box.children:
        if isinstance(child, engine_boxes.TextBox):
            yield child
        elif isinstance(child, engine_boxes.InlineBox) and not hasattr(child, "printkit_reading"):
            yield from _texts(child)


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


def is_in_normal_flow(box: Any) -> bool:
    """As the engine's method of the same name: asked a dozen times of every box, it asks five others there."""
    style = box.style
    return style["float"] == "none" and style["position"] in ("static", "relative")


def page_values(box: Any) -> tuple[Any, Any]:
    """The names of the pages that a box begins and ends on (CSS Paged Media 3, section 3.3)."""
    start = end = box.style["page"]
    children = box.children
    for child in children:
        if _may_break(child):
            start = child.page_values()[0] or start
            break
    for child in reversed(children):
        if _may_break(child):
            end = child.page_values()[1] or end
            break
    return start, end


def _may_break(box: Any) -> bool:
    return bool(box.is_in_normal_flow() or box.is_floated())


def establishes_formatting_context(box: Any) -> bool:
    """As the engine's method of the same name (CSS 2.1, 9.4.1)."""
    style = box.style
    if style["float"] not in ("none", "footnote") or style["position"] in ("absolute", "fixed") or box.is_column:
        return True
    if isinstance(box, engine_boxes.BlockBox):
        return style["overflow"] != "visible" or "flow-root" in style["display"]
    return isinstance(box, engine_boxes.BlockContainerBox) or "flow-root" in style["display"]


def install() -> None:
    """Put the quicker methods into the engine's classes."""
    engine_boxes.Box.establishes_formatting_context = establishes_formatting_context
    engine_boxes.Box.is_in_normal_flow = is_in_normal_flow
    engine_boxes.ParentBox.page_values = page_values
