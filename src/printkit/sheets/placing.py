"""Where a page's form goes on a sheet: the matrix, and what is cut away around it."""

from __future__ import annotations

from typing import Final

from ..imposition import Area, Placement
from ..pdf.geometry import Matrix, times
from ..pdf.painted import Rectangle
from ..units import Size
from .source import Page

_QUARTERS: Final = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}
"""Cosine and sine, exactly."""


def drawn(placement: Placement, page: Page, name: str) -> str:
    """PDF operators that draw a page's form `name` where it is placed, cut at what may be seen of it."""
    matrix = times(page.upright, matrix_of(placement, page.size))
    numbers = " ".join(f"{value:.6f}" for value in matrix[:4]) + f" {matrix[4]:.4f} {matrix[5]:.4f}"
    left, bottom, right, top = rectangle(placement.seen)
    # Whole 1/10000 pt, and no 1 0 0 1 with a tail of noughts: 192 pages have 192 of these.
    moved = " ".join(_short(number) for number in numbers.split())
    box = " ".join(_short(f"{value:.4f}") for value in (left, bottom, right - left, top - bottom))
    return f"q\n{box} re W n\n{moved} cm\n{name} Do\nQ"


def matrix_of(placement: Placement, size: Size) -> Matrix:
    """From a page as it is read (the lower left corner of its trim the origin) to the sheet, in pt."""
    across, up = placement.scale
    if placement.part is not None:
        part, seen = placement.part, placement.seen
        return (
            across, 0.0, 0.0, up,
            seen.left.pt - part.left.pt * across, seen.bottom.pt - part.bottom.pt * up,
        )  # fmt: skip
    cosine, sine = _QUARTERS[placement.angle]
    trim, (right, upwards) = placement.trim, placement.shift
    middle: Matrix = (1.0, 0.0, 0.0, 1.0, -size.width.pt / 2, -size.height.pt / 2)
    turned: Matrix = (cosine, sine, -sine, cosine, 0.0, 0.0)
    there: Matrix = (
        across, 0.0, 0.0, up,
        (trim.left.pt + trim.right.pt) / 2 + right.pt, (trim.bottom.pt + trim.top.pt) / 2 + upwards.pt,
    )  # fmt: skip
    return times(times(middle, turned), there)


def rectangle(area: Area) -> Rectangle:
    """An area in pt."""
    return (area.left.pt, area.bottom.pt, area.right.pt, area.top.pt)


def _short(number: str) -> str:
    """A decimal without idle noughts."""
    short = number.rstrip("0").rstrip(".") if "." in number else number
    return "0" if short in ("-0", "") else short
