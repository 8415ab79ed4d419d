"""The kinds of finishing that a plate or a die is made for, each with the ink that stands for it in the file.

Every kind is a spot ink of its own name, so that it comes out as a plate; its colour is only for looking at. The names of
processing steps are those of ISO 19593-1:2018 (groups, and types of the group Structural).
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ...diagnostics import PrintkitError, error
from ...units import Length

CMYK = tuple[float, float, float, float]

LINE: Final = Length(0.5)
"""How thick the lines of dies are drawn: their middle is where the steel stands."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A way of finishing. `cmyk` (percent) is how it looks where overprint is shown; it is never printed."""

    name: str
    zh: str
    en: str
    ink: str
    """What its plate is called."""
    cmyk: CMYK
    group: str
    """The group of processing steps (ISO 19593-1)."""
    type: str = ""
    """The type within the group; the groups White and Varnish need none."""
    line: bool = False
    """Whether it is a line that a tool follows, and never an area."""
    replaces: bool = False
    """Whether it stands in the place of the ink that it is taken from; else it lies over it."""


KINDS: Final[Mapping[str, Kind]] = {
    kind.name: kind
    for kind in (
        Kind("spot-varnish", "局部UV", "Spot UV varnish", "Spot Varnish", (30, 0, 0, 0), "Varnish"),
        Kind("foil", "烫印", "Foil stamping", "Foil", (0, 0, 0, 40), "Structural", "FoilStamping", replaces=True),
        Kind("cold-foil", "冷烫", "Cold foil", "Cold Foil", (0, 0, 0, 40), "Structural", "ColdFoilStamping"),
        Kind("emboss", "击凸", "Embossing", "Emboss", (0, 40, 0, 0), "Structural", "Embossing"),
        Kind("deboss", "压凹", "Debossing", "Deboss", (40, 0, 0, 0), "Structural", "Debossing"),
        Kind("white", "白墨", "White ink", "White", (15, 0, 5, 0), "White"),
        Kind("die-line", "模切线", "Die line", "Die Line", (0, 100, 0, 0), "Structural", "Cutting", line=True),
        Kind("crease", "压痕线", "Crease", "Crease", (100, 0, 0, 0), "Structural", "Creasing", line=True),
        Kind("tear-line", "易撕线", "Tear line", "Tear Line", (100, 100, 0, 0), "Structural", "Perforating", line=True),
    )
}  # fmt: skip

FOILS: Final[Mapping[str, tuple[str, CMYK]]] = {
    "gold": ("金", (20, 30, 70, 15)),
    "silver": ("银", (0, 0, 0, 35)),
    "rose-gold": ("玫瑰金", (10, 45, 45, 10)),
    "copper": ("铜", (20, 60, 80, 20)),
    "red": ("红", (10, 100, 90, 10)),
    "blue": ("蓝", (100, 70, 0, 10)),
    "green": ("绿", (90, 20, 90, 10)),
    "black": ("黑", (0, 0, 0, 90)),
    "holographic": ("镭射", (20, 10, 0, 10)),
}
"""Foils by colour: the Chinese word, and how it looks. Any other colour is named in the ink and looks gray."""


def kind(name: str) -> Kind:
    """A kind by its name. Raises `PrintkitError` (`no-finish`)."""
    if name in KINDS:
        return KINDS[name]
    close = difflib.get_close_matches(name, KINDS, 1, 0.5)
    hint = f"did you mean `{close[0]}`?" if close else f"there are {', '.join(KINDS)}"
    raise PrintkitError([error("no-finish", f"there is no finishing `{name}`", hint=hint)])
