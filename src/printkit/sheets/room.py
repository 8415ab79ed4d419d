"""The room for marks around what is printed on a sheet: strips along its four edges, and what is free in them.

A strip has a space of its own: u runs along the edge, v away from the pages. At the bottom and the top u runs to the
right, at the left up, at the right down; so letters in a strip stand upright or are read from the middle of the sheet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal

from ..pdf.painted import Rectangle
from ..units import Length

Edge = Literal["bottom", "top", "left", "right"]
EDGES: Final[tuple[Edge, ...]] = ("bottom", "top", "left", "right")
_MM: Final = Length.mm(1).pt
APART: Final = 1.5 * _MM
"""Between two things in a strip."""


GAP: Final = 1 * _MM
"""From the bleed to the marks."""
_NEAREST: Final = 0.5 * _MM
"""To the edge of the paper, for marks that need not print where the press holds the sheet."""
_NARROW: Final = 140 * _MM
"""Less does not hold the slug in one line."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The rectangles that marks keep to, in pt: what is printed with its bleed, and what of the sheet takes ink.

    `paper` is the sheet; `gripper` the edge that the press holds and how deep, in pt, None for none.
    """

    bleed: Rectangle
    printable: Rectangle
    paper: Rectangle
    gripper: tuple[Edge, float] | None


@dataclass
class Strip:
    """A strip along an edge, in pt: from `start` to `end` along it, from `near` to `far` away from the sheet's middle.

    Of the bottom and top, all are x and y of the sheet; of the left and right, y and x.
    """

    edge: Edge
    start: float
    end: float
    near: float
    far: float
    _taken: list[tuple[float, float]] = field(default_factory=list)

    @property
    def level(self) -> bool:
        """Whether it runs across the sheet."""
        return self.edge in ("bottom", "top")

    @property
    def depth(self) -> float:
        """How far marks may reach outwards."""
        return abs(self.far - self.near)

    def out(self, distance: float) -> float:
        """The y (or x) that lies so far outwards."""
        return self.near + distance if self.edge in ("top", "right") else self.near - distance

    def take(self, start: float, end: float) -> None:
        """Keep everything else out of here."""
        self._taken.append((start, end))

    def free(self) -> list[tuple[float, float]]:
        """The stretches where nothing stands, from the first to the last."""
        found, at = [], self.start
        for start, end in sorted(self._taken):
            if start - APART > at:
                found.append((at, start - APART))
            at = max(at, end + APART)
        if self.end > at:
            found.append((at, self.end))
        return found

    def fit(self, length: float, wish: float) -> float | None:
        """Where something so long may begin so that its middle is as near as can be to `wish`; None for nowhere."""
        places = [
            min(max(wish - length / 2, start), end - length) for start, end in self.free() if end - start >= length
        ]
        return min(places, key=lambda start: abs(start + length / 2 - wish), default=None)

    def widest(self) -> tuple[float, float]:
        """The longest free stretch; of no length where there is none."""
        return max(self.free(), key=lambda stretch: (stretch[1] - stretch[0], -stretch[0]), default=(0.0, 0.0))

    def beyond(self, distance: float) -> Strip:
        """The strip that begins so far outwards, nothing in it yet."""
        return Strip(self.edge, self.start, self.end, self.out(min(distance, self.depth)), self.far)

    def longest(self) -> float:
        """The length of the longest free stretch."""
        start, end = self.widest()
        return end - start

    def placed(self, start: float, end: float, near: float, height: float) -> str:
        """The `cm` operator for something of a height that lies from `start` to `end`, `near` outwards.

        Its own space begins at its lower left corner, as it is read.
        """
        match self.edge:
            case "top":
                numbers = (1, 0, 0, 1, start, self.out(near))
            case "bottom":
                numbers = (1, 0, 0, 1, start, self.out(near + height))
            case "left":  # read upwards: its head is to the left
                numbers = (0, 1, -1, 0, self.out(near), start)
            case "right":  # read downwards: its head is to the right
                numbers = (0, -1, 1, 0, self.out(near), end)
        return " ".join(f"{number:.4f}" if isinstance(number, float) else str(number) for number in numbers) + " cm"


class Room:
    """The strips of a side, and what had no room in them.

    `paper` reaches to the edge of the sheet, `rows` as far as ink does; `far` is the part of a row that begins `beyond`
    (pt) the bleed, outside the trim marks.
    """

    def __init__(self, frame: Frame, *, beyond: float) -> None:
        x0, y0, x1, y1 = frame.paper
        self.frame: Final = frame
        self.paper: Final = strips(frame.bleed, (x0 + _NEAREST, y0 + _NEAREST, x1 - _NEAREST, y1 - _NEAREST))
        self.rows: Final = strips(frame.bleed, frame.printable)
        self.far: Final = {edge: strip.beyond(beyond) for edge, strip in self.rows.items()}
        self.missing: Final[list[str]] = []

    def miss(self, what: str) -> None:
        """Remember that something had no room."""
        if what not in self.missing:
            self.missing.append(what)


def strips(inner: Rectangle, outer: Rectangle) -> dict[Edge, Strip]:
    """The strips between what is printed and what can be printed, in pt; the corners are left out.

    Where what is printed is narrow, those at the bottom and the top are as long as the sheet is wide.
    """
    (x0, y0, x1, y1), (left, bottom, right, top) = inner, outer
    low, high = (x0, x1) if x1 - x0 > _NARROW else (min(left, x0), max(right, x1))
    return {
        "bottom": Strip("bottom", low, high, y0, min(bottom, y0)),
        "top": Strip("top", low, high, y1, max(top, y1)),
        "left": Strip("left", y0, y1, x0, min(left, x0)),
        "right": Strip("right", y0, y1, x1, max(right, x1)),
    }


def take_boxes(rooms: Iterable[Strip], boxes: Iterable[Rectangle]) -> None:
    """Keep other things out of where something stands already, in pt of the sheet."""
    for room in rooms:
        low, high = sorted((room.near, room.far))
        for x0, y0, x1, y1 in boxes:
            along, across = ((x0, x1), (y0, y1)) if room.level else ((y0, y1), (x0, x1))
            if across[0] < high and across[1] > low:
                room.take(*along)
