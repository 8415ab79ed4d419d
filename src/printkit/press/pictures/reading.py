"""The pixels of an image XObject, in a mode that the conversion knows (ISO 32000-1, 8.9.5).

What comes out is `L` (greys), `RGB` (sRGB) or `CMYK` (0 is no ink), 8 bits each: filters undone, samples of 1 to 16
bits scaled, Decode applied, palettes looked up, calibrated and ICC colours brought to sRGB. Pictures in spot inks are
not read: they are in inks already.
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pikepdf
from pikepdf import Name
from PIL import Image, ImageChops, ImageCms, ImageFile

from ...pdf.spaces import Space, space
from .calibrated import Calibration, calibration, cube

Samples = npt.NDArray[np.uint8]

MAX_PIXELS: Final = 200_000_000
"""More than an A0 at 300 ppi; a small file can claim any number."""
_MODES: Final = {1: "L", 3: "RGB", 4: "CMYK"}
_CODED: Final = {"/DCTDecode": "JPEG", "/DCT": "JPEG", "/JPXDecode": "JPEG2000"}
_BROKEN: Final = (
    pikepdf.PdfError, OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, ArithmeticError,
    struct.error, NotImplementedError, ImageCms.PyCMSError, pikepdf.models.UnsupportedImageTypeError,
)  # fmt: skip
"""What decoders raise for broken files, whose own checks are not complete."""


class PictureError(Exception):
    """A picture cannot be read; the text says what is wrong with its data."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of an image XObject before its pixels are read. `coded` is `JPEG`, `JPEG2000` or empty."""

    stream: pikepdf.Stream
    width: int
    height: int
    bits: int
    space: Space
    coded: str
    decode: tuple[float, ...]
    """As the file gives it; empty where it is the one that goes without saying."""
    calibration: Calibration | None = None

    @property
    def indexed(self) -> bool:
        """Whether the samples are numbers of colours in a palette, of which two greys of one bit are the least."""
        return self.space.family == "Indexed" or (self.bits == 1 and self.space.count == 1 and not self.coded)


def examine(stream: pikepdf.Stream) -> Source:
    """Read the dictionary of a picture. Raises `PictureError`."""
    try:
        width, height = int(stream[Name.Width]), int(stream[Name.Height])
        names = _filters(stream)
        coded = _CODED.get(names[-1], "") if names else ""
        bits = int(stream.get(Name.BitsPerComponent, 1 if "/CCITTFaxDecode" in names or "/CCF" in names else 8))
        given = stream.get(Name.ColorSpace)
        found = space(given) if given is not None else _of_code(stream, coded)
        decode = tuple(float(value) for value in stream.get(Name.Decode, ()))
    except _BROKEN as problem:
        raise PictureError(_reason(problem)) from None
    if width < 1 or height < 1 or width * height > MAX_PIXELS:
        raise PictureError(f"{width} × {height} pixels cannot be")
    if bits not in (1, 2, 4, 8, 16):
        raise PictureError(f"{bits} bits a colour cannot be")
    if found.fault:
        raise PictureError(found.fault)
    usual = (0.0, float(2**bits - 1)) if found.family == "Indexed" else tuple(v for pair in found.limits for v in pair)
    if len(decode) != len(usual) or decode == usual:
        decode = ()
    return Source(stream, width, height, bits, found, coded, decode, calibration(given))


def pixels(source: Source, enough: tuple[int, int] | None = None) -> Image.Image:
    """The picture. `enough` allows fewer pixels than it has, no fewer than that (a JPEG is read faster so).

    Raises `PictureError`.
    """
    try:
        if source.coded:
            return _coloured(source, _decoded(source, enough))
        return _coloured(source, _laid_out(source, samples(source)))
    except _BROKEN as problem:
        raise PictureError(_reason(problem)) from None


def samples(source: Source) -> Samples:
    """Raw samples as (height, width, components), unscaled; of 16 bits the upper 8. Raises `PictureError`."""
    try:
        data = source.stream.read_bytes()
    except _BROKEN as problem:
        raise PictureError(_reason(problem)) from None
    width, height, count, bits = source.width, source.height, source.space.count, source.bits
    row = (width * count * bits + 7) // 8
    if len(data) < row * height:
        raise PictureError(f"{row * height - len(data)} bytes of {row * height} are missing")
    rows = np.frombuffer(data, np.uint8, row * height).reshape(height, row)
    if bits == 16:
        rows = rows[:, ::2]
    elif bits < 8:
        shifts = np.arange(8 - bits, -1, -bits, dtype=np.uint8)
        rows = ((rows[:, :, None] >> shifts) & (2**bits - 1)).reshape(height, -1)[:, : width * count]
    return rows.reshape(height, width, count)


def palette(source: Source) -> tuple[Space, npt.NDArray[np.float64]]:
    """The colours of an `indexed` picture: a row of components for each sample value, and their space."""
    values = np.arange(2**source.bits, dtype=np.float64)
    if source.decode:
        low, high = source.decode
        values = low + values * (high - low) / (2**source.bits - 1)
    elif source.space.family != "Indexed":
        low, high = source.space.limits[0]
        values = low + values * (high - low) / (2**source.bits - 1)
    if source.space.family == "Indexed" and source.space.base is not None and source.space.lookup is not None:
        places = np.clip(values.round(), 0, len(source.space.lookup) - 1).astype(np.intp)
        return source.space.base, source.space.lookup[places]
    return source.space, values[:, None]


