"""Leaflets on sheets: letter fold (tri-fold), accordion (Z-fold), gate-fold.

A leaflet comes as two pages, its outside and its inside, each drawn flat with all its panels (`spread`); or as one page for
each panel in the order in which a reader comes to them (`panels`), all as wide as the widest: of a narrower one the middle shows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal, get_args

from ..units import Length, Size
from .flat import Flat, Label
from .grid import Edge, Paper, Rotate, Wanted, laid_out
from .measures import checked, chosen
from .panels import Binding, Fold, Panels, flat_width, panels
from .paper import BLEED, GRIPPER, MARGIN, NOTHING
from .sheet import Area, Imposition, Line, Placement

Drawn = Literal["spread", "panels"]
_SCHEMES: Final[Mapping[Fold, str]] = {
    "letter": "tri-fold", "accordion": "accordion", "gate": "gate-fold", "double-gate": "gate-fold",
}  # fmt: skip
_OTHER: Final[Mapping[str, Literal["mountain", "valley"]]] = {"mountain": "valley", "valley": "mountain"}


def leaflet(
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
    columns: int | None = 1,
    rows: int | None = 1,
    rotate: Rotate = "auto",
    fold: Fold = "letter",
    drawn: Drawn = "spread",
    panel_count: int | None = None,
    allowance: Length | None = None,
    widths: Sequence[Length] | None = None,
    binding: Binding = "left",
) -> Imposition:
    """Leaflets with their outsides on the fronts of the sheets and their insides on the backs, turned about the upright axis.

    `trim` is the flat leaflet (`drawn` as a spread), or the widest panel (as panels; with a gate half of the middle one).
    `columns` × `rows` copies lie on a sheet, None for as many as fit; more pages make more leaflets, each on a sheet of its own.
    `fold`, `panel_count`, `allowance`, `widths` and `binding` as in `panels`, the other measures as in `step_and_repeat`.

    Drawn as panels, a leaflet of n panels has its front on page 1, 2 to n + 1 inside, the rest on the outside, from left to
    right. A gate-fold has the front on pages 1 and 2, 3 to 6 inside, the back on 7 and 8; a double gate has the front on 1,
    the closed gates on 2 and 3, 4 to 7 inside, the back on 8.

    Raises `PrintkitError`: `bad-panels`, `sheet-too-small`, `bad-copies`, `bad-pages`, `bad-measure`, `not-one-of`.
    """
    checked(pages, trim, sheet, bleed=bleed, gripper=gripper, margin=margin, slug=slug, gap=gap)
    chosen(
        rotate=(rotate, get_args(Rotate)), gripper_edge=(gripper_edge, get_args(Edge)), fold=(fold, get_args(Fold)),
        drawn=(drawn, get_args(Drawn)), binding=(binding, get_args(Binding)),
    )  # fmt: skip
    width = trim.width
    if drawn == "panels" and widths is not None:
        width = Length(sum(panel.pt for panel in widths))
    elif drawn == "panels":
        width = flat_width(trim.width, fold, allowance, count=panel_count)
    laid = panels(width, fold, allowance, count=panel_count, widths=widths, binding=binding)
    paper, wanted = Paper(sheet, gripper, gripper_edge, margin, slug), Wanted(columns, rows, gap, rotate, "turn")
    grid = laid_out(Size(laid.width, trim.height), bleed, paper, wanted)
    outside, inside = ((1,), (2,)) if drawn == "spread" else (laid.pages_outside, laid.pages_inside)
    each = len(outside) + len(inside)
    sheets = []
    for number, before in enumerate(range(0, pages, each), 1):
        fronts, backs = (
            [before + page if before + page <= pages else None for page in side] for side in (outside, inside[::-1])
        )
        copy = grid.lying(_flat(laid, trim.height, bleed, fronts, backs))
        whole = grid.filled([copy] * (grid.columns * grid.rows))
        sheets.append(whole.as_sheet("turn", Label(f"sheet {number}"), grid.columns * grid.rows))
    blanks = tuple(range(pages + 1, len(sheets) * each + 1))
    return Imposition(_SCHEMES[fold], sheet, pages, blanks, "turn", tuple(sheets))


def _flat(
    laid: Panels, height: Length, bleed: Length, fronts: Sequence[int | None], backs: Sequence[int | None]
) -> Flat:
    """One leaflet, its outside seen: from left to right the pages and those behind them, one for each strip or one for all."""
    strips = (laid.width,) if len(fronts) == 1 else laid.strips[::-1]
    placements = []
    left = NOTHING
    for index, (strip, page) in enumerate(zip(strips, fronts, strict=True)):
        right = left + strip
        start = left - bleed if index == 0 else left
        end = right + bleed if index == len(strips) - 1 else right
        trim, seen = Area(left, NOTHING, right, height), Area(start, -bleed, end, height + bleed)
        placements.append(Placement(page, trim, seen))
        left = right
    folds = tuple(
        Line("fold", True, laid.width - crease.at, -bleed, height + bleed, crease.step, _OTHER[crease.way])
        for crease in laid.creases
    )
    return Flat(laid.width, height, tuple(placements), tuple(backs), folds)
