# ruff: noqa: ARG001 — a shape is its numbers; the motifs of the wall share one signature
"""Draw the figures of this example: flat shapes in the inks of whatever layout sets them.

Run `python draw.py` to write every SVG beside this file. Nothing is random but the wall of tiles, which is dealt
from a fixed seed, so the files never change unless this program does. Counts are facts: 112 tiles, 47 plants,
12 geese, 9 houses, 11 flags, 17 flowers, 17 petals.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

INKS = {
    "main": "#065e5c", "deep": "#003c3a", "acc": "#f7a86a", "tint": "#76b691",
    "soft": "#e2ece8", "hl": "#fdd6ad", "paper": "#fbfcf6", "ink": "#1f1f1d",
}  # fmt: skip
"""The inks by name, each with the colour that shows where no layout puts its own in."""

Point = tuple[float, float]


def num(value: float) -> str:
    """A number as short as it goes in SVG."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def ink(name: str) -> str:
    """The paint of an ink."""
    return f"var(--ink-{name}, {INKS[name]})"


class Drawing:
    """An SVG in the making. Every shape takes the name of its ink last."""

    def __init__(self, width: float, height: float, ground: str | None) -> None:
        self.width, self.height = width, height
        self.parts: list[str] = []
        if ground:
            self.rect(0, 0, width, height, ground)

    def __str__(self) -> str:
        size = f"{num(self.width)} {num(self.height)}"
        body = "\n".join(self.parts)
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}">\n{body}\n</svg>\n'

    def path(self, d: str, fill: str, turn: tuple[float, Point] | None = None) -> None:
        """A path, on request turned by degrees about a point."""
        self.parts.append(f'<path d="{d}" fill="{ink(fill)}"{_turn(turn)}/>')

    def rect(self, x: float, y: float, w: float, h: float, fill: str, turn: tuple[float, Point] | None = None) -> None:
        """A rectangle by its top left corner."""
        self.parts.append(
            f'<rect x="{num(x)}" y="{num(y)}" width="{num(w)}" height="{num(h)}" fill="{ink(fill)}"{_turn(turn)}/>'
        )

    def disc(self, x: float, y: float, r: float, fill: str) -> None:
        """A full circle."""
        self.parts.append(f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(r)}" fill="{ink(fill)}"/>')

    def oval(
        self, x: float, y: float, rx: float, ry: float, fill: str, turn: tuple[float, Point] | None = None
    ) -> None:
        """An ellipse."""
        self.parts.append(
            f'<ellipse cx="{num(x)}" cy="{num(y)}" rx="{num(rx)}" ry="{num(ry)}" fill="{ink(fill)}"{_turn(turn)}/>'
        )

    def shape(self, points: Iterable[Point], fill: str) -> None:
        """A polygon."""
        corners = " ".join(f"{num(x)},{num(y)}" for x, y in points)
        self.parts.append(f'<polygon points="{corners}" fill="{ink(fill)}"/>')

    def half(self, x: float, y: float, r: float, fill: str, side: str = "up") -> None:
        """A half disc whose flat side has its middle at x, y; `side` is where it bulges."""
        dx, dy = {"up": (0, -1), "down": (0, 1), "left": (-1, 0), "right": (1, 0)}[side]
        a, b, c = (x + dy * r, y - dx * r), (x + dx * r, y + dy * r), (x - dy * r, y + dx * r)
        self.path(f"M{_at(a)}{_arc(r, b)}{_arc(r, c)}Z", fill)

    def quarter(self, x: float, y: float, r: float, corner: int, fill: str) -> None:
        """A quarter disc with its right angle at x, y; corner 0 bulges right down, then on clockwise."""
        angle = math.radians(90 * corner)
        a = (x + r * math.cos(angle), y + r * math.sin(angle))
        b = (x + r * math.cos(angle + math.pi / 2), y + r * math.sin(angle + math.pi / 2))
        self.path(f"M{num(x)} {num(y)}L{_at(a)}{_arc(r, b)}Z", fill)

    def leaf(self, a: Point, b: Point, fill: str, fullness: float = 1.0) -> None:
        """Two arcs from a to b; fullness 1 makes them quarter arcs, less makes a slimmer leaf."""
        r = math.dist(a, b) / math.sqrt(2) / fullness
        self.path(f"M{_at(a)}{_arc(r, b)}{_arc(r, a)}Z", fill)

    def capsule(self, x: float, y: float, w: float, h: float, fill: str) -> None:
        """A rectangle with a round top."""
        r = w / 2
        self.path(
            f"M{num(x)} {num(y + h)}V{num(y + r)}{_arc(r, (x + r, y))}{_arc(r, (x + w, y + r))}V{num(y + h)}Z", fill
        )

    # What is made of these.

    def person(self, x: float, base: float, size: float, head: str, body: str) -> None:
        """Head and shoulders, standing on a line."""
        self.half(x, base, 0.36 * size, body)
        self.disc(x, base - 0.58 * size, 0.185 * size, head)

    def house(self, x: float, base: float, w: float, h: float, wall: str, roof: str, door: str) -> None:
        """A house by its left edge; h is the height of the wall."""
        self.rect(x, base - h, w, h, wall)
        self.shape([(x - 0.14 * w, base - h), (x + w / 2, base - h - 0.5 * w), (x + 1.14 * w, base - h)], roof)
        self.capsule(x + 0.36 * w, base - 0.52 * h, 0.28 * w, 0.52 * h, door)

    def tower(self, x: float, base: float, columns: int, floors: int, wall: str, pane: str, cell: float = 30) -> None:
        """A tower block of windows, one cell of air at its foot."""
        h = (floors + 0.7) * cell * 1.25
        self.rect(x, base - h, columns * cell, h, wall)
        for floor in range(floors):
            for column in range(columns):
                left, top = x + (column + 0.28) * cell, base - h + (floor * 1.25 + 0.45) * cell
                self.rect(left, top, 0.44 * cell, 0.56 * cell, pane)

    def bloom(self, x: float, y: float, r: float, petals: int, petal: str, eye: str, width: float = 0.36) -> None:
        """A flower head of long petals."""
        for index in range(petals):
            self.oval(x, y - r * 0.58, r * width / 2, r * 0.42, petal, (360 * index / petals, (x, y)))
        self.disc(x, y, r * 0.36, petal)
        self.disc(x, y, r * 0.24, eye)

    def clover(self, x: float, y: float, r: float, petal: str, eye: str) -> None:
        """A flower of four discs."""
        for dx, dy in ((0, -1), (1, 0), (0, 1), (-1, 0)):
            self.disc(x + dx * r * 0.52, y + dy * r * 0.52, r * 0.48, petal)
        self.disc(x, y, r * 0.5, petal)
        self.disc(x, y, r * 0.26, eye)

    def tulip(self, x: float, y: float, r: float, petal: str) -> None:
        """A cup with three points."""
        self.half(x, y, r * 0.8, petal, "down")
        w = r * 0.8
        rim = [(x + w * step / 2, y - (0.4 if step % 2 else 1) * r) for step in range(-2, 3)]
        self.shape([(x - w, y + 0.3), *rim, (x + w, y + 0.3)], petal)

    def stem(self, x: float, top: float, base: float, size: float, fill: str, leaves: float = 0.5) -> None:
        """A stem with a pair of leaves; `leaves` says how high they reach, `size` how long they are."""
        w = max(4.0, size * 0.11)
        self.rect(x - w / 2, top, w, base - top, fill)
        y = base - (base - top) * leaves * 0.3
        self.leaf((x, y), (x - size * 0.72, y - size * 0.72), fill)
        self.leaf((x, y), (x + size * 0.72, y - size * 0.72), fill)


