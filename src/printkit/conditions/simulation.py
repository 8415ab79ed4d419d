"""The inks of a condition → sRGB: how what is printed will look, as a soft proof shows it.

Relative colorimetric with black-point compensation, the way of the conversions backwards; or on the white of the paper
(absolute colorimetric), where a warm or grey stock is to be seen too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from PIL import Image

    from .conversion import CMYK

RGB: TypeAlias = tuple[int, int, int]


class Simulation:
    """Inks printed by a process with this ICC profile, seen on a screen; with `paper`, on the paper's own white."""

    def __init__(self, profile: bytes, *, paper: bool = False) -> None:
        self.profile = profile
        self.paper = paper

    def picture(self, inks: Image.Image) -> Image.Image:
        """A picture in CMYK (0 to 255 is no ink to full ink) as sRGB."""
        from . import engine

        return engine.shown(inks, self.profile, paper=self.paper)

    def colour(self, inks: CMYK) -> RGB:
        """One colour, each ink 0 to 1, as sRGB of 0 to 255."""
        from PIL import Image

        pixel = Image.new("CMYK", (1, 1), tuple(round(255 * ink) for ink in inks))
        red, green, blue = self.picture(pixel).tobytes()
        return red, green, blue
