"""Plates: how much of each ink lies where on a page, and how much there is of all together.

`Plates` are arrays of pixels, first row at the top; places are in points of the page's default user space, y up.
Amounts are 0..1 for each ink, so 3.2 of all together is 320 %.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

_PT_PER_MM: Final = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Plates:
    """The plates of one page.

    `values[n, y, x]` is the amount of `inks[n]`, 0 (none) to 255 (full). `box` is what they show, (x0, y0, x1, y1) in
    pt; `bleed` is the page's BleedBox in the same measure. The process inks come first, then the spots by name.
    """

    inks: tuple[str, ...]
    values: npt.NDArray[np.uint8] = field(repr=False)
    box: tuple[float, float, float, float]
    bleed: tuple[float, float, float, float]
    dpi: float

    def plate(self, ink: str) -> npt.NDArray[np.uint8]:
        """The plate of one ink, 0 to 255. Raises `KeyError` for an ink that the page has not."""
        if ink not in self.inks:
            raise KeyError(ink)
        return np.asarray(self.values[self.inks.index(ink)], dtype=np.uint8)

    def total(self) -> npt.NDArray[np.float32]:
        """All inks together at each pixel: 0 to their number, 3.2 is 320 %."""
        return np.asarray(self.values.sum(axis=0, dtype=np.uint16) / 255, dtype=np.float32)

    def pixels(self, area: tuple[float, float, float, float]) -> tuple[slice, slice]:
        """Rows and columns of an area given in pt: those whose middle lies in it, cut to the plates."""
        _, height, width = self.values.shape
        x0, y0, x1, y1 = self.box
        across, down = width / (x1 - x0), height / (y1 - y0)
        left, right = (round((edge - x0) * across) for edge in (area[0], area[2]))
        top, bottom = (round((y1 - edge) * down) for edge in (area[3], area[1]))
        return (
            slice(min(max(top, 0), height), min(max(bottom, 0), height)),
            slice(min(max(left, 0), width), min(max(right, 0), width)),
        )

    def mean(self, ink: str, area: tuple[float, float, float, float]) -> float:
        """The mean amount of an ink, 0 to 1, in an area given in pt."""
        found = self.plate(ink)[self.pixels(area)]
        return float(found.mean()) / 255 if found.size else 0.0


@dataclass(frozen=True, slots=True)
class InkWindow:
    """The window with the most ink: its mean of all inks together (3.2 is 320 %), and its place in pt."""

    mean: float
    area: tuple[float, float, float, float]


def total_ink_windows(plates: Plates, window_mm: float = 15) -> InkWindow:
    """The square of `window_mm` inside the BleedBox whose mean total ink is the highest (GWG 2022, R0026).

    A page that is smaller than the window is one window.
    """
    rows, columns = plates.pixels(plates.bleed)
    total = plates.total()[rows, columns]
    if not total.size:
        return InkWindow(0.0, plates.bleed)
    x0, _, x1, y1 = plates.box
    pitch_x = (x1 - x0) / plates.values.shape[2]
    pitch_y = (y1 - plates.box[1]) / plates.values.shape[1]
    high = min(max(1, round(window_mm * _PT_PER_MM / pitch_y)), total.shape[0])
    wide = min(max(1, round(window_mm * _PT_PER_MM / pitch_x)), total.shape[1])
    sums = np.zeros((total.shape[0] + 1, total.shape[1] + 1))
    np.cumsum(np.cumsum(total, axis=0, dtype=np.float64), axis=1, out=sums[1:, 1:])
    means = (sums[high:, wide:] - sums[:-high, wide:] - sums[high:, :-wide] + sums[:-high, :-wide]) / (high * wide)
    top, left = np.unravel_index(int(means.argmax()), means.shape)
    left_edge = x0 + (columns.start + int(left)) * pitch_x
    top_edge = y1 - (rows.start + int(top)) * pitch_y
    area = (left_edge, top_edge - high * pitch_y, left_edge + wide * pitch_x, top_edge)
    return InkWindow(float(means[top, left]), area)
