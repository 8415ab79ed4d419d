"""Every picture of a PDF to the inks of its condition, in place.

Kinds, and what becomes of each:

- a picture in inks (DeviceCMYK, spot) keeps its numbers: they are its author's. A CMYK JPEG keeps its very bytes;
- colours go through the condition's profile, with its limit of ink, into DeviceCMYK;
- greys go into DeviceCMYK with black alone, by the same curve as flat greys. Not into DeviceGray: overprint modes and
  some workflows treat that space apart, and a picture beside a flat grey must match it;
- a drawing (at most 256 colours) is converted colour by colour as flat colours are, so its black lines are black
  alone and its ground matches the page's. Its pixels stay as they are, under a palette of inks;
- of one bit the same: line art keeps its 600 or 1200 ppi, also where it came as bytes of two colours; stencils
  (ImageMask) have no colour of their own.

Where a picture has over 1.25 times the wanted pixels at its largest placement, it is made smaller first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil
from typing import Final, Protocol

import numpy as np
import pikepdf
from pikepdf import Name
from PIL import Image

from ...diagnostics import Diagnostic, PrintkitError, error
from ..standards import Standard
from . import softness, writing
from .placing import ObjectId, Placement, placements
from .reading import PictureError, Source, examine, palette_picture

_SPARED: Final = 1.25
"""How many times too dense a picture must be: less would soften it and save nothing."""
_INKS: Final = frozenset({"DeviceCMYK", "Separation", "DeviceN"})
_DRAWING: Final = 256
"""Colours of a drawing, at most."""


class Inks(Protocol):
    """What is asked of a conversion (`conditions.Conversion`)."""

    def colour(self, rgb: tuple[int, int, int]) -> tuple[float, float, float, float]:
        """The inks of a flat colour, 0 to 1; `rgb` is sRGB, 0 to 255."""

    def picture(self, picture: Image.Image) -> Image.Image:
        """A picture in CMYK, capped."""


@dataclass(frozen=True, slots=True)
class PrintedPicture:
    """What became of a picture. `pages` count from 0; sizes are in pixels; `ppi` is the least, (0, 0) if unplaced."""

    pages: tuple[int, ...]
    before: tuple[int, int]
    after: tuple[int, int]
    ppi: tuple[float, float]
    space: str
    """The colour space that it came in."""
    converted: bool


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """All pictures of a file, in the order of its objects."""

    pictures: tuple[PrintedPicture, ...] = ()

    @property
    def converted(self) -> int:
        """How many came in other colours than inks."""
        return sum(picture.converted for picture in self.pictures)

    @property
    def reduced(self) -> int:
        """How many have fewer pixels now."""
        return sum(picture.before != picture.after for picture in self.pictures)


def convert_pictures(pdf: pikepdf.Pdf, conversion: Inks, standard: Standard, *, ppi: float = 300) -> PictureFacts:
    """Convert the pictures of an open PDF in place, each once, and make them smaller where they are too dense.

    `ppi` is the density wanted, in pixels per inch on the paper. Where the standard allows RGB, colours stay as they
    are and pictures are only made smaller. Raises `PrintkitError` with a `bad-picture-data` for every picture whose
    data cannot be read.
    """
    streams = list(_pictures(pdf))
    if not streams:
        return PictureFacts()
    placed: dict[ObjectId, list[Placement]] = {}
    for placement in placements(pdf):
        placed.setdefault(placement.picture, []).append(placement)
    helpers = _helpers(streams)
    facts, faults = [], []
    for stream in streams:
        if stream.objgen in helpers or stream.get(Name.ImageMask, False):
            continue
        where = placed.get(stream.objgen, [])
        try:
            source = examine(stream)
            size = _wanted(source, where, ppi)
            facts.append(_convert(pdf, source, conversion, size, keeps_colour=standard.allows_rgb, where=where))
        except PictureError as fault:
            faults.append(_told(stream, where, str(fault)))
    if faults:
        raise PrintkitError(faults)
    return PictureFacts(tuple(facts))


def _convert(
    pdf: pikepdf.Pdf,
    source: Source,
    inks: Inks,
    size: tuple[int, int],
    *,
    keeps_colour: bool,
    where: list[Placement],
) -> PrintedPicture:
    before = source.width, source.height
    for stream in (source.stream, source.stream.get(Name.SMask)):
        if isinstance(stream, pikepdf.Stream) and Name.Interpolate in stream:
            del stream[Name.Interpolate]  # each RIP does it in its own way
    family, smaller = source.space.root.family, size != before
    in_inks = family in _INKS or (family == "ICCBased" and source.space.root.count == 4)
    softness.key_to_stencil(pdf, source)
    if in_inks or keeps_colour:
        _keep(source, size, relabel=in_inks)
    elif source.indexed and not smaller:
        writing.recolour_palette(source, _flat(palette_picture(source), inks))
    else:
        _through(source, inks, size)
    after = int(source.stream.Width), int(source.stream.Height)
    softness.reduce_mask(pdf, source.stream, before, after)
    return PrintedPicture(
        tuple(sorted({one.page for one in where})),
        before,
        after,
        _least(after, where),
        family,
        not (in_inks or keeps_colour),
    )


def _through(source: Source, inks: Inks, size: tuple[int, int]) -> None:
    """Read, make smaller, convert and write: the way of all pictures whose data cannot stay."""
    if not source.coded and (art := _line_art(source, inks, size)) is not None:
        writing.write_bits(source, *art)
        return
    picture = softness.read(source, size)
    if picture.mode == "L" or _is_grey(picture):
        numbers, greys = picture.convert("L"), Image.frombytes("L", (256, 1), bytes(range(256)))
        blacks = _flat(greys, inks)
        if source.coded:
            empty = Image.new("L", picture.size)
            black = numbers.point(blacks.getchannel("K").tobytes())
            writing.write(source, Image.merge("CMYK", (empty, empty, empty, black)))
        else:
            writing.write_palette(source, numbers, blacks)
        return
    drawn = None if source.coded else _drawing(picture)
    if drawn is not None:
        numbers, colours = drawn
        writing.write_palette(source, numbers, _flat(colours, inks))
        return
    writing.write(source, inks.picture(picture))


def _line_art(source: Source, inks: Inks, size: tuple[int, int]) -> tuple[Image.Image, Image.Image] | None:
    """A picture of two colours that would be made smaller: as bits, whole, since greys would soften its lines."""
    if size == (source.width, source.height):
        return None
    drawn = _drawing(softness.read(source, (source.width, source.height)).convert("RGB"), 2)
    return None if drawn is None else (drawn[0], _flat(drawn[1], inks))


def _flat(row: Image.Image, inks: Inks) -> Image.Image:
    """A row of colours as inks, each as a flat colour would be."""
    if row.mode == "CMYK":
        return row
    data = row.convert("RGB").tobytes()
    converted = [inks.colour((data[at], data[at + 1], data[at + 2])) for at in range(0, len(data), 3)]
    return Image.fromarray((np.array([converted]) * 255).round().astype(np.uint8), "CMYK")


def _drawing(picture: Image.Image, most: int = _DRAWING) -> tuple[Image.Image, Image.Image] | None:
    """A picture of few colours as numbers (`L`) and the row of its colours; None for any other."""
    found = picture.getcolors(most)
    if found is None:
        return None
    colours = sorted(colour for _count, colour in found if isinstance(colour, tuple))
    values = np.asarray(picture).astype(np.uint32)
    keys = values[:, :, 0] << 16 | values[:, :, 1] << 8 | values[:, :, 2]
    order = np.array([red << 16 | green << 8 | blue for red, green, blue in colours])
    numbers = np.searchsorted(order, keys).astype(np.uint8)
    return Image.fromarray(numbers, "L"), Image.fromarray(np.array([colours], np.uint8), "RGB")


def _is_grey(picture: Image.Image) -> bool:
    """Whether all three channels are the same everywhere. A glance at a few rows settles most pictures."""
    values = np.asarray(picture)
    for rows in (values[:: max(1, len(values) // 16)], values):
        if (rows[:, :, 0] != rows[:, :, 1]).any() or (rows[:, :, 1] != rows[:, :, 2]).any():
            return False
    return True


def _keep(source: Source, size: tuple[int, int], *, relabel: bool) -> None:
    """A picture whose colours stay: fewer pixels if it must be, otherwise not a byte changed."""
    spot = source.space.root.family in ("Separation", "DeviceN")
    if size != (source.width, source.height) and not source.indexed and not spot:
        writing.write(source, softness.read(source, size))
    elif relabel and not spot and (source.coded == "JPEG2000" or source.bits == 16):
        writing.write(source, softness.read(source, (source.width, source.height)))
    elif relabel and source.space.root.family == "ICCBased":
        # The intent's own profile as a colour space would defeat overprint (ISO 15930-7, 6.2.4.3).
        if source.indexed:
            writing.recolour_palette(source, palette_picture(source))
        else:
            source.stream.ColorSpace = Name.DeviceCMYK


def _wanted(source: Source, where: Iterable[Placement], ppi: float) -> tuple[int, int]:
    """Pixels for the largest placement, each side apart; what there is, if that saves too little."""
    width, height = source.width, source.height
    sizes = [placement.size for placement in where]
    if not sizes or source.bits == 1:
        return width, height
    across = min(width, max(1, ceil(max(size[0] for size in sizes) / 72 * ppi - 1e-6)))
    down = min(height, max(1, ceil(max(size[1] for size in sizes) / 72 * ppi - 1e-6)))
    return (across, down) if width * height > _SPARED**2 * across * down else (width, height)


def _least(size: tuple[int, int], where: list[Placement]) -> tuple[float, float]:
    if not where:
        return (0.0, 0.0)
    across, down = max(one.size[0] for one in where), max(one.size[1] for one in where)
    return (round(size[0] / max(across, 1e-6) * 72, 1), round(size[1] / max(down, 1e-6) * 72, 1))


def _pictures(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Stream]:
    for found in pdf.objects:
        if isinstance(found, pikepdf.Stream) and found.get(Name.Subtype) == Name.Image:
            yield found


def _helpers(streams: Iterable[pikepdf.Stream]) -> set[ObjectId]:
    """Masks of pictures, which look as pictures do among the objects."""
    found = set()
    for stream in streams:
        for key in (Name.SMask, Name.Mask):
            if isinstance(mask := stream.get(key), pikepdf.Stream):
                found.add(mask.objgen)
    return found


def _told(stream: pikepdf.Stream, where: list[Placement], why: str) -> Diagnostic:
    size = f"{stream.get(Name.Width, '?')} × {stream.get(Name.Height, '?')} pixels"
    place = f" on page {where[0].page + 1}" if where else ""
    message = f"the picture of {size}{place} cannot be read: {why}"
    return error("bad-picture-data", message, hint="save the picture again as PNG or JPEG")
