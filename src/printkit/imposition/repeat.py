"""One page, or a leaf with its back, as often as a sheet holds it: cards, labels, flyers (step and repeat, n-up)."""

from __future__ import annotations

from typing import Literal

from ..diagnostics import PrintkitError, error
from ..units import Length, Size
from .grid import Edge, Grid, Paper, Rotate, Wanted, laid_out
from .measures import checked
from .paper import BLEED, GRIPPER, MARGIN, NOTHING
from .sheet import Area, Imposition, Placement, Sheet, Side, Turn
from .turning import Angle, angle_behind, behind, within

Work = Literal["sheetwise", "work-and-turn", "work-and-tumble"]
"""How the back is printed: from a form of its own, or from the same form on the sheet turned about its upright axis, or
tumbled head over foot. The last two hold fronts in one half and backs in the other, and give every copy twice."""


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
    work: Work = "sheetwise",
    rotate: Rotate = "auto",
) -> Imposition:
    """Each page (`sides` 1), or each pair of pages as front and back (2), fills a sheet of its own with copies.

    `columns` × `rows` copies, or as many as fit; lying on their side (`rotate`) where more fit so. `gap` parts the bleeds
    of neighbours; without gap and bleed they share a cut. `margin` cannot be printed, `gripper` is held by the press
    (on a sheet that is tumbled from both ends), `slug` is kept for marks. A last page without a back gets a
    blank one. Raises `PrintkitError`: `sheet-too-small`, `bad-copies`, `bad-pages`, `bad-measure`, `bad-work`.
    """
    checked(pages, trim, sheet, bleed=bleed, gripper=gripper, margin=margin, slug=slug, gap=gap)
    if work != "sheetwise" and sides == 1:
        message = f"{work} prints fronts and backs from one form, and these pages have no backs"
        raise PrintkitError([error("bad-work", message, hint="give sides=2, or print sheetwise")])
    turn: Turn = "tumble" if work == "work-and-tumble" else "turn"
    even: Literal["columns", "rows", "none"] = "none"
    if work != "sheetwise":
        even = "rows" if turn == "tumble" else "columns"
    wanted = Wanted(columns, rows, gap, rotate, turn if sides == 2 else "none", even)
    grid = laid_out(trim, bleed, Paper(sheet, gripper, gripper_edge, margin, slug), wanted)
    leaves = range(1, pages + 1, sides)
    sheets = []
    for number, first in enumerate(leaves, 1):
        second = (first + 1 if first < pages else None) if sides == 2 else None
        front = [placed(grid, at, first) for at in grid.positions()]
        if sides == 1:
            sheets.append(Sheet(_side(grid, front, f"sheet {number}"), None))
        elif work == "sheetwise":
            back = [placed(grid, at, second, turn) for at in grid.positions()]
            sheets.append(
                Sheet(_side(grid, front, f"sheet {number} front"), _side(grid, back, f"sheet {number} back", turn))
            )
        else:
            half = (grid.columns // 2, grid.rows) if turn == "turn" else (grid.columns, grid.rows // 2)
            form = [
                spot for at in grid.positions() if at[0] < half[0] and at[1] < half[1]
                for spot in (placed(grid, at, first), placed(grid, at, second, turn))
            ]  # fmt: skip
            side = _side(grid, form, f"sheet {number} {work}")
            sheets.append(Sheet(side, side))
    blanks = (pages + 1,) if sides == 2 and pages % 2 else ()
    return Imposition("n-up", sheet, pages, blanks, turn if sides == 2 else "none", tuple(sheets))


def placed(grid: Grid, at: tuple[int, int], page: int | None, back: Turn = "none") -> Placement:
    """A page on a copy of the grid; with `back`, on the back of that copy."""
    cell, angle = grid.cell(*at), grid.angle
    if back != "none":
        cell, angle = behind(cell, grid.sheet, back), angle_behind(angle, back)
    return Placement(page, cell, bled(cell, angle, grid.trim, grid.bleed), angle)


def bled(cell: Area, angle: Angle, trim: Size, bleed: Length) -> Area:
    """The trim of a copy and its bleed."""
    return within(cell, angle, Area(-bleed, -bleed, trim.width + bleed, trim.height + bleed))


def _side(grid: Grid, placements: list[Placement], label: str, back: Turn = "none") -> Side:
    return Side(tuple(placements), grid.cuts(back, back=back != "none"), label)
