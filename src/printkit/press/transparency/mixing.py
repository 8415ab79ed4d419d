"""Colours and pictures mixed with a flat ground; soft masks that become stencils.

The mix is c = ground + alpha × (colour - ground), ink by ink: Normal blending in a DeviceCMYK group (ISO 32000-1,
11.3.6), which is what a press sees in the same page as PDF/X-4.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pikepdf
from pikepdf import Name
from PIL import Image, ImageFilter

from ..pictures import writing
from ..pictures.reading import examine, pixels
from ..pictures.softness import soft_mask, stencil
from .laid import Colour

_FULL: Final = 254
_FINER: Final = 3
"""Times finer than its soft mask a stencil is: at 300 ppi, 900 for an edge of one bit."""
_STRAY: Final = 0.002
"""Share of a mask that may be half-way and yet at no edge."""
_MODES: Final = {4: "CMYK", 3: "RGB"}


def mix(colour: Colour, under: tuple[float, ...], alpha: float) -> Colour | None:
    """The colour that is seen; None where the two are not of one kind. `()` as ground is bare paper."""
    if colour.process is None:
        return None
    below = under or ((0.0,) * 4 if len(colour.process) == 4 else (1.0,) * 3)
    if len(below) != len(colour.process):
        return None
    return Colour(tuple(low + alpha * (high - low) for low, high in zip(below, colour.process, strict=True)))


def is_full(picture: pikepdf.Stream) -> bool:
    """Whether a picture's soft mask hides nothing. Raises `PictureError`."""
    mask = soft_mask(picture)
    if mask is None:
        return True
    least, _most = mask.getextrema()
    return isinstance(least, int | float) and least >= _FULL


def harden(pdf: pikepdf.Pdf, picture: pikepdf.Stream) -> bool:
    """Put a stencil in the place of a soft mask that is full or empty but for its edges; tell whether it was."""
    mask = soft_mask(picture)
    if mask is None:
        return True
    values = np.asarray(mask)
    between = (values > 8) & (values < 247)
    if between.any():
        # Half-way pixels of an edge have both a full and an empty one close by; those of a fading have not.
        near_full = np.asarray(mask.filter(ImageFilter.MaxFilter(5))) >= 247
        near_empty = np.asarray(mask.filter(ImageFilter.MinFilter(5))) <= 8
        if (between & ~(near_full & near_empty)).sum() > _STRAY * values.size:
            return False
    finer = mask.resize((mask.width * _FINER, mask.height * _FINER), Image.Resampling.BICUBIC)
    picture.Mask = stencil(pdf, np.asarray(finer) < 128)
    del picture[Name.SMask]
    return True


def mix_picture(pdf: pikepdf.Pdf, picture: pikepdf.Stream, under: tuple[float, ...], alpha: float) -> bool:
    """Mix a picture's pixels with its ground, in place; False where the two are not of one kind.

    What is not seen at all is cut out by a stencil, so that the ground beside the picture is the ground itself and no
    picture of it, which a lossy coding would have shifted. Raises `PictureError`.
    """
    source = examine(picture)
    image = pixels(source)
    if image.mode == "L" and len(under) in (0, 4):
        grey = np.asarray(image)
        image = Image.fromarray(np.dstack([np.zeros((*grey.shape, 3), np.uint8), 255 - grey]), "CMYK")
    below = under or ((0.0,) * 4 if image.mode == "CMYK" else (1.0,) * 3)
    if image.mode != _MODES.get(len(below)):
        return False
    mask = soft_mask(picture) or Image.new("L", image.size, 255)
    if mask.size != image.size:
        # The finer of the two keeps its detail.
        size = (max(mask.width, image.width), max(mask.height, image.height))
        mask, image = (one.resize(size, Image.Resampling.BICUBIC) for one in (mask, image))
    share = mask.point([round(value * alpha) for value in range(256)])
    flat = Image.new(image.mode, image.size, tuple(round(value * 255) for value in below))
    mixed = Image.composite(image, flat, share)
    hidden: npt.NDArray[np.bool_] = np.asarray(mask) == 0
    writing.write(source, mixed)
    if hidden.any() and not isinstance(picture.get(Name.Mask), pikepdf.Stream):
        picture.Mask = stencil(pdf, hidden)
    if Name.SMask in picture:
        del picture[Name.SMask]
    return True
