"""Where a filled path paints once it is cut to its clip, and how thin that is: a rule is often a cut rectangle."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .statements import Statement

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Clip:
    """A path that cuts what is painted, within the clip `above`."""

    path: Sequence[Statement]
    ctm: Matrix
    above: Clip | None


def concatenated(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that goes through `inner` first (ISO 32000-2, 8.3.4)."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def scale(ctm: Matrix) -> float:
    """How much longer a line becomes, in the mean of all directions."""
    return math.sqrt(abs(ctm[0] * ctm[3] - ctm[1] * ctm[2]))


def thickness(path: Sequence[Statement], ctm: Matrix, clip: Clip | None) -> float:
    """The lesser side, in points, of the box around what a path paints; infinite for what cannot be told."""
    own, seen = _box(path), painted(path, ctm, clip)
    if own is None or seen is None:
        return math.inf
    wide = (own[2] - own[0]) * math.hypot(ctm[0], ctm[1])
    high = (own[3] - own[1]) * math.hypot(ctm[2], ctm[3])
    return max(0.0, min(wide, high, seen[2] - seen[0], seen[3] - seen[1]))


def painted(path: Sequence[Statement], ctm: Matrix, clip: Clip | None) -> Box | None:
    """The box around what a filled path paints, in the space of the stream; None for what cannot be told."""
    own = _box(path)
    if own is None:
        return None
    seen = transformed(own, ctm)
    while clip is not None:
        if (cut := _box(clip.path)) is not None:
            edge = transformed(cut, clip.ctm)
            seen = (max(seen[0], edge[0]), max(seen[1], edge[1]), min(seen[2], edge[2]), min(seen[3], edge[3]))
        clip = clip.above
    return seen


def _box(path: Sequence[Statement]) -> Box | None:
    """The box around the points of a path, in its own coordinates."""
    xs: list[float] = []
    ys: list[float] = []
    try:
        for operands, operator in path:
            values = [float(value) for value in operands.split()]
            if operator == b"re":
                x, y, width, height = values
                values = [x, y, x + width, y + height]
            xs += values[::2]
            ys += values[1::2]
    except ValueError:
        return None
    return (min(xs), min(ys), max(xs), max(ys)) if xs and ys else None


def transformed(box: Box, ctm: Matrix) -> Box:
    """The upright box around a box that went through a matrix."""
    a, b, c, d, e, f = ctm
    points = [(a * x + c * y + e, b * x + d * y + f) for x in box[::2] for y in box[1::2]]
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
