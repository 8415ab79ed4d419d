"""Photographs: the header is read first, then what cameras and editors wrote beside the picture is cut off.

One picture comes out of a file: the first frame, the first page. The coded pixels of a JPEG stay as they
are; everything else becomes a plain PNG, or a JPEG where the colours are inks.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from .fault import AssetFault
from .jpeg import strip_jpeg

MAX_PIXELS: Final = 120_000_000
"""Of a JPEG: larger than any camera. It is decoded in strips, and the engine copies it as it is."""
MAX_DECODED: Final = 60_000_000
"""Of all others, which are held in memory whole: more than A2 at 300 pixels an inch."""
_FORMATS: Final = ("PNG", "JPEG", "WEBP", "TIFF")
_ORIENTATION: Final = 0x0112
_PLAIN: Final = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
_DEEP: Final = frozenset({"I", "I;16", "I;16B", "I;16L", "I;16N"})
_PNG_CHUNKS: Final = frozenset({
    b"IHDR", b"PLTE", b"IDAT", b"tRNS", b"iCCP", b"sRGB", b"gAMA", b"cHRM", b"sBIT", b"pHYs",
})  # fmt: skip
# What decoders raise for broken files, whose own checks are not complete.
_BROKEN: Final = (
    OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, ArithmeticError, struct.error, zlib.error,
)  # fmt: skip
_KINDS: Final[tuple[tuple[bytes, str], ...]] = (
    (b"GIF8", "a GIF"), (b"BM", "a BMP"), (b"8BPS", "a Photoshop file"), (b"%!PS", "an EPS"), (b"%PDF", "a PDF"),
    (b"<svg", "an SVG"), (b"<?xml", "an SVG"), (b"\x00\x00\x01\x00", "an icon"), (b"PK\x03\x04", "a package"),
    (b"\x00\x00\x00\x0cjP", "a JPEG 2000"), (b"version https://git-lfs", "a pointer of Git LFS"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture made of pixels, as bytes that the engine can embed."""

    media_type: str
    data: bytes = field(repr=False)
    width: int
    height: int


def read(name: str, data: bytes) -> Raster:
    """Check and clean a photograph. Raises `AssetFault`."""
    try:
        with _strictly(), Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            _check_size(name, image)
            return _clean(name, data, image)
    except Image.DecompressionBombError:
        raise AssetFault("too-many-pixels", f"`{name}` has too many pixels", "save it smaller") from None
    except UnidentifiedImageError:
        what = next((kind for start, kind in _KINDS if data.lstrip()[:24].startswith(start)), "not a picture")
        hint = "save it as PNG, JPEG, WebP or TIFF, not only under another name"
        raise AssetFault("broken-picture", f"`{name}` is {what}, whatever its name says", hint) from None
    except _BROKEN as problem:
        why = str(problem).split(" <")[0].partition("\n")[0]
        raise AssetFault("broken-picture", f"`{name}` cannot be read: {why}", "save it again as PNG or JPEG") from None


@contextmanager
def _strictly() -> Iterator[None]:
    """Half a picture is an error here. The engine tells Pillow at its import that it is not."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            # Pillow warns of bombs at its own limit, and of odd notes that are cut off anyway.
            warnings.simplefilter("ignore")
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _check_size(name: str, image: Image.Image) -> None:
    """Refuse by the header alone: nothing has been decoded yet (T9)."""
    width, height = image.size
    copied = image.format in ("JPEG", "MPO") and not image.info.get("progressive")
    most = MAX_PIXELS if copied else MAX_DECODED
    if width * height > most:
        message = f"`{name}` has {width * height / 1e6:.0f} megapixels, more than {most / 1e6:.0f}"
        raise AssetFault("too-many-pixels", message, "save it smaller: 300 pixels an inch are enough for print")


def _clean(name: str, data: bytes, image: Image.Image) -> Raster:
    # MPO is a JPEG with more pictures behind it, as telephones write them.
    photograph = image.format in ("JPEG", "MPO")
    profile = image.info.get("icc_profile")
    turned = image.getexif().get(_ORIENTATION, 1) not in (0, 1)
    if photograph and not turned:
        bare = strip_jpeg(data)
        _prove(bare, *image.size)
        return Raster("image/jpeg", bare, *image.size)
    if image.format == "PNG" and not turned and image.mode in _PLAIN and _is_bare_png(data):
        image.load()
        return Raster("image/png", data, *image.size)
    upright = ImageOps.exif_transpose(image)
    if upright.mode in _DEEP:
        upright = _shallow(upright)
    elif upright.mode == "F":
        raise AssetFault("picture-kind", f"`{name}` holds measurements, not colours", "save it with 8 bits a colour")
    elif upright.mode not in _PLAIN | {"CMYK"}:
        upright = upright.convert("RGBA" if "A" in upright.mode.upper() and upright.mode != "LAB" else "RGB")
    out = io.BytesIO()
    # Nothing of the file's own notes is handed on, except what belongs to the colours.
    upright.info = {k: v for k, v in upright.info.items() if k == "transparency"}
    if photograph or upright.mode == "CMYK":
        upright.save(out, "JPEG", quality=95, subsampling=0, icc_profile=profile)
        return Raster("image/jpeg", out.getvalue(), *upright.size)
    upright.save(out, "PNG", icc_profile=profile, compress_level=3)
    return Raster("image/png", out.getvalue(), *upright.size)


def _is_bare_png(data: bytes) -> bool:
    """Whether a PNG holds the picture and its colours and nothing else, so that it may go on as it is."""
    position = 8
    while position + 12 <= len(data):
        length, kind = int.from_bytes(data[position : position + 4], "big"), data[position + 4 : position + 8]
        position += 12 + length
        if kind == b"IEND":
            return position == len(data)
        if kind not in _PNG_CHUNKS:
            return False
    return False


def _prove(data: bytes, width: int, height: int) -> None:
    """Read a JPEG to its end, at an eighth of its size: fast, and it tells whether all of it is there."""
    with Image.open(io.BytesIO(data), formats=["JPEG"]) as image:
        image.draft(None, (max(1, width // 8), max(1, height // 8)))
        image.load()


def _shallow(image: Image.Image) -> Image.Image:
    """16 bits a grey as 8; Pillow's own conversion would cut off all above 255."""
    wide = image.convert("I")
    return wide.point(lambda value: value * (1 / 256)).convert("L")
