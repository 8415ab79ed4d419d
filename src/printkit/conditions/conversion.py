"""sRGB → the inks of a condition, through its ICC profile.

Relative colorimetric with black-point compensation. That can pass the profile's own ink limit, so what comes out is
capped: cyan, magenta and yellow give way, black stays. Single colours that are neutral become black alone, as dark as
the grey that they are (greys of four inks show every fault of register); pictures keep all four inks.
"""

from __future__ import annotations

import io
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from PIL import Image, ImageCms

if TYPE_CHECKING:
    from .condition import Condition

CMYK = tuple[float, float, float, float]

_NEUTRAL: Final = 2
"""Of 255: colours whose channels lie no further apart are greys."""
_ROWS: Final = 256
"""Rows of a picture that are capped at a time, to spare memory."""


class Conversion:
    """Colours and pictures from sRGB to the inks of `condition`, with at most `limit` of ink (3.0 is 300 %)."""

    def __init__(self, condition: Condition, limit: float | None = None) -> None:
        self.condition = condition
        self.limit = condition.limit if limit is None else min(limit, condition.limit)
        self._most = int(self.limit * 255 + 1e-6)
        self._transform = _transform(condition.profile)
        self._known: dict[tuple[int, int, int], CMYK] = {}

    def colour(self, rgb: tuple[int, int, int]) -> CMYK:
        """The inks of one colour, 0 to 1 each. `rgb` is sRGB, 0 to 255 each."""
        found = self._known.get(rgb)
        if found is None:
            found = self._known[rgb] = self._convert(rgb)
        return found

    def picture(self, picture: Image.Image) -> Image.Image:
        """A picture in CMYK (0 to 255 is no ink to full ink), of any mode without its alpha; capped."""
        converted = picture
        if picture.mode != "CMYK":
            converted = ImageCms.applyTransform(picture.convert("RGB"), self._transform)  # type: ignore[assignment]
        return self.capped(converted)

    def capped(self, picture: Image.Image) -> Image.Image:
        """A picture in CMYK with no pixel of more ink than the limit."""
        width, height = picture.size
        changed = None
        for top in range(0, height, _ROWS):
            strip = np.array(picture.crop((0, top, width, min(height, top + _ROWS))))
            if self._cap(strip):
                changed = changed or picture.copy()
                changed.paste(Image.fromarray(strip, "CMYK"), (0, top))
        return changed or picture

    def _cap(self, pixels: np.ndarray[Any, np.dtype[np.uint8]]) -> bool:
        """Take ink from what has too much, in place; tell whether there was such."""
        over = pixels.sum(2, dtype=np.uint16) > self._most
        if not over.any():
            return False
        heavy = pixels[over].astype(np.int32)
        colours = heavy[:, :3].sum(1)
        room = np.maximum(self._most - heavy[:, 3], 0)
        heavy[:, :3] = heavy[:, :3] * room[:, None] // np.maximum(colours, 1)[:, None]
        pixels[over] = heavy.astype(np.uint8)
        return True

    def _convert(self, rgb: tuple[int, int, int]) -> CMYK:
        if max(rgb) - min(rgb) <= _NEUTRAL:
            return (0.0, 0.0, 0.0, _black(self.condition.profile, round(sum(rgb) / 3)) / 255)
        pixel = self.picture(Image.new("RGB", (1, 1), rgb)).getpixel((0, 0))
        assert isinstance(pixel, tuple)
        cyan, magenta, yellow, black = (round(value / 255, 4) for value in pixel)
        return (cyan, magenta, yellow, black)


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
    except ImageCms.PyCMSError as problem:
        raise ValueError(str(problem)) from None
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


def _black(profile: bytes, grey: int) -> int:
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
