"""What the finished files say of themselves: `FileFacts`, read back from each PDF, and `PackageFacts`, all of them.

Ticket, spec sheet and summary state nothing about a file but what stands here, so no number comes from two sources.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from ..binding import PanelName
from ..pdf import PageReader, Rectangle, open_pdf, page_boxes
from ..preflight.facts import DocumentFacts
from ..preflight.structure.parts import claim
from ..stocks import Stock, block_thickness, weight_of_copy
from ..units import Length, Size
from .job import Binding, Finish, HandoffJob

if TYPE_CHECKING:
    from ..preflight import Preflight

PROCESS: Final = ("Cyan", "Magenta", "Yellow", "Black")
_NO_INKS: Final = ("All", "None")
"""Names that stand for every ink, or none (ISO 32000-2, 8.6.6.4): registration marks."""

Role = Literal["body", "cover", "jacket"]
Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class FileFacts:
    """One PDF for the press, as it was read back. Sizes are those of its first page."""

    pages: int
    trim: Size
    bleed: Length
    """What all four sides have at least, between TrimBox and BleedBox."""
    media: Size
    standard: str
    """The part of PDF/X that it claims."""
    condition: str
    """OutputConditionIdentifier of its output intent."""
    front: tuple[str, ...]
    """Inks inside the bleed on odd pages: process inks in the order of printing, then spots by name."""
    back: tuple[str, ...]
    """Inks inside the bleed on even pages."""
    fonts: tuple[str, ...]
    """PostScript names of the fonts that set text."""
    bytes: int
    sha256: str
    md5: str
    """Because XJDF has no other checksum for a file (FileSpec/@CheckSum)."""

    @property
    def inks(self) -> tuple[str, ...]:
        """All inks of the file."""
        return in_order({*self.front, *self.back})

    @property
    def spots(self) -> tuple[str, ...]:
        """Inks that are none of the four process inks: finishing that is laid down like an ink is among them."""
        return tuple(ink for ink in self.inks if ink not in PROCESS)


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
        return tuple(each.ink for each in self.finishing if each.ink and each.finish.kind not in ("foil", "cold-foil"))

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


def read_facts(pdf: bytes, progress: Progress | None = None) -> FileFacts:
    """Read a PDF back. Raises `PrintkitError` for what is no PDF."""
    with open_pdf(pdf) as opened:
        document = DocumentFacts(opened, source=pdf, pages=len(opened.pages))
        reader = PageReader(opened)
        inks: tuple[set[str], set[str]] = (set(), set())
        fonts: set[str] = set()
        for number in range(document.pages):
            if progress:
                progress("facts", number + 1)
            page = document.page(number + 1)
            for item in reader.read(number).items:
                if not item.visible or not _touch(item.box, page.bleed):
                    continue
                if item.font is not None:
                    fonts.add(item.font.name)
                for paint in (item.fill, item.stroke):
                    laid = (paint.inks or {}) if paint is not None else {}
                    inks[number % 2].update(ink for ink, amount in laid.items() if amount > 0)
        boxes = page_boxes(opened.pages[0].obj)
        trim = boxes.trim or boxes.crop
        return FileFacts(
            pages=document.pages,
            trim=_size(trim),
            bleed=_around(trim, boxes.bleed or trim),
            media=_size(boxes.media),
            standard=claim(document),
            condition=_condition(document),
            front=in_order(inks[0]),
            back=in_order(inks[1]),
            fonts=tuple(sorted(fonts)),
            bytes=len(pdf),
            sha256=hashlib.sha256(pdf).hexdigest(),
            md5=hashlib.md5(pdf, usedforsecurity=False).hexdigest(),
        )


def without_finishing(part: Part, inks: Iterable[str]) -> tuple[str, ...]:
    """The colours among the inks of a part."""
    laid = {finished.ink for finished in part.finishing}
    return tuple(ink for ink in inks if ink not in laid)


def in_order(inks: Iterable[str]) -> tuple[str, ...]:
    """Inks without repeats: process inks as they are printed, then spots by name."""
    found = set(inks).difference(_NO_INKS)
    return (*(ink for ink in PROCESS if ink in found), *sorted(found.difference(PROCESS)))


def _condition(document: DocumentFacts) -> str:
    from ..preflight.structure.intent import intents

    return next((str(intent.get("/OutputConditionIdentifier", "")) for intent in intents(document)), "")


def _touch(box: Rectangle, area: Rectangle) -> bool:
    """Whether they have more than an edge in common."""
    return box[0] < area[2] and area[0] < box[2] and box[1] < area[3] and area[1] < box[3]


def _size(box: Rectangle) -> Size:
    return Size(Length(box[2] - box[0]), Length(box[3] - box[1]))


def _around(trim: Rectangle, bleed: Rectangle) -> Length:
    least = min(trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3])
    return Length(max(0.0, least))
