"""Colours of the graphics state as `Paint`: `paint` for fills and strokes, `of_space` and `of_shading` for the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pikepdf

from .functions import function
from .painted import Paint
from .spaces import Space, space
from .state import Colour, State
from .values import attempt, dictionary, integer, numbers

_STEPS = 33
"""Places at which a gradient is asked for its inks."""


def paint(state: State, colour: Colour, resources: Any, *, stroke: bool = False) -> Paint:
    """A current colour, with overprint, alpha and blend mode of the state."""
    found = colour.space
    if found.family == "Pattern":
        given = dictionary(colour.pattern)
        if integer(given.get("/PatternType"), 1) == 2:
            return of_shading(state, given.get("/Shading"), resources, stroke=stroke, pattern=True)
        base = found.base
        inks = base.inks(colour.components) if base is not None and colour.components else None
        return _made(state, found, colour.components, inks, stroke, pattern="tiling")
    return _made(state, found, colour.components, found.inks(colour.components), stroke)


def of_space(state: State, found: Space) -> Paint:
    """A picture's space: inks that there may be count as 1.0."""
    return _made(state, found, (), possible_inks(found), stroke=False)


def of_shading(state: State, shading: Any, resources: Any, *, stroke: bool = False, pattern: bool = False) -> Paint:
    """A gradient: the most that occurs of each ink along it."""
    given = dictionary(shading)
    found = attempt(lambda: space(given.get("/ColorSpace"), resources), Space("DeviceGray", 1, fault="no space"))
    inks = attempt(lambda: _most(given, found), possible_inks(found))
    return _made(state, found, (), inks, stroke, pattern="shading" if pattern else "")


def possible_inks(found: Space) -> Mapping[str, float] | None:
    """The inks of a space, each with 1.0; None where a profile decides. Gray has black alone."""
    if found.root.family == "DeviceGray":
        return {"Black": 1.0}
    inks = found.root.plates([found.root.default])
    return None if inks is None else dict.fromkeys(inks, 1.0)


def _most(given: Any, found: Space) -> Mapping[str, float] | None:
    kind = integer(given.get("/ShadingType"))
    if kind not in (2, 3) or "/Function" not in given:
        return possible_inks(found)
    low, high = numbers(given.get("/Domain"), 2) or (0.0, 1.0)
    rows = function(given.get("/Function"))(np.linspace(low, high, _STEPS))
    plates = found.plates(rows)
    return None if plates is None else {name: float(np.max(values)) for name, values in plates.items()}


def _made(
    state: State,
    found: Space,
    components: tuple[float, ...],
    inks: Mapping[str, float] | None,
    stroke: bool,
    pattern: Any = "",
) -> Paint:
    root = found.root
    if found.family == "Pattern" and found.base is not None:
        root = found.base.root
    return Paint(
        family="Pattern" if pattern else found.family,
        base=root.family,
        components=components,
        inks=inks,
        overprint=state.overprint_stroke if stroke else state.overprint_fill,
        overprint_mode=state.overprint_mode,
        alpha=(state.stroke_alpha if stroke else state.fill_alpha) * state.group_alpha,
        blend=state.blend if state.blend != "Normal" else state.group_blend,
        profile_count=root.count if isinstance(root.profile, pikepdf.Stream) else 0,
        alternate=root.base.root.family if root.base is not None else "",
        pattern=pattern,
        soft_masked=state.soft_masked or state.group_masked,
    )
