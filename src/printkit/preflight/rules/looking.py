"""What the rules of GWG ask of painted objects: which count, which are white or black, how thin a line is.

GWG names these once for all rules (print content, white objects, 100 % black objects, effective line width).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ...pdf.painted import Paint, Painted, Rectangle
from ..facts import PageFacts

PROCESS: Final = ("Cyan", "Magenta", "Yellow", "Black")

REGISTRATION: Final = "All"
"""The colorant that stands for every plate (ISO 32000-1, 8.6.6.4)."""

_SLACK: Final = 0.01
"""pt: what rounding makes of things that were meant to touch."""

_FULL: Final = 0.9999
"""From here on a part of 1 is 100 %; below 1 - this, nothing."""


def printed(page: PageFacts, *kinds: str) -> Iterator[Painted]:
    """What can be seen inside the bleed (or the trim, where there is no BleedBox), of some kinds or of all.

    Printer's marks stand outside and are left to the shop. Plates for finishing print nothing.
    """
    dry = page.document.finishing
    for item in page.visible:
        if (not kinds or item.kind in kinds) and meets(item.box, page.bleed):
            inked = _inked(item, dry) if dry else item
            if inked is not None:
                yield inked


def _inked(item: Painted, dry: frozenset[str]) -> Painted | None:
    """An object without the plates for finishing among its inks; none if they are all that it is painted with."""
    fill, stroke = _wet(item.fill, dry), _wet(item.stroke, dry)
    if fill is item.fill and stroke is item.stroke:
        return item
    return None if fill is None and stroke is None else replace(item, fill=fill, stroke=stroke)


def _wet(paint: Paint | None, dry: frozenset[str]) -> Paint | None:
    if paint is None or not paint.inks or not dry.intersection(paint.inks):
        return paint
    inks = {ink: amount for ink, amount in paint.inks.items() if ink not in dry}
    return replace(paint, inks=inks) if inks else None


def meets(one: Rectangle, other: Rectangle) -> bool:
    """Whether one lies in the other in part, by more than an edge."""
    return (
        one[0] < other[2] - _SLACK
        and one[2] > other[0] + _SLACK
        and one[1] < other[3] - _SLACK
        and one[3] > other[1] + _SLACK
    )


def flat(paint: Paint | None) -> bool:
    """Whether it is one colour of inks: no pattern, no gradient, no colour by a profile."""
    return paint is not None and bool(paint.inks) and not paint.pattern


def is_white(paint: Paint | None) -> bool:
    """No ink at all: CMYK 0 0 0 0, gray 1, every tint 0."""
    return paint is not None and flat(paint) and all(amount <= 1 - _FULL for amount in (paint.inks or {}).values())


def is_black(paint: Paint | None) -> bool:
    """Black alone, and all of it."""
    if paint is None or not flat(paint) or not paint.inks:
        return False
    others = (amount for name, amount in paint.inks.items() if name != "Black")
    return paint.inks.get("Black", 0.0) >= _FULL and all(amount <= 1 - _FULL for amount in others)


def ink_count(paint: Paint | None) -> int:
    """How many inks are printed; registration colour is R0024's, and counts none."""
    if paint is None or not paint.inks:
        return 0
    return sum(amount > 1 - _FULL for name, amount in paint.inks.items() if name != REGISTRATION)


def paints(item: Painted) -> Iterator[Paint]:
    """The paints of the fill and of the stroke."""
    yield from (paint for paint in (item.fill, item.stroke) if paint is not None)


def lines(item: Painted) -> Iterator[tuple[Paint, float]]:
    """The lines of a path, each with its paint and its width in pt: its stroke, and a fill that is as thin as a line."""
    if item.kind != "path":
        return
    if item.stroke is not None and item.line_width is not None:
        yield item.stroke, item.line_width
    if item.fill is not None and item.thickness is not None:
        yield item.fill, item.thickness
