"""Pieces of paper that lie flat, laid together on a sheet of the press, cut apart between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..units import Length, Size
from .flat import Flat, Label, Over, joined
from .grid import Grid, Paper, Rotate, Wanted, laid_out
from .paper import NOTHING
from .sheet import Line, Sheet

Method = Literal["sheetwise", "work-and-turn", "work-and-tumble"]
"""`sheetwise`: a form for the front and one for the back. With the others both lie beside (turn) or above (tumble) each other in one form
that prints both sides of the sheet, and the sheet cut in half gives two copies."""


@dataclass(frozen=True, slots=True)
class Press:
    """The paper, how the forms print it, and how many pieces lie on it."""

    paper: Paper
    gap: Length = NOTHING
    """Between pieces."""
    rotate: Rotate = "auto"
    method: Method = "sheetwise"
    over: Over = "turn"
    """How sheetwise work is turned to its back."""
    full: bool = False
    """As many pieces as fit, not one."""
    opposed: bool = False
    """Every other row of pieces stands on its head: come and go."""

    @property
    def turn(self) -> Over:
        """How the sheet is turned to its back."""
        return "turn" if self.method == "work-and-turn" else "tumble" if self.method == "work-and-tumble" else self.over

    def grid(self, piece: Size) -> Grid:
        """Where pieces of this size lie. Raises `PrintkitError` (`sheet-too-small`, with what is missing)."""
        most = None if self.full else 1
        halves = None if self.full else 2
        match self.method:
            case "sheetwise":
                wanted = Wanted(most, most, self.gap, self.rotate, self.turn)
            case "work-and-turn":
                wanted = Wanted(halves, most, self.gap, self.rotate, self.turn, even="columns")
            case "work-and-tumble":
                wanted = Wanted(most, halves, self.gap, self.rotate, self.turn, even="rows")
        return laid_out(piece, NOTHING, self.paper, wanted)

    def sheet(self, grid: Grid, pieces: Sequence[Flat], label: Label) -> Sheet:
        """One sheet with as many pieces as there are places or fewer, from the upper left one."""
        laid = []
        places = list(grid.positions())[: len(pieces)]
        for piece, (column, row) in zip(pieces, places, strict=True):
            flat = piece.on_its_side() if grid.angle else piece
            if self.opposed and row % 2:
                flat = flat.on_its_head()
            if self._second_half(grid, column, row):
                flat = flat.turned_over(self.turn)
            cell = grid.cell(column, row)
            # A piece smaller than its place lies in the middle of it.
            x, y = cell.left + (cell.width - flat.width) * 0.5, cell.bottom + (cell.height - flat.height) * 0.5
            laid.append((flat, x, y))
        whole = joined(laid, self.paper.size)
        copies = len(pieces) if all(piece is pieces[0] for piece in pieces) else 1
        sheet = Flat(
            whole.width, whole.height, whole.placements, whole.behind, (*_cuts(grid, places), *whole.lines),
            whole.collation, whole.collation_behind,
        )  # fmt: skip
        return sheet.as_sheet(self.turn, label, copies)

    def _second_half(self, grid: Grid, column: int, row: int) -> bool:
        if self.method == "work-and-turn":
            return column >= grid.columns // 2
        return self.method == "work-and-tumble" and row >= grid.rows // 2


def gang(press: Press, pieces: Sequence[Flat], labels: Sequence[Label], *, repeated: bool) -> list[Sheet]:
    """Sheets for pieces in their order: each again and again on a sheet of its own, or one after the other down the pile.

    All lie as the first, which is the largest, needs it.
    """
    if not pieces:
        return []
    largest = max(pieces, key=lambda piece: piece.width.pt * piece.height.pt)
    size = Size(largest.width, largest.height)
    grid = press.grid(size)
    places = grid.columns * grid.rows
    if repeated:
        return [press.sheet(grid, [piece] * places, label) for piece, label in zip(pieces, labels, strict=True)]
    high = -(-len(pieces) // places)
    used = -(-len(pieces) // high)
    columns = min(grid.columns, used)
    rotate: Rotate = "always" if grid.angle else "never"
    grid = laid_out(size, NOTHING, press.paper, Wanted(columns, -(-used // columns), press.gap, rotate, press.turn))
    return [press.sheet(grid, pieces[number::high], labels[number]) for number in range(high)]


def _cuts(grid: Grid, places: Sequence[tuple[int, int]]) -> list[Line]:
    """In the middle between neighbours, through the whole sheet."""
    columns = max(column for column, _ in places) + 1
    rows = max(row for _, row in places) + 1
    cuts = []
    for column in range(1, columns):
        at = (grid.cell(column - 1, 0).right + grid.cell(column, 0).left) * 0.5
        cuts.append(Line("cut", True, at, NOTHING, grid.sheet.height))
    for row in range(1, rows):
        at = (grid.cell(0, row - 1).bottom + grid.cell(0, row).top) * 0.5
        cuts.append(Line("cut", False, at, NOTHING, grid.sheet.width))
    return cuts
