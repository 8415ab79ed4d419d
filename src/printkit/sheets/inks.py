"""The spot inks that a file names: each gets its patch in the colour bar, and its plate its name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pikepdf
from pikepdf import Name

from ..press import strokes


def spot_inks(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    """The spot inks that a file names, in the order of their names, each with a space that paints it."""
    found: dict[str, pikepdf.Object] = {}
    for thing in pdf.objects:
        for space in _spaces(thing):
            if isinstance(space, pikepdf.Array) and len(space) == 4 and space[0] == Name.Separation:
                name = str(space[1]).removeprefix("/")
                if name not in ("All", "None", *strokes.PROCESS):
                    found.setdefault(name, space)
    return dict(sorted(found.items()))


def _spaces(thing: Any) -> Iterable[Any]:
    """The colour spaces that an object is, or names."""
    if isinstance(thing, pikepdf.Array):
        return [thing]
    if not isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        return []
    holders = [thing, thing.get("/Resources")]
    dictionaries = [
        each.get("/ColorSpace") for each in holders if isinstance(each, (pikepdf.Dictionary, pikepdf.Stream))
    ]
    return [
        space
        for each in dictionaries
        for space in ([space for _name, space in each.items()] if isinstance(each, pikepdf.Dictionary) else [each])
    ]
