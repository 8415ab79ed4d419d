"""Plates back into a picture: a page in sRGB as it will look when its inks are printed, for eyes that have no press.

The process inks go through the profile of the file's output condition. A spot ink lies over them as its alternate
colour does (ISO 32000-1, 8.6.6.4), multiplied: what a viewer without that ink shows too. A foil covers what is under it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pikepdf
from pikepdf import Name
from PIL import Image

from ..conditions import CMYK, RGB, Condition, Simulation
from ..conditions import condition as named_condition
from ..pdf.spaces import PROCESS, Space, space
from .inking import Inking
from .plates import Plates
from .separate import Box, press_profile, separate_pages

_UNKNOWN: Final[CMYK] = (0.0, 0.0, 0.0, 0.5)
"""How a spot ink is shown whose file does not say how it looks."""


def simulated_pages(
    pdf: pikepdf.Pdf,
    pages: Iterable[int] | None = None,
    *,
    dpi: float = 100,
    box: Box = "trim",
    condition: Condition | None = None,
    paper: bool = False,
    without: Collection[str] = (),
    opaque: Collection[str] = (),
) -> Iterator[Image.Image]:
    """Pages (from 0; all if nothing is said) as pictures in sRGB, `dpi` pixels an inch, cut to `box`.

    `condition` (FOGRA39 by default) is for files that have no output intent for CMYK. `paper` shows the white of the
    paper. `without` names spot inks that are no colour, such as a die line, `opaque` those that let nothing
    through: foils. Raises `PrintkitError` as `separate_pages` does.
    """
    profile = press_profile(pdf) or (condition or named_condition()).profile
    simulation = Simulation(profile, paper=paper)
    spots: dict[str, RGB] | None = None
    for plates in separate_pages(pdf, pages, dpi=dpi, box=box, condition=condition):
        if spots is None and len(plates.inks) > len(PROCESS):
            spots = spot_colours(pdf, condition=condition, paper=paper)
        yield _together(plates, simulation, spots or {}, without, opaque)


def spot_colours(pdf: pikepdf.Pdf, *, condition: Condition | None = None, paper: bool = False) -> dict[str, RGB]:
    """How the spot inks of a file look, full, as sRGB of 0 to 255: by the alternate colours that it gives them."""
    profile = press_profile(pdf) or (condition or named_condition()).profile
    simulation = Simulation(profile, paper=paper)
    return {name: simulation.colour(inks) for name, inks in _spots(pdf, Inking(profile)).items()}


def _together(
    plates: Plates,
    simulation: Simulation,
    spots: Mapping[str, RGB],
    without: Collection[str],
    opaque: Collection[str],
) -> Image.Image:
    process = np.ascontiguousarray(np.moveaxis(plates.values[: len(PROCESS)], 0, -1))
    picture = simulation.picture(Image.fromarray(process, "CMYK"))
    laid = [name for name in plates.inks[len(PROCESS) :] if name not in without and plates.plate(name).any()]
    if not laid:
        return picture
    white = np.array(simulation.colour((0, 0, 0, 0)), np.float32)
    light: npt.NDArray[np.float32] = np.asarray(picture, np.float32)
    for name in sorted(laid, key=lambda name: name in opaque):
        colour = np.array(spots.get(name) or simulation.colour(_UNKNOWN), np.float32)
        amount = plates.plate(name)[..., None].astype(np.float32) / 255
        inked = colour if name in opaque else light * np.minimum(colour / white, 1)
        light = light * (1 - amount) + inked * amount
    return Image.fromarray(light.round().astype(np.uint8))


def _spots(pdf: pikepdf.Pdf, inking: Inking) -> dict[str, CMYK]:
    """Every spot ink of the file, with the process inks of its full tint; of two spaces with one name the first."""
    found: dict[str, CMYK] = {}
    for read in (space(part) for item in pdf.objects for part in _tinted(item)):
        for place, name in enumerate(read.names):
            if name not in (*PROCESS, "All", "None"):
                found.setdefault(name, _full(read, place, inking))
    return found


def _full(read: Space, place: int, inking: Inking) -> CMYK:
    """The process inks that stand for the full tint of one colorant."""
    if read.tint is None:
        return _UNKNOWN
    root, values = read.alternate([[1.0 if at == place else 0.0 for at in range(read.count)]])
    amounts = inking.amounts(root, values)
    cyan, magenta, yellow, black = (float(amounts[name][0]) if name in amounts else 0.0 for name in PROCESS)
    return (cyan, magenta, yellow, black)


def _tinted(item: Any, depth: int = 0) -> Iterator[pikepdf.Array]:
    """The spaces of spot inks in an object of the file: itself, or what stands in it without a number of its own."""
    if isinstance(item, pikepdf.Array) and len(item) and item[0] in (Name.Separation, Name.DeviceN):
        yield item
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream) and depth < _DEEPEST:
        for value in item.values():
            if isinstance(value, pikepdf.Object) and not value.is_indirect:
                yield from _tinted(value, depth + 1)


_DEEPEST: Final = 4
"""A page, its resources, their spaces, one of them."""
