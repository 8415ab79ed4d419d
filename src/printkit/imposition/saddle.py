"""Saddle stitch: folded sheets inside each other, stapled through the fold."""

from __future__ import annotations

from typing import Literal

from ..units import Length, Size
from .paper import BLEED, GRIPPER, MARGIN, NOTHING
from .sheet import Area, Imposition, Line, Placement, Sheet, Side

Edge = Literal["bottom", "top", "left", "right"]


def saddle_stitch(
    *,
    pages: int,
    trim: Size,
    sheet: Size,
    bleed: Length = BLEED,
    gripper: Length = GRIPPER,
    gripper_edge: Edge = "bottom",
    margin: Length = MARGIN,
    gap: Length = NOTHING,
    rotate: Literal["auto", "never", "always"] = "auto",
    binding: Literal["left", "right"] = "left",
    caliper: Length = NOTHING,
    creep_factor: float = 1.0,
    creep: Literal["outer", "inner", "both"] = "outer",
    creep_by: Literal["shift", "scale"] = "shift",
    blanks: Literal["before-back-cover", "end", "inside-covers"] = "before-back-cover",
) -> Imposition:
    """Lay a book on sheets that are folded once."""
    del gripper, gripper_edge, margin, gap, rotate, binding, creep_factor, creep, creep_by, blanks
    count = pages + -pages % 4
    read = [*range(1, pages), *[None] * (count - pages), pages]
    x, y = (sheet.width - trim.width * 2) * 0.5, (sheet.height - trim.height) * 0.5
    sheets = []
    for number in range(count // 4):
        push = caliper * number
        sides = []
        for left, right in ((count - 1 - 2 * number, 2 * number), (2 * number + 1, count - 2 - 2 * number)):
            fold = x + trim.width
            areas = (Area(x + push, y, fold, y + trim.height), Area(fold, y, fold + trim.width - push, y + trim.height))
            placements = (
                Placement(read[left], areas[0], _seen(areas[0], bleed, left=True), shift=(push * 0.5, Length(0))),
                Placement(read[right], areas[1], _seen(areas[1], bleed, left=False), shift=(push * -0.5, Length(0))),
            )
            line = Line("fold", upright=True, at=fold, start=y - bleed, end=y + trim.height + bleed, step=1)
            sides.append(Side(placements, (line,)))
        sheets.append(Sheet(sides[0], sides[1]))
    return Imposition("saddle-stitch", sheet, pages, tuple(range(pages, count)), "turn", tuple(sheets))


def _seen(area: Area, bleed: Length, *, left: bool) -> Area:
    return Area(
        area.left - bleed if left else area.left, area.bottom - bleed,
        area.right if left else area.right + bleed, area.top + bleed,
    )  # fmt: skip
