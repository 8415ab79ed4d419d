"""The boxes of a page and what it inherits from the page tree (ISO 32000-1, 7.7.3.4 and 14.11.2): `page_boxes`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import pikepdf

from . import limits
from .geometry import common, ordered
from .painted import Rectangle
from .values import attempt, dictionary, integer, number, numbers

LETTER: Final[Rectangle] = (0.0, 0.0, 612.0, 792.0)
"""What viewers take for a page without a MediaBox."""


@dataclass(frozen=True, slots=True)
class Boxes:
    """A page's boxes in units of its user space, y up, cut to the MediaBox where `crop`; None for those not given.

    `crop` is the MediaBox where none is given. `rotate` is 0, 90, 180 or 270, clockwise. `contents` and `resources`
    are the objects of the file.
    """

    media: Rectangle
    crop: Rectangle
    bleed: Rectangle | None
    trim: Rectangle | None
    art: Rectangle | None
    rotate: int
    user_unit: float
    contents: Any
    resources: Any
    given: frozenset[str]
    """Names of the boxes that are there and right: `MediaBox`, `CropBox`, …"""
    wrong: tuple[str, ...] = ()
    """Names of the boxes that are there and are no rectangles."""


def page_boxes(page: Any) -> Boxes:
    """The boxes of a page object; never raises."""
    own = dictionary(page)
    found: dict[str, Rectangle] = {}
    wrong: list[str] = []
    for title in ("MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox"):
        entry = inherited(page, title) if title in ("MediaBox", "CropBox") else _get(own, title)
        if entry is None:
            continue
        box = rectangle(entry)
        if box is None:
            wrong.append(title)
        else:
            found[title] = box
    media = found.get("MediaBox", LETTER)
    unit = number(_get(own, "UserUnit"), 1.0)
    return Boxes(
        media=media,
        crop=common(found.get("CropBox", media), media) or media,
        bleed=found.get("BleedBox"),
        trim=found.get("TrimBox"),
        art=found.get("ArtBox"),
        rotate=integer(inherited(page, "Rotate")) % 360 // 90 * 90,
        user_unit=unit if 0 < unit < 1e6 else 1.0,
        contents=_get(own, "Contents"),
        resources=inherited(page, "Resources"),
        given=frozenset(found),
        wrong=tuple(wrong),
    )


def inherited(page: Any, title: str) -> Any:
    """An entry of a page, or of the nodes above it."""
    node, steps = dictionary(page), 0
    while steps < limits.TREE:
        found = _get(node, title)
        if found is not None:
            return found
        above = _get(node, "Parent")
        if not isinstance(above, pikepdf.Dictionary):
            return None
        node, steps = above, steps + 1
    return None


def rectangle(entry: Any) -> Rectangle | None:
    """A rectangle with its corners in order; None where it is none, or has no area."""
    found = attempt(lambda: numbers(entry, 4), None)
    box = ordered(found) if found else None
    return box if box and box[0] < box[2] and box[1] < box[3] else None


def _get(node: Any, title: str) -> Any:
    return attempt(lambda: node.get("/" + title), None)