def _turn(turn: tuple[float, Point] | None) -> str:
    if turn is None or turn[0] == 0:
        return ""
    return f' transform="rotate({num(turn[0])} {num(turn[1][0])} {num(turn[1][1])})"'


def _at(point: Point) -> str:
    return f"{num(point[0])} {num(point[1])}"


def _arc(r: float, end: Point) -> str:
    """An arc of at most half a turn, clockwise."""
    return f"A{num(r)} {num(r)} 0 0 1 {_at(end)}"


def overlap(subject: Sequence[Point], window: Sequence[Point]) -> list[Point]:
    """The common part of two convex polygons, both clockwise on the page."""
    found = list(subject)
    for a, b in zip(window, [*window[1:], window[0]], strict=True):
        inside = [(b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]) for p in found]
        cut: list[Point] = []
        for index, point in enumerate(found):
            before, side, last = found[index - 1], inside[index], inside[index - 1]
            if (side >= 0) != (last >= 0):
                t = last / (last - side)
                cut.append((before[0] + t * (point[0] - before[0]), before[1] + t * (point[1] - before[1])))
            if side >= 0:
                cut.append(point)
        found = cut
    return found


# ------------------------------------------------------------------ the figures


def light() -> Drawing:
    """Two towers shine on one small house."""
    d = Drawing(900, 600, "main")
    base = 525
    left = [(198, 105), (630, base), (330, base)]
    right = [(702, 60), (570, base), (270, base)]
    d.shape(left, "tint")
    d.shape(right, "tint")
    d.shape(overlap(left, right), "hl")
    d.tower(90, base, 4, 9, "deep", "acc")
    d.tower(210, base, 2, 3, "deep", "tint")
    d.tower(0, base, 3, 4, "deep", "tint")
    d.rect(195, 105, 6, 62, "deep")
    d.disc(198, 105, 24, "acc")
    d.tower(690, base, 4, 10, "deep", "acc")
    d.tower(630, base, 2, 2, "deep", "tint")
    d.tower(810, base, 3, 5, "deep", "tint")
    d.rect(699, 60, 6, 70, "deep")
    d.disc(702, 60, 24, "acc")
    d.rect(0, base, 900, 75, "deep")
    d.house(397, base, 96, 84, "paper", "acc", "main")
    d.person(360, base, 60, "deep", "acc")
    d.stem(525, 474, base, 27, "main", 0.9)
    d.clover(525, 472, 22, "acc", "deep")
    return d


