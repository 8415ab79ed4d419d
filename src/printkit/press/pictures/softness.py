"""What lets a picture be seen through: soft masks, stencils, a key colour (ISO 32000-1, 8.9.6 and 11.6.5.3).

A soft mask stays DeviceGray and is made smaller with its picture. A key colour is a range of sample values, which
the conversion changes: it becomes a stencil first. Colours that a mask's `Matte` has mixed in are taken out.
"""

from __future__ import annotations

import numpy as np
import pikepdf
from pikepdf import Array, Name
from PIL import Image

from . import writing
from .reading import PictureError, Source, examine, pixels, samples


def soft_mask(stream: pikepdf.Stream) -> Image.Image | None:
    """The soft mask of a picture as `L` (0 is seen through), or None. Raises `PictureError`."""
    mask = stream.get(Name.SMask)
    if not isinstance(mask, pikepdf.Stream):
        return None
    picture = pixels(examine(mask))
    return picture if picture.mode == "L" else picture.convert("L")


def read(source: Source, size: tuple[int, int]) -> Image.Image:
    """The picture at a size up to its own: Lanczos, with what is seen through left out of the sum.

    Raises `PictureError`.
    """
    if _matte(source) is None:
        return _resized(source, pixels(source, size), size)
    return _resized(source, _without_matte(source, pixels(source)), size)


def _resized(source: Source, picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    if picture.size == size:
        return picture
    if picture.mode == "RGB" and (mask := soft_mask(source.stream)) is not None and mask.size == picture.size:
        together = picture.copy()
        together.putalpha(mask)
        return together.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0).convert("RGB")
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def reduce_mask(pdf: pikepdf.Pdf, stream: pikepdf.Stream, before: tuple[int, int], after: tuple[int, int]) -> None:
    """Make a soft mask smaller in the measure of its picture. Another picture may have the same one: it is left."""
    mask = stream.get(Name.SMask)
    if before == after or not isinstance(mask, pikepdf.Stream):
        return
    source = examine(mask)
    size = (
        min(source.width, max(1, round(source.width * after[0] / before[0]))),
        min(source.height, max(1, round(source.height * after[1] / before[1]))),
    )
    picture = pixels(source).convert("L").resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    made = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Image)
    writing.put_flate(made, picture, Name.DeviceGray)
    stream.SMask = made


def _matte(source: Source) -> Array | None:
    mask = source.stream.get(Name.SMask)
    found = mask.get(Name.Matte) if isinstance(mask, pikepdf.Stream) else None
    return found if isinstance(found, Array) else None


def _without_matte(source: Source, picture: Image.Image) -> Image.Image:
    """Colours as they are before they were mixed with the mask's matte: c = m + (c' - m) / alpha."""
    matte, alpha = _matte(source), soft_mask(source.stream)
    if matte is None or alpha is None or alpha.size != picture.size or len(matte) != len(picture.getbands()):
        raise PictureError("its soft mask has a matte that does not fit it")
    share = np.maximum(np.asarray(alpha, np.float32)[:, :, None] / 255, 1 / 255)
    ground = np.array([float(value) for value in matte], np.float32) * 255
    values = np.atleast_3d(np.asarray(picture, np.float32))
    clean = np.clip(ground + (values - ground) / share, 0, 255).round().astype(np.uint8)
    del source.stream.SMask[Name.Matte]
    return Image.fromarray(clean if clean.shape[2] > 1 else clean[:, :, 0], picture.mode)


def key_to_stencil(pdf: pikepdf.Pdf, source: Source) -> None:
    """Turn a key colour into a stencil of one bit, where 1 is not painted."""
    key = source.stream.get(Name.Mask)
    if not isinstance(key, Array):
        return
    try:
        limits = [int(value) for value in key]
    except (TypeError, ValueError):
        limits = []
    if len(limits) != 2 * source.space.count:
        raise PictureError("its key colour does not fit its colours")
    values = np.atleast_3d(np.asarray(pixels(source))) if source.coded else samples(source)
    if source.bits == 16:
        limits = [value >> 8 for value in limits]
    hidden = np.ones(values.shape[:2], bool)
    for place, (low, high) in enumerate(zip(limits[::2], limits[1::2], strict=True)):
        hidden &= (values[:, :, place] >= low) & (values[:, :, place] <= high)
    source.stream.Mask = stencil(pdf, hidden)


def stencil(pdf: pikepdf.Pdf, hidden: np.ndarray[tuple[int, int], np.dtype[np.bool_]]) -> pikepdf.Stream:
    """A mask of one bit that leaves out what is `hidden` (rows from the top)."""
    made = pdf.make_stream(np.packbits(hidden, axis=1).tobytes())
    made.Type, made.Subtype = Name.XObject, Name.Image
    made.Height, made.Width = hidden.shape
    made.ImageMask, made.BitsPerComponent = True, 1
    return made
