"""A pile of printed sheets and a guillotine: sheets are cut along their lines, and pieces looked at from both sides.

It knows nothing of the schemes. All places are in pt on the front of the sheet as it lies; what is printed on the back is
looked up by turning the paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from printkit.imposition import Imposition, Placement, Sheet, Side

CLOSE = 1e-6
HEADS = {0: "up", 90: "left", 180: "down", 270: "right"}


@dataclass(frozen=True)
class Look:
    """What is seen at a point of one side: which page, where on it (from the lower left corner of its trim), where its head points."""

    page: int | None
    x: float
    y: float
    head: str


@dataclass(frozen=True)
class Piece:
    """A piece of one sheet, all edges cut."""

    imposition: Imposition
    sheet: Sheet
    trim: tuple[float, float]
    left: float
    bottom: float
    right: float
    top: float

    def front(self, x: float, y: float) -> Look | None:
        return looked_at(self.sheet.front, x, y, self.trim)

    def back(self, x: float, y: float) -> Look | None:
        """Behind the point (x, y) of the front; the head as it points when seen through the paper."""
        assert self.sheet.back is not None
        width, height = self.imposition.size.width.pt, self.imposition.size.height.pt
        if self.imposition.turn == "turn":
            look, mirrored = looked_at(self.sheet.back, width - x, y, self.trim), {"left": "right", "right": "left"}
        else:
            look, mirrored = looked_at(self.sheet.back, x, height - y, self.trim), {"up": "down", "down": "up"}
        return look and Look(look.page, look.x, look.y, mirrored.get(look.head, look.head))

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def inner_corners(self, by: float = 0.01) -> list[tuple[float, float]]:
        return [(x, y) for x in (self.left + by, self.right - by) for y in (self.bottom + by, self.top - by)]


def looked_at(side: Side, x: float, y: float, trim: tuple[float, float]) -> Look | None:
    """None on bare paper. Where two pages are printed over each other, the forms are wrong."""
    there = [placement for placement in side.placements if _holds(placement, x, y)]
    assert len(there) <= 1, f"two pages at {x}, {y}"
    return _look(there[0], x, y, trim) if there else None


def _holds(placement: Placement, x: float, y: float) -> bool:
    seen = placement.seen
    return (
        seen.left.pt + CLOSE < x < seen.right.pt - CLOSE and seen.bottom.pt + CLOSE < y < seen.top.pt - CLOSE
    )  # fmt: skip


def _look(placement: Placement, x: float, y: float, trim: tuple[float, float]) -> Look:
    area = placement.trim
    dx, dy = x - (area.left.pt + area.right.pt) / 2, y - (area.bottom.pt + area.top.pt) / 2
    # The page was turned counter-clockwise onto the sheet; turn back.
    right, up = {0: (dx, dy), 90: (dy, -dx), 180: (-dx, -dy), 270: (-dy, dx)}[placement.angle]
    return Look(placement.page, right + trim[0] / 2, up + trim[1] / 2, HEADS[placement.angle])


def cut(
    imposition: Imposition, sheet: Sheet, trim: tuple[float, float], whole: tuple[float, float] | None = None
) -> list[Piece]:
    """The printed pieces of one sheet, row by row from the top left; waste is thrown away.

    All cuts go through the whole sheet. Waste is what one page does not cover; with `whole`, what is not of that size.
    """
    width, height = imposition.size.width.pt, imposition.size.height.pt
    for line in sheet.front.lines:
        if line.kind == "cut":
            assert (line.start.pt, line.end.pt) == (0, height if line.upright else width)
    xs = sorted({line.at.pt for line in sheet.front.lines if line.kind == "cut" and line.upright})
    ys = sorted({line.at.pt for line in sheet.front.lines if line.kind == "cut" and not line.upright})
    assert all(b - a > CLOSE for a, b in (*pairwise(xs), *pairwise(ys))), "a cut through a cut"
    pieces = []
    for bottom, top in reversed(list(pairwise((0, *ys, height)))):
        for left, right in pairwise((0, *xs, width)):
            piece = Piece(imposition, sheet, trim, left, bottom, right, top)
            if _has_size(piece, whole) if whole else _is_printed(piece):
                pieces.append(piece)
    return pieces


def _is_printed(piece: Piece) -> bool:
    """Whether one page covers it from edge to edge: where on a page its corners are is as far apart as the corners."""
    looks = [piece.front(x, y) for x, y in piece.inner_corners()]
    if None in looks:
        return False
    across = sorted({round(look.x, 3) for look in looks if look})
    up = sorted({round(look.y, 3) for look in looks if look})
    sides = (round(piece.right - piece.left - 0.02, 3), round(piece.top - piece.bottom - 0.02, 3))
    if len(across) != 2 or len(up) != 2:
        return False
    shown = sorted((across[1] - across[0], up[1] - up[0]))
    return all(abs(a - b) < 0.01 for a, b in zip(shown, sorted(sides), strict=True))


def _has_size(piece: Piece, whole: tuple[float, float]) -> bool:
    sides = sorted((piece.right - piece.left, piece.top - piece.bottom))
    return all(abs(a - b) < CLOSE for a, b in zip(sides, sorted(whole), strict=True))


def is_whole(piece: Piece) -> bool:
    """Whether the piece is its page's trim, on both sides, to 1/1000 pt, the heads at one edge of the paper."""
    sides = [piece.front] + ([piece.back] if piece.sheet.back else [])
    width, height = piece.trim
    corners = {(0.01, 0.01), (0.01, height - 0.01), (width - 0.01, 0.01), (width - 0.01, height - 0.01)}
    heads = set()
    for side in sides:
        looks = [side(x, y) for x, y in piece.inner_corners()]
        if any(look is None for look in looks):
            return False
        heads |= {look.head for look in looks if look}
        found = [(look.x, look.y) for look in looks if look]
        if any(min(abs(x - u) + abs(y - v) for u, v in corners) > 0.001 for x, y in found):
            return False
        if len({look.page for look in looks if look}) != 1:
            return False
    return len(heads) == 1
