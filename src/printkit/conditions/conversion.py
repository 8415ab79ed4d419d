"""sRGB → the inks of a condition, through its ICC profile.

Relative colorimetric with black-point compensation. That can pass the profile's own ink limit, so what comes out is
capped: cyan, magenta and yellow give way, black stays. Single colours that are neutral become black alone, as dark as
the grey that they are (greys of four inks show every fault of register); pictures keep all four inks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL import Image

    from .condition import Condition

CMYK = tuple[float, float, float, float]

_NEUTRAL: Final = 2
"""Of 255: colours whose channels lie no further apart are greys."""


class Conversion:
    """Colours and pictures from sRGB to the inks of `condition`, with at most `limit` of ink (3.0 is 300 %)."""

    def __init__(self, condition: Condition, limit: float | None = None) -> None:
        self.condition = condition
        self.limit = condition.limit if limit is None else min(limit, condition.limit)
        self._most = int(self.limit * 255 + 1e-6)
        self._known: dict[tuple[int, int, int], CMYK] = {}

    def colour(self, rgb: tuple[int, int, int]) -> CMYK:
        """The inks of one colour, 0 to 1 each. `rgb` is sRGB, 0 to 255 each."""
        found = self._known.get(rgb)
        if found is None:
            found = self._known[rgb] = self._convert(rgb)
        return found

    def picture(self, picture: Image.Image) -> Image.Image:
        """A picture in CMYK (0 to 255 is no ink to full ink), of any mode without its alpha; capped."""
        from . import engine

        return engine.converted(picture, self.condition.profile, self._most)

    def capped(self, picture: Image.Image) -> Image.Image:
        """A picture in CMYK with no pixel of more ink than the limit."""
        from . import engine

        return engine.capped(picture, self._most)

    def _convert(self, rgb: tuple[int, int, int]) -> CMYK:
        from . import engine

        profile = self.condition.profile
        if max(rgb) - min(rgb) <= _NEUTRAL:
            return (0.0, 0.0, 0.0, round(engine.black(profile, round(sum(rgb) / 3)) / 255, 4))
        cyan, magenta, yellow, black = (round(value / 255, 4) for value in engine.pixel(rgb, profile, self._most))
        return (cyan, magenta, yellow, black)
