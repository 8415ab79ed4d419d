"""A copy turned on its sheet, and a sheet turned to its back: where each thing comes to lie.

Angles are counter-clockwise, as in `Placement.angle`: the head of a page at 90 points to the left.
"""

from __future__ import annotations

from typing import Literal

from ..units import Length, Size
from .sheet import Area, Line, Turn

Angle = Literal[0, 90, 180, 270]


def within(cell: Area, angle: Angle, local: Area) -> Area:
    """`local`, drawn on a copy that stands upright with its lower left corner at 0, as it lies when the copy fills `cell` turned by `angle`."""
    left, bottom, right, top = local.left.pt, local.bottom.pt, local.right.pt, local.top.pt
    width, height = cell.width.pt, cell.height.pt
    match angle:
        case 0:
            edges = (left, bottom, right, top)
        case 90:
            edges = (width - top, left, width - bottom, right)
        case 180:
            edges = (width - right, height - top, width - left, height - bottom)
        case 270:
            edges = (bottom, height - right, top, height - left)
    x, y = cell.left.pt, cell.bottom.pt
    return Area(Length(x + edges[0]), Length(y + edges[1]), Length(x + edges[2]), Length(y + edges[3]))


def behind(area: Area, sheet: Size, turn: Turn) -> Area:
    """Where the back of this part of the sheet is seen once the sheet has been turned."""
    if turn == "tumble":
        return Area(area.left, sheet.height - area.top, area.right, sheet.height - area.bottom)
    return Area(sheet.width - area.right, area.bottom, sheet.width - area.left, area.top)


def angle_behind(angle: Angle, turn: Turn) -> Angle:
    """How a page is turned whose head is at the same edge of the paper as that of the page in front of it."""
    turned: dict[int, Angle] = (
        {0: 180, 90: 90, 180: 0, 270: 270} if turn == "tumble" else {0: 0, 90: 270, 180: 180, 270: 90}
    )
    return turned[angle]


def line_along(
    kind: Literal["cut", "fold", "lap"],
    thin: Area,
    upright: bool,
    step: int = 0,
    crease: Literal["", "mountain", "valley"] = "",
) -> Line:
    """An area without breadth as a line."""
    if upright:
        return Line(kind, True, thin.left, thin.bottom, thin.top, step, crease)
    return Line(kind, False, thin.bottom, thin.left, thin.right, step, crease)
