"""Printed paper that lies flat: its front, and behind each page another; turned round, turned over, laid beside others.

What lies behind is never placed by itself: it is its front's place, seen from the back. So both always register.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, cast

from ..units import Length, Size
from .sheet import Area, Line, Placement, Sheet, Side

Angle = Literal[0, 90, 180, 270]
Over = Literal["turn", "tumble"]


@dataclass(frozen=True, slots=True)
class Motion:
    """A move of the plane that keeps right angles: (x, y) goes to (xx·x + xy·y + dx, yx·x + yy·y + dy)."""

    xx: int
    xy: int
    yx: int
    yy: int
    dx: Length
    dy: Length

    def way(self, x: Length, y: Length) -> tuple[Length, Length]:
        """What becomes of a distance."""
        return Length(x.pt * self.xx + y.pt * self.xy), Length(x.pt * self.yx + y.pt * self.yy)

    def area(self, area: Area) -> Area:
        """Where a rectangle goes."""
        left, bottom, right, top = area.left.pt, area.bottom.pt, area.right.pt, area.top.pt
        x, u = left * self.xx + bottom * self.xy + self.dx.pt, right * self.xx + top * self.xy + self.dx.pt
        y, v = left * self.yx + bottom * self.yy + self.dy.pt, right * self.yx + top * self.yy + self.dy.pt
        return Area(Length(min(x, u)), Length(min(y, v)), Length(max(x, u)), Length(max(y, v)))

    @property
    def mirrors(self) -> bool:
        """Whether the paper is seen from its other side."""
        return self.xx * self.yy - self.xy * self.yx < 0

    def placement(self, placement: Placement) -> Placement:
        """The same page, or of the same place what lies behind."""
        own = {0: (0, 1), 90: (-1, 0), 180: (0, -1), 270: (1, 0)}[placement.angle]
        head = (own[0] * self.xx + own[1] * self.xy, own[0] * self.yx + own[1] * self.yy)
        angle = {(0, 1): 0, (-1, 0): 90, (0, -1): 180, (1, 0): 270}[head]
        return replace(
            placement,
            trim=self.area(placement.trim),
            seen=self.area(placement.seen),
            angle=cast("Angle", angle),
            shift=self.way(*placement.shift),
            scale=placement.scale if self.xx else placement.scale[::-1],
        )

    def line(self, line: Line) -> Line:
        """The same cut or fold; a mountain seen from behind is a valley."""
        ends = (
            Area(line.at, line.start, line.at, line.end)
            if line.upright
            else Area(line.start, line.at, line.end, line.at)
        )
        moved = self.area(ends)
        crease = line.crease
        if self.mirrors and crease:
            crease = "valley" if crease == "mountain" else "mountain"
        if line.upright == bool(self.xx):
            return replace(line, upright=True, at=moved.left, start=moved.bottom, end=moved.top, crease=crease)
        return replace(line, upright=False, at=moved.bottom, start=moved.left, end=moved.right, crease=crease)


@dataclass(frozen=True, slots=True)
class Label:
    """What a sheet is called: `sheet 3`, and its signature's number if it has one."""

    sheet: str
    signature: int | None = None

    def of(self, side: str) -> str:
        """For the slug: `sheet 3 front, signature 2`."""
        return f"{self.sheet} {side}" + (f", signature {self.signature}" if self.signature else "")


@dataclass(frozen=True, slots=True)
class Flat:
    """A piece of paper. `behind` holds, for each placement of the front, the page on the other side of the leaf."""

    width: Length
    height: Length
    placements: tuple[Placement, ...]
    behind: tuple[int | None, ...]
    lines: tuple[Line, ...] = ()
    collation: tuple[Area, ...] = ()
    """On the front."""
    collation_behind: tuple[Area, ...] = ()
    """On the back, as seen through the paper from the front."""

    def moved(self, motion: Motion, width: Length, height: Length) -> Flat:
        """Moved within, or turned over with, a piece of `width` × `height`."""
        placements = [motion.placement(placement) for placement in self.placements]
        behind = self.behind
        bars = tuple(map(motion.area, self.collation)), tuple(map(motion.area, self.collation_behind))
        if motion.mirrors:
            placements, behind = (
                [replace(placement, page=page) for placement, page in zip(placements, behind, strict=True)],
                tuple(placement.page for placement in placements),
            )
            bars = bars[::-1]
        return Flat(width, height, tuple(placements), behind, tuple(map(motion.line, self.lines)), *bars)

    def turned_over(self, over: Over) -> Flat:
        """Seen from its back: turned about its upright axis, or tumbled head over foot."""
        if over == "turn":
            return self.moved(Motion(-1, 0, 0, 1, self.width, Length(0)), self.width, self.height)
        return self.moved(Motion(1, 0, 0, -1, Length(0), self.height), self.width, self.height)

    def on_its_side(self) -> Flat:
        """Turned by a quarter, counter-clockwise."""
        return self.moved(Motion(0, -1, 1, 0, self.height, Length(0)), self.height, self.width)

    def on_its_head(self) -> Flat:
        """Turned by a half."""
        return self.moved(Motion(-1, 0, 0, -1, self.width, self.height), self.width, self.height)

    def as_sheet(self, over: Over, label: Label, copies: int) -> Sheet:
        """Both sides of the paper, named in their slugs."""
        back = self.turned_over(over)
        return Sheet(
            Side(self.placements, self.lines, label.of("front"), collation=self.collation),
            Side(back.placements, back.lines, label.of("back"), collation=back.collation),
            label.signature,
            copies,
        )


def joined(pieces: Iterable[tuple[Flat, Length, Length]], size: Size) -> Flat:
    """Pieces as one sheet of paper, each with its lower left corner at an x and a y."""
    laid = [piece.moved(Motion(1, 0, 0, 1, x, y), size.width, size.height) for piece, x, y in pieces]
    return Flat(
        size.width,
        size.height,
        tuple(placement for piece in laid for placement in piece.placements),
        tuple(page for piece in laid for page in piece.behind),
        tuple(line for piece in laid for line in piece.lines),
        tuple(bar for piece in laid for bar in piece.collation),
        tuple(bar for piece in laid for bar in piece.collation_behind),
    )
