"""A shape as a person writes it, such as in a `handoff.yaml`: `read_shape("ink:gold")`, `read_shape("corner:5mm")`.

varnish.svg                 outlines in a file beside the report, SVG or PDF
ink:main                    all that the page paints in an ink of its layout
page                        the whole page with its bleed
trim                        the edge of the trim
corner:5mm                  the same with round corners
corner:5mm hole:74mm,10mm,5mm   and a hole: from the left, from the top, how wide
left:74mm   top:60mm        a line across, so far from the left, from the top
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, Literal

from ...assets.fault import AssetFault
from ...diagnostics import PrintkitError, error
from ...units import Length
from .shapes import Across, Drawing, InkOf, Page, Shape, Trim

_WORD: Final = re.compile(r"(ink|(?:left-|right-)?corner|hole|left|top)\s*:\s*(\S+)")
_FILES: Final = (".svg", ".pdf")


def read_shape(text: str, folder: Path | None = None) -> Shape:
    """The shape that `text` means; files are found in `folder` and never outside it.

    Raises `PrintkitError`: `bad-finish-shape` for what means no shape, the codes of pictures for a file that cannot be had.
    """
    plain = text.strip()
    if plain.lower().endswith(_FILES):
        return _drawing(plain, folder)
    if plain == "page":
        return Page()
    if plain == "trim":
        return Trim()
    try:
        return _named(plain)
    except ValueError as problem:
        message = f"`{text[:60]}` is no shape for a finish" + (f": {problem}" if str(problem) else "")
        hint = "write `shape.svg`, `ink:main`, `page`, `trim` or `corner:5mm`"
        raise PrintkitError([error("bad-finish-shape", message, hint=hint)]) from None


def _named(plain: str) -> Shape:
    """Words with a colon. Raises `ValueError`."""
    words = _WORD.findall(plain)
    if not words or _WORD.sub("", plain).strip():
        raise ValueError
    match words:
        case [("ink", name)]:
            return InkOf(name)
        case [("left", at)]:
            return Across(Length.parse(at))
        case [("top", at)]:
            return Across(Length.parse(at), "level")
    corner, holes = Length(0), []
    rounded: Literal["all", "left", "right"] = "all"
    for word, value in words:
        if word.endswith("corner"):
            corner = Length.parse(value)
            rounded = "left" if word.startswith("left") else "right" if word.startswith("right") else "all"
        elif word == "hole" and value.count(",") == 2:
            x, y, diameter = map(Length.parse, value.split(","))
            holes.append((x, y, diameter))
        else:
            raise ValueError(f"`{word}:{value}` cannot stand here")
    return Trim(corner, rounded, tuple(holes))


def _drawing(name: str, folder: Path | None) -> Drawing:
    from ...assets.jail import Shelf

    try:
        return Drawing(name, Shelf(folder, {}).find(name).read_bytes())
    except AssetFault as fault:
        raise PrintkitError([error(fault.code, fault.message, hint=fault.hint)]) from None
