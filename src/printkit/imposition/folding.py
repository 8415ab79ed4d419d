"""How a flat signature folds into a stack of leaves: which leaf each cell becomes, and what crease each edge.

The paper lies with its front up, in a grid of cells of a leaf each. Each fold halves it: what lies to the right of, or above,
its middle goes behind the rest, so the front ends outside. The last fold is the spine, at the right of the stack.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

Axis = Literal["x", "y"]

FOLDS: Final[Mapping[int, tuple[Axis, ...]]] = {
    4: ("x",),
    8: ("y", "x"),
    16: ("x", "y", "x"),
    32: ("y", "x", "y", "x"),
}
"""By pages of a signature, its folds in their order, each at right angles to the last (DIN 16500-2, cross folds): `x` halves the
width. Closed at the head, from 16 pages at the fore-edge, and with 32 at the foot too."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A leaf of the flat paper, seen from its front. Columns from the left, rows from the bottom."""

    column: int
    row: int
    rank: int
    """Of the folded stack from the top, from 0."""
    turned: bool
    """Whether the front of the paper looks down in the stack."""
    head_down: bool
    """Whether the page stands on its head on the flat paper."""


@dataclass(frozen=True, slots=True)
class Crease:
    """An edge between two cells. `upright`: at the right of column `at - 1`, in row `along`; else above row `at - 1`."""

    upright: bool
    at: int
    along: int
    step: int
    mountain: bool
    """As seen from the front; else a valley."""


@dataclass(frozen=True, slots=True)
class Folding:
    """A signature's grid, its cells and its creases."""

    columns: int
    rows: int
    cells: tuple[Cell, ...]
    creases: tuple[Crease, ...]


@dataclass(slots=True)
class _Layer:
    """A cell on its way through the folds."""

    column: int
    row: int
    x: int
    y: int
    across: bool = False
    """Mirrored about the upright axis by the folds so far."""
    over: bool = False
    """Mirrored about the level axis."""


@cache
def fold(folds: tuple[Axis, ...]) -> Folding:
    """Fold a sheet that has twice as many cells for each fold."""
    columns, rows = 2 ** folds.count("x"), 2 ** folds.count("y")
    stack = [_Layer(column, row, column, row) for row in range(rows) for column in range(columns)]
    creases = []
    wide, high = columns, rows
    for step, axis in enumerate(folds, 1):
        creases += [crease for layer in stack if (crease := _creased(layer, axis, step, wide, high))]
        if axis == "x":
            wide //= 2
            behind = [layer for layer in stack if layer.x >= wide]
            for layer in behind:
                layer.x, layer.across = 2 * wide - 1 - layer.x, not layer.across
        else:
            high //= 2
            behind = [layer for layer in stack if layer.y >= high]
            for layer in behind:
                layer.y, layer.over = 2 * high - 1 - layer.y, not layer.over
        stack = [layer for layer in stack if layer not in behind] + behind[::-1]
    cells = (
        Cell(layer.column, layer.row, rank, layer.across != layer.over, layer.over) for rank, layer in enumerate(stack)
    )
    return Folding(columns, rows, tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))), tuple(creases))


def _creased(layer: _Layer, axis: Axis, step: int, wide: int, high: int) -> Crease | None:
    """The crease at the edge of a cell that stays, if the fold runs there."""
    if axis == "x":
        if layer.x != wide // 2 - 1:
            return None
        at, along = layer.column + (not layer.across), layer.row
    else:
        if layer.y != high // 2 - 1:
            return None
        at, along = layer.row + (not layer.over), layer.column
    return Crease(axis == "x", at, along, step, mountain=layer.across == layer.over)
