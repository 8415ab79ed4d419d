"""What an imposition comes to: sheets, their sides, the pages on them, and where they are cut and folded.

Origin of coordinates: the lower left corner of the sheet, as the side is seen by who looks at it; y up, in pt. The
back is what is seen when the sheet has been turned as `Imposition.turn` says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..units import Length, Size

Turn = Literal["turn", "tumble", "none"]


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on a side of a sheet: left, bottom, right, top."""

    left: Length
    bottom: Length
    right: Length
    top: Length

    @property
    def width(self) -> Length:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> Length:
        """From bottom to top."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Placement:
    """A page on a side of a sheet.

    `trim` is where it is cut. `seen` is what may be seen of its drawing: the trim and its bleed, less what a neighbour or the
    spine takes. What is drawn is moved within both by `shift` (creep) and drawn larger or smaller by `scale`, about the middle of the trim.
    """

    page: int | None
    """From 1; None is a blank page, which has its place all the same."""
    trim: Area
    seen: Area
    angle: Literal[0, 90, 180, 270] = 0
    """How far the page is turned on the sheet, counter-clockwise in degrees: 180 is head down."""
    shift: tuple[Length, Length] = (Length(0), Length(0))
    scale: tuple[float, float] = (1.0, 1.0)
    """Across and up the sheet."""
    part: Area | None = None
    """Of a page larger than the sheet (a tile), what is shown of it: from the lower left corner of the page's trim. It fills `seen`."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that the machine works on: a cut through the sheet, a fold, a perforation."""

    kind: Literal["cut", "fold"]
    upright: bool
    """Whether it runs up the sheet, at an x; else across, at a y."""
    at: Length
    start: Length
    end: Length


@dataclass(frozen=True, slots=True)
class Side:
    """What lies on one side of a sheet."""

    placements: tuple[Placement, ...]
    lines: tuple[Line, ...] = ()
    label: str = ""
    """Names the side in its slug: `sheet 3 front, signature 2`. Empty: the drawing numbers it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper. `back` is None where nothing is printed on it."""

    front: Side
    back: Side | None
    signature: int | None = None
    """The number of its signature from 1, for the collation mark on the spine."""


@dataclass(frozen=True, slots=True)
class Imposition:
    """All sheets of a job."""

    scheme: str
    size: Size
    """Of the sheet of paper."""
    pages: int
    """Of the book, without blanks that were added."""
    blanks: tuple[int, ...]
    """The numbers of the pages, in the order of reading from 1, that are blank because they were added."""
    turn: Turn
    """How the sheet is turned to its back: `turn`, about its upright axis (right becomes left); `tumble`, head over foot."""
    sheets: tuple[Sheet, ...]
