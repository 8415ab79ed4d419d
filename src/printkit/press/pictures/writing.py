"""Pixels back into an image XObject: JPEG where the source was lossy, else Flate; always of 8 bits.

A JPEG in four inks is written as a PDF means it (255 is full ink, no Decode), not turned as Photoshop's are.
"""

from __future__ import annotations

import io
import zlib
from typing import Final

import numpy as np
import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops

from .reading import Source

QUALITY: Final = 92
_LEVEL: Final = 6
_HASTY: Final = 2
"""Of zlib, for photographs: a higher level saves two hundredths and takes thrice as long."""
_SPACES: Final = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}
_UP: Final = b"\x02"
"""PNG's filter type: the difference to the row above (ISO/IEC 15948, 9.2)."""


def write(source: Source, picture: Image.Image) -> None:
    """Put a picture (`L`, `RGB`, `CMYK`) into the stream of its source, coded as the source was."""
    if source.coded:
        _put(source.stream, jpeg(picture), picture.size, _SPACES[picture.mode], Name.DCTDecode)
    else:
        put_flate(source.stream, picture, _SPACES[picture.mode], level=_HASTY)


def write_palette(source: Source, numbers: Image.Image, colours: Image.Image) -> None:
    """Put a picture of palette numbers (`L`) and the row of its colours (`CMYK`) into the stream of its source."""
    put_flate(source.stream, numbers, _indexed(colours))


def write_bits(source: Source, numbers: Image.Image, colours: Image.Image) -> None:
    """The same for two colours at most, one bit a pixel."""
    data = zlib.compress(np.packbits(np.asarray(numbers), axis=1).tobytes(), _LEVEL)
    _put(source.stream, data, numbers.size, _indexed(colours), Name.FlateDecode)
    source.stream.BitsPerComponent = 1


def recolour_palette(source: Source, colours: Image.Image) -> None:
    """Give a picture other colours for its sample values; its data stay as they are."""
    source.stream.ColorSpace = _indexed(colours)
    if Name.BitsPerComponent not in source.stream:
        source.stream.BitsPerComponent = source.bits
    _drop(source.stream, "/Decode", "/Alternates")


def put_flate(stream: pikepdf.Stream, picture: Image.Image, space: pikepdf.Object, *, level: int = _LEVEL) -> None:
    """Any picture of 8 bits, without loss."""
    rows = np.asarray(picture).reshape(picture.height, -1)
    count = len(picture.getbands())
    changes = rows.copy()
    changes[1:] -= rows[:-1]
    marked = np.empty((rows.shape[0], rows.shape[1] + 1), np.uint8)
    marked[:, 0] = _UP[0]
    marked[:, 1:] = changes
    data = zlib.compress(marked.tobytes(), level)
    parameters = Dictionary(Predictor=15, Colors=count, BitsPerComponent=8, Columns=picture.width)
    _put(stream, data, picture.size, space, Name.FlateDecode, parameters)


def jpeg(picture: Image.Image) -> bytes:
    """A JPEG of high quality with colour at full resolution."""
    if picture.mode == "CMYK":
        picture = ImageChops.invert(picture)  # Pillow turns it back as it writes
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, subsampling=0)
    return out.getvalue()


def _put(
    stream: pikepdf.Stream,
    data: bytes,
    size: tuple[int, int],
    space: pikepdf.Object,
    coding: Name,
    parameters: Dictionary | None = None,
) -> None:
    stream.write(data, filter=coding, decode_parms=parameters)
    stream.Width, stream.Height = size
    stream.ColorSpace, stream.BitsPerComponent = space, 8
    _drop(stream, "/Decode", "/Alternates", "/Intent")


def _indexed(colours: Image.Image) -> Array:
    table = np.asarray(colours).tobytes()
    return Array([Name.Indexed, Name.DeviceCMYK, colours.width - 1, pikepdf.String(table)])


def _drop(stream: pikepdf.Stream, *keys: str) -> None:
    for key in keys:
        if key in stream:
            del stream[key]
