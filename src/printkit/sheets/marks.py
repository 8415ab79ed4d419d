"""The marks of a side of a sheet: trim, fold and register marks, the colour bar, the slug, collation marks, the gripper.

All stand outside the bleed of every page, in the strips of `room`, but collation marks, which belong on the fold. Marks
that are the same on many sides are one form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ..imposition import Area, Plan, Side
from ..pdf.painted import Rectangle
from ..press import lettering, strokes
from ..press.strokes import line
from ..units import Length
from .placing import rectangle
from .room import EDGES, Edge, Strip, strips, take_boxes

_MM: Final = Length.mm(1).pt
GAP: Final = 1 * _MM
"""From the bleed to the marks."""
LENGTH: Final = 5 * _MM
"""Of trim and fold marks, where there is room."""
LEAST: Final = 2 * _MM
"""A shorter mark is of no use to a cutter."""
ROW: Final = GAP + LENGTH + GAP
"""From the bleed to what stands outside the trim and fold marks."""
_SAME: Final = 0.01 * _MM
_REGISTERS: Final = 2
"""Fewer do not show how two plates are turned to each other."""
_STEP: Final = 4 * _MM
_RADIUS: Final = 1.25 * _MM
_PATCH: Final = 4 * _MM
_LEAST_PATCH: Final = 2 * _MM
SIZE: Final = 6.0
"""pt, of the slug."""
_SMALL: Final = 5.0
_HELD: Final = "咬口 gripper"
_WORD: Final = 9 * _MM
"""A gripper that is less deep may have trim marks where the word would stand."""
_LINE: Final = 1.3 * SIZE


@dataclass(frozen=True, slots=True)
class Words:
    """What the slug tells. `varying` is the side's own, `width` the room for the longest of all sides."""

    varying: str
    width: float
    rest: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The rectangles that marks keep to, in pt: what is printed with its bleed, and what of the sheet takes ink.

    `paper` is the sheet; `gripper` the edge that the press holds and how deep, in pt, None for none.
    """

    bleed: Rectangle
    printable: Rectangle
    paper: Rectangle
    gripper: tuple[Edge, float] | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """The marks of a side: `shared` may be the same on other sides, `own` is this side's."""

    shared: str
    own: str
    missing: tuple[str, ...]
    """What had no room."""


Write = Callable[[str, float, float, float], str]
"""Operators for a text from a point on, and its size, in pt."""


def draw(side: Side, frame: Frame, words: Words, spots: Sequence[str], write: Write) -> Drawing:
    """PDF operators for the marks of a side, in the sheet's space."""
    return _Marks(side, frame, spots, write).draw(words)


