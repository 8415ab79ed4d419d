"""The colour engine: every call of Pillow's ImageCms and of numpy that the conversions need.

Apart from `conversion`, so that whoever only names a condition does not pay for importing it.
"""

from __future__ import annotations

import io
from bisect import bisect_left
from functools import lru_cache
from typing import Any, Final

import numpy as np
from PIL import Image, ImageCms

_ROWS: Final = 256
"""Rows of a picture that are capped at a time, to spare memory."""


def converted(picture: Image.Image, profile: bytes, most: int) -> Image.Image:
    """A picture of any mode in CMYK, no pixel with more ink than `most`, of 255 an ink."""
    if picture.mode == "CMYK":
        return capped(picture, most)
    inks = ImageCms.applyTransform(picture.convert("RGB"), _transform(profile))
    assert inks is not None
    return capped(inks, most)


def pixel(rgb: tuple[int, int, int], profile: bytes, most: int) -> tuple[int, int, int, int]:
    """One colour in CMYK, 0 to 255 each."""
    cyan, magenta, yellow, black = converted(Image.new("RGB", (1, 1), rgb), profile, most).tobytes()
    return cyan, magenta, yellow, black


def capped(picture: Image.Image, most: int) -> Image.Image:
    """A picture in CMYK with no pixel of more ink than `most`, of 255 an ink."""
    width, height = picture.size
    changed = None
    for top in range(0, height, _ROWS):
        strip = np.array(picture.crop((0, top, width, min(height, top + _ROWS))))
        if _cap(strip, most):
            changed = changed or picture.copy()
            changed.paste(Image.fromarray(strip, "CMYK"), (0, top))
    return changed or picture


def _cap(pixels: np.ndarray[Any, np.dtype[np.uint8]], most: int) -> bool:
    """Take ink from what has too much, in place; tell whether there was such."""
    over = pixels.sum(2, dtype=np.uint16) > most
    if not over.any():
        return False
    heavy = pixels[over].astype(np.int32)
    colours = heavy[:, :3].sum(1)
    room = np.maximum(most - heavy[:, 3], 0)
    heavy[:, :3] = heavy[:, :3] * room[:, None] // np.maximum(colours, 1)[:, None]
    pixels[over] = heavy.astype(np.uint8)
    return True


def shown(picture: Image.Image, profile: bytes, *, paper: bool) -> Image.Image:
    """A picture in CMYK (255 is full ink) as sRGB shows it; with `paper`, on the paper's own white."""
    screen = ImageCms.applyTransform(picture, _proof(profile, paper))
    assert screen is not None
    return screen


def measured_limit(profile: bytes) -> float:
    """The most ink that a profile gives for any colour of sRGB, in any of its three tables; 3.0 is 300 %.

    Without black-point compensation, which is not the profile's. Raises `OSError` or `ValueError` for a profile that
    the colour engine cannot use.
    """
    steps = np.linspace(0, 255, 33).round().astype(np.uint8)
    cube = Image.fromarray(np.stack(np.meshgrid(steps, steps, steps), -1).reshape(33, -1, 3))
    most = 0
    try:
        opened = _opened(profile)
        for intent in (ImageCms.Intent.PERCEPTUAL, ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Intent.SATURATION):
            transform = ImageCms.buildTransform(_screen(), opened, "RGB", "CMYK", intent)
            inks = np.asarray(ImageCms.applyTransform(cube, transform))
            most = max(most, int(inks.sum(2, dtype=np.uint16).max()))
        _greys(profile)  # the way back is needed too
    except ImageCms.PyCMSError as problem:
        raise ValueError(str(problem)) from None
    if not most:
        raise ValueError("it prints every colour without ink")
    return round(most / 255, 2)


@lru_cache(maxsize=4)
def _transform(profile: bytes) -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(
        _screen(),
        _opened(profile),
        "RGB",
        "CMYK",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


@lru_cache(maxsize=4)
def _proof(profile: bytes, paper: bool) -> ImageCms.ImageCmsTransform:
    """From the inks back to the screen: what is printed, as near as a screen comes to it."""
    intent = ImageCms.Intent.ABSOLUTE_COLORIMETRIC if paper else ImageCms.Intent.RELATIVE_COLORIMETRIC
    flags = ImageCms.Flags.NONE if paper else ImageCms.Flags.BLACKPOINTCOMPENSATION
    return ImageCms.buildTransform(_opened(profile), _screen(), "CMYK", "RGB", intent, flags)


def black(profile: bytes, grey: int) -> int:
    """How much black alone, 0 to 255, looks as a grey of 0 to 255 does; what is darker than black alone is full."""
    return 255 - bisect_left(_greys(profile), grey) if grey < 255 else 0


@lru_cache(maxsize=4)
def _greys(profile: bytes) -> tuple[int, ...]:
    """The grey on a screen of black alone, from full (first) to none (last), never falling."""
    transform = ImageCms.buildTransform(
        _opened(profile),
        _screen(),
        "CMYK",
        "RGB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    ramp = np.zeros((1, 256, 4), np.uint8)
    ramp[0, :, 3] = np.arange(255, -1, -1)
    shown = np.asarray(ImageCms.applyTransform(Image.fromarray(ramp, "CMYK"), transform))[0].astype(float).mean(1)
    return tuple(int(value) for value in np.maximum.accumulate(shown.round()))


def _opened(profile: bytes) -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(io.BytesIO(profile))


@lru_cache(maxsize=1)
def _screen() -> ImageCms.ImageCmsProfile:
    from .condition import screen_profile

    return _opened(screen_profile())