def hall() -> Drawing:
    """A hall seen from its last row."""
    d = Drawing(900, 600, "soft")
    d.half(450, 324, 240, "hl")
    d.half(450, 324, 180, "acc")
    d.half(450, 324, 120, "paper")
    for x, corner in ((0, 0), (900, 1)):
        d.rect(x - 66 * corner, 0, 66, 324, "main")
        d.quarter(x, 0, 252, corner, "main")
        d.quarter(x, 0, 168, corner, "tint")
        d.quarter(x, 0, 84, corner, "main")
    d.person(450, 264, 132, "main", "deep")
    d.rect(414, 276, 72, 48, "tint")
    d.rect(384, 264, 132, 15, "main")
    d.rect(0, 324, 900, 54, "main")
    d.rect(0, 378, 900, 222, "deep")
    dress = (("tint", "paper"), ("acc", "hl"), ("soft", "acc"), ("tint", "hl"), ("acc", "paper"), ("hl", "acc"))
    pitch, size = 112.5, 100
    for row, count in enumerate((8, 7, 8)):
        base = 456 + 72 * row
        if row < 2:
            d.rect(0, base, 900, 15, "main")
        for index in range(count):
            coat, head = dress[(index * 5 + row * 2) % 6]
            d.person(450 + pitch * (index - (count - 1) / 2), base, size, head, coat)
    return d


def table() -> Drawing:
    """Four people round one table, from above, on a floor like a board of Go."""
    d = Drawing(900, 600, "paper")
    for row in range(8):
        for column in range(12):
            if (row + column) % 2:
                d.rect(column * 75, row * 75, 75, 75, "soft")
    x, y = 450, 300
    d.disc(x, y, 270, "main")
    d.disc(x, y, 246, "tint")
    d.disc(x, y, 138, "deep")
    d.disc(x, y, 123, "paper")
    people = (
        (0, "main", "acc", "hl"),
        (90, "acc", "deep", "hl"),
        (180, "deep", "acc", "hl"),
        (270, "paper", "main", "acc"),
    )
    for angle, coat, head, chair in people:
        turn = (float(angle), (x, y))
        d.rect(x - 51, y - 258, 102, 48, chair, turn)
        d.oval(x, y - 194, 82, 40, coat, turn)
        for side in (-1, 1):
            d.oval(x + side * 62, y - 162, 18, 44, coat, turn)
            d.oval(x + side * 55, y - 116, 15, 15, head, turn)
        d.oval(x, y - 204, 36, 36, head, turn)
    for index in range(4):
        turn = (90.0 * index + 45, (x, y))
        d.oval(x, y - 84, 20, 20, "main", turn)
        d.oval(x, y - 84, 12, 12, "acc", turn)
    for index in range(4):
        angle = math.radians(90 * index)
        d.leaf((x, y), (x + 60 * math.cos(angle), y + 60 * math.sin(angle)), "main", 0.9)
    d.disc(x, y, 15, "acc")
    for px, py in ((112.5, 112.5), (787.5, 487.5)):
        d.disc(px, py, 66, "deep")
        for index in range(8):
            angle = math.radians(45 * index + 22.5)
            d.leaf(
                (px, py), (px + 87 * math.cos(angle), py + 87 * math.sin(angle)), "tint" if index % 2 else "acc", 0.8
            )
        d.disc(px, py, 14, "deep")
    return d


