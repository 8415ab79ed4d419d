"""Which ink prints a colour: the recipe of the layout's palette, or the output condition's conversion.

A colour comes as components: one (gray), three (sRGB) or four (CMYK), each 0..1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from ...conditions import Conversion
from ...layout import Ink

Components = tuple[float, ...]
CMYK = tuple[float, float, float, float]
SOLID_BLACK: Final = (0.0, 0.0, 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Paint:
    """What is written for a colour: amounts of process ink 0..1 (C, M, Y, K, or one gray), or a spot ink at full."""

    process: Components
    spot: str | None = None

    @property
    def solid_black(self) -> bool:
        """Whether it is black ink alone and at full: what overprints."""
        return self.spot is None and self.process == SOLID_BLACK


Target = Callable[[Components], Paint]
"""A colour as it came → what is written for it."""


class Palette:
    """The inks of a layout over the conversion of everything else. It is a `Target`."""

    def __init__(self, inks: Mapping[str, Ink], conversion: Conversion) -> None:
        self._conversion = conversion
        self._recipes: dict[tuple[int, int, int], Paint] = {}
        self.spots: dict[str, CMYK] = {}
        """Spot ink → the process colours that stand for it where it is not printed."""
        for ink in inks.values():
            if ink.cmyk is None:
                continue
            recipe = _of_percent(ink.cmyk)
            self._recipes[_screen(ink)] = Paint(recipe, ink.spot)
            if ink.spot is not None:
                self.spots[ink.spot] = recipe
        self._recipes.setdefault((255, 255, 255), Paint((0.0, 0.0, 0.0, 0.0)))

    def __call__(self, components: Components) -> Paint:
        """The inks for a colour. Gray is an amount of black, as ISO 32000-2, 10.4.2, turns gray into CMYK."""
        if len(components) == 4:
            return Paint(components)
        if len(components) == 1:
            return Paint((0.0, 0.0, 0.0, round(1 - components[0], 6)))
        red, green, blue = (round(255 * min(1.0, max(0.0, value))) for value in components)
        key = (red, green, blue)
        if key not in self._recipes:
            self._recipes[key] = Paint(self._conversion.colour(key))
        return self._recipes[key]


def luminosity(components: Components) -> Paint:
    """A colour inside a soft mask of luminosity, as the gray that masks as much (ISO 32000-2, 11.3.5.3)."""
    match components:
        case (gray,):
            return Paint((gray,))
        case (red, green, blue):
            return Paint((round(0.3 * red + 0.59 * green + 0.11 * blue, 6),))
        case (cyan, magenta, yellow, black):
            return Paint((round(1 - min(1.0, 0.3 * cyan + 0.59 * magenta + 0.11 * yellow + black), 6),))
    raise AssertionError(components)


def _screen(ink: Ink) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(ink.screen[1:])
    return red, green, blue


def _of_percent(cmyk: CMYK) -> CMYK:
    cyan, magenta, yellow, black = (round(value / 100, 6) for value in cmyk)
    return cyan, magenta, yellow, black


def number(value: float) -> bytes:
    """A number as PDF writes it, at most five decimals."""
    return (f"{value:.5f}".rstrip("0").rstrip(".") or "0").encode().replace(b"-0", b"0") if value else b"0"


def numbers(values: Components) -> bytes:
    """Numbers with a space between them."""
    return b" ".join(map(number, values))