class _Marks:
    """Puts marks into the strips, those first that cannot stand elsewhere."""

    def __init__(self, side: Side, frame: Frame, spots: Sequence[str], write: Write) -> None:
        self._side, self._frame, self._spots, self._write = side, frame, spots, write
        self._edge = strips(frame.bleed, _inset(frame.paper, 0.5 * _MM))
        self._rows = strips(frame.bleed, frame.printable)
        self._far = {edge: room.beyond(ROW) for edge, room in self._rows.items()}
        self._missing: list[str] = []

    def draw(self, words: Words) -> Drawing:
        # Creep moves the trim marks from sheet to sheet, so they are the side's own; what is large is shared.
        own = [strokes.BEGIN, *self._trims(), *self._folds(), *self._notes()]
        shared = [strokes.BEGIN, *self._register(), *self._gripper()]
        rest, named = self._label(words)
        shared += [*rest, *self._bar(), *self._plates()]
        own += [*named, *self._collation()]
        return Drawing("\n".join(shared), "\n".join(own), tuple(self._missing))

    def _trims(self) -> Iterator[str]:
        """A mark at both ends of every edge at which a page is cut, unless that is a fold."""
        folds = [(fold.upright, fold.at.pt) for fold in self._side.lines if fold.kind == "fold"]
        trims = [rectangle(placement.trim) for placement in self._side.placements]
        cuts = {(cut.upright, cut.at.pt) for cut in self._side.lines if cut.kind == "cut"}
        wanted = [(True, x) for box in trims for x in (box[0], box[2])]
        wanted += [(False, y) for box in trims for y in (box[1], box[3])]
        # One mark for edges that are one, to 1/1000 mm.
        places = {(upright, round(at, 3)): at for upright, at in [*cuts, *wanted]}
        for (upright, key), at in sorted(places.items(), key=lambda item: item[0]):
            if not any(upright == crease and abs(key - place) < _SAME for crease, place in folds):
                yield from self._ends(upright, at)

    def _folds(self) -> Iterator[str]:
        folds = sorted({(fold.upright, round(fold.at.pt, 4)) for fold in self._side.lines if fold.kind != "cut"})
        if folds:
            yield strokes.DASHED
            for upright, at in folds:
                yield from self._ends(upright, at)
            yield strokes.SOLID

    def _ends(self, upright: bool, at: float) -> Iterator[str]:
        """The marks of a line at both ends, outside the bleed."""
        for edge in ("bottom", "top") if upright else ("left", "right"):
            room = self._edge[edge]
            length = min(LENGTH, room.depth - GAP)
            if length < LEAST:
                self._miss(f"trim marks at the {edge}")
                continue
            near, far = room.out(GAP), room.out(GAP + length)
            yield line(at, near, at, far) if upright else line(near, at, far, at)
            # Marks that creep has moved take the same room on all sheets, so that all the rest stands still.
            self._rows[edge].take(at // _STEP * _STEP, -(-at // _STEP) * _STEP)

    def _register(self) -> Iterator[str]:
        """A cross in a circle near the middle of each side."""
        found = 0
        for edge in EDGES:
            room = self._rows[edge]
            radius = min(_RADIUS, (room.depth - GAP) / 4)
            start = room.fit(4 * radius, (room.start + room.end) / 2)
            if radius < _RADIUS / 2 or start is None:
                continue
            found += 1
            room.take(start, start + 4 * radius)
            along, across = start + 2 * radius, room.out(GAP + 2 * radius)
            x, y = (along, across) if room.level else (across, along)
            yield from strokes.register(x, y, radius)
        if found < _REGISTERS:
            self._miss("register marks at two edges")

    def _gripper(self) -> Iterator[str]:
        """How deep the press holds the sheet: in both corners a short line there, another from the edge to it, and a word."""
        if self._frame.gripper is None:
            return
        edge, depth = self._frame.gripper
        held = strips(self._frame.paper, self._frame.paper)[edge]  # its v counts from the sheet's edge outwards
        inner, foot = held.out(-depth), held.out(0)
        for at, way in ((held.start, 1), (held.end, -1)):
            ends = at + way * _MM, at + way * 4 * _MM
            arrow = at + way * 2.5 * _MM
            lines = ((ends[0], inner, ends[1], inner), (arrow, foot, arrow, inner))
            yield from (line(u0, v0, u1, v1) if held.level else line(v0, u0, v1, u1) for u0, v0, u1, v1 in lines)
        if depth > _WORD:
            start = held.start + 4 * _MM
            yield f"q\n{held.placed(start, held.end, -3 * _MM, 2 * _MM)}\n{self._write(_HELD, 0, 0, _SMALL)}\nQ"

    def _bar(self) -> Iterator[str]:
        """Patches in a row where there is room for all, else as many as there is room for, edge by edge."""
        colours = [strokes.inked(inks) for inks in (*strokes.SOLIDS, *strokes.TINTS)]
        colours += [strokes.spot(at) for at in range(len(self._spots))]
        rooms = self._rooms(_LEAST_PATCH)
        for room in rooms:
            side = min(_PATCH, room.depth - GAP)
            start = room.fit(side * len(colours), (room.start + room.end) / 2)
            if start is not None:
                return self._patches(colours, room, start, side)
        found: list[str] = []
        for room in rooms:
            side = min(_PATCH, room.depth - GAP)
            for start, end in room.free():
                count = min(int((end - start) / side), len(colours))
                if count > 0:
                    found += self._patches(colours[:count], room, start, side)
                    colours = colours[count:]
        if colours:
            self._miss("the colour bar")
        return iter(found)

    def _patches(self, colours: Sequence[str], room: Strip, start: float, side: float) -> Iterator[str]:
        end = start + side * len(colours)
        room.take(start, end)
        place = room.placed(start, end, self._near(room), side)
        yield f"q\n{place}"
        yield from (strokes.patch(colour, at * side, 0, side, side) for at, colour in enumerate(colours))
        yield "Q"

    def _label(self, words: Words) -> tuple[list[str], list[str]]:
        """The slug: what is the same on all sides, and what is this side's own. The end is cut where there is no room."""
        gap = 2 * SIZE
        full = words.width + gap + lettering.width(words.rest, SIZE)
        rooms = self._rooms(_LINE)
        whole = [room for room in rooms if room.longest() >= full]
        room = whole[0] if whole else max(rooms, key=Strip.longest, default=None)
        if room is None or room.longest() < words.width:
            self._miss("the slug line")
            return [], []
        start, end = room.widest()
        length = min(end - start, full)
        room.take(start, start + length)
        place = room.placed(start, start + length, self._near(room), _LINE)
        base = 0.3 * SIZE
        rest = lettering.cut(words.rest, SIZE, length - words.width - gap)
        shared = [f"q\n{place}", self._write(rest, words.width + gap, base, SIZE), "Q"]
        return shared, [f"q\n/All cs 1 scn\n{place}", self._write(words.varying, 0, base, SIZE), "Q"]

    def _plates(self) -> Iterator[str]:
        """The name of every ink in that ink."""
        plates = strokes.plates(self._spots)
        length = lettering.width("  ".join(name for name, _colour in plates), SIZE)
        for room in self._rooms(_LINE):
            start = room.fit(length, room.end)
            if start is not None:
                room.take(start, start + length)
                place = room.placed(start, start + length, self._near(room), _LINE)
                yield f"q\n{place}\n{lettering.named_plates(plates, 0, 0.3 * SIZE, SIZE)}\nQ"
                return
        self._miss("the names of the plates")

    def _near(self, room: Strip) -> float:
        """How far from its beginning things stand in a strip: those beyond the trim marks begin at their distance."""
        return 0.0 if room is self._far[room.edge] else GAP

    def _rooms(self, height: float) -> list[Strip]:
        """Where things of a height may stand: first outside the other marks, then between them; away from the gripper."""
        held = self._frame.gripper[0] if self._frame.gripper else "bottom"
        order = sorted(EDGES, key=lambda edge: (edge == held, edge in ("left", "right")))
        far = [self._far[edge] for edge in order if self._far[edge].depth >= height]
        return far + [self._rows[edge] for edge in order if self._rows[edge].depth - GAP >= height]

    def _notes(self) -> Iterator[str]:
        """The words and the plan that the scheme put into the slug."""
        boxes = []
        for note in self._side.notes:
            width = lettering.width(note.text, note.size.pt)
            x, y = note.x.pt - width / 2, note.y.pt
            boxes.append((x, y - 0.3 * note.size.pt, x + width, y + note.size.pt))
            yield f"/All cs 1 scn\n{self._write(note.text, x, y, note.size.pt)}"
        if self._side.plan is not None:
            boxes.append(rectangle(self._side.plan.area))
            yield from _plan(self._side.plan)
        take_boxes([*self._rows.values(), *self._far.values()], boxes)

    def _collation(self) -> Iterator[str]:
        """Black bars on the spine fold."""
        for area in self._side.collation:
            yield strokes.patch(strokes.solid(3), area.left.pt, area.bottom.pt, area.width.pt, area.height.pt)

    def _miss(self, what: str) -> None:
        if what not in self._missing:
            self._missing.append(what)


def _plan(plan: Plan) -> Iterator[str]:
    """Boxes for the tiles, this one filled."""
    area: Area = plan.area
    width, height = area.width.pt / plan.columns, area.height.pt / plan.rows
    yield f"/All CS 1 SCN\n/All cs 1 scn\n{strokes.WIDTH} w"
    for row in range(plan.rows):
        for column in range(plan.columns):
            x, y = area.left.pt + column * width, area.top.pt - (row + 1) * height
            paint = "B" if (column, row) == (plan.column, plan.row) else "S"
            yield f"{x:.4f} {y:.4f} {width:.4f} {height:.4f} re {paint}"


def _inset(box: Rectangle, by: float) -> Rectangle:
    return (box[0] + by, box[1] + by, box[2] - by, box[3] - by)
