"""Numbered pieces cut from many sheets at once: tickets, cards with names, single leaves of a block (cut and stack).

The sheets lie on each other, the first on top; the guillotine parts them into piles; the piles are laid on each other, the
one that lies at the top left of the sheet uppermost, then those right of it, then row by row. What comes out is in order.
"""

from __future__ import annotations

from math import ceil
from typing import Literal, get_args

from ..units import Length, Size
from .flat import Over
from .grid import Edge, Paper, Rotate, Wanted, laid_out
from .measures import checked, chosen
from .paper import BLEED, GRIPPER, MARGIN, NOTHING
from .repeat import as_sheet, leaf
from .sheet import Imposition


def cut_and_stack(
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
    turn: Over = "turn",
    rotate: Rotate = "auto",
) -> Imposition:
    """Pages 1 … `pages`, each once: leaves with one page (`sides` 1) or with a front and a back (2).

    Measures as in `step_and_repeat`. Where the leaves do not fill the sheets, those that are missing are blank and lie last.
    Raises `PrintkitError`: `sheet-too-small`, `bad-copies`, `bad-pages`, `bad-measure`, `not-one-of`.
    """
    checked(pages, trim, sheet, bleed=bleed, gripper=gripper, margin=margin, slug=slug, gap=gap)
    chosen(
        rotate=(rotate, get_args(Rotate)), gripper_edge=(gripper_edge, get_args(Edge)), turn=(turn, get_args(Over)),
        sides=(str(sides), ("1", "2")),
    )  # fmt: skip
    wanted = Wanted(columns, rows, gap, rotate, turn=turn if sides == 2 else "none")
    grid = laid_out(trim, bleed, Paper(sheet, gripper, gripper_edge, margin, slug), wanted)
    piles = grid.columns * grid.rows
    deep = ceil(ceil(pages / sides) / piles)
    blanks = tuple(range(pages + 1, deep * piles * sides + 1))
    sheets = []
    for depth in range(deep):
        # In a pile lie `deep` leaves that follow each other, one of each sheet.
        firsts = [(pile * deep + depth) * sides + 1 for pile in range(piles)]
        leaves = [
            leaf(trim, bleed, *(page if page <= pages else None for page in (first, first + 1))) for first in firsts
        ]
        sheets.append(as_sheet(grid.filled(map(grid.lying, leaves)), turn, f"sheet {depth + 1} of {deep}", sides))
    return Imposition("cut-and-stack", sheet, pages, blanks, turn if sides == 2 else "none", tuple(sheets))
