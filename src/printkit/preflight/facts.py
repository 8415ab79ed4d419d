"""What the rules look at: `PageFacts`, one page as it is painted, and `DocumentFacts`, the file around the pages.

Lengths are in pt of the page's user space, y up, as PDF has them, until `PageFacts.place` turns them into mm on the
trimmed page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pikepdf

from ..diagnostics import Severity
from ..pdf.painted import Painted, Rectangle
from ..pdf.spaces import PROCESS
from .census import Census, census
from .finding import POINT, Box, Finding
from .finishing import plates_of_finishing

if TYPE_CHECKING:
    from ..separations import Plates
    from .picture import Pictures, Pixels

_LARGEST_XMP: Final = 2_000_000
"""Bytes. Photographs with their history reach some 100,000."""

A4: Final[Rectangle] = (0.0, 0.0, 595.276, 841.89)


@dataclass
class DocumentFacts:
    """The file, and what was gathered from its pages."""

    pdf: pikepdf.Pdf
    name: str = ""
    """The name of the file; empty where only its bytes are known."""
    source: bytes | Path = field(default=b"", repr=False)
    """The file as it was given."""
    pages: int = 0
    unread: dict[int, str] = field(default_factory=dict)
    """Pages (from 1) that could not be interpreted, and why."""
    inks: dict[str, tuple[int, Box | None]] = field(default_factory=dict)
    """Inks by name, process inks too, with the first visible place of each: page from 1, box."""
    fonts: dict[str, int] = field(default_factory=dict)
    """PostScript names of the fonts that set text, without the subset's prefix, with the first page."""
    trims: list[Rectangle] = field(default_factory=list)
    """The TrimBox of each page."""

    @cached_property
    def root(self) -> Any:
        """The catalog."""
        return self.pdf.Root

    @cached_property
    def census(self) -> Census:
        """Which dictionaries the pages need, and of what kind."""
        return census(self.pdf)

    @cached_property
    def finishing(self) -> frozenset[str]:
        """Spot inks that are no ink: see `finishing`."""
        named = {str(space[1])[1:] for _, space in self.census.spots} | set(self.inks)
        return plates_of_finishing(self.pdf, named.difference(PROCESS, ("All", "None")))

    @cached_property
    def info(self) -> dict[str, str]:
        """The Info dictionary, its names without the slash."""
        found = self.pdf.trailer.get("/Info")
        if not isinstance(found, pikepdf.Dictionary):
            return {}
        return {name[1:]: _text(value) for name, value in found.items()}

    @cached_property
    def xmp(self) -> dict[str, str]:
        """The XMP metadata: `{namespace}name` → value. Empty where there is none, or none that can be read."""
        stream = self.root.get("/Metadata")
        if not isinstance(stream, pikepdf.Stream):
            return {}
        try:
            if len(stream.get_raw_stream_buffer()) > _LARGEST_XMP:
                return {}
            # Not as a context: that would write the metadata anew.
            metadata = self.pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False)
            return {str(name): _plain(value) for name, value in metadata.items()}
        except Exception:
            return {}

    @cached_property
    def data(self) -> bytes:
        """The file as it lies on the disk."""
        return self.source if isinstance(self.source, bytes) else self.source.read_bytes()

    def gather(self, page: PageFacts) -> None:
        """Take from a page what rules of the whole file ask for."""
        self.trims.append(page.trim)
        for item in page.painted:
            if item.font is not None:
                self.fonts.setdefault(item.font.name, page.number)
            if item.visible:
                for paint in (item.fill, item.stroke):
                    for ink in (paint.inks or {}) if paint is not None else {}:
                        if ink not in self.inks:
                            self.inks[ink] = (page.number, page.place(item.box))

    def page(self, number: int) -> PageFacts:
        """Page `number`, from 1, with nothing on it read yet."""
        return PageFacts(number, self.pdf.pages[number - 1], self)

    @property
    def version(self) -> str:
        """`1.6`: the higher one of the header's and the catalog's."""
        stated = str(self.root.get("/Version", "")).lstrip("/")
        return max(self.pdf.pdf_version, stated)


