"""The marks that are lines: where a sheet is cut and folded, where plates register, how deep the press holds it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..imposition import Side
from ..press import strokes
from ..press.strokes import line
from ..units import Length
from .letters import Write
from .placing import rectangle
from .room import EDGES, GAP, Edge, Room, strips

_MM: Final = Length.mm(1).pt
LENGTH: Final = 5 * _MM
"""Of trim and fold marks, where there is room."""
_LEAST: Final = 2 * _MM
"""A shorter mark is of no use to a cutter."""
_SAME: Final = 0.01 * _MM
_STEP: Final = 4 * _MM
_RADIUS: Final = 1.25 * _MM
_REGISTERS: Final = 2
"""Fewer do not show how two plates are turned to each other."""
_HELD: Final = "咬口 gripper"
_SMALL: Final = 5.0
"""pt, of that word."""
_WORD: Final = 9 * _MM
"""A gripper that is less deep may have trim marks where the word would stand."""


def trims(side: Side, room: Room) -> Iterator[str]:
    """A mark at both ends of every edge at which a page is cut, unless that is a fold."""
    folded = [(fold.upright, fold.at.pt) for fold in side.lines if fold.kind == "fold"]
    boxes = [rectangle(placement.trim) for placement in side.placements]
    wanted = [(cut.upright, cut.at.pt) for cut in side.lines if cut.kind == "cut"]
    wanted += [(True, x) for box in boxes for x in (box[0], box[2])]
    wanted += [(False, y) for box in boxes for y in (box[1], box[3])]
    # One mark for edges that are one, to 1/1000 pt.
    places = {(upright, round(at, 3)): at for upright, at in wanted}
    for (upright, _key), at in sorted(places.items(), key=lambda item: item[0]):
        if not any(upright == crease and abs(at - place) < _SAME for crease, place in folded):
            yield from _ends(upright, at, room)


def folds(side: Side, room: Room) -> Iterator[str]:
    """Broken lines at both ends of every fold, and of every lap that the next tile is laid along."""
    places = sorted({(fold.upright, round(fold.at.pt, 4)) for fold in side.lines if fold.kind != "cut"})
    if places:
        yield strokes.DASHED
        for upright, at in places:
            yield from _ends(upright, at, room)
        yield strokes.SOLID


def _ends(upright: bool, at: float, room: Room) -> Iterator[str]:
    """The marks of a line at both ends, outside the bleed."""
    edges: tuple[Edge, Edge] = ("bottom", "top") if upright else ("left", "right")
    for edge in edges:
        strip = room.paper[edge]
        length = min(LENGTH, strip.depth - GAP)
        if length < _LEAST:
            room.miss(f"trim marks at the {edge}")
            continue
        near, far = strip.out(GAP), strip.out(GAP + length)
        yield line(at, near, at, far) if upright else line(near, at, far, at)
        # Marks that creep has moved take the same room on all sheets, so that all the rest stands still.
        room.rows[edge].take(at // _STEP * _STEP, -(-at // _STEP) * _STEP)


def register(room: Room) -> Iterator[str]:
    """A cross in a circle near the middle of each side."""
    found = 0
    for edge in EDGES:
        strip = room.rows[edge]
        radius = min(_RADIUS, (strip.depth - GAP) / 4)
        start = strip.fit(4 * radius, (strip.start + strip.end) / 2)
        if radius < _RADIUS / 2 or start is None:
            continue
        found += 1
        strip.take(start, start + 4 * radius)
        along, across = start + 2 * radius, strip.out(GAP + 2 * radius)
        x, y = (along, across) if strip.level else (across, along)
        yield from strokes.register(x, y, radius)
    if found < _REGISTERS:
        room.miss("register marks at two edges")


def gripper(room: Room, write: Write) -> Iterator[str]:
    """How deep the press holds the sheet: in both corners a short line there, another from the edge to it, and a word."""
    if room.frame.gripper is None:
        return
    edge, depth = room.frame.gripper
    held = strips(room.frame.paper, room.frame.paper)[edge]  # it begins at the sheet's edge, so inwards is less than 0
    inner, foot = held.out(-depth), held.out(0)
    for at, way in ((held.start, 1), (held.end, -1)):
        ends = at + way * _MM, at + way * 4 * _MM
        arrow = at + way * 2.5 * _MM
        lines = ((ends[0], inner, ends[1], inner), (arrow, foot, arrow, inner))
        yield from (line(u0, v0, u1, v1) if held.level else line(v0, u0, v1, u1) for u0, v0, u1, v1 in lines)
    if depth > _WORD:
        place = held.placed(held.start + 4 * _MM, held.end, -3 * _MM, 2 * _MM)
        yield f"q\n{place}\n{write(_HELD, 0, 0, _SMALL)}\nQ"