def seedlings() -> Drawing:
    """Forty-six seedlings, and the one under the glass."""
    d = Drawing(900, 600, "soft")
    glass: Point = (598, 248)
    places = []
    for row in range(6):
        base = 78 + row * 100
        d.rect(0, base, 900, 22, "tint")
        for column in range(12):
            px = 37.5 + 75 * column
            dx, dy = px - glass[0], base - 30 - glass[1]
            if math.hypot(dx, dy) > 228 and not (dx + dy > 0 and abs(dx - dy) < 110 and math.hypot(dx, dy) < 445):
                places.append((px, base, row * 2 + column))
    for px, base, step in places:
        size = (36, 44, 40)[step % 3]
        d.stem(px, base - size * 0.55, base, size * 0.94, ("main", "main", "deep")[step % 3], 3.2)
    d.rect(glass[0] - 21, glass[1] + 150, 42, 120, "deep", (-45, glass))
    d.rect(glass[0] - 29, glass[1] + 228, 58, 132, "acc", (-45, glass))
    d.disc(*glass, 192, "deep")
    d.disc(*glass, 165, "paper")
    x, y = glass
    d.rect(x - 7, y + 14, 14, 114, "main")
    d.leaf((x, y + 128), (x - 66, y + 62), "main")
    d.leaf((x, y + 128), (x + 66, y + 62), "main")
    d.bloom(x, y - 40, 100, 10, "acc", "deep", 0.44)
    return d


def geese() -> Drawing:
    """Twelve geese over the hills."""
    d = Drawing(1200, 600, "soft")
    base = 540
    d.disc(985, 270, 168, "hl")
    d.disc(985, 270, 105, "acc")
    d.half(150, base, 150, "tint")
    d.half(150, base, 90, "soft")
    d.half(450, base, 195, "tint")
    d.half(450, base, 117, "hl")
    d.tower(780, base, 3, 5, "main", "hl")
    d.tower(870, base, 2, 3, "acc", "deep")
    d.tower(930, base, 3, 6, "deep", "tint")
    d.tower(1020, base, 4, 4, "main", "acc")
    d.tower(1140, base, 2, 6, "tint", "deep")
    d.half(690, base, 90, "main")
    d.half(690, base, 54, "tint")
    d.house(282, base, 84, 66, "paper", "main", "acc")
    d.house(552, base, 60, 54, "acc", "deep", "paper")
    d.rect(0, base, 1200, 60, "main")
    x, y = 936.0, 168.0
    flock = [(x, y)]
    flock += [(x - 120 * step - 20, y - 17 * step + 6) for step in range(1, 6)]
    flock += [(x - 120 * step - 64, y + 27 * step + 20) for step in range(1, 7)]
    for index, (left, top) in enumerate(flock):
        leads = index == 0
        _goose(d, left, top, 64 if leads else 54, "deep" if leads else "main", "paper" if leads else "acc")
    return d