def palette_picture(source: Source) -> Image.Image:
    """The palette as a picture of one row, in `L`, `RGB` or `CMYK`. Raises `PictureError`."""
    base, colours = palette(source)
    limits = np.array(base.limits)
    scaled = (colours - limits[:, 0]) / np.maximum(limits[:, 1] - limits[:, 0], 1e-9)
    row = (np.clip(scaled, 0, 1) * 255).round().astype(np.uint8)[None]
    try:
        return _on_screen(source, base, _picture(row))
    except _BROKEN as problem:
        raise PictureError(_reason(problem)) from None


def _on_screen(source: Source, found: Space, picture: Image.Image, profile: bytes = b"") -> Image.Image:
    """Bring samples of a space to sRGB; greys and inks stay as they are. 0..255 is the space's least to most."""
    if found.family in ("Lab", "CalRGB"):
        return picture.filter(cube(found, source.calibration))
    if found.family == "ICCBased" and found.profile is not None:
        profile = found.profile.read_bytes()
    if profile and picture.mode == "RGB":
        return _by_profile(picture, profile)
    return picture


def _by_profile(picture: Image.Image, profile: bytes) -> Image.Image:
    """Through the picture's own profile; one that is broken is as none, as viewers have it (8.6.5.5)."""
    try:
        opened = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if opened.profile.xcolor_space.strip() != "RGB":
            return picture
        if "sRGB" in (opened.profile.profile_description or ""):
            return picture
        done = ImageCms.profileToProfile(
            picture, opened, ImageCms.createProfile("sRGB"), ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )  # fmt: skip
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    assert done is not None
    return done


def _decoded(source: Source, enough: tuple[int, int] | None) -> tuple[Image.Image, bytes]:
    """A JPEG, as a PDF means its samples, and the profile inside it."""
    data = _coded_data(source.stream)
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # the typesetting engine says otherwise when it is imported
    try:
        with Image.open(io.BytesIO(data), formats=[source.coded]) as image:
            if (image.width, image.height) != (source.width, source.height):
                raise PictureError(f"its data say {image.width} × {image.height} pixels, its entry other ones")
            profile = image.info.get("icc_profile", b"")
            if enough is not None and source.coded == "JPEG":
                image.draft(None, enough)
            image.load()
            picture = image.copy()
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
    if picture.mode == "CMYK" and source.coded == "JPEG":
        # Pillow takes every JPEG in four inks for one of Photoshop's and turns it; a PDF has its Decode for that.
        picture = ImageChops.invert(picture)
    if picture.mode in ("RGBA", "LA", "P"):
        picture = picture.convert("L" if picture.mode == "LA" else "RGB")
    if picture.mode not in _MODES.values():
        picture = picture.convert("L")
    return picture, profile


def _coloured(source: Source, decoded: tuple[Image.Image, bytes]) -> Image.Image:
    picture, profile = decoded
    if len(picture.getbands()) != source.space.count:
        raise PictureError(f"its data have {len(picture.getbands())} colours, its entry {source.space.count}")
    if source.indexed:
        return _looked_up(source, picture)
    if source.decode:
        picture = picture.point(_decode_table(source))
    return _on_screen(source, source.space, picture, profile if source.space.family == "DeviceRGB" else b"")


def _looked_up(source: Source, picture: Image.Image) -> Image.Image:
    colours = np.asarray(palette_picture(source))[0]
    return _picture(np.atleast_3d(colours[np.asarray(picture)]))


def _laid_out(source: Source, values: Samples) -> tuple[Image.Image, bytes]:
    """Samples as a picture: of 8 bits for direct colours, as they are for those of a palette."""
    if source.bits < 8 and not source.indexed:
        values = values * np.uint8(255 // (2**source.bits - 1))
    return _picture(values), b""


def _decode_table(source: Source) -> list[int]:
    """What Decode makes of 0..255, for each component in turn, as parts of the range that the space has."""
    table: list[int] = []
    steps = np.arange(256) / 255
    for (low, high), start, end in zip(source.space.limits, source.decode[::2], source.decode[1::2], strict=True):
        values = (start + steps * (end - start) - low) / ((high - low) or 1)
        table += (np.clip(values, 0, 1) * 255).round().astype(int).tolist()
    return table


def _picture(values: npt.NDArray[Any]) -> Image.Image:
    count = values.shape[2]
    return Image.fromarray(values[:, :, 0].copy() if count == 1 else np.ascontiguousarray(values), _MODES[count])


def _filters(stream: pikepdf.Stream) -> list[str]:
    found = stream.get(Name.Filter)
    if found is None:
        return []
    return [str(one) for one in found] if isinstance(found, pikepdf.Array) else [str(found)]


def _coded_data(stream: pikepdf.Stream) -> bytes:
    """What the last filter would decode: all filters before it are undone."""
    names = _filters(stream)
    if len(names) == 1:
        return stream.read_raw_bytes()
    with pikepdf.new() as apart:
        copy = apart.make_stream(stream.read_raw_bytes())
        copy[Name.Filter] = pikepdf.Array([Name(name) for name in names[:-1]])
        return copy.read_bytes()


def _of_code(stream: pikepdf.Stream, coded: str) -> Space:
    """The space of a picture that names none: JPEG 2000 may leave it to its data (7.4.9)."""
    if coded != "JPEG2000":
        raise PictureError("it names no colour space")
    with Image.open(io.BytesIO(_coded_data(stream)), formats=[coded]) as image:
        count = len(image.getbands())
    return space(Name({1: "/DeviceGray", 2: "/DeviceGray", 3: "/DeviceRGB"}.get(count, "/DeviceRGB")))


def _reason(problem: Exception) -> str:
    return str(problem).split(" <")[0].partition("\n")[0] or type(problem).__name__
