"""Copies of one flat piece beside and above each other on a sheet: how many, how turned, where each lies, where it is cut.

All copies stand alike; they are `gap` apart from bleed to bleed. Without bleed and gap two neighbours share one cut.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Literal

from ..diagnostics import PrintkitError, error
from ..units import Length, Size
from .measures import EPSILON, printable, shrunk, too_small
from .sheet import Area, Line, Turn
from .turning import Angle, behind

Rotate = Literal["best", "never", "always"]
"""Whether the copies lie on their side: `best`, if more of them fit so; upright if as many do."""
MOST_COPIES = 10_000


@dataclass(frozen=True, slots=True)
class Paper:
    """The sheet and what of it cannot bear pages. `slug` is the room kept for marks around all bleeds."""

    size: Size
    gripper: Length = Length(0)
    """At the lower edge, where the press holds the sheet."""
    margin: Length = Length(0)
    slug: Length = Length(0)

    def room(self, *, both_ends: bool = False) -> Area:
        """Where bleeds may reach."""
        return shrunk(printable(self.size, self.gripper, self.margin, both_ends=both_ends), self.slug)


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many copies, and how: `columns` and `rows` None are as many as fit. `even` must be a multiple of 2."""

    columns: int | None = None
    rows: int | None = None
    gap: Length = Length(0)
    rotate: Rotate = "best"
    even: Literal["columns", "rows", "none"] = "none"
    both_ends: bool = False
    """The sheet is tumbled: the gripper is kept free at the upper edge too, and the copies lie in the middle of the sheet."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Where copies lie on the front of the sheet. Columns count from the left, rows from the top."""

    sheet: Size
    trim: Size
    """Of a copy as it is read."""
    bleed: Length
    angle: Angle
    lefts: tuple[Length, ...]
    bottoms: tuple[Length, ...]

    @property
    def columns(self) -> int:
        """Copies beside each other."""
        return len(self.lefts)

    @property
    def rows(self) -> int:
        """Copies above each other."""
        return len(self.bottoms)

    @property
    def across(self) -> Length:
        """How much of the sheet's width a trimmed copy takes."""
        return self.trim.height if self.angle else self.trim.width

    @property
    def up(self) -> Length:
        """How much of its height."""
        return self.trim.width if self.angle else self.trim.height

    def cell(self, column: int, row: int) -> Area:
        """The trim of a copy."""
        left, bottom = self.lefts[column], self.bottoms[row]
        return Area(left, bottom, left + self.across, bottom + self.up)

    def positions(self) -> Iterator[tuple[int, int]]:
        """(column, row) of every copy: row by row from the top, each from the left."""
        for row, column in product(range(self.rows), range(self.columns)):
            yield column, row

    def cuts(self, turn: Turn = "none", *, back: bool = False) -> tuple[Line, ...]:
        """Through the whole sheet, each once, from the left and from below."""
        cells = [self.cell(column, row) for column, row in self.positions()]
        if back:
            cells = [behind(cell, self.sheet, turn) for cell in cells]
        upright = _apart(edge.pt for cell in cells for edge in (cell.left, cell.right))
        level = _apart(edge.pt for cell in cells for edge in (cell.bottom, cell.top))
        return (
            *(Line("cut", True, Length(x), Length(0), self.sheet.height) for x in upright),
            *(Line("cut", False, Length(y), Length(0), self.sheet.width) for y in level),
        )


def laid_out(trim: Size, bleed: Length, paper: Paper, wanted: Wanted) -> Grid:
    """The copies on a sheet, as many as fit or as many as wanted, about its middle; moved up where the gripper asks for it.

    Raises `PrintkitError`: `bad-copies` for a number that cannot be, `sheet-too-small` with what is missing.
    """
    _check(wanted)
    room = paper.room(both_ends=wanted.both_ends)
    angles: tuple[Angle, ...] = {"best": (0, 90), "never": (0,), "always": (90,)}[wanted.rotate]  # type: ignore[assignment]
    trials = [_Trial(trim, bleed, room, wanted, angle) for angle in angles]
    fitting = [trial for trial in trials if trial.fits]
    if not fitting:
        nearest = min(trials, key=lambda trial: max(trial.missing))
        number = f"{nearest.columns} × {nearest.rows} copies" if nearest.columns * nearest.rows > 1 else "a page"
        raise too_small(f"{number} of {trim} with {bleed} of bleed", *nearest.missing, paper.size, room)
    best = max(fitting, key=lambda trial: trial.columns * trial.rows)
    middle = (paper.size.width.pt / 2, paper.size.height.pt / 2)
    lefts = best.starts(best.columns, best.across, middle[0], room.left.pt, room.right.pt)
    bottoms = best.starts(best.rows, best.up, middle[1], room.bottom.pt, room.top.pt)
    return Grid(paper.size, trim, bleed, best.angle, lefts, bottoms[::-1])


class _Trial:
    """One way to lay the copies, upright or on their side."""

    def __init__(self, trim: Size, bleed: Length, room: Area, wanted: Wanted, angle: Angle) -> None:
        self.angle: Angle = angle
        self._bleed, self._gap = bleed.pt, wanted.gap.pt
        self.across, self.up = (trim.height.pt, trim.width.pt) if angle else (trim.width.pt, trim.height.pt)
        width, height = room.width.pt, room.height.pt
        step = {"columns": (2, 1), "rows": (1, 2), "none": (1, 1)}[wanted.even]
        self.columns = wanted.columns or self._most(self.across, width, step[0])
        self.rows = wanted.rows or self._most(self.up, height, step[1])
        self.missing = (self._span(self.columns, self.across) - width, self._span(self.rows, self.up) - height)

    @property
    def fits(self) -> bool:
        return max(self.missing) <= EPSILON

    def _span(self, count: int, side: float) -> float:
        """From the first bleed to the last."""
        return count * (side + 2 * self._bleed) + (count - 1) * self._gap

    def _most(self, side: float, room: float, step: int) -> int:
        """As many as fit, but not none: then the error tells what is missing for the least."""
        count = int((room + self._gap + EPSILON) // (side + 2 * self._bleed + self._gap))
        return max(count - count % step, step)

    def starts(self, count: int, side: float, middle: float, low: float, high: float) -> tuple[Length, ...]:
        """Where the trims of a row begin."""
        span = self._span(count, side)
        first = min(max(middle - span / 2, low), high - span) + self._bleed
        return tuple(Length(first + index * (side + 2 * self._bleed + self._gap)) for index in range(count))


def _check(wanted: Wanted) -> None:
    found = []
    for name, count in (("columns", wanted.columns), ("rows", wanted.rows)):
        if count is not None and not 1 <= count <= MOST_COPIES:
            found.append(error("bad-copies", f"{count} {name} of copies cannot be", hint="give 1 or more, or leave it out"))
        elif count is not None and wanted.even == name and count % 2:
            message = f"{count} {name} cannot be parted into one half of fronts and one of backs"
            found.append(error("bad-copies", message, hint=f"give an even number of {name}"))
    if found:
        raise PrintkitError(found)


def _apart(edges: Iterator[float]) -> list[float]:
    """In order, each once."""
    found: list[float] = []
    for edge in sorted(edges):
        if not found or edge - found[-1] > EPSILON:
            found.append(edge)
    return found
