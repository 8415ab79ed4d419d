"""Creep: in a fold that holds others, each lies further from the spine than the one around it, by the thickness of paper.

After trimming, the inner leaves would lose that much of their fore-edge. So what is printed moves towards the fold, or is made
narrower, by what all the paper around it is thick: sheets × caliper × factor. The factor says how much thicker a fold is than flat
paper: 1 to 1.4 (trade rule).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..units import Length
from .paper import NOTHING

Reference = Literal["outer", "inner", "both"]
"""Whose pages stay where they are: the outermost sheet's (the inner ones move in, the trade's push-in), the innermost's (the outer ones
move out), or those half way, so that each moves by half as much at most."""
By = Literal["shift", "scale"]


@dataclass(frozen=True, slots=True)
class Creep:
    """How far each leaf lies inside. `deepest` is the number of sheets around the innermost one in the whole book."""

    caliper: Length = NOTHING
    factor: float = 1.0
    around: Length = NOTHING
    """How thick the cover is that lies around all sheets."""
    deepest: int = 0
    reference: Reference = "outer"
    by: By = "shift"

    def pushed_out(self, depth: int) -> Length:
        """How much further out than the outermost paper a leaf lies that has so many sheets around it besides the cover.

        -1 is the cover itself.
        """
        if depth < 0:
            return NOTHING
        return (self.around + self.caliper * depth) * self.factor

    @property
    def kept(self) -> Length:
        """The push of the paper whose pages stay where they are."""
        share = {"outer": 0.0, "both": 0.5, "inner": 1.0}[self.reference]
        return self.pushed_out(self.deepest) * share

    def inwards(self, depth: int) -> Length:
        """How far the pages of a leaf move towards the fold; less than 0: away from it."""
        return self.pushed_out(depth) - self.kept
