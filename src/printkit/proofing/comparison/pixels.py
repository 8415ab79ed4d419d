"""Where two pages look different: their pixels held against each other, with a tolerance that is a length.

A pixel has changed if the other page has nothing like it within the tolerance around. So edges that are drawn a hair
beside, by rounding or smoothing, are no change, and a line that has moved by twice the tolerance is one. A coarse look
finds where to look closely.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from ...preflight import Box
from ...units import Length
from .raster import Pixels

Mask = npt.NDArray[np.bool_]
Draw = Callable[[float, int, int, int, int], "tuple[Pixels, Pixels] | None"]
"""Dots an inch, left, top, width, height in pixels → that piece of both pages."""

_STEP: Final = 3
"""Of 255: differences of a channel up to this are none; rounding of colours comes to 1 or 2."""
_COARSE: Final = 15.0
_FINE: Final = 25.4
"""Dots an inch times the tolerance in mm: of the first look, and of the close one, in which it is one pixel."""
_MOST: Final = 100_000_000
"""Pixels of a page in the first look; larger pages get fewer dots an inch."""
_CELL: Final = 8
"""Pixels of the first look in a square that is judged as one."""
_TILE: Final = (1024, 2048)
"""Rows and columns that are looked at in one go."""
_NEAR: Final = 2.5
"""mm: changes that are no farther apart make one area."""
_AREAS: Final = 40


@dataclass(frozen=True, slots=True)
class Difference:
    """Boxes in mm from the trim's corner, and the share of the page that they come to by pixels, 0 to 1.

    `faint` are those where pixels differ, and by so few or so little that smoothing may have done it.
    """

    boxes: tuple[Box, ...] = ()
    share: float = 0.0
    faint: tuple[Box, ...] = ()


def difference(draw: Draw, region: Box, tolerance: Length) -> Difference:
    """Compare `region` of two pages. Nothing is found where `draw` gives nothing."""
    area = max(region.width * region.height, 1e-6) / 25.4**2
    dpi = min(_COARSE / tolerance.as_mm, (_MOST / area) ** 0.5)
    pitch = dpi / 25.4
    left, top = int(np.floor(region.x * pitch)), int(np.floor(region.y * pitch))
    width = max(1, int(np.ceil((region.x + region.width) * pitch)) - left)
    height = max(1, int(np.ceil((region.y + region.height) * pitch)) - top)
    grid = _Grid(-(-width // _CELL), -(-height // _CELL))
    for y in range(0, height, _TILE[0]):
        for x in range(0, width, _TILE[1]):
            drawn = draw(dpi, left + x, top + y, min(_TILE[1], width - x), min(_TILE[0], height - y))
            if drawn is not None and not np.array_equal(*drawn):
                _look(*drawn, grid, x // _CELL, y // _CELL)
    for cells in grid.doubtful():
        _look_closely(draw, dpi, tolerance, (left, top), cells, grid)
    boxes = tuple(
        Box((left + x0) / pitch, (top + y0) / pitch, (x1 - x0) / pitch, (y1 - y0) / pitch)
        for x0, y0, x1, y1 in grid.areas(max(1, round(_NEAR * pitch / _CELL)))
    )
    faint = _components(grid.doubt & ~_wider(grid.changed > 0, 1), 0, grid.doubt.size)
    return Difference(
        boxes,
        float(grid.changed.sum()) / (width * height),
        tuple(
            Box(
                (left + x0 * _CELL) / pitch, (top + y0 * _CELL) / pitch,
                (x1 - x0) * _CELL / pitch, (y1 - y0) * _CELL / pitch,
            )
            for y0, x0, y1, x1 in faint
        ),
    )  # fmt: skip


class _Grid:
    """What is known of each cell: how many pixels have changed, within which bounds, and whether to look closely."""

    def __init__(self, columns: int, rows: int) -> None:
        self.changed = np.zeros((rows, columns), np.int32)
        self.doubt = np.zeros((rows, columns), np.bool_)
        self.low = np.full((2, rows, columns), _CELL, np.int16)
        self.high = np.zeros((2, rows, columns), np.int16)

    def doubtful(self) -> Iterator[tuple[int, int, int, int]]:
        """Stretches of cells to look at closely: those in doubt that do not stand beside a sure change."""
        doubt = self.doubt & ~_wider(self.changed > 0, 1)
        for y0, x0, y1, x1 in _components(doubt, 2, doubt.size):
            # Pieces of no more than a tile, whatever the dots an inch.
            for y in range(y0, y1, 32):
                for x in range(x0, x1, 32):
                    yield x, y, min(x + 32, x1), min(y + 32, y1)

    def add(self, mask: Mask, column: int, row: int) -> None:
        """Take in changed pixels, those of whole cells from this one on."""
        cells = _in_cells(mask)
        rows, columns = cells.shape[0], cells.shape[2]
        at = (slice(row, row + rows), slice(column, column + columns))
        self.changed[at] += cells.sum(axis=(1, 3), dtype=np.int32)
        for axis, folding in ((0, 1), (1, 3)):
            # For x the rows of each cell are folded, for y its columns: first and last that have changed.
            along: Mask = np.any(cells, axis=folding)
            folded = along if axis == 0 else along.transpose(0, 2, 1)
            there: Mask = np.any(folded, axis=2)
            first = folded.argmax(axis=2)
            last = _CELL - folded[:, :, ::-1].argmax(axis=2)
            self.low[axis][at] = np.where(there, np.minimum(self.low[axis][at], first), self.low[axis][at])
            self.high[axis][at] = np.where(there, np.maximum(self.high[axis][at], last), self.high[axis][at])

    def areas(self, near: int) -> Iterator[tuple[int, int, int, int]]:
        """Bounds of the areas in pixels: left, top, right, bottom."""
        there = self.changed > 0
        for y0, x0, y1, x1 in _components(there, near, _AREAS):
            here = there[y0:y1, x0:x1]
            bounds = []
            for axis, start, places in ((0, x0, np.arange(x1 - x0)[None, :]), (1, y0, np.arange(y1 - y0)[:, None])):
                low = (places * _CELL + self.low[axis][y0:y1, x0:x1])[here].min()
                high = (places * _CELL + self.high[axis][y0:y1, x0:x1])[here].max()
                bounds.append((start * _CELL + int(low), start * _CELL + int(high)))
            yield bounds[0][0], bounds[1][0], bounds[0][1], bounds[1][1]


def _look(one: Pixels, other: Pixels, grid: _Grid, column: int, row: int) -> None:
    """The first look at a tile: changes that are sure, and cells that are in doubt."""
    apart = np.maximum(one, other) - np.minimum(one, other)
    unlike = _any(apart > _STEP)
    bounds = _tight(unlike)
    if bounds is None:
        return
    y0, x0 = (low // _CELL * _CELL for low in bounds[:2])
    y1, x1 = (-(-high // _CELL) * _CELL for high in bounds[2:])
    around = (slice(max(0, y0 - 1), y1 + 1), slice(max(0, x0 - 1), x1 + 1))
    inner = (slice(y0 - around[0].start, y1 - around[0].start), slice(x0 - around[1].start, x1 - around[1].start))
    sure = _together(_beyond(one[around], other[around]) & unlike[around], 6)[inner]
    here = (row + y0 // _CELL, column + x0 // _CELL)
    grid.add(sure, here[1], here[0])
    doubt = np.any(_in_cells(unlike[y0:y1, x0:x1]), axis=(1, 3))
    grid.doubt[here[0] : here[0] + doubt.shape[0], here[1] : here[1] + doubt.shape[1]] |= doubt


def _look_closely(
    draw: Draw, dpi: float, tolerance: Length, corner: tuple[int, int], cells: tuple[int, int, int, int], grid: _Grid
) -> None:
    """Some cells again with the tolerance as one pixel; what has changed there is counted in pixels of the first look."""
    fine = _FINE / tolerance.as_mm
    times = fine / dpi
    x0, y0, x1, y1 = cells
    left, top = int((corner[0] + x0 * _CELL) * times), int((corner[1] + y0 * _CELL) * times)
    width, height = int(np.ceil((x1 - x0) * _CELL * times)) + 2, int(np.ceil((y1 - y0) * _CELL * times)) + 2
    if width * height > 4 * _TILE[0] * _TILE[1]:
        return  # a page so large that the first look had to be coarse
    drawn = draw(fine, left - 1, top - 1, width + 2, height + 2)
    if drawn is None:
        return
    rows, columns = _together(_beyond(*drawn), 3)[1:-1, 1:-1].nonzero()
    if not len(rows):
        return
    ys = ((rows + top) / times).astype(int) - corner[1] - y0 * _CELL
    xs = ((columns + left) / times).astype(int) - corner[0] - x0 * _CELL
    mask = np.zeros(((y1 - y0) * _CELL, (x1 - x0) * _CELL), np.bool_)
    mask[np.clip(ys, 0, mask.shape[0] - 1), np.clip(xs, 0, mask.shape[1] - 1)] = True
    grid.add(mask, x0, y0)


def _beyond(one: Pixels, other: Pixels) -> Mask:
    """Pixels of either that are like none of the other's within a pixel around them.

    A line of a pixel's width is drawn into one pixel or halved into two: so the steeper it is around, the more apart.
    """
    most = _spread(one, np.maximum), _spread(other, np.maximum)
    least = _spread(one, np.minimum), _spread(other, np.minimum)
    steep = np.maximum(*most) - np.minimum(*least)
    slack = steep // 5 * 2 + np.uint8(_STEP)
    unlike = np.zeros(one.shape, np.bool_)
    for pixels, high, low in ((one, most[1], least[1]), (other, most[0], least[0])):
        # Never below zero: of bytes, the larger one less the smaller.
        unlike |= np.maximum(pixels, high) - high > slack
        unlike |= low - np.minimum(pixels, low) > slack
    return _any(unlike)


def _together(mask: Mask, least: int) -> Mask:
    """Only pixels of which so many stand within a pixel: the tip of a thin shape comes and goes by a hair's breadth."""
    count = mask.astype(np.uint8)
    rows = count.copy()
    rows[1:] += count[:-1]
    rows[:-1] += count[1:]
    around = rows.copy()
    around[:, 1:] += rows[:, :-1]
    around[:, :-1] += rows[:, 1:]
    return np.asarray(mask & (around >= least))


