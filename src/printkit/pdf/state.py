"""The graphics state (ISO 32000-1, 8.4 and 9.3), as far as it decides what is seen and how: `State`."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field, replace
from typing import Any

from .fonts import Face
from .geometry import IDENTITY, Matrix
from .painted import Paint, Rectangle
from .spaces import GRAY, Space


@dataclass(slots=True)
class Colour:
    """A current colour: its space, components, and the pattern where the space is one."""

    space: Space = GRAY
    components: tuple[float, ...] = (0.0,)
    pattern: Any = None
    pattern_name: str = ""


@dataclass(slots=True)
class State:
    """What `q` saves and `Q` brings back. `clip` is a box in units of the page; None: nothing can be seen."""

    ctm: Matrix = IDENTITY
    clip: Rectangle | None = None
    fill: Colour = field(default_factory=Colour)
    stroke: Colour = field(default_factory=Colour)
    overprint_fill: bool = False
    overprint_stroke: bool = False
    overprint_mode: int = 0
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    blend: str = "Normal"
    soft_masked: bool = False
    group_alpha: float = 1.0
    group_blend: str = "Normal"
    group_masked: bool = False
    line_width: float = 1.0
    cap: int = 0
    face: Face | None = None
    size: float = 0.0
    character_spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0
    fill_paint: Paint | None = None
    """The fill as a `Paint`, until something that it depends on changes."""
    stroke_paint: Paint | None = None

    def saved(self) -> State:
        """A copy for `q`: colours are replaced, never changed, so they may be shared."""
        return copy(self)

    def grouped(self) -> State:
        """The state at the beginning of a transparency group (ISO 32000-1, 11.6.6): what was set now holds for all."""
        return replace(
            self,
            group_alpha=self.group_alpha * self.fill_alpha,
            group_blend=self.blend if self.blend != "Normal" else self.group_blend,
            group_masked=self.group_masked or self.soft_masked,
            fill_alpha=1.0,
            stroke_alpha=1.0,
            blend="Normal",
            soft_masked=False,
            fill_paint=None,
            stroke_paint=None,
        )

    def repaint(self) -> None:
        """Forget the paints: what they depend on has changed."""
        self.fill_paint = self.stroke_paint = None
