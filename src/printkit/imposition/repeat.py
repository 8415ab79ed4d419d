"""One page, or a leaf with its back, as often as a sheet holds it: cards, labels, flyers (step and repeat, n-up)."""

from __future__ import annotations

from typing import Literal, get_args

from ..diagnostics import PrintkitError, error
from ..units import Length, Size
from .flat import Flat, Label, Over
from .ganging import Method
from .grid import Edge, Paper, Rotate, Wanted, laid_out
from .measures import checked, chosen
from .paper import BLEED, GRIPPER, MARGIN, NOTHING
from .sheet import Area, Imposition, Placement, Sheet, Side


def step_and_repeat(
    *,
    pages: int,
    trim: Size,
    sheet: Size,
    bleed: Length = BLEED,
    gripper: Length = GRIPPER,
    gripper_edge: Edge = "bottom",
    margin: Length = MARGIN,
    slug: Length = NOTHING,
    gap: Length = NOTHING,
    columns: int | None = None,
    rows: int | None = None,
    sides: Literal[1, 2] = 1,
    method: Method = "sheetwise",
    rotate: Rotate = "auto",
) -> Imposition:
    """Each page (`sides` 1), or each pair of pages as front and back (2), fills a sheet of its own with copies.

    `columns` × `rows` copies, or as many as fit; lying on their side (`rotate`) where more fit so. `gap` parts the bleeds
    of neighbours; without gap and bleed they share a cut. `margin` cannot be printed, `gripper` is held by the press
    (on a sheet that is tumbled from both ends), `slug` is kept for marks. A last page without a back gets a
    blank one. Raises `PrintkitError`: `sheet-too-small`, `bad-copies`, `bad-pages`, `bad-measure`, `bad-work`,
    `not-one-of`.
    """
    checked(pages, trim, sheet, bleed=bleed, gripper=gripper, margin=margin, slug=slug, gap=gap)
    chosen(
        rotate=(rotate, get_args(Rotate)), gripper_edge=(gripper_edge, get_args(Edge)), method=(method, get_args(Method)),
        sides=(str(sides), ("1", "2")),
    )  # fmt: skip
    if method != "sheetwise" and sides == 1:
        message = f"{method} prints fronts and backs from one form, and these pages have no backs"
        raise PrintkitError([error("bad-work", message, hint="give sides=2, or print sheetwise")])
    turn: Over = "tumble" if method == "work-and-tumble" else "turn"
    even: Literal["columns", "rows", "none"] = "none"
    if method != "sheetwise":
        even = "rows" if turn == "tumble" else "columns"
    wanted = Wanted(columns, rows, gap, rotate, turn if sides == 2 else "none", even)
    grid = laid_out(trim, bleed, Paper(sheet, gripper, gripper_edge, margin, slug), wanted)
    sheets = []
    for number, first in enumerate(range(1, pages + 1, sides), 1):
        copy = grid.lying(leaf(trim, bleed, first, first + 1 if sides == 2 and first < pages else None))
        other = copy if method == "sheetwise" else copy.turned_over(turn)
        # Of one form for both sides the half that comes to lie over the other holds the backs.
        whole = grid.filled(
            other if (column >= grid.columns / 2 if turn == "turn" else row >= grid.rows / 2) else copy
            for column, row in grid.positions()
        )
        sheets.append(as_sheet(whole, turn, f"sheet {number}", sides, grid.columns * grid.rows))
    blanks = (pages + 1,) if sides == 2 and pages % 2 else ()
    return Imposition("n-up", sheet, pages, blanks, turn if sides == 2 else "none", tuple(sheets))


def leaf(trim: Size, bleed: Length, front: int | None, back: int | None) -> Flat:
    """One page with another behind it, cut out."""
    whole = Area(NOTHING, NOTHING, trim.width, trim.height)
    seen = Area(-bleed, -bleed, trim.width + bleed, trim.height + bleed)
    return Flat(trim.width, trim.height, (Placement(front, whole, seen),), (back,))


def as_sheet(whole: Flat, turn: Over, name: str, sides: Literal[1, 2], copies: int = 1) -> Sheet:
    """The sheet as it is printed, on one side or on both."""
    if sides == 2:
        return whole.as_sheet(turn, Label(name), copies)
    return Sheet(Side(whole.placements, whole.lines, name), None, copies=copies)
