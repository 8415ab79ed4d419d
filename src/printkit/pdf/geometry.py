"""Matrices and boxes of a page: tuples, since there are many. Units of the page's user space, y up."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

from .painted import Rectangle

Matrix = tuple[float, float, float, float, float, float]
"""a b c d e f: x' = a x + c y + e, y' = b x + d y + f."""
Point = tuple[float, float]

IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does `first`, then `then` (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def through(matrix: Matrix, box: Rectangle) -> Rectangle:
    """The box around a box that was transformed."""
    a, b, c, d, e, f = matrix
    x0, y0, x1, y1 = box
    if b == 0 == c:
        left, right, low, high = a * x0 + e, a * x1 + e, d * y0 + f, d * y1 + f
        return (min(left, right), min(low, high), max(left, right), max(low, high))
    xs = (a * x0 + c * y0 + e, a * x1 + c * y0 + e, a * x0 + c * y1 + e, a * x1 + c * y1 + e)
    ys = (b * x0 + d * y0 + f, b * x1 + d * y0 + f, b * x0 + d * y1 + f, b * x1 + d * y1 + f)
    return (min(xs), min(ys), max(xs), max(ys))


def common(one: Rectangle, other: Rectangle) -> Rectangle | None:
    """What two boxes share; it may have no area, None where they lie apart."""
    x0, y0, x1, y1 = max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
    return (x0, y0, x1, y1) if x0 <= x1 and y0 <= y1 else None


def around(points: Iterable[Point]) -> Rectangle:
    """The box around points."""
    xs, ys = zip(*points, strict=True)
    return (min(xs), min(ys), max(xs), max(ys))


def ordered(box: tuple[float, ...]) -> Rectangle:
    """A rectangle from any two opposite corners."""
    x0, y0, x1, y1 = box
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def area(box: Rectangle | None) -> float:
    """The area of a box."""
    return (box[2] - box[0]) * (box[3] - box[1]) if box else 0.0


def determinant(matrix: Matrix) -> float:
    """How much larger areas become; negative where sides are exchanged."""
    return matrix[0] * matrix[3] - matrix[1] * matrix[2]


def least_scale(matrix: Matrix) -> float:
    """The smaller singular value: how long a unit becomes in the direction where it becomes shortest."""
    a, b, c, d = matrix[:4]
    total = a * a + b * b + c * c + d * d
    spread = math.sqrt(max(0.0, total * total - 4 * (a * d - b * c) ** 2))
    return math.sqrt(max(0.0, (total - spread) / 2))


def curve_turns(p: float, q: float, r: float, s: float) -> list[float]:
    """The extreme coordinates of a Bézier curve between its ends, for one axis."""
    if min(p, s) <= q <= max(p, s) and min(p, s) <= r <= max(p, s):
        return []
    a, b, c = s - p + 3 * (q - r), 2 * (p - 2 * q + r), q - p
    if abs(a) < 1e-12:
        roots = [-c / b] if b else []
    else:
        inner = b * b - 4 * a * c
        roots = [(-b + side * math.sqrt(inner)) / (2 * a) for side in (1, -1)] if inner >= 0 else []
    return [
        (1 - t) ** 3 * p + 3 * (1 - t) ** 2 * t * q + 3 * (1 - t) * t * t * r + t**3 * s for t in roots if 0 < t < 1
    ]
