"""Photographs: the header is read first, then what cameras and editors wrote beside the picture is cut off."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass, field
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from .fault import AssetFault

MAX_PIXELS: Final = 120_000_000
_FORMATS: Final = ("PNG", "JPEG", "WEBP", "TIFF")
_ORIENTATION: Final = 0x0112
# APP1 holds EXIF and XMP, APP13 IPTC, COM a comment: names, places, serial numbers (T21). APP2 (the
# colour profile) and APP14 (how CMYK is coded) belong to the picture.
_PRIVATE: Final = frozenset({0xE1, 0xED, 0xFE, *range(0xE3, 0xED), 0xEF})


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
        with warnings.catch_warnings():
            # Pillow warns of bombs at its own limit; ours is checked on the next line.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
        with image:
            return _clean(name, data, image)
    except Image.DecompressionBombError:
        raise AssetFault("too-many-pixels", f"`{name}` has too many pixels", "save it smaller") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as problem:
        text = str(problem).split(" <")[0] if not isinstance(problem, UnidentifiedImageError) else "not an image"
        raise AssetFault("broken-picture", f"`{name}` cannot be read: {text}", "save it again as PNG or JPEG") from None


def _clean(name: str, data: bytes, image: Image.Image) -> Raster:
    width, height = image.size
    if width * height > MAX_PIXELS:
        message = f"`{name}` has {width * height / 1e6:.0f} megapixels, more than {MAX_PIXELS / 1e6:.0f}"
        raise AssetFault("too-many-pixels", message, "save it smaller: 300 pixels an inch are enough for print")
    turned = image.getexif().get(_ORIENTATION, 1) not in (0, 1)
    if image.format == "JPEG" and not turned:
        return Raster("image/jpeg", strip_jpeg(data), width, height)
    upright = ImageOps.exif_transpose(image)
    out = io.BytesIO()
    if image.format == "JPEG":
        upright.save(out, "JPEG", quality=95, subsampling=0, icc_profile=image.info.get("icc_profile"), exif=b"")
        return Raster("image/jpeg", out.getvalue(), *upright.size)
    if upright.mode not in ("1", "L", "LA", "RGB", "RGBA", "P", "CMYK"):
        upright = upright.convert("RGBA" if "A" in upright.mode else "RGB")
    if upright.mode == "CMYK":
        upright.save(out, "JPEG", quality=95, subsampling=0, icc_profile=image.info.get("icc_profile"))
        return Raster("image/jpeg", out.getvalue(), *upright.size)
    upright.info = {k: v for k, v in upright.info.items() if k in ("transparency", "icc_profile")}
    upright.save(out, "PNG", icc_profile=image.info.get("icc_profile"))
    return Raster("image/png", out.getvalue(), *upright.size)


def strip_jpeg(data: bytes) -> bytes:
    """A JPEG file without its private segments; the pixels stay as they were coded."""
    out = bytearray(data[:2])
    position = 2
    while position + 4 <= len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        if marker == 0xFF:
            position += 1
            continue
        if marker == 0xDA:
            break
        length = 2 + int.from_bytes(data[position + 2 : position + 4], "big")
        if marker not in _PRIVATE:
            out += data[position : position + length]
        position += length
    return bytes(out + data[position:])
