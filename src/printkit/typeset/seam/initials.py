"""`::first-letter`: the first letter of a block, with the marks around it, in a box of its own."""

from __future__ import annotations

from typing import Any

from weasyprint.layout.inline import first_letter_to_box


def set_apart(line_box: Any, style: dict[str, Any]) -> bool:
    """Give the first letter of a block its own box; whether that has not been done before.

    The box is inline, or a float where the style says so.
    """
    if getattr(line_box, "printkit_initial", False):
        return False
    line_box.printkit_initial = True
    first_letter_to_box(line_box, None, dict(style))
    box = line_box
    while getattr(box, "children", None):
        box = box.children[0]
        if box.element_tag.endswith("::first-letter"):
            # Its style has no name, and values of its own.
            box.style.printkit_own = frozenset(style)
            break
    return True
