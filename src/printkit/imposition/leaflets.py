"""Leaflets on sheets: letter fold (tri-fold), accordion (Z-fold), gate-fold.

A leaflet comes as two pages, its outside and its inside, each drawn flat with all its panels (`spread`); or as one page for
each panel in the order in which a reader comes to them (`panels`), all as wide as the widest: of a narrower one the middle shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..units import Length, Size
from .grid import Edge, Grid, Paper, Rotate, Wanted, laid_out
from .measures import checked
from .panels import Binding, Fold, Panels, flat_width, panels
from .paper import BLEED, GRIPPER, MARGIN, NOTHING
from .sheet import Area, Imposition, Line, Placement, Sheet, Side
from .turning import angle_behind, behind, line_along, within

Drawn = Literal["spread", "panels"]


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


@dataclass(frozen=True, slots=True)
class _Leaflet:
    """One leaflet on one grid: what its outside (on the front of the sheet) and its inside look like."""

    grid: Grid
    laid: Panels
    drawn: Drawn
    first: int
    pages: int

    def side(self, label: str, *, inside: bool) -> Side:
        """All copies of one side, with cuts and folds."""
        placements: list[Placement] = []
        lines: list[Line] = []
        for at in self.grid.positions():
            cell, angle = self.grid.cell(*at), self.grid.angle
            if inside:
                cell, angle = behind(cell, self.grid.sheet, "turn"), angle_behind(angle, "turn")
            for page, trim, seen in self._local(inside=inside):
                shown = page if page <= self.pages else None
                placements.append(Placement(shown, within(cell, angle, trim), within(cell, angle, seen), angle))
            for x, way, step in self._creases(inside=inside):
                thin = Area(x, -self.grid.bleed, x, self.grid.trim.height + self.grid.bleed)
                lines.append(line_along("fold", within(cell, angle, thin), angle in (0, 180), step, way))
        return Side(tuple(placements), (*self.grid.cuts("turn", back=inside), *lines), label)

    def _local(self, *, inside: bool) -> list[tuple[int, Area, Area]]:
        """(page, trim, seen) of everything on an upright copy whose lower left corner is the origin."""
        bleed, height = self.grid.bleed, self.grid.trim.height
        strips = self.laid.strips if inside else self.laid.strips[::-1]
        numbers = [page - 1 for page in (self.laid.pages_inside if inside else self.laid.pages_outside)]
        if self.drawn == "spread":
            strips, numbers = (self.grid.trim.width,), [1 if inside else 0]
        found = []
        left = Length(0)
        for index, (strip, number) in enumerate(zip(strips, numbers, strict=True)):
            right = left + strip
            start = left - bleed if index == 0 else left
            end = right + bleed if index == len(strips) - 1 else right
            found.append(
                (self.first + number, Area(left, Length(0), right, height), Area(start, -bleed, end, height + bleed))
            )
            left = right
        return found

    def _creases(self, *, inside: bool) -> list[tuple[Length, Literal["mountain", "valley"], int]]:
        if inside:
            return [(crease.at, crease.way, crease.step) for crease in self.laid.creases]
        return [
            (self.laid.width - crease.at, "valley" if crease.way == "mountain" else "mountain", crease.step)
            for crease in self.laid.creases
        ]


def _leaflets(
    scheme: str, pages: int, trim: Size, bleed: Length, laid: Panels, drawn: Drawn, paper: Paper, wanted: Wanted
) -> Imposition:
    """The outsides on the fronts of the sheets, the insides on their backs."""
    grid = laid_out(Size(laid.width, trim.height), bleed, paper, wanted)
    each = 2 if drawn == "spread" else 2 * len(laid.strips)
    sheets = []
    for number, first in enumerate(range(1, pages + 1, each), 1):
        leaflet = _Leaflet(grid, laid, drawn, first, pages)
        sheets.append(
            Sheet(
                leaflet.side(f"sheet {number} outside", inside=False),
                leaflet.side(f"sheet {number} inside", inside=True),
            )
        )
    blanks = tuple(range(pages + 1, len(sheets) * each + 1))
    return Imposition(scheme, paper.size, pages, blanks, "turn", tuple(sheets))
