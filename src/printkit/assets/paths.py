"""Paths of points: SVG path data read, basic shapes drawn, points put through matrices.

SVG 2: 9.3 (path data), appendix B.2 (arcs). Nothing here knows a unit or which way is up.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

Matrix = tuple[float, float, float, float, float, float]
Segment = tuple[str, tuple[float, ...]]
"""`m` and `l` with a point, `c` with three, `h` (close) with none, as PDF has them."""

_NUMBER: Final = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_PATH: Final = re.compile(rf"\s*,?\s*([MmZzLlHhVvCcSsQqTtAa]|{_NUMBER})")
_FLAG: Final = re.compile(r"\s*,?\s*([01])")
_ARC: Final = 0.5522847498307936
"""Of the radius: the handles of a quarter of a circle."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One path. `fill` is empty, `nonzero` or `evenodd`; `stroke` is the width of its line, 0 for none."""

    path: tuple[Segment, ...]
    fill: str
    stroke: float


def path_data(data: str) -> tuple[Segment, ...]:
    """The `d` of a path; curves of every kind become cubic ones. Raises `ValueError` for what cannot be read."""
    return tuple(_Pen(data).draw())


class _Pen:
    """Path data read from left to right. Raises `ValueError`."""

    def __init__(self, data: str) -> None:
        self.data, self.place = data, 0
        self.x = self.y = self.first_x = self.first_y = 0.0
        self.handle: tuple[str, float, float] = ("", 0.0, 0.0)
        """The kind of curve before, and its last handle."""

    def draw(self) -> Iterator[Segment]:
        """The segments; curves of every kind become cubic ones."""
        command = ""
        while found := _PATH.match(self.data, self.place):
            if found[1].isalpha():
                command, self.place = found[1], found.end()
            elif command in ("", "Z", "z"):
                raise ValueError(f"numbers without a command at `{self.data[self.place :][:20]}`")
            before = self.handle
            self.handle = ("", 0.0, 0.0)
            yield from self._step(command, before)
            command = {"M": "L", "m": "l"}.get(command, command)
        if self.data[self.place :].strip():
            raise ValueError(f"`{self.data[self.place :].strip()[:20]}`")

    def _step(self, command: str, before: tuple[str, float, float]) -> Iterator[Segment]:
        kind, x0, y0 = command.upper(), self.x, self.y
        dx, dy = (x0, y0) if command.islower() else (0.0, 0.0)
        match kind:
            case "Z":
                self.x, self.y = self.first_x, self.first_y
                yield "h", ()
            case "M" | "L":
                self._to(self._number() + dx, self._number() + dy)
                if kind == "M":
                    self.first_x, self.first_y = self.x, self.y
                yield kind.lower(), (self.x, self.y)
            case "H":
                self._to(self._number() + dx, y0)
                yield "l", (self.x, self.y)
            case "V":
                self._to(x0, self._number() + dy)
                yield "l", (self.x, self.y)
            case "C" | "S":
                mirrored = (2 * x0 - before[1], 2 * y0 - before[2]) if before[0] == "C" else (x0, y0)
                start = (self._number() + dx, self._number() + dy) if kind == "C" else mirrored
                end = (self._number() + dx, self._number() + dy)
                self._to(self._number() + dx, self._number() + dy)
                self.handle = ("C", *end)
                yield "c", (*start, *end, self.x, self.y)
            case "Q" | "T":
                mirrored = (2 * x0 - before[1], 2 * y0 - before[2]) if before[0] == "Q" else (x0, y0)
                hx, hy = (self._number() + dx, self._number() + dy) if kind == "Q" else mirrored
                self._to(self._number() + dx, self._number() + dy)
                self.handle = ("Q", hx, hy)
                x, y = self.x, self.y
                yield (
                    "c",
                    (x0 + 2 / 3 * (hx - x0), y0 + 2 / 3 * (hy - y0), x + 2 / 3 * (hx - x), y + 2 / 3 * (hy - y), x, y),
                )
            case _:
                radii, turned = (abs(self._number()), abs(self._number())), self._number()
                large, sweep = self._flag(), self._flag()
                self._to(self._number() + dx, self._number() + dy)
                yield from _arc((x0, y0), (self.x, self.y), radii, turned, large, sweep)

    def _to(self, x: float, y: float) -> None:
        self.x, self.y = x, y

    def _number(self) -> float:
        found = _PATH.match(self.data, self.place)
        if found is None or found[1].isalpha():
            raise ValueError(f"a number is missing at `{self.data[self.place :][:20]}`")
        self.place = found.end()
        return float(found[1])

    def _flag(self) -> bool:
        found = _FLAG.match(self.data, self.place)
        if found is None:
            raise ValueError(f"a flag is missing at `{self.data[self.place :][:20]}`")
        self.place = found.end()
        return found[1] == "1"


