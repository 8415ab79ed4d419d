"""Everything that is stated of a package: `PackageFacts`, made of what each file says of itself (`readback`).

Ticket, spec sheet and manifest state nothing about a file but what stands here, so no number comes from two sources.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from ..binding import PanelName
from ..stocks import Stock, block_thickness, weight_of_copy
from ..units import Length, Size
from .job import Binding, Finish, HandoffJob
from .readback import PROCESS, FileFacts, in_order, read_facts

if TYPE_CHECKING:
    from ..preflight import Preflight

__all__ = [
    "PROCESS", "FileFacts", "Finished", "FoldLine", "Folded", "PackageFacts", "Part", "Role", "in_order", "read_facts",
    "without_finishing",
]  # fmt: skip

Role = Literal["body", "cover", "jacket"]

_FOILS: Final = ("foil", "cold-foil")


@dataclass(frozen=True, slots=True)
class FoldLine:
    """A fold of a leaflet, upright across its outside."""

    at: Length
    """From the left edge of the flat leaflet."""
    crease: Literal["mountain", "valley"]
    """As the outside is looked at: a valley closes over it."""
    step: int
    """The order of the folds, from 1."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A leaflet: how large it is when it lies flat, and where it is folded."""

    flat: Size
    lines: tuple[FoldLine, ...]

    @property
    def closed(self) -> Size:
        """The size of the folded leaflet: its widest panel."""
        edges = [0.0, *sorted(line.at.pt for line in self.lines), self.flat.width.pt]
        widest = max(right - left for left, right in pairwise(edges))
        return Size(Length(widest), self.flat.height)


@dataclass(frozen=True, slots=True)
class Finished:
    """A finishing of the job as it lies in a file."""

    finish: Finish
    ink: str = ""
    """The spot ink that it is laid down as; empty for a lamination, which needs no plate."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the piece that is printed by itself: the body, the cover, the jacket."""

    role: Role
    file: str
    """The name of its PDF in the package."""
    facts: FileFacts
    preflight: Preflight
    stock: Stock | None = None
    """The paper; None where the job names none."""
    finishing: tuple[Finished, ...] = ()
    panels: tuple[tuple[PanelName, Length], ...] = ()
    """Of a spread: its panels from left to right with their widths, which add up to the trim of the file."""
    folded: Folded | None = None
    """Of a leaflet: how it is folded."""
    sheets: str = ""
    """The name of its imposed sheets, if there are any."""
    sheet_facts: FileFacts | None = None
    """What those sheets say of themselves."""
    sheet_preflight: Preflight | None = None
    """What the preflight found on them."""

    @property
    def clear(self) -> tuple[str, ...]:
        """Inks of finishing that no eye takes for a colour: varnish, embossing, dies; all but foils."""
        return tuple(each.ink for each in self.finishing if each.ink and each.finish.kind not in _FOILS)

    @property
    def foils(self) -> tuple[str, ...]:
        """Inks of finishing that cover what is printed."""
        return tuple(each.ink for each in self.finishing if each.ink and each.finish.kind in _FOILS)

    @property
    def colours(self) -> tuple[str, ...]:
        """Its inks without those that stand for finishing."""
        return without_finishing(self, self.facts.inks)


@dataclass(frozen=True, slots=True)
class PackageFacts:
    """Everything that ticket and spec sheet state."""

    job: HandoffJob
    title: str
    """Of the report, in its leading language."""
    project: str
    """As it stands in the file names."""
    date: datetime.date | None
    """Of the report; nothing reads a clock."""
    kind: str
    """Of the layout: `booklet`, `poster`."""
    binding: Binding
    parts: tuple[Part, ...]
    """The body first."""
    blanks: tuple[int, ...] = ()
    """The numbers of the pages in the body's file that are blank because the binding asked for them."""
    spine: Length | None = None
    """Width of the spine: of the cover's file, what is left of its trim beside two pages and the flaps."""
    flaps: Length | None = None
    """Width of each flap of the cover or the jacket."""
    right_to_left: bool = False
    """Whether it is bound at its right."""
    forced: bool = False
    """Whether it was packed in spite of errors of the preflight."""

    @property
    def body(self) -> Part:
        """The pages."""
        return self.parts[0]

    @property
    def cover(self) -> Part | None:
        """The cover, if it is a part of its own."""
        return next((part for part in self.parts if part.role == "cover"), None)

    @property
    def jacket(self) -> Part | None:
        """The dust jacket, if there is one."""
        return next((part for part in self.parts if part.role == "jacket"), None)

    @property
    def thickness(self) -> Length | None:
        """Of the block of leaves, by their caliper; None where the paper is not known."""
        stock = self.body.stock
        return block_thickness(self.body.facts.pages, stock) if stock is not None else None

    @property
    def grams(self) -> float | None:
        """Of one copy, trimmed, without a jacket; None where a paper is not known."""
        stock, cover = self.body.stock, self.cover
        if stock is None or (cover is not None and cover.stock is None):
            return None
        around = (cover.facts.trim, cover.stock) if cover is not None and cover.stock is not None else None
        return weight_of_copy(self.body.facts.pages, self.body.facts.trim, stock, cover=around)

    @property
    def preflights(self) -> tuple[tuple[str, Preflight], ...]:
        """The preflight of each file, by its name: the parts, then the sheets."""
        sheets = ((part.sheets, part.sheet_preflight) for part in self.parts)
        return (
            *((part.file, part.preflight) for part in self.parts),
            *((name, result) for name, result in sheets if result is not None),
        )

    @property
    def errors(self) -> int:
        """How many errors the preflight found in all the files."""
        return sum(len(result.errors) for _, result in self.preflights)

    @property
    def warnings(self) -> int:
        """How many warnings."""
        return sum(len(result.warnings) for _, result in self.preflights)


def without_finishing(part: Part, inks: Iterable[str]) -> tuple[str, ...]:
    """The colours among the inks of a part."""
    laid = {finished.ink for finished in part.finishing}
    return tuple(ink for ink in inks if ink not in laid)
