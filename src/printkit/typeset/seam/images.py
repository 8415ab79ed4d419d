"""PNG pictures that a PDF can hold as they are go in as they are: no second compression."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final

from weasyprint.images import RasterImage

png_data_before: Any = RasterImage._get_png_data

_HEADER: Final = slice(24, 29)
"""Of a PNG: bit depth, colour type, compression, filter, interlace."""
_KINDS: Final = {"L": bytes((8, 0, 0, 0, 0)), "RGB": bytes((8, 2, 0, 0, 0))}


def png_data(image: Any) -> bytes:
    """The compressed rows of a picture, for a PDF stream with PNG's predictor."""
    file = getattr(image, "fp", None)
    if image.format == "PNG" and isinstance(file, io.BytesIO):
        data = file.getvalue()
        if data[_HEADER] == _KINDS.get(image.mode):
            return b"".join(_rows(data))
    return bytes(png_data_before(image))


def _rows(data: bytes) -> Iterator[bytes]:
    position = 8
    while position + 12 <= len(data):
        length = int.from_bytes(data[position : position + 4], "big")
        if data[position + 4 : position + 8] == b"IDAT":
            yield data[position + 8 : position + 8 + length]
        position += 12 + length
