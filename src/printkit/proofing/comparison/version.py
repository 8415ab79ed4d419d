"""One of the two files, read for a comparison: its pages as sizes, texts, colours, painted things and a small picture."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import pikepdf

from ...pdf import Boxes, PageReader, Paint, Painted, page_boxes
from ...pdf.geometry import through
from ...pdf.painted import Rectangle
from ...preflight import Box
from ...preflight.facts import DocumentFacts
from ...preflight.finding import POINT
from ..forms import Source, data_of, reading, upright
from .raster import Raster
from .wording import Token, tokens_of

GRID: Final = (32, 24)
"""Rows and columns of the small picture."""
_KEPT: Final = 50_000
"""Painted things of a version that are kept between the two times that its pages are asked for; others are read again."""
_LARGEST_PICTURE: Final = 64 << 20
"""Bytes of a picture, packed, that are looked at to know it again."""


@dataclass
class Page:
    """A page of one version. Lengths in mm, from the top left of the trimmed page as a reader sees it."""

    number: int
    """From 1."""
    boxes: Boxes
    items: tuple[Painted, ...]
    unread: str
    """Why it was not read to its end; empty where it was."""

    @cached_property
    def trim(self) -> Rectangle:
        """The trim in pt of the page's user space: what is seen where there is no TrimBox."""
        return self.boxes.trim or self.boxes.crop

    @cached_property
    def size(self) -> tuple[float, float]:
        """Width and height of the trim."""
        width, height, _ = upright(self.trim, self.boxes.rotate, self.boxes.user_unit)
        return width * POINT, height * POINT

    def place(self, box: Rectangle) -> Box:
        """A box of user space on the trimmed page."""
        _, height, matrix = upright(self.trim, self.boxes.rotate, self.boxes.user_unit)
        x0, y0, x1, y1 = through(matrix, box)
        return Box(x0 * POINT, (height - y1) * POINT, (x1 - x0) * POINT, (y1 - y0) * POINT)

    @cached_property
    def corner(self) -> tuple[float, float]:
        """Where what is seen of the page begins."""
        seen = self.place(self.boxes.crop)
        return seen.x, seen.y

    @cached_property
    def bleed(self) -> Box:
        """What is compared: the bleed as far as it can be seen, else the trim."""
        bleed = self.boxes.bleed or self.trim
        crop = self.boxes.crop
        return self.place(
            (max(bleed[0], crop[0]), max(bleed[1], crop[1]), min(bleed[2], crop[2]), min(bleed[3], crop[3]))
        )

    @cached_property
    def tokens(self) -> list[Token]:
        """What it says inside the bleed."""
        return tokens_of(self.inside)

    @cached_property
    def inside(self) -> tuple[Painted, ...]:
        """What can be seen and reaches into the bleed: marks and slug are no part of a version."""
        bleed = self.boxes.bleed or self.trim
        return tuple(item for item in self.items if item.visible and _meet(item.box, bleed))

    @cached_property
    def colours(self) -> frozenset[str]:
        """The colours of text, lines and areas, as the file has them."""
        return frozenset(
            colour
            for item in self.inside
            if item.kind in ("text", "path")
            for paint in (item.fill, item.stroke)
            if paint is not None and (colour := named(paint))
        )


