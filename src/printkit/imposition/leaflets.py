"""Leaflets on sheets: letter fold (tri-fold), accordion (Z-fold), gate-fold.

A leaflet comes as two pages, its outside and its inside, each drawn flat with all its panels (`spread`); or as one page for
each panel in the order in which a reader comes to them (`panels`), all as wide as the widest: of a narrower one the middle shows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

from ..units import Length, Size
from .flat import Flat
from .grid import Edge, Paper, Rotate, Wanted, laid_out
from .measures import checked
from .panels import Binding, Fold, Panels, flat_width, panels
from .paper import BLEED, GRIPPER, MARGIN, NOTHING
from .sheet import Area, Imposition, Line, Placement

Drawn = Literal["spread", "panels"]
_OTHER: Final[Mapping[str, Literal["mountain", "valley"]]] = {"mountain": "valley", "valley": "mountain"}


def tri_fold(
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
    drawn: Drawn = "spread",
    allowance: Length | None = None,
    panel_count: int = 3,
    widths: Sequence[Length] | None = None,
    binding: Binding = "left",
) -> Imposition:
    """Letter fold: one panel folds in, another over it; with more than 3 panels it rolls on.

    `trim` is the flat leaflet (`drawn` as a spread) or the widest panel (drawn as panels); `columns` × `rows` copies lie on a
    sheet, None for as many as fit; more pages make more leaflets, each on sheets of its own. `allowance`, `widths` and
    `binding` as in `panels`. Raises `PrintkitError`: `bad-panels`, and what `step_and_repeat` raises.
    """
    paper, wanted = Paper(sheet, gripper, gripper_edge, margin, slug), Wanted(columns, rows, gap, rotate, "turn")
    checked(pages, trim, sheet, bleed=bleed, gripper=gripper, margin=margin, slug=slug, gap=gap)
    laid = _folded(trim, "letter", drawn, allowance, panel_count, widths, binding)
    return _leaflets("tri-fold", pages, trim, bleed, laid, drawn, paper, wanted)


def accordion(
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
    drawn: Drawn = "spread",
    allowance: Length | None = None,
    panel_count: int = 3,
    widths: Sequence[Length] | None = None,
    binding: Binding = "left",
) -> Imposition:
    """Zigzag of 3 to 16 panels; measures as in `tri_fold`. With an allowance all panels but the first and the last are narrower."""
    paper, wanted = Paper(sheet, gripper, gripper_edge, margin, slug), Wanted(columns, rows, gap, rotate, "turn")
    checked(pages, trim, sheet, bleed=bleed, gripper=gripper, margin=margin, slug=slug, gap=gap)
    laid = _folded(trim, "accordion", drawn, allowance, panel_count, widths, binding)
    return _leaflets("accordion", pages, trim, bleed, laid, drawn, paper, wanted)


def gate_fold(
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
    drawn: Drawn = "spread",
    allowance: Length | None = None,
    middle: Literal["flat", "folded"] = "flat",
    widths: Sequence[Length] | None = None,
    binding: Binding = "left",
) -> Imposition:
    """Two gates meet over the middle, which may be `folded` once more (double gate); measures as in `tri_fold`.

    Drawn as panels, a leaflet has 8 pages, each as wide as half the middle: front 1 and 2 on the gates, 3 to 6 inside, back
    7 and 8; with the middle folded front 1, gates 2 and 3, inside 4 to 7, back 8.
    """
    paper, wanted = Paper(sheet, gripper, gripper_edge, margin, slug), Wanted(columns, rows, gap, rotate, "turn")
    checked(pages, trim, sheet, bleed=bleed, gripper=gripper, margin=margin, slug=slug, gap=gap)
    laid = _folded(trim, "double-gate" if middle == "folded" else "gate", drawn, allowance, None, widths, binding)
    return _leaflets("gate-fold", pages, trim, bleed, laid, drawn, paper, wanted)


def _folded(
    trim: Size,
    fold: Fold,
    drawn: Drawn,
    allowance: Length | None,
    count: int | None,
    widths: Sequence[Length] | None,
    binding: Binding,
) -> Panels:
    width = trim.width
    if drawn == "panels" and widths is not None:
        width = Length(sum(panel.pt for panel in widths))
    elif drawn == "panels":
        width = flat_width(trim.width, fold, allowance, count=count)
    return panels(width, fold, allowance, count=count, widths=widths, binding=binding)


def _leaflets(
    scheme: str, pages: int, trim: Size, bleed: Length, laid: Panels, drawn: Drawn, paper: Paper, wanted: Wanted
) -> Imposition:
    """The outsides on the fronts of the sheets, the insides on their backs."""
    grid = laid_out(Size(laid.width, trim.height), bleed, paper, wanted)
    outside, inside = ((1,), (2,)) if drawn == "spread" else (laid.pages_outside, laid.pages_inside)
    each = len(outside) + len(inside)
    blanks = tuple(range(pages + 1, pages + -pages % each + 1))
    strips = (laid.width,) if drawn == "spread" else laid.strips[::-1]
    sheets = []
    for number, before in enumerate(range(0, pages, each), 1):
        fronts, backs = (
            [before + page if before + page <= pages else None for page in side] for side in (outside, inside[::-1])
        )
        copy = grid.lying(_leaflet(strips, trim.height, bleed, fronts, backs, laid))
        whole = grid.filled([copy] * (grid.columns * grid.rows))
        sheets.append(whole.as_sheet("turn", f"sheet {number}", None, grid.columns * grid.rows))
    return Imposition(scheme, paper.size, pages, blanks, "turn", tuple(sheets))


def _leaflet(
    strips: Sequence[Length],
    height: Length,
    bleed: Length,
    fronts: Sequence[int | None],
    backs: Sequence[int | None],
    laid: Panels,
) -> Flat:
    """One leaflet, its outside seen: from left to right the pages and those behind them."""
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