@dataclass
class PageFacts:
    """A page as it is painted. `painted` holds everything, hidden things too; `visible` what can be seen."""

    number: int
    """From 1."""
    page: pikepdf.Page
    document: DocumentFacts
    painted: tuple[Painted, ...] = ()
    _plates: Callable[[], Plates | None] | None = None
    _pictures: Pictures | None = None

    @cached_property
    def visible(self) -> tuple[Painted, ...]:
        """What can be seen, in the order of painting."""
        return tuple(item for item in self.painted if item.visible)

    @cached_property
    def media(self) -> Rectangle:
        """MediaBox; A4 where it is missing or broken."""
        return self._box("/MediaBox") or A4

    @cached_property
    def crop(self) -> Rectangle:
        """CropBox, or MediaBox (ISO 32000-1, 14.11.2)."""
        return self._box("/CropBox") or self.media

    @cached_property
    def trim(self) -> Rectangle:
        """TrimBox, or ArtBox, or CropBox."""
        return self._box("/TrimBox") or self._box("/ArtBox") or self.crop

    @cached_property
    def bleed(self) -> Rectangle:
        """BleedBox; where there is none, the trim: nothing tells that more was meant."""
        return self._box("/BleedBox") or self.trim

    @cached_property
    def rotate(self) -> int:
        """0, 90, 180 or 270: how far the page is turned clockwise to be read."""
        value = self._inherited("/Rotate")
        try:
            return int(value) % 360 // 90 * 90
        except (TypeError, ValueError, ArithmeticError):
            return 0

    @cached_property
    def user_unit(self) -> float:
        """How many pt one unit of user space is."""
        try:
            return float(self.page.obj.get("/UserUnit", 1)) or 1.0
        except (TypeError, ValueError, ArithmeticError):
            return 1.0

    @cached_property
    def resources(self) -> Any:
        """The page's resources, inherited ones too; empty where there are none."""
        found = self._inherited("/Resources")
        return found if isinstance(found, pikepdf.Dictionary) else pikepdf.Dictionary()

    def pixels(self, box: Rectangle, dpi: float) -> Pixels | None:
        """A part of the page (user space) as pixels, not turned; none where it cannot be drawn. See `Pictures`."""
        return self._pictures.pixels(self.number, box, dpi) if self._pictures else None

    @cached_property
    def plates(self) -> Plates | None:
        """The separations of the page; none where it could not be separated. Made once, at the first wish."""
        return self._plates() if self._plates else None

    @cached_property
    def wet(self) -> Plates | None:
        """The plates that print ink, and none of those for finishing."""
        plates, dry = self.plates, self.document.finishing
        if plates is None or not dry.intersection(plates.inks):
            return plates
        kept = [index for index, ink in enumerate(plates.inks) if ink not in dry]
        return replace(plates, inks=tuple(plates.inks[index] for index in kept), values=plates.values[kept])

    def with_pixels(self, plates: Callable[[], Plates | None], pictures: Pictures) -> None:
        """Give the page its plates and its picture, which are made when a rule asks for them."""
        self._plates, self._pictures = plates, pictures

    def has(self, name: str) -> bool:
        """Whether the page itself has a box of that name (`/TrimBox`), or inherits it."""
        return self._box(name) is not None

    def place(self, box: Rectangle) -> Box:
        """A rectangle of user space as mm on the trimmed page, turned as it is read."""
        x0, y0, x1, y1 = self.trim
        left, down, right, up = box
        if self.rotate == 90:
            x, y, width, height = down - y0, left - x0, up - down, right - left
        elif self.rotate == 180:
            x, y, width, height = x1 - right, down - y0, right - left, up - down
        elif self.rotate == 270:
            x, y, width, height = y1 - up, x1 - right, up - down, right - left
        else:
            x, y, width, height = left - x0, y1 - up, right - left, up - down
        scale = POINT * self.user_unit
        return Box(x * scale, y * scale, width * scale, height * scale)

    def finding(
        self, rule: str, severity: Severity, message: str, at: Painted | Rectangle | None = None, **what: Any
    ) -> Finding:
        """A finding on this page. `at`: a painted object, which is also named, or a rectangle of user space.

        `what`: `value`, `limit`, `hint`, `object`.
        """
        if at is None:
            return Finding(rule, severity, message, self.number, **what)
        if isinstance(at, tuple):
            return Finding(rule, severity, message, self.number, self.place(at), **what)
        what.setdefault("object", name_of(at))
        return Finding(rule, severity, message, self.number, self.place(at.box), **what)

    def _inherited(self, name: str) -> Any:
        node: Any = self.page.obj
        steps = 0
        while node is not None and steps < 64:
            if name in node:
                return node[name]
            node, steps = node.get("/Parent"), steps + 1
        return None

    def _box(self, name: str) -> Rectangle | None:
        found = self._inherited(name) if name in ("/MediaBox", "/CropBox") else self.page.obj.get(name)
        return rectangle(found)


def rectangle(value: Any) -> Rectangle | None:
    """A PDF rectangle with its corners in order; none where it is none, or has no area."""
    try:
        a, b, c, d = (float(part) for part in value)
    except (TypeError, ValueError, ArithmeticError):
        return None
    x0, x1, y0, y1 = min(a, c), max(a, c), min(b, d), max(b, d)
    return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None


def name_of(item: Painted) -> str:
    """A painted object in a few words: `text “目录”`, `image 1240 × 877`, `line`."""
    match item.kind:
        case "text":
            words = (item.text or "").strip()
            return f"text “{words[:24]}{'…' if len(words) > 24 else ''}”" if words else "text"
        case "image":
            return f"image {item.image.width} × {item.image.height}" if item.image else "image"
        case "path":
            return "line" if item.fill is None or item.thickness is not None else "shape"
        case _:
            return "gradient"


def _text(value: Any) -> str:
    return str(value).lstrip("/") if isinstance(value, (pikepdf.Name, pikepdf.String, str)) else str(value)


def _plain(value: Any) -> str:
    """An XMP value as text: of a list the first entry."""
    return str(next(iter(value), "")) if isinstance(value, (list, set, tuple)) else str(value)