class Reading:
    """One version, open: its pages, and its pixels."""

    def __init__(self, pdf: pikepdf.Pdf, raster: Raster, data: bytes | Path) -> None:
        self.pdf = pdf
        self.raster = raster
        self.name = data.name if isinstance(data, Path) else ""
        self._digests: dict[tuple[int, int], str] = {}
        self._kept: dict[int, Page] = {}
        self._room = _KEPT
        self.rewind()

    def rewind(self) -> None:
        """Read the pages from the first on again: a reader counts what it has read of a file, and gives up some time."""
        self._reader = PageReader(self.pdf)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.pdf.pages)

    def page(self, number: int) -> Page:
        """Page `number`, from 1."""
        if number in self._kept:
            return self._kept[number]
        read = self._reader.read(number - 1)
        stopped = read.stopped.message if read.stopped else ""
        page = Page(number, page_boxes(self.pdf.pages[number - 1].obj), read.items, stopped)
        if len(read.items) <= self._room:
            self._room -= len(read.items)
            self._kept[number] = page
        return page

    def small(self, page: Page) -> npt.NDArray[np.float32]:
        """The trimmed page as a few grey pixels, 0 to 1, whatever its size."""
        rows, columns = GRID
        width, height = page.size
        if not (width > 0 and height > 0):
            return np.ones(GRID, np.float32)
        dpi = min(4 * columns / width, 4 * rows / height) * 25.4
        drawn = self.raster.piece(page.number, page.corner, dpi, 0, 0, 4 * columns, 4 * rows)
        if drawn is None:
            return np.ones(GRID, np.float32)
        grey = drawn[:, :, :3].mean(axis=2).reshape(rows, 4, columns, 4).mean(axis=(1, 3))
        return np.asarray(grey / 255, np.float32)

    def digest(self, item: Painted) -> str:
        """What a picture is known by: a digest of its bytes, or its size where it has no object of its own."""
        image = item.image
        if image is None:
            return ""
        size = f"{image.width}x{image.height}"
        if image.object == (0, 0):
            return size
        if image.object not in self._digests:
            self._digests[image.object] = self._read(image.object) or size
        return self._digests[image.object]

    def _read(self, key: tuple[int, int]) -> str:
        try:
            raw = self.pdf.get_object(key).get_raw_stream_buffer()
        except (pikepdf.PdfError, AttributeError, TypeError, ValueError):
            return ""
        return hashlib.sha256(memoryview(raw)[:_LARGEST_PICTURE]).hexdigest()

    def facts(self) -> tuple[tuple[str, str], ...]:
        """What the file says of itself that a print shop goes by."""
        document = DocumentFacts(self.pdf)
        found = {
            "title": document.info.get("Title", ""),
            "standard": next((value for name, value in document.xmp.items() if name.endswith("}GTS_PDFXVersion")), ""),
            "output condition": self._condition(),
        }
        return tuple((what, value) for what, value in found.items() if value)

    def _condition(self) -> str:
        try:
            intents = self.pdf.Root.get("/OutputIntents")
            return str(intents[0].get("/OutputConditionIdentifier", "")) if intents is not None else ""
        except (pikepdf.PdfError, AttributeError, IndexError, TypeError, ValueError):
            return ""


@contextmanager
def opened(source: Source) -> Iterator[Reading]:
    """A file, open to be compared. Raises `PrintkitError` as `open_pdf` does."""
    data = data_of(source)
    with reading(data) as pdf, Raster(data) as raster:
        yield Reading(pdf, raster, data)


def named(paint: Paint) -> str:
    """A colour in words: `C0 M95 Y90 K5`, `PANTONE 871 C 100%`, `#0c2238`, `gray 40%`."""
    if paint.pattern or not paint.components:
        return ""
    alpha = f" at {paint.alpha:.0%}" if paint.alpha < 1 else ""
    if paint.family == "DeviceCMYK" and len(paint.components) == 4:
        return " ".join(f"{ink}{_percent(value)}" for ink, value in zip("CMYK", paint.components, strict=True)) + alpha
    if paint.family in ("DeviceRGB", "CalRGB") and len(paint.components) == 3:
        return "#" + "".join(f"{round(min(max(value, 0), 1) * 255):02x}" for value in paint.components) + alpha
    if paint.family in ("DeviceGray", "CalGray"):
        return f"gray {_percent(paint.components[0])}%{alpha}"
    if paint.family in ("Separation", "DeviceN") and paint.inks:
        return " + ".join(f"{ink} {_percent(value)}%" for ink, value in paint.inks.items()) + alpha
    return f"{paint.family} {' '.join(f'{value:.4g}' for value in paint.components)}{alpha}"


def _percent(value: float) -> str:
    return f"{round(value * 100, 1):g}"


def _meet(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