def _goose(d: Drawing, x: float, y: float, u: float, body: str, far: str) -> None:
    """A goose flying to the right, u its length from tail to chest."""
    d.leaf((x + 0.1 * u, y - 0.05 * u), (x + 0.45 * u, y - 0.95 * u), far, 0.8)
    d.shape(
        [
            (x + 0.2 * u, y - 0.14 * u),
            (x + 1.05 * u, y - 0.2 * u),
            (x + 1.05 * u, y - 0.08 * u),
            (x + 0.2 * u, y + 0.14 * u),
        ],
        body,
    )
    d.leaf((x - u, y - 0.06 * u), (x + 0.62 * u, y), body, 0.62)
    d.disc(x + 1.08 * u, y - 0.16 * u, 0.13 * u, body)
    d.shape([(x + 1.16 * u, y - 0.25 * u), (x + 1.42 * u, y - 0.12 * u), (x + 1.16 * u, y - 0.07 * u)], "acc")
    d.leaf((x + 0.12 * u, y), (x - 0.55 * u, y - 0.98 * u), body, 0.86)


def school() -> Drawing:
    """A school among nine houses, under eleven flags."""
    d = Drawing(900, 600, "hl")
    base = 534
    d.half(150, base, 210, "soft")
    d.half(780, base, 240, "soft")
    for x, w, h, wall, roof, pane in (
        (30, 84, 138, "tint", "main", "paper"), (204, 84, 162, "acc", "deep", "paper"),
        (612, 84, 150, "tint", "deep", "paper"), (774, 84, 168, "acc", "main", "paper"),
    ):  # fmt: skip
        d.house(x, base, w, h, wall, roof, wall)
        for column in range(2):
            d.capsule(x + 15 + 33 * column, base - h + 18, 21, 30, pane)
    d.rect(318, base - 216, 264, 216, "paper")
    d.shape([(291, base - 216), (450, base - 318), (609, base - 216)], "main")
    d.disc(450, base - 255, 33, "paper")
    d.rect(447, base - 278, 6, 26, "deep")
    d.rect(447, base - 258, 20, 6, "deep")
    for column in range(4):
        d.capsule(339 + 60 * column, base - 192, 42, 54, "tint" if column % 2 else "main")
    d.half(450, base - 72, 54, "acc")
    d.rect(395, base - 72, 110, 72, "deep")
    d.shape([(396, base - 72), (363, base - 60), (363, base + 9), (396, base)], "main")
    d.shape([(504, base - 72), (537, base - 60), (537, base + 9), (504, base)], "main")
    for x, w, h, wall, roof, door in (
        (114, 78, 84, "paper", "acc", "main"), (264, 60, 66, "main", "deep", "hl"), (576, 60, 66, "main", "acc", "hl"),
        (696, 72, 84, "paper", "deep", "main"), (828, 60, 66, "main", "deep", "hl"),
    ):  # fmt: skip
        d.house(x, base, w, h, wall, roof, door)
    d.rect(0, base, 900, 66, "deep")
    d.shape([(396, base), (504, base), (630, 600), (270, 600)], "tint")
    for x, head, coat in ((396, "deep", "acc"), (450, "acc", "main"), (504, "main", "acc")):
        d.person(x, 600, 70, head, coat)
    _bunting(d, (0, 36), (900, 36), 66, ("main", "acc", "deep"))
    return d


def _bunting(d: Drawing, a: Point, b: Point, sag: float, inks: Sequence[str]) -> None:
    """Eleven flags on a string between two points of the same height."""
    half = (b[0] - a[0]) / 2
    r = (half**2 + sag**2) / (2 * sag)
    middle, centre = (a[0] + b[0]) / 2, a[1] + sag - r

    def hang(x: float) -> float:
        return centre + math.sqrt(r**2 - (x - middle) ** 2)

    pitch = 2 * half / 11
    for index in range(11):
        x = a[0] + pitch * (index + 0.5)
        w = pitch * 0.36
        d.shape([(x - w, hang(x - w) - 2), (x + w, hang(x + w) - 2), (x, hang(x) + 62)], inks[index % len(inks)])
    outer = r + 3
    back = f"A{num(outer)} {num(outer)} 0 0 0 {_at((b[0], b[1] - 5))}"
    d.path(f"M{_at(b)}{_arc(r, a)}V{num(a[1] - 5)}{back}Z", "deep")


