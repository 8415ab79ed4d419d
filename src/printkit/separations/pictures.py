"""Images in the light of a few plates (ISO 32000-1, 8.9): pixels where they must be, else only their colour table.

An image of one component keeps its data, whatever its filter: a table of its codes' light takes the place of its
colour space. Others are decoded as the file has them (a CMYK JPEG is not turned around, as most readers do) and
written as plain pixels. Soft masks and stencils stay; a colour key becomes a soft mask.
"""

from __future__ import annotations

import io
import math
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pikepdf
from pikepdf import Array, Name
from PIL import Image

from ..diagnostics import PrintkitError, error
from ..pdf.functions import numbers
from ..pdf.spaces import CMYK, GRAY, PROCESS, RGB, Space, space
from .inking import Amounts, Channels, Inking

Codes = npt.NDArray[Any]

_LARGEST: Final = 100_000_000
"""Pixels of one image."""
_FINEST: Final = 16_000_000
"""Pixels that are turned into light; finer pictures are averaged first, so that none takes a gigabyte."""
_STRIP: Final = 1 << 20
"""Pixels that are turned into light at a time."""
_KEPT: Final = 64 << 20
"""Bytes of decoded pixels that are kept for the next rendering."""


class Pictures:
    """The images of one document: decoded once, for all plates."""

    def __init__(self, pdf: pikepdf.Pdf, inking: Inking) -> None:
        self.pdf = pdf
        self.inking = inking
        self._done: dict[tuple[Any, ...], tuple[Any, Space, Amounts]] = {}
        self._decoded: dict[tuple[int, int], tuple[tuple[str, ...], Codes, Space]] = {}
        self._held = 0

    def relit(self, image: pikepdf.Stream, resources: Any, channels: Channels) -> tuple[Any, Space, Amounts]:
        """An image of the channels' light, the space of its colours, and the inks that this space names.

        The image is None where it cannot be decoded. Raises `PrintkitError` (`pdf-too-complex`).
        """
        key = (image.objgen, channels.names)
        if key not in self._done:
            try:
                self._done[key] = self._relit(image, resources, channels)
            except (pikepdf.PdfError, OSError, RuntimeError, TypeError, ValueError):
                self._done[key] = (None, GRAY, {})
        return self._done[key]

    def _relit(self, image: pikepdf.Stream, resources: Any, channels: Channels) -> tuple[Any, Space, Amounts]:
        width, height = int(image.get("/Width", 0)), int(image.get("/Height", 0))
        if width * height > _LARGEST:
            message = f"an image has {width} × {height} pixels"
            raise PrintkitError([error("pdf-too-complex", message, hint="save it smaller: 300 pixels an inch")])
        filters = _filters(image)
        bits = int(image.get("/BitsPerComponent", 8))
        of = space(image.get("/ColorSpace"), resources) if "/ColorSpace" in image else None
        if of is not None and of.count == 1 and bits in (1, 2, 4, 8) and not {"DCTDecode", "JPXDecode"} & set(filters):
            return self._by_table(image, of, bits, channels)
        names, inks, of = self._inks(image, of, bits, filters)
        height, width = inks.shape[:2]
        light = np.full((height, width, len(channels.names)), 255, np.uint8)
        for place, name in enumerate(channels.names):
            for source in {name, "All"} & set(names):
                np.minimum(light[:, :, place], 255 - inks[:, :, names.index(source)], out=light[:, :, place])
        made = self._pixels(light, channels.space)
        if "/Interpolate" in image:
            made.Interpolate = image.Interpolate
        self._masked(made, image, of, bits, filters, channels)
        return made, of, {name: np.ones(1) for name in names}

    def _masked(
        self,
        made: pikepdf.Stream,
        image: pikepdf.Stream,
        of: Space,
        bits: int,
        filters: list[str],
        channels: Channels,
    ) -> None:
        """Let an image hide what its original hides."""
        mask, soft = image.get("/Mask"), image.get("/SMask")
        if isinstance(soft, pikepdf.Stream):
            made.SMask = self._matted(soft, of, channels) if "/Matte" in soft else soft
        elif isinstance(mask, pikepdf.Stream):
            made.Mask = mask
        elif isinstance(mask, Array):
            # A colour key is given in codes, as the file has them.
            codes, _ = _codes(image, of, bits, filters, spread=False)
            pairs = np.array(numbers(mask)[: 2 * codes.shape[2]]).reshape(-1, 2)
            hidden = ((codes >= pairs[:, 0]) & (codes <= pairs[:, 1])).all(axis=2)
            made.SMask = self._pixels(np.where(hidden, 0, 255).astype(np.uint8)[:, :, None], Name.DeviceGray)

    def _matted(self, soft: pikepdf.Stream, of: Space, channels: Channels) -> pikepdf.Stream:
        """A soft mask whose picture was blended with a colour before, that colour as light (ISO 32000-1, 11.6.5.3)."""
        made = self.pdf.make_stream(soft.read_raw_bytes())
        for key, value in soft.items():
            if key not in ("/Length", "/Matte"):
                made[key] = value
        light = channels.light(self.inking.amounts(of, [numbers(soft.get("/Matte"))]))[0]
        made.Matte = Array([float(value) for value in light])
        return made

    def _pixels(self, pixels: Codes, of: Name) -> pikepdf.Stream:
        made = self.pdf.make_stream(pixels.tobytes())
        made.Type, made.Subtype, made.ColorSpace = Name.XObject, Name.Image, of
        made.Width, made.Height, made.BitsPerComponent = pixels.shape[1], pixels.shape[0], 8
        return made

    def _by_table(self, image: pikepdf.Stream, of: Space, bits: int, channels: Channels) -> tuple[Any, Space, Amounts]:
        most = (1 << bits) - 1
        first, last = _pair(image, (0.0, float(most)) if of.family == "Indexed" else of.limits[0])
        amounts = self.inking.amounts(of, (first + np.arange(most + 1) * (last - first) / most)[:, None])
        table = (channels.light(amounts) * 255).round().astype(np.uint8)
        if len(table) == 1:
            table = np.repeat(table, most + 1, axis=0)
        made = self.pdf.make_stream(image.read_raw_bytes())
        for key, value in image.items():
            if key not in ("/Length", "/Decode", "/ColorSpace"):
                made[key] = value
        made.ColorSpace = Array([Name.Indexed, channels.space, most, pikepdf.String(table.tobytes())])
        return made, of, amounts

    def _inks(
        self, image: pikepdf.Stream, of: Space | None, bits: int, filters: list[str]
    ) -> tuple[tuple[str, ...], Codes, Space]:
        """The inks of an image by name, their amounts as an array (height, width, inks) of 0 to 255, and its space."""
        known = self._decoded.get(image.objgen)
        if known is not None:
            return known
        codes, of = _codes(image, of, bits, filters)
        codes = _averaged(codes, of)
        decode = _decode(image, of, codes)
        plain = codes.dtype == np.uint8 and decode == list(of.limits) and of.family != "Indexed"
        if plain and of.family == "DeviceCMYK":
            found: tuple[tuple[str, ...], Codes, Space] = (PROCESS, codes, of)
        elif plain and (converted := self.inking.picture(of, codes)) is not None:
            found = PROCESS, converted, of
        else:
            found = self._by_colours(codes, of, decode)
        if image.objgen != (0, 0) and self._held + found[1].nbytes <= _KEPT:
            self._held += found[1].nbytes
            self._decoded[image.objgen] = found
        return found

    def _by_colours(
        self, codes: Codes, of: Space, decode: list[tuple[float, float]]
    ) -> tuple[tuple[str, ...], Codes, Space]:
        height, width = codes.shape[:2]
        names = tuple(self.inking.amounts(of, [of.default]))
        low = np.array([pair[0] for pair in decode])
        span = np.array([pair[1] - pair[0] for pair in decode]) / float(np.iinfo(codes.dtype).max)
        out = np.zeros((height, width, len(names)), np.uint8)
        rows = max(1, _STRIP // max(1, width))
        for top in range(0, height, rows):
            strip = codes[top : top + rows]
            amounts = self.inking.amounts(of, low + strip.reshape(-1, of.count) * span)
            for place, name in enumerate(names):
                out[top : top + rows, :, place] = (amounts[name] * 255).round().reshape(strip.shape[:2])
        return names, out, of

    def forget(self) -> None:
        """Let the pixels go that were kept: the pages that follow have other images."""
        self._decoded.clear()
        self._held = 0


def _codes(
    image: pikepdf.Stream, of: Space | None, bits: int, filters: list[str], *, spread: bool = True
) -> tuple[Codes, Space]:
    """The pixels as the file has them, (height, width, components), and their space; see `_plain`."""
    if "JPXDecode" not in filters:
        return _plain(image, of or GRAY, bits, spread=spread)
    codes = np.asarray(_opened(image))
    codes = codes[:, :, None] if codes.ndim == 2 else codes
    if of is None or of.count > codes.shape[2]:
        of = {1: GRAY, 2: GRAY, 4: CMYK}.get(codes.shape[2], RGB)
    codes = codes[:, :, : of.count]
    return codes if codes.dtype in (np.uint8, np.uint16) else codes.astype(np.uint8), of


def _averaged(codes: Codes, of: Space) -> Codes:
    """Fewer pixels than `_FINEST`: means of squares; of Indexed, whose codes have no mean, one of each square."""
    height, width, count = codes.shape
    step = math.isqrt(max(0, height * width - 1) // _FINEST) + 1
    if step == 1 or height < step or width < step:
        return codes
    if of.family == "Indexed":
        return codes[::step, ::step]
    rows, columns = height // step, width // step
    out = np.empty((rows, columns, count), codes.dtype)
    for row in range(rows):
        square = codes[row * step : (row + 1) * step, : columns * step].reshape(step, columns, step, count)
        out[row] = square.mean(axis=(0, 2)).round()
    return out


def _filters(image: pikepdf.Stream) -> list[str]:
    found = image.get("/Filter")
    listed = list(found) if isinstance(found, Array) else [found] if found is not None else []
    return [str(one).removeprefix("/") for one in listed]


def _pair(image: pikepdf.Stream, default: tuple[float, float]) -> tuple[float, float]:
    given = numbers(image.get("/Decode"))
    return (given[0], given[1]) if len(given) >= 2 else default


def _decode(image: pikepdf.Stream, of: Space, codes: Codes) -> list[tuple[float, float]]:
    given = numbers(image.get("/Decode"))
    if len(given) >= 2 * of.count:
        return list(zip(given[::2], given[1::2], strict=False))[: of.count]
    if of.family == "Indexed":
        return [(0.0, float(np.iinfo(codes.dtype).max))]
    return list(of.limits)


def _opened(image: pikepdf.Stream) -> Image.Image:
    try:
        return Image.open(io.BytesIO(image.read_raw_bytes()))
    except Image.DecompressionBombError as why:
        raise ValueError(str(why)) from None


def _plain(image: pikepdf.Stream, of: Space, bits: int, *, spread: bool) -> tuple[Codes, Space]:
    """Pixels that qpdf can decode; JPEG too, which it gives as the file has it.

    With `spread`, codes of fewer than 8 bits fill 0 to 255 (those of Indexed do not).
    """
    width, height = int(image.get("/Width", 0)), int(image.get("/Height", 0))
    if width < 1 or height < 1 or bits not in (1, 2, 4, 8, 16):
        raise ValueError("no image")
    jpeg = "DCTDecode" in _filters(image)
    if jpeg:
        bits = 8
    data = image.read_bytes(pikepdf.StreamDecodeLevel.all)
    if jpeg and len(data) != width * height * of.count:
        picture = _opened(image)
        width, height = picture.size
        count = len(picture.getbands())
        if count != of.count:
            of = {1: GRAY, 4: CMYK}.get(count, RGB)
        if len(data) != width * height * count:
            raise ValueError("the JPEG does not fit its size")
    line = (width * of.count * bits + 7) // 8
    packed = np.frombuffer(data[: line * height].ljust(line * height, b"\0"), np.uint8).reshape(height, line)
    if bits == 16:
        return packed.view(">u2").astype(np.uint16).reshape(height, width, of.count), of
    if bits < 8:
        ones = np.unpackbits(packed, axis=1)[:, : width * of.count * bits].reshape(height, width, of.count, bits)
        codes = (ones @ (1 << np.arange(bits - 1, -1, -1))).astype(np.uint8)
        if spread and of.family != "Indexed":
            codes *= 255 // ((1 << bits) - 1)
        return codes, of
    return packed.reshape(height, width, of.count), of
