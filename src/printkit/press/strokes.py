"""What printer's marks are made of: lines, circles, register crosses, patches of ink, and the colour of every plate.

PDF operators (ISO 32000-1, 8.5) as text. Lengths in pt, y up, in the space of whoever draws; four decimals, so that a
mark that is turned or moved still stands within 0.01 mm.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pikepdf
from pikepdf import Name

WIDTH: Final = 0.25
"""pt, of all marks; also the least that the GWG lets a line in several inks have (R0019)."""
PROCESS: Final = ("Cyan", "Magenta", "Yellow", "Black")
SOLIDS: Final = (
    (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1), (1, 1, 0, 0), (1, 0, 1, 0), (0, 1, 1, 0), (1, 1, 1, 0),
)  # fmt: skip
"""Solids of the inks, and of two and three over each other: density and trapping (ISO 12647-2)."""
TINTS: Final = tuple(tuple(0.5 if ink == at else 0 for ink in range(4)) for at in range(4))
"""Half tones: dot gain."""
BEGIN: Final = f"/All CS 1 SCN\n/All cs 1 scn\n{WIDTH} w\n[] 0 d"
"""Marks are drawn in the colour of all plates, which the resources name /All."""
DASHED: Final = "[3 2] 0 d"
SOLID: Final = "[] 0 d"


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    """A line from one point to another."""
    return f"{x0:.4f} {y0:.4f} m {x1:.4f} {y1:.4f} l S"


def circle(x: float, y: float, radius: float) -> str:
    """A circle of four curves; 0.5523 brings each within 0.03 % of the radius."""
    k = 0.5523 * radius
    r = radius
    return (
        f"{x + r:.4f} {y:.4f} m {x + r:.4f} {y + k:.4f} {x + k:.4f} {y + r:.4f} {x:.4f} {y + r:.4f} c "
        f"{x - k:.4f} {y + r:.4f} {x - r:.4f} {y + k:.4f} {x - r:.4f} {y:.4f} c "
        f"{x - r:.4f} {y - k:.4f} {x - k:.4f} {y - r:.4f} {x:.4f} {y - r:.4f} c "
        f"{x + k:.4f} {y - r:.4f} {x + r:.4f} {y - k:.4f} {x + r:.4f} {y:.4f} c S"
    )


def register(x: float, y: float, radius: float) -> list[str]:
    """A cross in a circle, its arms twice the radius."""
    arm = 2 * radius
    return [line(x - arm, y, x + arm, y), line(x, y - arm, x, y + arm), circle(x, y, radius)]


def patch(colour: str, x: float, y: float, width: float, height: float) -> str:
    """A rectangle filled with a colour (operators); (x, y) is its lower left corner."""
    return f"{colour}\n{x:.4f} {y:.4f} {width:.4f} {height:.4f} re f"


def inked(inks: Sequence[float]) -> str:
    """The operator that fills in so much of cyan, magenta, yellow and black."""
    return f"{' '.join(f'{ink:g}' for ink in inks)} k"


def solid(at: int) -> str:
    """The operator that fills in one process ink alone."""
    return inked([1 if ink == at else 0 for ink in range(4)])


def spot(at: int) -> str:
    """The operators that fill in a spot ink alone, whose space the resources name /Spot0, /Spot1 …."""
    return f"/Spot{at} cs 1 scn"


def plates(spots: Sequence[str]) -> list[tuple[str, str]]:
    """The name of every ink, and the operators that fill in it: the process inks, then the spot inks."""
    return [(name, solid(at)) for at, name in enumerate(PROCESS)] + [(name, spot(at)) for at, name in enumerate(spots)]


def colour_spaces(registration: pikepdf.Object, spots: Sequence[pikepdf.Object]) -> pikepdf.Dictionary:
    """The colour spaces that marks are drawn in, as resources name them."""
    spaces = pikepdf.Dictionary(All=registration)
    for at, space in enumerate(spots):
        spaces[f"/Spot{at}"] = space
    return spaces


def registration_colour() -> pikepdf.Array:
    """The colour that prints on every plate (/Separation /All, ISO 32000-1, 8.6.6.4)."""
    function = pikepdf.Dictionary(
        FunctionType=2, Domain=pikepdf.Array([0, 1]), N=1,
        C0=pikepdf.Array([0, 0, 0, 0]), C1=pikepdf.Array([1, 1, 1, 1]),
    )  # fmt: skip
    return pikepdf.Array([Name.Separation, Name.All, Name.DeviceCMYK, function])
