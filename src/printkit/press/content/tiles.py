"""Gradients that the engine draws in the cell of a tiling pattern, which renderers and RIPs draw less well.

A cell begins again in the pixel past its edge, in the wrong colour. Where all that is painted lies within one, the
gradient itself becomes the pattern, or if there is more to the cell, its repetitions move away. And cells of a few
units (the engine gives gradients of SVG one of 1 × 1) are written in a hundred times as many, each a hundredth: poppler
keeps whole units of a cell before its matrix makes it large, and would paint nothing.
"""

from __future__ import annotations

from typing import Any, Final

from pikepdf import Array, Dictionary, Name

from .statements import name, statements
from .thickness import IDENTITY, Box, Matrix, concatenated, transformed

_LEAST: Final = 10.0
"""Units of a cell that need no more."""
_NEAR: Final = 0.02
"""pt; what is painted may reach so far out of the cell."""
_SETTING_COLOUR: Final = (b"k", b"K")


def smoothed(pattern: Any, reached: Box) -> Dictionary | None:
    """The gradient that a tiling pattern paints, as a shading pattern (ISO 32000-2, 8.7.4).

    None if it paints anything else, or if `reached`, the box of all that is painted with it, lies not within its cell.
    """
    matrix = _matrix(pattern)
    found = _only(pattern, b"Do", matrix)
    if found is None or not _within(reached, _box(pattern), matrix):
        return None
    form = pattern.Resources.get("/XObject", Dictionary()).get(found[0])
    if form is None or form.get("/Subtype") != Name.Form:
        return None
    matrix = concatenated(_matrix(form), found[1])
    if not _within(reached, _box(form), matrix):
        return None
    found = _only(form, b"sh", matrix)
    if found is None:
        return None
    shading = form.Resources.Shading[found[0]]
    if "/Background" in shading:
        return None
    return Dictionary(Type=Name.Pattern, PatternType=2, Shading=shading, Matrix=Array(found[1]))


def set_apart(pattern: Any, reached: Box) -> None:
    """Move the repetitions of a cell away from it, in place, if all that is painted lies within the cell."""
    if _within(reached, _box(pattern), _matrix(pattern)):
        pattern.XStep = 2 * float(pattern.XStep)
        pattern.YStep = 2 * float(pattern.YStep)


def widened(pattern: Any) -> None:
    """Give the cell of a tiling pattern enough units, in place: its look stays the same."""
    box = _box(pattern)
    least = min(abs(box[2] - box[0]), abs(box[3] - box[1]))
    if not 0 < least < _LEAST:
        return
    factor = 100.0
    while least * factor < _LEAST:
        factor *= 10
    a, b, c, d, e, f = _matrix(pattern)
    pattern.BBox = Array([value * factor for value in box])
    pattern.XStep = float(pattern.XStep) * factor
    pattern.YStep = float(pattern.YStep) * factor
    pattern.Matrix = Array([a / factor, b / factor, c / factor, d / factor, e, f])
    pattern.write(b"%d 0 0 %d 0 0 cm\n" % (factor, factor) + pattern.read_bytes())


def _only(stream: Any, operator: bytes, matrix: Matrix) -> tuple[str, Matrix] | None:
    """The name that the one `operator` of a stream has, and the matrix there; None if it paints anything else."""
    found: list[str] = []
    for operands, sign in statements(stream.read_bytes()):
        if sign == b"cm" and not found:
            a, b, c, d, e, f = (float(value) for value in operands.split())
            matrix = concatenated((a, b, c, d, e, f), matrix)
        elif sign == operator:
            found.append(name(operands.strip()))
        elif sign not in _SETTING_COLOUR:
            return None
    return (found[0], matrix) if len(found) == 1 else None


def _within(reached: Box, box: Box, matrix: Matrix) -> bool:
    """Whether a box goes through a matrix without turning, and `reached` lies within it."""
    a, b, c, d, _, _ = matrix
    if (a or d) and (b or c):
        return False
    left, bottom, right, top = transformed(box, matrix)
    return (
        left - _NEAR <= reached[0]
        and bottom - _NEAR <= reached[1]
        and reached[2] <= right + _NEAR
        and reached[3] <= top + _NEAR
    )


def _box(stream: Any) -> Box:
    left, bottom, right, top = (float(value) for value in stream.BBox)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _matrix(stream: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in stream.get("/Matrix", IDENTITY))
    return a, b, c, d, e, f
