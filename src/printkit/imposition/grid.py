"""Copies of one flat piece beside and above each other on a sheet: how many, how turned, where each lies, where it is cut.

All copies stand alike; they are `gap` apart from bleed to bleed. Without bleed and gap two neighbours share one cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Final, Literal

from ..diagnostics import PrintkitError, error
from ..units import Length, Size
from .flat import Flat, joined
from .measures import EPSILON, too_small
from .paper import NOTHING
from .sheet import Area, Line, Turn

Edge = Literal["bottom", "top", "left", "right"]
Rotate = Literal["auto", "never", "always"]
"""Whether the copies lie on their side: `auto`, if more of them fit so; upright if as many do."""
MOST_COPIES: Final = 10_000
_OPPOSITE: Final[dict[Edge, Edge]] = {"bottom": "top", "top": "bottom", "left": "right", "right": "left"}


@dataclass(frozen=True, slots=True)
class Paper:
    """The sheet and what of it cannot bear pages."""

    size: Size
    gripper: Length = NOTHING
    """At `edge`, where the press holds the sheet."""
    edge: Edge = "bottom"
    margin: Length = NOTHING
    """Cannot be printed, at any edge."""
    slug: Length = NOTHING
    """Kept for marks around all bleeds."""

    def room(self, turn: Turn = "none") -> Area:
        """Where bleeds may reach, on the front.

        A sheet that is turned so that another edge comes to the gripper is held by both: tumbled, if that is the lower or
        the upper edge; turned about its upright axis, if it is the left or the right one.
        """
        held: set[Edge] = {self.edge}
        if turn == ("tumble" if self.edge in ("bottom", "top") else "turn"):
            held.add(_OPPOSITE[self.edge])
        left, bottom, right, top = (
            (max(self.gripper, self.margin) if edge in held else self.margin) + self.slug
            for edge in ("left", "bottom", "right", "top")
        )
        return Area(left, bottom, self.size.width - right, self.size.height - top)


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many copies, and how: `columns` and `rows` None are as many as fit. `even`: a multiple of 2."""

    columns: int | None = None
    rows: int | None = None
    gap: Length = NOTHING
    rotate: Rotate = "auto"
    turn: Turn = "none"
    """How the sheet is turned to its back, if that is printed."""
    even: Literal["columns", "rows", "none"] = "none"
    """Fronts and backs are on one form, in two halves that must be alike: the copies lie in the middle of the sheet."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Where copies lie on the front of the sheet. Columns count from the left, rows from the top."""

    sheet: Size
    trim: Size
    """Of a copy as it is read."""
    bleed: Length
    angle: Literal[0, 90]
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

    def lying(self, piece: Flat) -> Flat:
        """A copy turned as copies lie on this sheet."""
        return piece.on_its_side() if self.angle else piece

    def filled(self, pieces: Iterable[Flat]) -> Flat:
        """The sheet with a piece on every position, each turned already, and with the cuts through the whole sheet."""
        cells = [self.cell(column, row) for column, row in self.positions()]
        whole = joined(((piece, cell.left, cell.bottom) for piece, cell in zip(pieces, cells, strict=True)), self.sheet)
        upright = _apart(edge.pt for cell in cells for edge in (cell.left, cell.right))
        level = _apart(edge.pt for cell in cells for edge in (cell.bottom, cell.top))
        cuts = (
            *(Line("cut", True, Length(x), NOTHING, self.sheet.height) for x in upright),
            *(Line("cut", False, Length(y), NOTHING, self.sheet.width) for y in level),
        )
        return replace(whole, lines=(*cuts, *whole.lines))


def laid_out(trim: Size, bleed: Length, paper: Paper, wanted: Wanted) -> Grid:
    """The copies on a sheet, as many as fit or as many as wanted, about its middle; moved up where the gripper asks for it.

    Raises `PrintkitError`: `bad-copies` for a number that cannot be, `sheet-too-small` with what is missing.
    """
    _check(wanted)
    room = _centred(paper, wanted) if wanted.even != "none" else paper.room(wanted.turn)
    angles: tuple[Literal[0, 90], ...] = {"auto": (0, 90), "never": (0,), "always": (90,)}[wanted.rotate]  # type: ignore[assignment]
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


def _centred(paper: Paper, wanted: Wanted) -> Area:
    """What can be used about the middle of the sheet, in the direction in which one half is turned upon the other."""
    room, (width, height) = paper.room(wanted.turn), (paper.size.width, paper.size.height)
    if wanted.even == "columns":
        edge = max(room.left, width - room.right)
        return Area(edge, room.bottom, width - edge, room.top)
    edge = max(room.bottom, height - room.top)
    return Area(room.left, edge, room.right, height - edge)


class _Trial:
    """One way to lay the copies, upright or on their side."""

    def __init__(self, trim: Size, bleed: Length, room: Area, wanted: Wanted, angle: Literal[0, 90]) -> None:
        self.angle: Literal[0, 90] = angle
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
            found.append(
                error("bad-copies", f"{count} {name} of copies cannot be", hint="give 1 or more, or leave it out")
            )
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
