"""How much ink there is: the heaviest square of a page, on its plates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy

from ..pdf.painted import Rectangle

if TYPE_CHECKING:
    from ..separations import Plates

SQUARE: Final = 15.0
"""mm; the side of the square that total ink is the mean of (GWG 2022, R0026)."""


def heaviest(plates: Plates, within: Rectangle, side: float = SQUARE) -> tuple[float, Rectangle]:
    """The largest mean of all inks together (3.2 is 320 %) in a square inside `within`, and that square, in user space.

    `side` in mm. Where the page is smaller than the square, the mean of the page.
    """
    x0, _, _, y1 = plates.box
    scale = plates.dpi / 72
    height, width = plates.values.shape[1:]
    left, right = max(0, round((within[0] - x0) * scale)), min(width, round((within[2] - x0) * scale))
    top, bottom = max(0, round((y1 - within[3]) * scale)), min(height, round((y1 - within[1]) * scale))
    ink = plates.values[:, top:bottom, left:right].sum(axis=0, dtype=numpy.uint32)
    if not ink.size:
        return 0.0, within
    window = max(1, round(side / 25.4 * plates.dpi))
    down, across = min(window, ink.shape[0]), min(window, ink.shape[1])
    sums = numpy.zeros((ink.shape[0] + 1, ink.shape[1] + 1), numpy.float64)
    sums[1:, 1:] = ink.cumsum(axis=0, dtype=numpy.float64).cumsum(axis=1)
    means = sums[down:, across:] - sums[:-down, across:] - sums[down:, :-across] + sums[:-down, :-across]
    row, column = numpy.unravel_index(int(means.argmax()), means.shape)
    corner_x, corner_y = x0 + (left + int(column)) / scale, y1 - (top + int(row)) / scale
    square = (corner_x, corner_y - down / scale, corner_x + across / scale, corner_y)
    return float(means[row, column]) / (down * across * 255), square