def room() -> Drawing:
    """Two people at a small table before a round window."""
    d = Drawing(900, 600, "tint")
    base = 534
    d.rect(0, base, 900, 66, "main")
    x, y, r = 450, 192, 144
    d.disc(x, y, r + 21, "paper")
    d.disc(x, y, r, "hl")
    rise, rim = 48, r + 1
    reach = math.sqrt(rim**2 - rise**2)
    d.half(x + 36, y + rise, 66, "acc")
    d.half(x - 66, y + rise, 48, "main")
    shore = f"M{num(x + reach)} {num(y + rise)}"
    d.path(f"{shore}{_arc(rim, (x, y + rim))}{_arc(rim, (x - reach, y + rise))}Z", "deep")
    for step, reflection in enumerate((84, 54, 24)):
        d.rect(x + 36 - reflection / 2, y + rise + 18 + 21 * step, reflection, 7.5, "acc")
    for side, coat, legs, head in ((-1, "main", "deep", "acc"), (1, "acc", "main", "deep")):

        def at(offset: float, width: float, side: int = side) -> float:
            return 450 + offset if side > 0 else 450 - offset - width

        d.capsule(at(234, 60), 306, 60, base - 306, "paper")
        d.rect(at(120, 150), 450, 150, 45, "paper")
        d.rect(at(153, 15), 495, 15, base - 495, "paper")
        d.rect(at(96, 39), 408, 39, base - 420, legs)
        d.rect(at(96, 54), 408, 54, 42, legs)
        d.capsule(at(147, 93), 318, 93, 132, coat)
        d.rect(at(84, 100), 372, 100, 26, coat)
        d.disc(450 + side * 84, 385, 15, head)
        d.disc(450 + side * 194, 276, 42, head)
        d.rect(at(75, 60), base - 15, 60, 15, "ink")
    d.rect(366, 417, 168, 15, "deep")
    d.rect(444, 432, 12, base - 432, "deep")
    d.rect(414, base - 9, 72, 9, "deep")
    for cup in (402, 474):
        d.half(cup + 12, 399, 15, "paper", "down")
        d.rect(cup - 3, 390, 30, 9.5, "paper")
        d.rect(cup + 3, 411, 18, 6, "paper")
    d.rect(78, 216, 9, base - 216, "deep")
    d.rect(45, base - 12, 75, 12, "deep")
    d.disc(82.5, 216, 21, "hl")
    d.half(82.5, 216, 66, "deep")
    d.stem(816, 318, 462, 60, "deep", 0.9)
    d.tulip(816, 294, 42, "acc")
    d.rect(783, 459, 66, base - 459, "paper")
    d.rect(774, 444, 84, 24, "acc")
    return d


