"""Cells of patterns that renderers lose: the engine draws the gradients of SVG in a cell of 1 × 1 units.

Poppler keeps whole units of a cell before its matrix makes it large, and paints nothing. The same cell in a hundred
times as many units, each a hundredth, is drawn by all.
"""

from __future__ import annotations

from typing import Any, Final

from pikepdf import Array

_LEAST: Final = 10.0
"""Units of a cell that need no more."""


def widened(pattern: Any) -> None:
    """Give the cell of a tiling pattern enough units, in place: its look stays the same."""
    box = [float(value) for value in pattern.BBox]
    least = min(abs(box[2] - box[0]), abs(box[3] - box[1]))
    if not 0 < least < _LEAST:
        return
    factor = 100.0
    while least * factor < _LEAST:
        factor *= 10
    a, b, c, d, e, f = (float(value) for value in pattern.get("/Matrix", (1, 0, 0, 1, 0, 0)))
    pattern.BBox = Array([value * factor for value in box])
    pattern.XStep = float(pattern.XStep) * factor
    pattern.YStep = float(pattern.YStep) * factor
    pattern.Matrix = Array([a / factor, b / factor, c / factor, d / factor, e, f])
    pattern.write(b"%d 0 0 %d 0 0 cm\n" % (factor, factor) + pattern.read_bytes())
