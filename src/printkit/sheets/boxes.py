"""The TrimBox and BleedBox of a side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ..imposition import Imposition
from ..pdf.painted import Rectangle
from ..units import Length
from .placing import rectangle

_CREEP: Final = Length.mm(6).pt
"""The most that creep moves a trim from sheet to sheet; what lies farther in is another edge."""


def boxes_of(imposition: Imposition, *, back: bool) -> tuple[Rectangle, Rectangle]:
    """The TrimBox and BleedBox of all fronts, or of all backs, of a job.

    The TrimBox is what all pages together are trimmed to, the same on every sheet; where creep moves an edge from sheet
    to sheet it is the innermost place, so that what lies in the box is a printed page on every sheet. The BleedBox is
    all that is drawn. Marks stand outside of both.
    """
    sides = [sheet.back if back else sheet.front for sheet in imposition.sheets]
    placed = [side.placements for side in sides if side is not None and side.placements]
    if not placed:
        paper = (0.0, 0.0, imposition.size.width.pt, imposition.size.height.pt)
        return paper, paper
    each = [_around(rectangle(placement.trim) for placement in placements) for placements in placed]
    seen = _around(rectangle(placement.seen) for placements in placed for placement in placements)
    outermost = _around(each)
    trim = (
        max(box[0] for box in each if box[0] - outermost[0] < _CREEP),
        max(box[1] for box in each if box[1] - outermost[1] < _CREEP),
        min(box[2] for box in each if outermost[2] - box[2] < _CREEP),
        min(box[3] for box in each if outermost[3] - box[3] < _CREEP),
    )
    return trim, _around([outermost, seen])


def _around(boxes: Iterable[Rectangle]) -> Rectangle:
    left, bottom, right, top = zip(*boxes, strict=True)
    return (min(left), min(bottom), max(right), max(top))
