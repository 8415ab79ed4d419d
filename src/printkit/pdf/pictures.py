"""Pictures as they stand in a file, without their pixels: `image` for XObjects, `inline` for those in the content."""

from __future__ import annotations

import math
from typing import Any

import pikepdf

from .geometry import Matrix
from .lexer import Operand, Word
from .painted import ImageUsed
from .resources import Resources
from .spaces import GRAY, Space, space
from .streams import filters
from .values import attempt, dictionary, identity, integer, name

_MASK = Space("ImageMask", 1)
_LONG = {
    "BPC": "BitsPerComponent",
    "CS": "ColorSpace",
    "D": "Decode",
    "F": "Filter",
    "H": "Height",
    "IM": "ImageMask",
    "I": "Interpolate",
    "W": "Width",
}


def image(obj: Any, resources: Resources, matrix: Matrix, unit: float) -> tuple[ImageUsed, Space]:
    """An image XObject under a CTM, in units of `unit` pt; and the space of its colours."""
    given = dictionary(obj)
    is_mask = given.get("/ImageMask") is True
    none: tuple[str, ...] = ()
    chain = attempt(lambda: filters(given.get("/Filter")), none)
    entry = given.get("/ColorSpace")
    if is_mask:
        found = _MASK
    elif entry is None and "JPXDecode" in chain:
        found = Space("JPX", 0)  # the space is inside the data
    else:
        found = resources.space(name(entry)) if isinstance(entry, pikepdf.Name) else space(entry, resources.entries)
    width, height = integer(given.get("/Width")), integer(given.get("/Height"))
    used = ImageUsed(
        width=width,
        height=height,
        bits=1 if is_mask else integer(given.get("/BitsPerComponent"), 8),
        family=found.family,
        base=found.root.family,
        ppi=resolution(width, height, matrix, unit),
        filters=chain,
        is_mask=is_mask,
        has_soft_mask=isinstance(given.get("/SMask"), pikepdf.Stream) or integer(given.get("/SMaskInData")) > 0,
        has_mask=given.get("/Mask") is not None,
        intent=name(given.get("/Intent")),
        object=identity(obj),
    )
    return used, found


def inline(entries: dict[str, Operand], resources: Resources, matrix: Matrix, unit: float) -> tuple[ImageUsed, Space]:
    """An inline image under a CTM, in units of `unit` pt; and the space of its colours."""
    given = {_LONG.get(key, key): value for key, value in entries.items()}
    is_mask = given.get("ImageMask") is True
    found = _MASK if is_mask else _inline_space(given.get("ColorSpace"), resources)
    chain = given.get("Filter")
    names = [one for one in (chain if isinstance(chain, list) else [chain]) if isinstance(one, Word)]
    width, height = _count(given.get("Width")), _count(given.get("Height"))
    used = ImageUsed(
        width=width,
        height=height,
        bits=1 if is_mask else _count(given.get("BitsPerComponent")) or 8,
        family=found.family,
        base=found.root.family,
        ppi=resolution(width, height, matrix, unit),
        filters=filters(pikepdf.Array([pikepdf.Name("/" + one) for one in names if one])),
        is_mask=is_mask,
        inline=True,
    )
    return used, found


def resolution(width: int, height: int, matrix: Matrix, unit: float) -> tuple[float, float]:
    """Samples an inch along rows and columns; infinite where a side has no length."""
    a, b, c, d = matrix[:4]
    across, up = math.hypot(a, b) * unit / 72, math.hypot(c, d) * unit / 72
    return (width / across if across else math.inf, height / up if up else math.inf)


def _inline_space(entry: Operand, resources: Resources) -> Space:
    if isinstance(entry, Word):
        return resources.space(entry)
    if isinstance(entry, list) and len(entry) == 4 and entry[0] in ("I", "Indexed") and isinstance(entry[1], Word):
        base = resources.space(entry[1])
        return Space("Indexed", 1, base=base) if base.family not in ("Indexed", "Pattern") else GRAY
    return GRAY


def _count(value: Operand) -> int:
    return int(value) if isinstance(value, float) and 0 <= value < 1 << 31 else 0
