"""A path while it is built, in units of the page: its box, how thin its lines are, whether it is made of rectangles."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from .geometry import Matrix, Point, around, curve_turns, least_scale
from .painted import Rectangle

_NEAR = 1e-3
_LONG = 2.0
"""A rectangle is a line from twice as long as it is thick."""
_SEGMENTS = 4096


@dataclass(slots=True)
class Outline:
    """Subpaths as corners; curves leave their extreme points, so that the box is exact."""

    subpaths: list[list[Point]] = field(default_factory=list)
    start: Point | None = None
    curved: bool = False
    clip: bool = False
    """Whether `W` or `W*` was said."""
    pen: Point = (0.0, 0.0)

    def move(self, matrix: Matrix, x: float, y: float) -> None:
        """Begin a subpath."""
        a, b, c, d, e, f = matrix
        self.pen = (a * x + c * y + e, b * x + d * y + f)
        self.subpaths.append([self.pen])

    def line(self, matrix: Matrix, x: float, y: float) -> None:
        """A straight line from the current point."""
        a, b, c, d, e, f = matrix
        self.pen = (a * x + c * y + e, b * x + d * y + f)
        if self.subpaths:
            self.subpaths[-1].append(self.pen)
        else:
            self.subpaths.append([self.pen])

    def curve(self, matrix: Matrix, one: Point | None, two: Point, end: Point) -> None:
        """A Bézier curve; without `one`, the current point is its first control point."""
        a, b, c, d, e, f = matrix
        from_x, from_y = self.pen
        x1, y1 = (a * one[0] + c * one[1] + e, b * one[0] + d * one[1] + f) if one else self.pen
        x2, y2 = a * two[0] + c * two[1] + e, b * two[0] + d * two[1] + f
        x3, y3 = a * end[0] + c * end[1] + e, b * end[0] + d * end[1] + f
        self.curved = True
        if not self.subpaths:
            self.subpaths.append([self.pen])
        points = self.subpaths[-1]
        points += [(x, from_y) for x in curve_turns(from_x, x1, x2, x3)]
        points += [(from_x, y) for y in curve_turns(from_y, y1, y2, y3)]
        self.pen = (x3, y3)
        points.append(self.pen)

    def rectangle(self, matrix: Matrix, box: tuple[float, float, float, float]) -> None:
        """`re`: a whole subpath."""
        x, y, width, height = box
        a, b, c, d, e, f = matrix
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
        self.subpaths.append([(a * u + c * v + e, b * u + d * v + f) for u, v in corners])
        self.pen = self.subpaths[-1][0]

    def close(self) -> None:
        """A straight line back to where the subpath began."""
        if self.subpaths and self.subpaths[-1]:
            self.pen = self.subpaths[-1][0]
            self.subpaths[-1].append(self.pen)

    def box(self) -> Rectangle | None:
        """The box of all subpaths; None for none. A point alone counts only where there is nothing else."""
        points = [point for subpath in self.subpaths if len(subpath) > 1 for point in subpath]
        return around(points or [point for subpath in self.subpaths for point in subpath]) if self.subpaths else None

    def quadrangles(self) -> list[tuple[float, float, bool]] | None:
        """(shorter side, longer side, upright) of each subpath, if all of them are rectangles."""
        if self.curved:
            return None
        found = []
        for subpath in self.subpaths:
            if len(subpath) < 2:
                continue
            sides = _sides(subpath)
            if sides is None:
                return None
            found.append(sides)
        return found or None

    def thickness(self) -> float | None:
        """The least shorter side of subpaths that are all rectangles at least twice as long as thick.

        One without any area counts only where there is no other: a border of one side is a frame with an empty inside.
        """
        found = self.quadrangles()
        if found:
            found = [sides for sides in found if sides[0] > 0] or found
        if not found or any(long < _LONG * short or not long for short, long, _ in found):
            return None
        return min(short for short, _, _ in found)

    def stroke(self, matrix: Matrix, width: float, cap: int) -> tuple[Rectangle | None, float]:
        """The box of the path stroked with a pen of `width`, and how thin its lines are at the thinnest."""
        box = self.box()
        a, b, c, d = matrix[:4]
        if box is None:
            return None, 0.0
        segments = list(self._segments()) if not self.curved else []
        if not segments:
            thin = width * least_scale(matrix)
        else:
            thin = math.inf
            for dx, dy, length in segments:
                u, v = -dy / length, dx / length
                thin = min(thin, width * math.hypot(a * u + b * v, c * u + d * v))
        if len(segments) == 1 and cap == 0:
            dx, dy, length = segments[0]
            across, along = abs(dy) / length * thin / 2, abs(dx) / length * thin / 2
        else:
            across, along = width / 2 * math.hypot(a, c), width / 2 * math.hypot(b, d)
        return (box[0] - across, box[1] - along, box[2] + across, box[3] + along), thin

    def _segments(self) -> Iterator[tuple[float, float, float]]:
        """(dx, dy, length) of the straight lines, as many as are worth measuring."""
        count = 0
        for subpath in self.subpaths:
            for (x0, y0), (x1, y1) in pairwise(subpath):
                length = math.hypot(x1 - x0, y1 - y0)
                if length > 0:
                    yield x1 - x0, y1 - y0, length
                count += 1
                if count > _SEGMENTS:
                    return


def _sides(subpath: list[Point]) -> tuple[float, float, bool] | None:
    """Shorter and longer side of a rectangle, and whether it stands upright; None for other shapes."""
    corners = subpath[:-1] if len(subpath) > 2 and _same(subpath[0], subpath[-1]) else subpath
    if len(corners) == 2:  # a fill without area, which still marks the thinnest line (ISO 32000-1, 8.5.3.3.1)
        return 0.0, math.dist(*corners), corners[0][0] == corners[1][0] or corners[0][1] == corners[1][1]
    if len(corners) != 4:
        return None
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners
    first, second = (x1 - x0, y1 - y0), (x3 - x0, y3 - y0)
    one, other = math.hypot(*first), math.hypot(*second)
    if not _same((x2 - x1, y2 - y1), second) or abs(first[0] * second[0] + first[1] * second[1]) > _NEAR * max(
        one * other, _NEAR
    ):
        return None
    upright = min(abs(first[0]), abs(first[1])) < _NEAR and min(abs(second[0]), abs(second[1])) < _NEAR
    return min(one, other), max(one, other), upright


def _same(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) < _NEAR and abs(one[1] - other[1]) < _NEAR
