"""What a finished PDF says of itself: `read_facts` → `FileFacts`. Nothing but the file is asked."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from ..pdf import PageReader, Rectangle, open_pdf, page_boxes
from ..preflight.facts import DocumentFacts
from ..preflight.structure.intent import intents
from ..preflight.structure.parts import claim
from ..units import Length, Size

PROCESS: Final = ("Cyan", "Magenta", "Yellow", "Black")
_NO_INKS: Final = ("All", "None")
"""Names that stand for every ink, or none (ISO 32000-2, 8.6.6.4): registration marks."""

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


def in_order(inks: Iterable[str]) -> tuple[str, ...]:
    """Inks without repeats: process inks as they are printed, then spots by name."""
    found = set(inks).difference(_NO_INKS)
    return (*(ink for ink in PROCESS if ink in found), *sorted(found.difference(PROCESS)))


def _condition(document: DocumentFacts) -> str:
    return next((str(intent.get("/OutputConditionIdentifier", "")) for intent in intents(document)), "")


def _touch(box: Rectangle, area: Rectangle) -> bool:
    """Whether they have more than an edge in common."""
    return box[0] < area[2] and area[0] < box[2] and box[1] < area[3] and area[1] < box[3]


def _size(box: Rectangle) -> Size:
    return Size(Length(box[2] - box[0]), Length(box[3] - box[1]))


def _around(trim: Rectangle, bleed: Rectangle) -> Length:
    least = min(trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3])
    return Length(max(0.0, least))
