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
    spine takes. What is drawn is moved within both by `shift` (creep) and drawn larger or smaller by `scale`, about the middle of the trim:
    the middle of the page's own trim comes to the middle of this one, which may be narrower (a panel that folds in).
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
    """Of a page larger than the sheet (a tile), what is shown of it, in the page's own measure: from the lower left corner of the
    page's trim, y up; below 0 and past the trim is its bleed. It fills `seen` exactly, so `seen.width` is `part.width × scale[0]`
    and the point (x, y) of the page lies at `seen.left + (x - part.left) × scale[0]`, `seen.bottom + (y - part.bottom) × scale[1]`.
    A tile has no `angle` and no `shift`. Its `trim` is where it is cut, at a glue lap the end of the lap, which need not be cut."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that the machine works on: a cut through the sheet, a fold, a perforation."""

    kind: Literal["cut", "fold", "lap"]
    """`lap` is no work of a machine: the edge of the next tile is laid along it, over the glue."""
    upright: bool
    """Whether it runs up the sheet, at an x; else across, at a y."""
    at: Length
    start: Length
    end: Length
    step: int = 0
    """The order of the work, from 1: all creases of one step are made by one fold. Sheets are cut before they are folded. 0: untold."""
    crease: Literal["", "mountain", "valley"] = ""
    """Of a fold, as this side is looked at: at a mountain the paper falls away to both sides, at a valley it rises."""


@dataclass(frozen=True, slots=True)
class Note:
    """Words in the slug, such as the name of the tile that is glued on here. Drawn upright in one line."""

    text: str
    x: Length
    """Of the middle of the line."""
    y: Length
    """Of the line on which the letters stand."""
    size: Length
    """Of the letters."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A small drawing of how the tiles lie beside each other: `columns` × `rows` boxes alike, this one filled. Rows count from the top."""

    area: Area
    columns: int
    rows: int
    column: int
    """From 0, as `row`."""
    row: int


@dataclass(frozen=True, slots=True)
class Side:
    """What lies on one side of a sheet."""

    placements: tuple[Placement, ...]
    lines: tuple[Line, ...] = ()
    label: str = ""
    """Names the side in its slug: `sheet 3 front, signature 2`. Empty: the drawing numbers it."""
    notes: tuple[Note, ...] = ()
    plan: Plan | None = None
    collation: tuple[Area, ...] = ()
    """Solid bars on the folds that come to the spine, a step lower from signature to signature: gathered, they make a stair."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper. `back` is None where nothing is printed on it."""

    front: Side
    back: Side | None
    signature: int | None = None
    """The number of its signature from 1, for the collation mark on the spine."""
    copies: int = 1
    """How many copies of what it holds one sheet gives: 2 with work-and-turn."""


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