def street() -> Drawing:
    """A street with seventeen flowers."""
    d = Drawing(1200, 675, "soft")
    base = 609
    d.disc(456, 138, 90, "acc")
    for x, columns, floors, wall, pane in (
        (0, 3, 10, "tint", "soft"), (90, 4, 7, "paper", "tint"), (210, 3, 12, "tint", "paper"),
        (300, 4, 6, "hl", "paper"), (840, 4, 9, "tint", "soft"), (960, 3, 12, "hl", "paper"),
        (1050, 3, 8, "tint", "paper"), (1140, 2, 10, "paper", "tint"),
    ):  # fmt: skip
        d.tower(x, base, columns, floors, wall, pane)
    d.half(630, base, 210, "tint")
    d.half(630, base, 126, "paper")
    d.rect(0, base, 1200, 66, "deep")
    wave = (150, 222, 120, 258, 174, 312, 138, 258, 378, 180, 288, 126, 234, 324, 156, 246, 132)
    kinds: tuple[Callable[[float, float, str, str], None], ...] = (
        lambda x, y, petal, eye: d.bloom(x, y, 60, 10, petal, eye, 0.42),
        lambda x, y, petal, eye: d.clover(x, y, 46, petal, eye),
        lambda x, y, petal, _eye: d.tulip(x, y, 40, petal),
    )
    paints = (("main", "acc"), ("acc", "deep"), ("deep", "hl"))
    for index, height in enumerate(wave):
        d.stem(64 + 67 * index, base - height, base, 44, "deep" if index % 2 else "main", 0.8)
    for index, height in enumerate(wave):
        kinds[(0, 2, 1)[index % 3]](64 + 67 * index, base - height, *paints[(index + index // 3) % 3])
    return d


def flower() -> Drawing:
    """A flower of seventeen petals over the houses."""
    d = Drawing(900, 600, "main")
    x, y, base = 450, 270, 540
    d.disc(x, y, 252, "deep")
    d.rect(x - 8, y, 16, base - y, "tint")
    for shell, r, fill in ((0, 240, "tint"), (1, 176, "paper"), (0, 126, "acc")):
        for index in range(17):
            d.oval(x, y - 0.6 * r, r * 0.112, r * 0.4, fill, (360 / 17 * (index + shell / 2), (x, y)))
        d.disc(x, y, r * 0.5, fill)
    d.disc(x, y, 39, "deep")
    d.disc(x, y, 21, "paper")
    for left, columns, floors, wall, pane in (
        (0, 3, 6, "tint", "deep"), (90, 3, 3, "paper", "main"), (720, 3, 4, "acc", "deep"), (810, 3, 7, "tint", "deep"),
    ):  # fmt: skip
        d.tower(left, base, columns, floors, wall, pane)
    d.house(204, base, 84, 66, "acc", "paper", "deep")
    d.house(612, base, 84, 66, "paper", "acc", "main")
    d.rect(0, base, 900, 60, "soft")
    for px, head, body in ((333, "acc", "paper"), (387, "paper", "tint"), (513, "acc", "paper"), (567, "paper", "acc")):
        d.person(px, base, 63, head, body)
    return d


def logo() -> Drawing:
    """An open hand that is a flower."""
    d = Drawing(240, 240, None)
    for angle, fill in ((-72, "main"), (72, "main"), (-36, "tint"), (36, "tint"), (0, "main")):
        d.oval(120, 76, 27, 64, fill, (angle, (120, 150)))
    d.half(120, 150, 66, "deep", "down")
    d.disc(120, 150, 36, "acc")
    return d


# ------------------------------------------------------------------ the wall of tiles

Motif = Callable[[Drawing, float, float, float, int, str, str], None]


def tiles() -> Drawing:
    """112 tiles, 14 by 8; twelve patterns dealt so that no two neighbours are alike."""
    s = 75.0
    d = Drawing(14 * s, 8 * s, "soft")
    pairs = (("paper", "acc"), ("acc", "deep"), ("deep", "paper"), ("main", "acc"), ("tint", "deep"), ("deep", "acc"))
    schemes = [
        (ground, *pair)
        for ground in ("main", "deep", "acc", "tint", "soft")
        for pair in pairs
        if ground not in pair and not {(ground, ink_name) for ink_name in pair} & _FAINT
    ]
    dealt: dict[tuple[int, int], tuple[int, tuple[str, str, str]]] = {}
    deck = random.Random(112)  # noqa: S311 — a pattern, not a secret
    for row in range(8):
        for column in range(14):
            spots = ((row, column - 1), (row - 1, column - 1), (row - 1, column), (row - 1, column + 1))
            near = [dealt[spot] for spot in spots if spot in dealt]
            kinds = [kind for kind in range(len(MOTIFS)) if all(kind != other for other, _ in near)]
            grounds = [scheme for scheme in schemes if all(scheme[0] != other[0] for _, other in near)]
            kind, scheme = deck.choice(kinds), deck.choice(grounds)
            dealt[row, column] = kind, scheme
            d.rect(column * s, row * s, s, s, scheme[0])
            MOTIFS[kind](d, column * s, row * s, s, deck.randrange(4), scheme[1], scheme[2])
    return d


_FAINT = {("main", "deep"), ("deep", "main"), ("soft", "paper"), ("soft", "tint"), ("tint", "paper")}
"""Inks that are too near each other in one of the palettes: ground and what lies on it."""


def _corner(x: float, y: float, s: float, turn: int) -> Point:
    return (x + s * (turn in (1, 2)), y + s * (turn in (2, 3)))


def _leaf(d: Drawing, x: float, y: float, s: float, turn: int, a: str, b: str) -> None:
    d.leaf(_corner(x, y, s, turn), _corner(x, y, s, turn + 2 & 3), a)
    d.disc(x + s / 2, y + s / 2, 0.13 * s, b)


def _fan(d: Drawing, x: float, y: float, s: float, turn: int, a: str, b: str) -> None:
    d.quarter(*_corner(x, y, s, turn), s, turn, a)
    d.quarter(*_corner(x, y, s, turn), s * 0.5, turn, b)


def _four(d: Drawing, x: float, y: float, s: float, turn: int, a: str, b: str) -> None:
    for corner in range(4):
        d.leaf((x + s / 2, y + s / 2), _corner(x, y, s, corner), a)
    d.disc(x + s / 2, y + s / 2, 0.11 * s, b)


def _clover(d: Drawing, x: float, y: float, s: float, turn: int, a: str, b: str) -> None:
    for dx in (0.27, 0.73):
        for dy in (0.27, 0.73):
            d.disc(x + dx * s, y + dy * s, 0.235 * s, a)
    d.disc(x + s / 2, y + s / 2, 0.16 * s, b)


def _tulip(d: Drawing, x: float, y: float, s: float, turn: int, a: str, b: str) -> None:
    d.rect(x + 0.475 * s, y + 0.4 * s, 0.05 * s, 0.6 * s, b)
    d.leaf((x + s / 2, y + 0.95 * s), (x + 0.2 * s, y + 0.65 * s), b)
    d.leaf((x + s / 2, y + 0.95 * s), (x + 0.8 * s, y + 0.65 * s), b)
    d.tulip(x + s / 2, y + 0.36 * s, 0.27 * s, a)


def _person(d: Drawing, x: float, y: float, s: float, turn: int, a: str, b: str) -> None:
    d.person(x + s / 2, y + s, s, b, a)


def _house(d: Drawing, x: float, y: float, s: float, turn: int, a: str, b: str) -> None:
    d.rect(x + 0.14 * s, y + 0.48 * s, 0.72 * s, 0.52 * s, a)
    d.shape([(x + 0.06 * s, y + 0.48 * s), (x + s / 2, y + 0.12 * s), (x + 0.94 * s, y + 0.48 * s)], b)
    d.rect(x + 0.41 * s, y + 0.7 * s, 0.18 * s, 0.3 * s, b)


def _tower(d: Drawing, x: float, y: float, s: float, turn: int, a: str, b: str) -> None:
    d.rect(x + 0.2 * s, y + 0.1 * s, 0.6 * s, 0.9 * s, a)
    for row in range(3):
        for column in range(2):
            d.rect(x + (0.29 + 0.26 * column) * s, y + (0.2 + 0.26 * row) * s, 0.16 * s, 0.16 * s, b)


def _sunrise(d: Drawing, x: float, y: float, s: float, turn: int, a: str, b: str) -> None:
    d.half(x + s / 2, y + s, s / 2, a)
    d.half(x + s / 2, y + s, 0.3 * s, b)


def _ring(d: Drawing, x: float, y: float, s: float, turn: int, a: str, b: str) -> None:
    d.disc(x + s / 2, y + s / 2, 0.44 * s, a)
    d.disc(x + s / 2, y + s / 2, 0.2 * s, b)


def _scales(d: Drawing, x: float, y: float, s: float, turn: int, a: str, b: str) -> None:
    side = ("up", "down")[turn & 1]
    shift = s / 2 if side == "up" else 0
    d.half(x + s / 2, y + shift, s / 2, a, side)
    d.half(x + s / 2, y + shift + s / 2, s / 2, b, side)


def _wheel(d: Drawing, x: float, y: float, s: float, turn: int, a: str, b: str) -> None:
    for corner in range(4):
        mx, my = x + s / 2, y + s / 2
        edge = ((mx, y), (x + s, my), (mx, y + s), (x, my))[corner]
        d.quarter(*edge, s / 2, (1, 2, 3, 0)[corner], a if corner % 2 else b)


MOTIFS: tuple[Motif, ...] = (
    _leaf, _fan, _four, _clover, _tulip, _person, _house, _tower, _sunrise, _ring, _scales, _wheel,
)  # fmt: skip

FIGURES: tuple[Callable[[], Drawing], ...] = (
    light, hall, tiles, table, seedlings, geese, school, room, street, flower, logo,
)  # fmt: skip


def main() -> None:
    """Write every figure beside this file."""
    for figure in FIGURES:
        Path(__file__).with_name(f"{figure.__name__}.svg").write_text(str(figure()), encoding="utf-8")


if __name__ == "__main__":
    main()