def _arc(
    start: tuple[float, float],
    end: tuple[float, float],
    radii: tuple[float, float],
    turned: float,
    large: bool,
    sweep: bool,
) -> Iterator[Segment]:
    """An elliptical arc as curves of at most a quarter (SVG 2, appendix B.2.4)."""
    (x0, y0), (x1, y1), (rx, ry) = start, end, radii
    if start == end:
        return
    if rx == 0 or ry == 0:
        yield "l", end
        return
    cos, sin = math.cos(math.radians(turned)), math.sin(math.radians(turned))
    px, py = cos * (x0 - x1) / 2 + sin * (y0 - y1) / 2, cos * (y0 - y1) / 2 - sin * (x0 - x1) / 2
    grown = math.sqrt((px / rx) ** 2 + (py / ry) ** 2)
    if grown > 1:
        rx, ry = rx * grown, ry * grown
    left = max(0.0, (rx * ry) ** 2 / ((rx * py) ** 2 + (ry * px) ** 2) - 1)
    factor = math.sqrt(left) * (1 if large != sweep else -1)
    qx, qy = factor * rx * py / ry, -factor * ry * px / rx
    first = math.atan2((py - qy) / ry, (px - qx) / rx)
    span = math.atan2((-py - qy) / ry, (-px - qx) / rx) - first
    if sweep and span < 0:
        span += 2 * math.pi
    elif not sweep and span > 0:
        span -= 2 * math.pi
    count = max(1, math.ceil(abs(span) / (math.pi / 2) - 1e-9))
    step = span / count
    reach = 4 / 3 * math.tan(step / 4)
    place = (
        cos * rx,
        sin * rx,
        -sin * ry,
        cos * ry,
        cos * qx - sin * qy + (x0 + x1) / 2,
        sin * qx + cos * qy + (y0 + y1) / 2,
    )
    for index in range(count):
        a, b = first + index * step, first + (index + 1) * step
        curve = (
            math.cos(a) - reach * math.sin(a), math.sin(a) + reach * math.cos(a),
            math.cos(b) + reach * math.sin(b), math.sin(b) - reach * math.cos(b), math.cos(b), math.sin(b),
        )  # fmt: skip
        yield moved((("c", curve),), place)[0]


def rectangle(
    x: float, y: float, width: float, height: float, across: float = 0, down: float = 0
) -> tuple[Segment, ...]:
    """A rectangle from its corner of the least x and y, its corners rounded by `across` and `down`; empty without area."""
    if width <= 0 or height <= 0:
        return ()
    rx, ry = min(across, width / 2), min(down, height / 2)
    right, end = x + width, y + height
    if rx <= 0 or ry <= 0:
        return ("m", (x, y)), ("l", (right, y)), ("l", (right, end)), ("l", (x, end)), ("h", ())
    kx, ky = rx * (1 - _ARC), ry * (1 - _ARC)
    return (
        ("m", (x + rx, y)),
        ("l", (right - rx, y)), ("c", (right - kx, y, right, y + ky, right, y + ry)),
        ("l", (right, end - ry)), ("c", (right, end - ky, right - kx, end, right - rx, end)),
        ("l", (x + rx, end)), ("c", (x + kx, end, x, end - ky, x, end - ry)),
        ("l", (x, y + ry)), ("c", (x, y + ky, x + kx, y, x + rx, y)),
        ("h", ()),
    )  # fmt: skip


def ellipse(x: float, y: float, rx: float, ry: float) -> tuple[Segment, ...]:
    """An ellipse around a point, in four curves; empty without area."""
    return rectangle(x - rx, y - ry, 2 * rx, 2 * ry, rx, ry)


def moved(path: tuple[Segment, ...], matrix: Matrix) -> tuple[Segment, ...]:
    """A path with every point put through a matrix."""
    a, b, c, d, e, f = matrix
    return tuple(
        (
            step,
            tuple(
                value
                for x, y in zip(points[::2], points[1::2], strict=True)
                for value in (a * x + c * y + e, b * x + d * y + f)
            ),
        )
        for step, points in path
    )


def concatenated(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that does what `inner` does and then what `outer` does."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
