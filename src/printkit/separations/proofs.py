"""Plates to look at: one ink as a grey picture, and all inks together as a heat map with a legend. PNG, marked ours."""

from __future__ import annotations

import io
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from ..proof import SOFTWARE
from .plates import InkWindow, Plates, total_ink_windows

_COOL: Final = ((255, 255, 255), (199, 224, 233), (106, 171, 196), (44, 107, 150), (22, 47, 92))
"""No ink to the limit: lighter is less, to every eye."""
_WARM: Final = ((255, 176, 0), (222, 45, 38), (103, 0, 13))
"""The limit to a third more."""
_LEAST_WIDTH: Final = 360
"""Pixels that the legend needs."""


def plate_png(plates: Plates, ink: str) -> bytes:
    """The plate of one ink as grey, dark where there is ink. Raises `KeyError` for an ink that the page has not."""
    return _png(Image.fromarray(255 - plates.plate(ink)), plates.dpi)


def total_ink_png(plates: Plates, limit: float = 3.2) -> bytes:
    """All inks together as a map from white (none) to dark blue (`limit`, 3.2 is 320 %), and warm colours over it.

    A frame shows the 15 mm square with the most ink; the legend below tells its mean, the limit and the most that
    any pixel has.
    """
    total = plates.total()
    worst = total_ink_windows(plates)
    picture = Image.fromarray(_colours(limit)[np.minimum((total / limit * 300).astype(np.intp), 400)])
    _frame(picture, plates, worst)
    legend = _legend(max(picture.width, _LEAST_WIDTH), limit, worst, float(total.max(initial=0)))
    sheet = Image.new("RGB", (legend.width, picture.height + legend.height), (255, 255, 255))
    sheet.paste(picture, ((sheet.width - picture.width) // 2, 0))
    sheet.paste(legend, (0, picture.height))
    return _png(sheet, plates.dpi)


def _colours(limit: float) -> npt.NDArray[np.uint8]:
    """Colours from no ink to the limit (place 300), and from there to a third more (place 400)."""
    assert limit > 0
    below = _between(_COOL, 300)
    return np.vstack([below, _between(_WARM, 101)])


def _between(stops: tuple[tuple[int, int, int], ...], steps: int) -> npt.NDArray[np.uint8]:
    at = np.linspace(0, len(stops) - 1, steps)
    channels = [np.interp(at, range(len(stops)), [stop[channel] for stop in stops]) for channel in range(3)]
    return np.stack(channels, -1).round().astype(np.uint8)


def _frame(picture: Image.Image, plates: Plates, worst: InkWindow) -> None:
    rows, columns = plates.pixels(worst.area)
    if rows.stop - rows.start > 4 and columns.stop - columns.start > 4:
        edges = (columns.start, rows.start, columns.stop - 1, rows.stop - 1)
        draw = ImageDraw.Draw(picture)
        draw.rectangle(edges, outline=(255, 255, 255), width=3)
        draw.rectangle(edges, outline=(0, 0, 0), width=1)


def _legend(width: int, limit: float, worst: InkWindow, most: float) -> Image.Image:
    size = 12
    font = ImageFont.load_default(size)
    legend = Image.new("RGB", (width, 5 * size + 24), (255, 255, 255))
    draw = ImageDraw.Draw(legend)
    margin, bar = 12, slice(8, 8 + size)
    colours = _colours(limit)
    inside = width - 2 * margin
    strip = colours[np.linspace(0, 400, inside).round().astype(np.intp)]
    legend.paste(Image.fromarray(np.repeat(strip[None], bar.stop - bar.start, axis=0)), (margin, bar.start))
    draw.rectangle((margin - 1, bar.start - 1, margin + inside, bar.stop), outline=(90, 90, 90))
    for share in (0, 0.25, 0.5, 0.75, 1):
        at = margin + round(inside * share * 0.75)
        draw.line((at, bar.start, at, bar.stop + 3), fill=(0, 0, 0), width=2 if share == 1 else 1)
        label = f"limit {limit:.0%}" if share == 1 else f"{limit * share:.0%}"
        draw.text((at, bar.stop + 4), label, fill=(0, 0, 0), font=font, anchor="ma" if share else "la")
    side = (worst.area[2] - worst.area[0]) / 72 * 25.4
    verdict = "over the limit" if worst.mean > limit else "within the limit"
    lines = (f"most in a square of {side:.0f} mm: {worst.mean:.0%}, {verdict}", f"most in a point: {most:.0%}")
    for number, line in enumerate(lines):
        colour = (180, 0, 0) if number == 0 and worst.mean > limit else (0, 0, 0)
        draw.text((margin, bar.stop + 8 + (number + 1) * (size + 4)), line, fill=colour, font=font)
    return legend


def _png(picture: Image.Image, dpi: float) -> bytes:
    marks = PngInfo()
    marks.add_text("Software", SOFTWARE)
    out = io.BytesIO()
    picture.save(out, "PNG", pnginfo=marks, dpi=(dpi, dpi), compress_level=6)
    return out.getvalue()
