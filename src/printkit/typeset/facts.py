"""What the finished pages tell: where each part of the report stands, and what does not fit.

Coordinates: origin top left of the trimmed page, y down, as `Rect` has them. `survey` reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..units import Length, Rect, Size

if TYPE_CHECKING:
    from ..typography.faults import Kind


@dataclass(frozen=True, slots=True)
class PageFacts:
    """One page: its number (from 1), its side (`left`, `right`), its name in CSS, how full it is.

    `filled` is the depth of the lowest line of text or picture, as a share of the page's height.
    """

    number: int
    side: str
    name: str
    trim: Size
    filled: float


@dataclass(frozen=True, slots=True)
class Overflow:
    """Something that does not fit: `at` is its place in the report, `excess` how much is too long or wide.

    `direction`: `high`, `wide`; in vertical text also `lonely` (a column of one character), `parted` (a word that
    had to be) and `foreign` (what is no text).
    """

    page: int
    at: str
    box: str
    excess: Length
    direction: str


@dataclass(frozen=True, slots=True)
class Flaw:
    """A line that could not be set well, or the first of several.

    `at` is its place in the report, `language` that of its text (`zh`, `en`). `kind` and `amount` are those of
    `typography.faults.Fault`. `heading`: its lines are balanced, and break where the author says.
    """

    page: int
    at: str
    language: str
    kind: Kind
    amount: float
    text: str
    heading: bool


@dataclass(frozen=True, slots=True)
class Uncomposed:
    """Text that the engine's own line breaker has set, for a `reason` in its style; `text` is its first line."""

    page: int
    at: str
    language: str
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the finished pages tell."""

    pages: tuple[PageFacts, ...]
    places: Mapping[str, tuple[int, Rect]]
    """`at` of each part of the report → (first page, its rectangle there)."""
    overflows: tuple[Overflow, ...]
    spare: Mapping[str, Length]
    """Name of each `data-fit` box → the height that its content leaves free, negative where it is too long.

    Boxes named `group/part` share their height: what one leaves free another may take, so only their sum
    can be too long."""
    flaws: tuple[Flaw, ...] = ()
    """In the order of the pages."""
    uncomposed: tuple[Uncomposed, ...] = ()
