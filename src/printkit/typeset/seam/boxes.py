"""Reading the finished pages: boxes below a box, side and name of a page, fonts that were drawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def descendants(box: Any) -> Iterator[Any]:
    """All boxes below a box, the placeholders of out-of-flow ones followed."""
    for child in getattr(box, "children", ()):
        real = getattr(child, "_box", child)
        yield real
        yield from descendants(real)


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
