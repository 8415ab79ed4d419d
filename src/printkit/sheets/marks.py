"""The marks of a side of a sheet: trim, fold and register marks, the colour bar, the slug, collation marks, the gripper.

All stand outside the bleed of every page, in the strips of `room`, but collation marks, which belong on the fold. Marks
that are the same on many sides are one form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ..imposition import Area, Plan, Side
from ..press import lettering, strokes
from ..units import Length
from . import lines
from .letters import Write
from .placing import rectangle
from .room import EDGES, GAP, Frame, Room, Strip, take_boxes

_MM: Final = Length.mm(1).pt
_PATCH: Final = 4 * _MM
_LEAST_PATCH: Final = 2 * _MM
SIZE: Final = 6.0
"""pt, of the slug."""
_LINE: Final = 1.3 * SIZE


@dataclass(frozen=True, slots=True)
class Words:
    """What the slug tells. `varying` is the side's own, `width` the room for the longest of all sides."""

    varying: str
    width: float
    rest: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The marks of a side: `shared` may be the same on other sides, `own` is this side's."""

    shared: str
    own: str
    missing: tuple[str, ...]
    """What had no room."""


def draw(side: Side, frame: Frame, words: Words, spots: Sequence[str], write: Write) -> Drawing:
    """PDF operators for the marks of a side, in the sheet's space."""
    return _Marks(side, frame, spots, write).draw(words)


class _Marks:
    """Puts marks into the strips, those first that cannot stand elsewhere."""

    def __init__(self, side: Side, frame: Frame, spots: Sequence[str], write: Write) -> None:
        self._side, self._spots, self._write = side, spots, write
        self._room = Room(frame, beyond=GAP + lines.LENGTH + GAP)

    def draw(self, words: Words) -> Drawing:
        room = self._room
        # Creep moves the trim marks from sheet to sheet, so they are the side's own; what is large is shared.
        own = [strokes.BEGIN, *lines.trims(self._side, room), *lines.folds(self._side, room), *self._notes()]
        shared = [strokes.BEGIN, *lines.register(room), *lines.gripper(room, self._write)]
        rest, named = self._label(words)
        shared += [*rest, *self._bar(), *self._plates()]
        own += [*named, *self._collation()]
        return Drawing("\n".join(shared), "\n".join(own), tuple(room.missing))

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
            self._room.miss("the colour bar")
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
            self._room.miss("the slug line")
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
        self._room.miss("the names of the plates")

    def _near(self, room: Strip) -> float:
        """How far from its beginning things stand in a strip: those beyond the trim marks begin at their distance."""
        return 0.0 if room is self._room.far[room.edge] else GAP

    def _rooms(self, height: float) -> list[Strip]:
        """Where things of a height may stand: first outside the other marks, then between them; away from the gripper."""
        held = self._room.frame.gripper[0] if self._room.frame.gripper else "bottom"
        order = sorted(EDGES, key=lambda edge: (edge == held, edge in ("left", "right")))
        far = [self._room.far[edge] for edge in order if self._room.far[edge].depth >= height]
        return far + [self._room.rows[edge] for edge in order if self._room.rows[edge].depth - GAP >= height]

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
        take_boxes([*self._room.rows.values(), *self._room.far.values()], boxes)

    def _collation(self) -> Iterator[str]:
        """Black bars on the spine fold."""
        for area in self._side.collation:
            yield strokes.patch(strokes.solid(3), area.left.pt, area.bottom.pt, area.width.pt, area.height.pt)


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