def _any(channels: Mask) -> Mask:
    """Whether any of blue, green and red; four times as fast as folding an axis of three."""
    return np.asarray(channels[:, :, 0] | channels[:, :, 1] | channels[:, :, 2])


def _spread(pixels: Pixels, choose: np.ufunc) -> Pixels:
    """The largest or least of each channel within a pixel."""
    found = pixels.copy()
    choose(found[1:], pixels[:-1], out=found[1:])
    choose(found[:-1], pixels[1:], out=found[:-1])
    across = found.copy()
    choose(across[:, 1:], found[:, :-1], out=across[:, 1:])
    choose(across[:, :-1], found[:, 1:], out=across[:, :-1])
    return across


def _in_cells(mask: Mask) -> Mask:
    """Rows of cells, rows in each, columns of cells, columns in each; filled up to whole cells."""
    rows, columns = -(-mask.shape[0] // _CELL), -(-mask.shape[1] // _CELL)
    if mask.shape != (rows * _CELL, columns * _CELL):
        full = np.zeros((rows * _CELL, columns * _CELL), np.bool_)
        full[: mask.shape[0], : mask.shape[1]] = mask
        mask = full
    return mask.reshape(rows, _CELL, columns, _CELL)


def _wider(mask: Mask, by: int) -> Mask:
    found = mask.copy()
    for _ in range(by):
        grown = found.copy()
        grown[1:] |= found[:-1]
        grown[:-1] |= found[1:]
        across = grown.copy()
        across[:, 1:] |= grown[:, :-1]
        across[:, :-1] |= grown[:, 1:]
        found = across
    return found


def _components(mask: Mask, near: int, most: int) -> list[tuple[int, int, int, int]]:
    """Bounds (top, left, bottom, right) of what hangs together over gaps of `near` cells; of no more than `most`."""
    if not mask.any():
        return []
    while True:
        found = _bounds(_wider(mask, (near + 1) // 2))
        if len(found) <= most:
            break
        near *= 2
    tight = []
    for y0, x0, y1, x1 in found:
        bounds = _tight(mask[y0:y1, x0:x1])
        if bounds is not None:
            tight.append((y0 + bounds[0], x0 + bounds[1], y0 + bounds[2], x0 + bounds[3]))
    return tight


def _tight(mask: Mask) -> tuple[int, int, int, int] | None:
    """Bounds (top, left, bottom, right) of what is true; None where nothing is."""
    rows, columns = (np.flatnonzero(np.any(mask, axis=axis)) for axis in (1, 0))
    if not len(rows):
        return None
    return int(rows[0]), int(columns[0]), int(rows[-1]) + 1, int(columns[-1]) + 1


def _bounds(mask: Mask) -> list[tuple[int, int, int, int]]:
    """Bounds of each connected part, from top to bottom: runs of each row, joined where they touch (union-find)."""
    parents: list[int] = []
    bounds: list[list[int]] = []

    def root(label: int) -> int:
        while parents[label] != label:
            parents[label] = parents[parents[label]]
            label = parents[label]
        return label

    above: list[tuple[int, int, int]] = []
    last = -2
    for y in np.flatnonzero(np.any(mask, axis=1)).tolist():
        edges = np.flatnonzero(np.diff(np.concatenate(([False], mask[y], [False])).astype(np.int8)))
        here = []
        for start, end in edges.reshape(-1, 2).tolist():
            label = len(parents)
            parents.append(label)
            bounds.append([y, start, y + 1, end])
            for _, _, upper in (run for run in above if last == y - 1 and run[0] <= end and start <= run[1]):
                one, other = root(upper), root(label)
                if one != other:
                    parents[other] = one
                    mine, theirs = bounds[one], bounds[other]
                    bounds[one] = [*map(min, mine[:2], theirs[:2]), *map(max, mine[2:], theirs[2:])]
            here.append((start, end, label))
        above, last = here, y
    return [tuple(bounds[label]) for label in range(len(parents)) if parents[label] == label]  # type: ignore[misc]
